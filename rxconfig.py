"""What Reflex is told when it builds the front end."""

import reflex as rx

from portal_ui.front_end import FrontEnd

config = rx.Config(
    app_name="portal_ui",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["gzip", "brotli"],
    plugins=[FrontEnd()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
