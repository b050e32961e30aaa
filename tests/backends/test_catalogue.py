"""Articles as pages need them: links led home, images from copies, with their sizes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.backends.catalogue import read_article
from portal_ui.backends.images.copies import ImageCopies
from portal_ui.backends.images.store import Store
from portal_ui.content.model import Image
from portal_ui.content.protocol import BackendDown
from portal_ui.locales import LOCALES
from tests.backends.cache.upstream import Upstream
from tests.backends.images import samples

if TYPE_CHECKING:
    from pathlib import Path

    from portal_ui.content.model import Article

IMAGE = "https://portal.example/a.png"


class Cms(Upstream):
    """Serves one article `a`, made of `html`, and every image but those named `missing`."""

    def __init__(self, html: str, cover: Image | None = None) -> None:
        super().__init__("a", "b")
        self.change("a", html)
        article = self.articles["a"]
        self.articles["a"] = replace(article, summary=replace(article.summary, cover=cover))
        self.unresolvable = ""

    def image(self, request: httpx.Request) -> httpx.Response:
        self.asked[str(request.url)] += 1
        return httpx.Response(404 if "missing" in request.url.path else 200, content=samples.image(size=(40, 30)))

    async def resolve(self, url: str) -> str | None:
        if url == self.unresolvable:
            raise BackendDown("too much")
        return await super().resolve(url)


def play(url: str) -> str:
    return url.replace("https://", "/playing/")


async def read(cms: Cms, directory: Path, slug: str = "a") -> tuple[Article, str] | None:
    copies = ImageCopies(Store(directory), b"a secret of the portal", transport=httpx.MockTransport(cms.image))
    found = await read_article(cms, slug, LOCALES["vi"], lambda slug: f"/articles/{slug}", copies, play=play)
    await copies.close()
    return (found[0], found[1].html) if found else None


async def html(cms: Cms, directory: Path) -> str:
    found = await read(cms, directory)
    assert found is not None
    return found[1]


async def test_no_article_is_none(tmp_path: Path) -> None:
    assert await read(Cms(""), tmp_path, "none") is None


async def test_links_to_articles_lead_to_our_pages_and_all_others_stay(tmp_path: Path) -> None:
    body = '<p><a href="/b#c">b</a> <a href="https://elsewhere.example/x">x</a></p>'
    made = await html(Cms(body), tmp_path)
    assert 'href="/articles/b#c"' in made
    assert 'href="https://elsewhere.example/x"' in made


async def test_a_link_that_cannot_be_looked_up_stays_as_it_is(tmp_path: Path) -> None:
    cms = Cms('<p><a href="/b">b</a> <a href="/x">x</a></p>')
    cms.unresolvable = "https://portal.example/x"
    made = await html(cms, tmp_path)
    assert 'href="/articles/b"' in made
    assert 'href="https://portal.example/x"' in made


async def test_recordings_and_players_play_from_our_own_addresses(tmp_path: Path) -> None:
    found = await read(Cms('<audio src="/b.mp3"></audio>'), tmp_path)
    assert found is not None
    assert found[0].audio == "/playing/portal.example/a.mp3"
    assert 'src="/playing/portal.example/b.mp3"' in found[1]


async def test_images_are_copies_with_their_size(tmp_path: Path) -> None:
    made = await html(Cms('<p><img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="A"></p>'), tmp_path)
    assert "https://portal.example" not in made
    assert 'width="40" height="30"' in made


async def test_an_image_whose_size_is_given_is_not_fetched_to_make_a_page(tmp_path: Path) -> None:
    cms = Cms('<p><img src="/a.png" alt="A" width="4" height="3"></p>')
    assert 'width="4" height="3"' in await html(cms, tmp_path)
    assert IMAGE not in cms.asked


async def test_a_broken_image_keeps_its_text_and_has_no_size(tmp_path: Path) -> None:
    made = await html(Cms('<p><img src="/missing.png" alt="A"> <img src="/a.png" alt="B"></p>'), tmp_path)
    assert made.count("<img") == 2
    assert made.count('width="40"') == 1


@pytest.mark.parametrize(
    ("cover", "size"),
    [(Image(IMAGE, "A"), (40, 30)), (Image(IMAGE, "A", "", 4, 3), (4, 3)), (Image(IMAGE + "/missing"), (None, None))],
)
async def test_the_cover_is_a_copy_with_its_size(
    tmp_path: Path, cover: Image, size: tuple[int | None, int | None]
) -> None:
    found = await read(Cms("", cover), tmp_path)
    assert found is not None
    shown = found[0].summary.cover
    assert shown is not None
    assert shown.url.startswith("/media/remote/")
    assert (shown.width, shown.height, shown.alt) == (*size, cover.alt)
