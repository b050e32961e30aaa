from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import SecretStr

from portal_ui.backends.feed.backend import FeedBackend, open_backend
from portal_ui.backends.feed.reader import MOST_DOCUMENTS, SECONDS, Reader
from portal_ui.backends.http import Http
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendContract, BackendDown
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should
from tests.backends.feed.site import CAPTURES, URL, Server, capture, item, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def opened(
    answer: Callable[[httpx.Request], httpx.Response], path: str = "/feed", key: str | None = None, **options: Any
) -> Backend:
    secret = SecretStr(key) if key else None
    return open_backend(f"{URL}{path}", options, Opening(ZONE, key=secret, transport=httpx.MockTransport(answer)))


async def articles(document: str | bytes) -> list[Article]:
    backend = opened(Server(feed=document))
    found = [await backend.get(summary.slug) for summary in (await backend.list(Query(size=100))).items]
    return [article for article in found if article]


@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer), failure)


@pytest.mark.parametrize("slug", EVIL_SLUGS)
async def test_a_slug_that_is_none_leads_nowhere(slug: str) -> None:
    assert await opened(Server(feed=capture("wordpress.rss.xml"))).get(slug) is None


@pytest.mark.parametrize("name", ["wordpress.rss.xml", "wordpress.atom.xml", "ghost.rss.xml"])
async def test_a_captured_article(name: str) -> None:
    backend = opened(Server(feed=capture(name)))
    site = await backend.site()
    assert (site.title, site.url.rstrip("/")) == ("Test Gazette", URL)
    found = next(one for one in await articles(capture(name)) if one.summary.title == "Harbour reopens & grows")
    assert found.summary.lead == "The harbour is open."
    assert found.summary.published == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert found.authors == ("Ana Ruiz",)
    assert set(found.tags) >= {"News", "Local & Harbour"}
    assert "<figcaption" in found.html
    assert "<script>alert(1)</script>" in found.html  # what is harmful goes in the pipeline, for all alike
    assert not found.partial
    assert found.summary.slug.startswith("harbour-reopens-grows-")
    assert await backend.resolve(found.address) == found.summary.slug


async def test_whose_an_item_is_and_where_it_is_from() -> None:
    own = "<dc:rights xmlns:dc='http://purl.org/dc/elements/1.1/'>© Bến &amp;amp; Làng</dc:rights>"
    source = f"<source url='{URL}/other'>Đài xã</source>"
    found = await articles(rss(item("a", own), item("b", source), more="<copyright>© Xã</copyright>"))
    assert {one.summary.title: (one.copyright, one.source) for one in found} == {
        "a": ("© Bến & Làng", ""),
        "b": ("© Xã", "Đài xã"),
    }
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bến</title><rights>© Xã</rights>"
        "<entry><id>a</id><title>a</title>"
        "<rights type='html'>&lt;b&gt;CC BY&lt;/b&gt; 4.0</rights><source><title>Đài xã</title></source></entry>"
        "<entry><id>b</id><title>b</title></entry></feed>"
    )
    assert {one.summary.title: (one.copyright, one.source) for one in await articles(atom)} == {
        "a": ("CC BY 4.0", "Đài xã"),
        "b": ("© Xã", ""),
    }


async def test_all_authors_by_name_and_the_feeds_own_where_an_item_has_none() -> None:
    creators = "<dc:creator>Tổ một</dc:creator><dc:creator>Tổ hai</dc:creator>".replace(
        "dc:creator>Tổ", "dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Tổ"
    )
    addressed = f"<author>to@portal.test (Tổ một)</author>{creators}"
    bare = "<author>to@portal.test</author>"
    editor = "<managingEditor>tong@portal.test (Tổng)</managingEditor>"
    found = await articles(rss(item("a", creators), item("b", addressed), item("c", bare), item("d"), more=editor))
    both = ("Tổ một", "Tổ hai")
    assert {one.summary.title: one.authors for one in found} == {"a": both, "b": both, "c": (), "d": ()}
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bến</title><author><name>Đài xã</name></author>"
        "<entry><id>a</id><title>a</title><author><name>Tổ một</name></author>"
        "<author><name>Tổ hai</name></author></entry>"
        "<entry><id>b</id><title>b</title></entry></feed>"
    )
    assert {one.summary.title: one.authors for one in await articles(atom)} == {"a": both, "b": ("Đài xã",)}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [{"name": "Đài xã"}],
        "items": [{"id": "a", "title": "a", "authors": [{"name": name} for name in both]}, {"id": "b", "title": "b"}],
    }
    found = await articles(json.dumps(feed))
    assert {one.summary.title: one.authors for one in found} == {"a": both, "b": ("Đài xã",)}


