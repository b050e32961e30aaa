"""The addresses under which readers get copies of the CMS's images."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from portal_ui.backends.images.copies import PREFIX, ImageCopies
from portal_ui.backends.images.store import Store
from portal_ui.server.backend import own_hosts
from portal_ui.server.media import media_response

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal_ui.config import Config

DIRECTORY = Path(".cache") / "images"
MISSING_CACHING = "public, max-age=60"


def image_copies(config: Config, secret: bytes, directory: Path = DIRECTORY) -> ImageCopies:
    """Return the copies for the backend of the settings, whose own hosts may be in a private network."""
    return ImageCopies(Store(directory), secret, trusted=own_hosts(config))


def copies_route(copies: ImageCopies) -> Route:
    """Return the route of the copies; an image that cannot be had now is 404, in plain text and for a minute."""

    async def answer(request: Request) -> Response:
        copy = await copies.copy(request.path_params["name"])
        if copy is not None:
            try:
                return media_response(request, copy.file, copy.kind.media_type)
            except FileNotFoundError:  # given up this moment, to make room
                pass
        return PlainTextResponse("There is no such image.\n", 404, {"cache-control": MISSING_CACHING})

    return Route(PREFIX + "{name}", answer)
