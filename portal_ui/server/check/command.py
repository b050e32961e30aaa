"""The command: survey, report, and an exit code that says whether the portal would be served."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.config import Config
from portal_ui.server.backend import bare_backend
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


def check(config: Config) -> int:
    """Print what the backend of the settings gives; return 0 if a portal could be served from it, else 1.

    Raises `ConfigError`.
    """
    return asyncio.run(_check(config))


async def _check(config: Config) -> int:
    secret = portal_secret(config.secret)
    bare = bare_backend(config)
    glossary = configured_glossary(config)
    # So that each article is fetched once, and its page made of what was fetched, as it is when serving.
    backend = CachedBackend(bare)
    copies = image_copies(config, secret)
    try:
        found = await survey(backend, copies, config.locale, glossary.current() if glossary else None)
        print(report(found, backend.capabilities, _advice(found, config, bare, secret)))
    finally:
        await copies.close()
        await backend.close()
    return 0 if found.serves else 1


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
