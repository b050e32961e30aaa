"""What stays on the screen if React fails: the page as the server sent it."""

from __future__ import annotations

import reflex as rx
from reflex.vars import VarData
from reflex.vars.base import Var
from reflex_components_core.base.error_boundary import ErrorBoundary

_PAGE_JS = rx.asset("page.js", shared=True)


def error_boundary() -> rx.Component:
    """Return the boundary around the whole app. Reflex's own shows English words and a stack trace in its place."""
    sent = Var(_js_expr="pageAsSent()", _var_data=VarData(imports={f"$/public{_PAGE_JS}": ["pageAsSent"]}))
    return ErrorBoundary.create(on_error=rx.noop(), fallback_render=rx.html(sent))
