"""The Reflex app: one component tree for every page, rendered on the server and hydrated in the browser."""

import reflex as rx

from portal_ui.components.last_resort import error_boundary
from portal_ui.pages import frame

app = rx.App(
    html_lang="vi",
    toaster=None,
    enable_state=False,
    # reset.css in place of Reflex's own, which makes every page's styles slower to compute.
    reset_style=False,
    stylesheets=["reset.css", "fonts.css", "portal.css"],
    # In place of Reflex's own wraps: an error page and a connection banner in English.
    app_wraps={(55, "ErrorBoundary"): lambda stateful: error_boundary()},  # noqa: ARG005
)

# React Router's splat does not match the empty path, so the home page needs a route of its own.
for route in ("/", "/[[...splat]]"):
    app.add_page(
        frame.page,
        route=route,
        title=frame.TITLE,
        description=frame.DESCRIPTION,
        image=frame.IMAGE,
        meta=frame.meta(),
    )
