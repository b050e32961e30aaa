"""`python -m portal_ui check`: what the configured backend gives, seen as the portal will see it."""