@pytest.mark.parametrize("name", ["wordpress.rss.xml", "wordpress.atom.xml"])
async def test_a_protected_post_of_wordpress_is_withheld(name: str) -> None:
    found = (await articles(capture(name)))[0]
    assert found.summary.title == "Protected: Protected story"
    assert (found.protected, found.html, found.summary.lead) == ("password", "", "")


async def test_a_post_for_members_of_ghost_has_no_text_and_says_so() -> None:
    found = next(one for one in await articles(capture("ghost.rss.xml")) if one.summary.title == "Members only")
    assert (found.html, found.partial, found.address) == ("", True, f"{URL}/members-only/")


async def test_the_picture_that_a_text_begins_with_stands_in_listings_alone() -> None:
    backend = opened(Server(feed=capture("ghost.rss.xml")))
    summary = (await backend.list(Query())).items[-1]
    assert summary.cover is not None
    assert summary.cover.url == f"{URL}/content/images/2026/11/harbour.jpg"
    article = await backend.get(summary.slug)
    assert article is not None
    assert article.summary.cover is None


async def test_json_feed() -> None:
    server = Server(**{"feed": capture("portal.json"), "feed-2.json": '{"version": "https://jsonfeed.org/version/1"}'})
    backend = opened(server)
    site = await backend.site()
    assert (site.title, site.welcome, site.lang) == ("Bến & Làng", "Chuyện ở bến sông", "vi")
    first, second, third = [
        article for summary in (await backend.list(Query())).items if (article := await backend.get(summary.slug))
    ]
    assert (first.summary.title, first.summary.lead) == ("Đò chạy lại", "5 < 6 chuyến")
    assert first.summary.published == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert first.summary.updated == datetime(2026, 3, 4, 2, tzinfo=UTC)
    assert first.summary.cover is not None
    assert first.summary.cover.url == f"{URL}/anh/do.jpg"
    assert (first.authors, first.tags, first.summary.lang) == (("Tổ biên tập",), ("đò", "bến"), "vi")
    file = first.attachments[0]
    assert (file.url, file.title, file.media_type, file.size) == (
        f"{URL}/tep/lich.pdf",
        "Lịch đò",
        "application/pdf",
        2048,
    )
    assert (len(first.attachments), first.audio) == (1, f"{URL}/tep/ban-doc.mp3")
    assert second.html == "<p>Dòng một &lt;không phải thẻ&gt;<br>vẫn đoạn một</p><p>Đoạn hai</p>"
    assert second.summary.published == datetime(2026, 3, 2, 9, tzinfo=ZONE)
    assert (third.html, third.partial, first.partial) == ("Chỉ có lời dẫn.", True, False)


@pytest.mark.parametrize(
    ("inside", "partial"),
    [
        ("<description>Chỉ lời dẫn.</description>", True),
        ("<description>&lt;p&gt;Một.&lt;/p&gt;&lt;p&gt;Hai.&lt;/p&gt;</description>", False),
        (f"<description>{'chữ ' * 400}</description>", False),
        ("", True),
    ],
    ids=["lead", "paragraphs", "long", "nothing"],
)
async def test_what_is_not_the_whole_text_says_so(inside: str, partial: bool) -> None:
    found = (await articles(rss(item("mot", inside))))[0]
    assert (found.partial, found.address) == (partial, f"{URL}/mot")


async def test_an_article_keeps_its_address_when_its_title_or_link_changes() -> None:
    guid = "<guid isPermaLink='false'>so-7</guid>"
    before = (await articles(rss(item("Tên cũ", guid))))[0].summary.slug
    backend = opened(Server(feed=rss(item("Tên mới", guid, link=f"{URL}/dau-do"))))
    article = await backend.get(before)
    assert article is not None
    assert article.summary.title == "Tên mới"
    assert article.summary.slug.partition("-")[0] == "ten"
    assert article.summary.slug != before


