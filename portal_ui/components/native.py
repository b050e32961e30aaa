"""Native elements that Reflex has its own idea of."""

from __future__ import annotations

from reflex_components_core.el.elements.base import BaseHTML


class PlainForm(BaseHTML):
    """A native `<form>`: that of Reflex posts to a handler of its own."""

    tag = "form"
