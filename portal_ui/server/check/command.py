"""The command: survey, report, and an exit code that says whether the portal would be served."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.config import Config
from portal_ui.server.backend import bare_backend
from portal_ui.server.check.audit import audit
from portal_ui.server.check.report import cause, report
from portal_ui.server.check.survey import Survey, survey
from portal_ui.server.glossary import configured_glossary
from portal_ui.server.hooks import PATH, purge_token
from portal_ui.server.image_copies import image_copies
from portal_ui.server.secret import portal_secret

if TYPE_CHECKING:
    from portal_ui.content.protocol import Backend

UNTRIED = {
    "drupal": "Drupal",
    "html": "NukeViet and the VHV portals",
}
"""Backends written from documentation and captured markup alone."""


ARTICLES = 100
"""How many of the newest articles are read for what they lack, if nothing else is asked for."""


def check(config: Config, articles: int = ARTICLES) -> int:
    """Print what the backend of the settings gives; return 0 if a portal could be served from it, else 1.

    The newest `articles` are gone through for what they lack. Raises `ConfigError`.
    """
    return asyncio.run(_check(config, articles))


async def _check(config: Config, articles: int) -> int:
    secret = portal_secret(config.secret)
    bare = bare_backend(config)
    glossary = configured_glossary(config)
    # So that each article is fetched once, and its page made of what was fetched, as it is when serving.
    backend = CachedBackend(bare)
    copies = image_copies(config, secret)
    try:
        known = glossary.current() if glossary else None
        found = await survey(backend, copies, config.locale, known)
        lacking = await audit(backend, known, articles, _tell) if found.serves and articles > 0 else None
        print(report(found, backend.capabilities, lacking, _advice(found, config, bare, secret)))
    finally:
        await copies.close()
        await backend.close()
    return 0 if found.serves else 1


def _tell(read: int, of: int) -> None:
    """Say on a terminal how far the reading is, in one line."""
    if sys.stderr.isatty():
        print(f"\r{read} of {of} articles read", end="\n" if read == of else "", file=sys.stderr, flush=True)


def _advice(found: Survey, config: Config, backend: Backend, secret: bytes) -> list[str]:
    failed = [step.error for step in found.steps if step.error] + [part.error for part in found.samples if part.error]
    sentences = [cause(failed[0])] if failed else []
    if isinstance(backend, FolderBackend) and not failed:
        sentences += [str(problem) for problem in backend.problems()]
    if not found.serves:
        return sentences
    if not found.samples:
        sentences.append("There are no articles yet.")
    if not (config.title or (found.site and found.site.title)):
        sentences.append("Set PORTAL_TITLE: the backend does not know the portal's name.")
    if config.site_url == Config.model_fields["site_url"].default:
        sentences.append(f"Set PORTAL_SITE_URL to the portal's public origin; it is {config.site_url}.")
    if backend.name in UNTRIED:
        sentences.append(f"This backend is not yet tried on a live site ({UNTRIED[backend.name]}): look twice.")
    if not isinstance(backend, FolderBackend):
        sentences.append(
            "Have the CMS call this address whenever it publishes, so that readers see it at once: "
            f"POST {config.site_url}{PATH}?token={purge_token(secret)}"
        )
    return sentences
