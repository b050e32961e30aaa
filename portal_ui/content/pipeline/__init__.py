"""The HTML pipeline: what a CMS sent in, what a page may show out.

One entry, `clean`. It parses the body as far as possible like a browser, makes its structure sound, rewrites what the
reader or the page needs rewritten, one small step per module, and sanitises last (`sanitise`), so that no step has to
be trusted for safety.
"""

from portal_ui.content.pipeline.clean import clean
from portal_ui.content.pipeline.context import Context

__all__ = ["Context", "clean"]
