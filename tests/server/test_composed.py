"""Vietnamese that a CMS has decomposed, as Macs type it, is shown composed; addresses stay as they are."""

from __future__ import annotations

import json
from unicodedata import is_normalized, normalize

import httpx
import pytest

from portal_ui.backends.composed import composed
from portal_ui.config import Config
from portal_ui.content.model import Article, Attachment, Correction, Image, Query, Section, Site, Summary
from portal_ui.server.backend import bare_backend
from tests.cms import cms

APART = normalize("NFD", "Uỷ ban Cầu Gió")
WHOLE = normalize("NFC", APART)


def test_text_is_composed_and_addresses_are_not() -> None:
    def article(words: str) -> Article:
        picture = Image(f"https://cms.example/{APART}.jpg", words, words, 3, 2)
        section = Section(APART, words, words, APART)
        return Article(
            Summary(APART, words, words, section=section, cover=picture),
            APART,
            f"https://cms.example/{APART}",
            (words,),
            (words,),
            (Attachment(f"https://cms.example/{APART}.pdf", words),),
            f"https://cms.example/{APART}.mp3",
            words,
            translations=(("en", APART),),
            corrections=(Correction(words),),
            copyright=words,
        )

    assert composed(article(APART)) == article(WHOLE) != article(APART)
    assert composed(Site(APART, APART)) == Site(WHOLE, WHOLE)
    assert composed(None) is None


@pytest.mark.asyncio
async def test_whatever_the_cms() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        del request
        item = {"id": "1", "url": "https://cms.example/1", "title": APART, "content_html": f"<p>{APART}</p>"}
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": APART, "items": [item]}
        return httpx.Response(200, text=json.dumps(feed), headers={"Content-Type": "application/feed+json"})

    with cms(answer) as (url, _):
        backend = bare_backend(Config.model_validate({"backend": f"feed:{url}/feed.json"}))
        site, page = await backend.site(), await backend.list(Query())
        article = await backend.get(page.items[0].slug)
        await backend.close()
    assert article
    assert (site.title, page.items[0].title, article.summary.title) == (WHOLE,) * 3
    assert not is_normalized("NFC", APART)
