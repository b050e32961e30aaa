"""What stays on the screen if React fails: the page as the server sent it."""

from __future__ import annotations

import reflex as rx
from reflex.vars import VarData
from reflex.vars.base import Var
from reflex_components_core.base.error_boundary import ErrorBoundary

from portal_ui.components import scripts


def error_boundary() -> rx.Component:
    """Return the boundary around the whole app. Reflex's own shows English words and a stack trace in its place."""
    sent = Var(_js_expr="pageAsSent()", _var_data=VarData(imports={scripts.PAGE: ["pageAsSent"]}))
    return ErrorBoundary.create(on_error=rx.noop(), fallback_render=rx.html(sent))