async def test_items_that_the_feed_calls_alike_are_told_apart() -> None:
    found = await articles(rss(*(item(title, "<guid>bai</guid>") for title in ("một", "hai")), item("một")))
    assert [one.summary.title for one in found] == ["một", "hai", "một"]
    assert len({one.summary.slug for one in found}) == 3


async def test_an_item_that_comes_twice_is_one_article() -> None:
    assert len(await articles(rss(item("một"), item("một")))) == 1


async def test_bare_items_read_too() -> None:
    document = rss(f"<item><link>{URL}/x</link></item>", "<item><description>Không tên.</description></item>")
    found = (await articles(document))[0]
    assert found.summary.title == found.summary.slug
    assert (found.summary.published, found.summary.cover, found.authors, found.tags) == (None, None, (), ())


async def test_an_empty_feed() -> None:
    backend = opened(Server(feed=rss()))
    page = await backend.list(Query())
    assert (page.items, page.total, page.has_next) == ((), None, False)
    assert await backend.sections() == ()
    assert await backend.resolve("/x") is None
    await backend.health()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 25 May 2020 08:56:00 +0700", datetime(2020, 5, 25, 1, 56, tzinfo=UTC)),
        ("Mon, 25 May 2020 01:56:00 GMT", datetime(2020, 5, 25, 1, 56, tzinfo=UTC)),
        ("2020-05-25T08:56:00", datetime(2020, 5, 25, 1, 56, tzinfo=UTC)),
        ("hôm qua", None),
        ("", None),
    ],
)
async def test_dates(date: str, expected: datetime | None) -> None:
    found = (await articles(rss(item("mot", f"<pubDate>{date}</pubDate>"))))[0]
    assert found.summary.published == expected


async def test_newest_first_and_what_has_no_date_last_in_the_feeds_order() -> None:
    dated = item("cu", "<pubDate>Mon, 25 May 2020 08:00:00 GMT</pubDate>")
    newer = item("moi", "<pubDate>Tue, 26 May 2020 08:00:00 GMT</pubDate>")
    found = await articles(rss(item("mot"), dated, item("hai"), newer))
    assert [one.summary.title for one in found] == ["moi", "cu", "mot", "hai"]


async def test_enclosures() -> None:
    inside = "".join(
        f'<enclosure url="/tep/{name}" type="{kind}" length="9"/>'
        for name, kind in (("a.jpg", "image/jpeg"), ("b.mp3", "audio/mpeg"), ("c%20d.pdf", "application/pdf"))
    )
    found = (await articles(rss(item("mot", inside))))[0]
    assert found.summary.cover is not None
    assert found.summary.cover.url == f"{URL}/tep/a.jpg"
    assert found.audio == f"{URL}/tep/b.mp3"
    assert [(file.url, file.title, file.size) for file in found.attachments] == [(f"{URL}/tep/c%20d.pdf", "c d.pdf", 9)]


async def test_media_rss() -> None:
    media = '<media:content url="/phim.mp4" medium="video"/><media:content url="/anh.jpg" width="640" height="480"/>'
    cover = (await articles(rss(item("mot", media))))[0].summary.cover
    assert cover is not None
    assert (cover.url, cover.width, cover.height, cover.alt) == (f"{URL}/anh.jpg", 640, 480, "")


async def test_pages_and_tags() -> None:
    backend = opened(Server(feed=rss(*(item(f"bai-{n}", f"<category>Nhóm {n % 2}</category>") for n in range(7)))))
    pages = [await backend.list(Query(page=number, size=3)) for number in (1, 2, 3, 4)]
    assert [len(page.items) for page in pages] == [3, 3, 1, 0]
    assert [page.has_next for page in pages] == [True, True, False, False]
    assert {page.total for page in pages} == {None}
    tagged = await backend.list(Query(tag="nhóm 1"))
    assert [summary.title for summary in tagged.items] == ["bai-1", "bai-3", "bai-5"]
    for query in (Query(section="nhom-1"), Query(search="bai"), Query(tag="Nhóm 9")):
        assert (await backend.list(query)).items == ()


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{URL}/tin/mot/", True),
        ("https://www.portal.example/tin/mot", True),
        ("/tin/mot", True),
        (f"{URL}/tin/mot?p=2", False),
        ("https://elsewhere.example/tin/mot", False),
        (f"{URL}/tin/hai", False),
        ("http://[", False),
    ],
)
async def test_what_links_lead_to(url: str, found: bool) -> None:
    backend = opened(Server(feed=rss(item("mot", link=f"{URL}/tin/mot/"))))
    assert (await backend.resolve(url) is not None) is found


