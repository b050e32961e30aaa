"""The API's own requests, with answers that are checked to be what it promises."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from portal_ui.backends.own_site import host_of
from portal_ui.backends.values import at, number, objects, table, text
from portal_ui.content.model import Image
from portal_ui.content.protocol import BackendContract, BackendDenied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.http import Http

REFUSED = (400, 404)

_FILE_NAME = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")

_log = logging.getLogger(__name__)

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages as the API lists them, and how many there are in all."""

    items: tuple[Item, ...]
    total: int


class Api:
    """The API v2 below `path` of the site at `origin`, an absolute address without a path."""

    def __init__(self, http: Http, origin: str, path: str) -> None:
        self._http = http
        self._path = path.strip("/")
        self.origin = origin

    async def pages(self, params: Mapping[str, str | int]) -> Listing:
        """Return the pages that `params` ask for. Raises the three errors of a backend."""
        found = await self.pages_if_known(params, missing=())
        assert found is not None
        return found

    async def pages_if_known(
        self, params: Mapping[str, str | int], missing: tuple[int, ...] = REFUSED
    ) -> Listing | None:
        """Return the pages, or `None` if the site refuses one of `params`: it does so with all it does not know."""
        answer = await self._http.get(f"{self._path}/pages/", params, missing=missing)
        if answer is None:
            return None
        data = answer.json()
        items = objects(answer, data, "items")
        total = at(data, "meta.total_count")
        if not isinstance(total, int) or not all(number(item.get("id")) and "meta" in item for item in items):
            raise BackendContract(f"{answer.url} has no total count, or pages without an id", answer.sample())
        return Listing(tuple(items), total)

    async def page(self, page_id: int) -> Item | None:
        """Return a page as its own address gives it."""
        return await self._object("pages", page_id)

    async def redirected(self, path: str) -> str | None:
        """Return where an old path of the site leads to now, if the site tells in its API."""
        answer = await self._http.get(
            f"{self._path}/redirects/", {"old_path": path.rstrip("/"), "limit": 1}, missing=REFUSED
        )
        return text(at(answer.json(), "items.0.location")) or None if answer else None

    async def page_url(self, page_id: int) -> str | None:
        """Return the public address of a page."""
        return self.public_url(await self._reference("pages", page_id))

    async def document_url(self, document_id: int) -> str | None:
        """Return where a document can be had."""
        return self.download_url(await self._reference("documents", document_id))

    async def image(self, image_id: int) -> Image | None:
        """Return an image in its original size."""
        return self.image_of(await self._reference("images", image_id))

    def public_url(self, item: Item | None) -> str | None:
        """Return a page's address on the site as configured: the one it names follows a record that is often wrong."""
        html_url = text(at(item, "meta.html_url"))
        return urljoin(self.origin, urlsplit(html_url).path) if html_url else None

    def download_url(self, item: Item | None) -> str | None:
        """Return where a document or image can be had; under the site's own idea of its host, at its real one."""
        url = text(at(item, "meta.download_url"))
        if host_of(url) == host_of(text(at(item, "meta.detail_url"))):
            url = urlsplit(url).path
        return self.file_url(url)

    def file_url(self, url: Any) -> str | None:
        """Return the absolute address of a file, which may be kept at another host."""
        address = text(url)
        return urljoin(self.origin, address) if address else None

    def image_of(self, value: Any, alt: str = "", caption: str = "") -> Image | None:
        """Return the image of a rendition, or of the reference that an image field without one gives.

        Its title stands in for a missing alternative text, as in Wagtail's own templates, unless it is a file's name.
        """
        found = table(value)
        url = self.file_url(found.get("url")) or self.download_url(found)
        if url is None:
            return None
        said = alt or text(found.get("alt")) or text(found.get("title"))
        if said.lower().endswith(_FILE_NAME):
            said = ""
        return Image(url, said, caption, number(found.get("width")), number(found.get("height")))

    async def _object(self, kind: str, object_id: int) -> Item | None:
        answer = await self._http.get(f"{self._path}/{kind}/{object_id}/")
        return table(answer.json()) if answer else None

    async def _reference(self, kind: str, object_id: int) -> Item | None:
        """Return what a text refers to; an article is shown without what is gone or not in the site's API."""
        try:
            return await self._object(kind, object_id)
        except (BackendContract, BackendDenied) as error:
            _log.warning("a reference is left out: %s", error)
            return None
