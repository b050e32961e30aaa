"""The HTML pipeline: what a CMS sent in, what a page may show out.

The entry is `clean`. It parses the body as far as possible like a browser, makes its structure sound, rewrites what the
reader or the page needs rewritten, one small step per module, and sanitises last (`sanitise`), so that no step has to
be trusted for safety. `plain_text` is for what reads the body's words alone, `lacks` for
its editors.
"""

from portal_ui.content.pipeline.clean import clean, plain_text
from portal_ui.content.pipeline.context import Context
from portal_ui.content.pipeline.lacks import lacks
from portal_ui.content.pipeline.opening import opening
from portal_ui.content.pipeline.urls import links

__all__ = ["Context", "clean", "lacks", "links", "opening", "plain_text"]