class Clocked:
    """A feed read by a clock that stands until it is moved."""

    def __init__(self, server: Server, address_of: Callable[[int], str] | None = None) -> None:
        self.seconds = 0.0
        http = Http(URL, transport=httpx.MockTransport(server))
        self.backend = FeedBackend(Reader(http, f"{URL}/feed", ZONE, address_of, lambda: self.seconds), http)

    async def titles(self) -> list[str]:
        return [summary.title for summary in (await self.backend.list(Query(size=100))).items]


async def test_an_unchanged_feed_is_not_sent_again() -> None:
    server = Server(feed=rss(item("mot")))
    clocked = Clocked(server)
    assert await clocked.titles() == ["mot"]
    assert await clocked.titles() == ["mot"]
    assert len(server.asked) == 1
    clocked.seconds = SECONDS
    assert await clocked.titles() == ["mot"]
    server.documents["/feed"] = rss(item("hai"))
    clocked.seconds = 2 * SECONDS
    assert await clocked.titles() == ["hai"]
    assert [bool(tag) for _, tag in server.asked] == [False, True, True]


async def test_a_feed_that_cannot_be_looked_at_again_is_down() -> None:
    server = Server(feed=rss(item("mot")))
    clocked = Clocked(server)
    await clocked.titles()
    clocked.seconds = SECONDS
    server.down = True
    with pytest.raises(BackendDown):
        await clocked.titles()


async def test_a_feed_that_says_where_it_goes_on_is_followed_but_not_for_ever() -> None:
    link = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='{}'/>"
    pages = {f"feed{n or ''}": rss(item(f"bai-{n}"), more=link.format(f"/feed{n + 1}")) for n in range(30)}
    server = Server(**pages)
    assert len(await Clocked(server).titles()) == MOST_DOCUMENTS
    circle = Server(feed=rss(item("mot"), more=link.format("/feed")))
    assert await Clocked(circle).titles() == ["mot"]
    assert len(circle.asked) == 1


async def test_a_feed_with_numbered_pages_ends_where_there_is_none() -> None:
    server = Server(**{"feed": rss(item("mot")), "feed?paged=2": rss(item("hai"))})
    assert await Clocked(server, lambda number: f"{URL}/feed?paged={number}").titles() == ["mot", "hai"]
    assert [address for address, _ in server.asked] == ["/feed", "/feed?paged=2", "/feed?paged=3"]


async def test_a_page_is_told_from_a_feed_and_asked_for_its_own() -> None:
    page = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/tin.rss">'
    with pytest.raises(BackendContract, match=rf"{URL}/tin\.rss"):
        await opened(Server(feed=page)).health()


async def test_a_feed_that_breaks_off_is_refused_and_a_sloppy_one_is_not() -> None:
    whole = rss(item("mot"), item("hai"))
    with pytest.raises(BackendContract, match="breaks off"):
        await opened(Server(feed=whole[: whole.index("hai")])).health()
    assert len(await articles(rss(item("mot", "<description>&nbsp;&khong; <b>thiếu đóng</description>")))) == 1


async def test_a_body_that_names_a_file_is_not_opened() -> None:
    with pytest.raises(BackendContract):
        await opened(Server(feed=str(CAPTURES / "wordpress.rss.xml"))).health()


async def test_entities_that_grow_are_not_expanded() -> None:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "{"x" * 99}">{names}]>{rss(item("&e8;"))}'
    try:
        found = await articles(bomb)
    except BackendContract:
        return
    assert all(len(one.summary.title) < 1000 for one in found)


async def test_the_query_of_the_address_is_the_feeds_own_and_a_key_goes_along() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.query.decode())
        return httpx.Response(200, text=rss(item("mot")))

    await opened(answer, path="/feed?type=rss", key="bi-mat").health()
    assert asked == ["type=rss&key=bi-mat"]


def test_options() -> None:
    with pytest.raises(OptionError, match="colour"):
        opened(Server(), colour="red")
