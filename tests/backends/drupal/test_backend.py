from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.drupal.backend import open_backend
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.model import Attachment, Correction, Image, Query, Section
from portal_ui.content.protocol import BackendContract
from tests.backends.drupal.site import IMAGE, ORIGIN, PUMPS, WATER, Site, identifier
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PUMPING = Section("tram-bom", "Trạm bơm", "Về nước", "nuoc-sach", 1)


def opened(site: Callable[[httpx.Request], httpx.Response], **options: Any) -> Backend:
    return open_backend(ORIGIN, options, Opening(ZONE, transport=httpx.MockTransport(site)))


async def read(site: Site, slug: str = "bai-1-1", **options: Any) -> Article:
    article = await opened(site, **options).get(slug)
    assert article is not None
    return article


async def slugs(backend: Backend, query: Query | None = None) -> list[str]:
    return [summary.slug for summary in (await backend.list(query or Query())).items]


@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer), failure)


@pytest.mark.parametrize("slug", [*EVIL_SLUGS, "bai", "bai-0", "bai-99999999999"])
async def test_a_slug_that_is_none_is_not_asked_for(slug: str) -> None:
    site = Site()
    assert await opened(site).get(slug) is None
    assert not site.asked


async def test_an_article_with_all_it_relates_to() -> None:
    site = Site()
    article = await read(site)
    summary = article.summary
    assert (summary.slug, summary.title, summary.lead, summary.lang) == ("bai-1-1", "Bài 1", "Một câu mở đầu.", "vi")
    assert summary.published == datetime(2026, 3, 2, 1, 56, tzinfo=UTC)
    assert summary.updated == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert summary.section == PUMPING
    assert summary.cover == Image(f"{ORIGIN}/sites/default/files/g.jpg", "Giếng", "Sau khi sửa", 1200, 800)
    assert article.address == f"{ORIGIN}/nuoc-sach/bai-1"
    assert article.html.startswith("<p>Nước về")
    assert "[thô]" not in article.html
    assert (article.authors, article.tags) == (("Tổ biên tập",), ("nước",))
    assert article.attachments == (
        Attachment(f"{ORIGIN}/sites/default/files/so-do.pdf", "Sơ đồ giếng", "application/pdf", 2048),
    )
    assert "field_recording" not in site.asked[-1].params.get("include", "")


async def test_fields_say_whose_it_is_and_what_was_put_right() -> None:
    site = Site(1)
    put_right = {"value": "Bơm <b>5</b> giờ.", "format": "basic_html", "processed": "<p>Bơm <b>5</b> giờ.</p>"}
    site.nodes[0]["attributes"] |= {"field_source": "Đài xã", "field_copyright": "© Xã", "field_sua": [put_right]}
    article = await read(site, fields={"corrections": ["field_sua"]})
    assert (article.source, article.copyright) == ("Đài xã", "© Xã")
    assert article.corrections == (Correction("Bơm 5 giờ."),)


async def test_several_authors_that_a_field_refers_to() -> None:
    site = Site(1)
    people = [identifier("taxonomy_term--people", "a"), identifier("node--person", "b"), identifier("user--user", "c")]
    site.nodes[0]["relationships"]["field_authors"] = {"data": people}
    site.included["field_authors"] = [
        {"type": "taxonomy_term--people", "id": "a", "attributes": {"name": "Tổ một"}},
        {"type": "node--person", "id": "b", "attributes": {"title": "Tổ hai"}},
        {"type": "user--user", "id": "c", "attributes": {"display_name": "Tổ ba", "name": "to-ba"}},
    ]
    assert (await read(site)).authors == ("Tổ một", "Tổ hai", "Tổ ba")
    site.nodes[0]["relationships"]["field_authors"] = {"data": []}
    assert (await read(site)).authors == ("Tổ biên tập",)


async def test_an_image_that_is_a_medium_is_one_step_further() -> None:
    site = Site()
    for item in site.nodes:
        item["relationships"]["field_image"]["data"] = identifier("media--image", "medium")
    image = identifier("file--file", IMAGE, alt="Giếng", width=10, height=5)
    site.included["field_image.field_media_image"] = [
        {"type": "media--image", "id": "medium", "relationships": {"field_media_image": {"data": image}}},
        *site.included.pop("field_image"),
    ]
    cover = (await read(site)).summary.cover
    assert cover == Image(f"{ORIGIN}/sites/default/files/g.jpg", "Giếng", "", 10, 5)


async def test_pages_follow_drupals_own_word_on_whether_there_are_more() -> None:
    site = Site(7)
    backend = opened(site)
    page = await backend.list(Query(size=3))
    assert [summary.slug for summary in page.items] == ["bai-7-7", "bai-6-6", "bai-5-5"]
    assert (page.total, page.has_next) == (None, True)
    assert not backend.capabilities.total
    last = await backend.list(Query(size=3, page=3))
    assert ([summary.slug for summary in last.items], last.has_next) == (["bai-1-1"], False)
    past = await backend.list(Query(size=3, page=9))
    assert (past.items, past.has_next) == ((), False)
    assert (await backend.list(Query(size=500))).size == 50


async def test_listings_ask_only_for_what_they_show() -> None:
    site = Site()
    backend = opened(site)
    await backend.list(Query())
    listing = next(url for url in site.asked if "page[offset]" in url.params)
    assert listing.params["include"] == "field_image,field_category"
    assert set(listing.params["fields[node--article]"].split(",")) >= {"title", "path", "field_image", "body", "status"}
    assert listing.params["sort"] == "-created"


async def test_only_what_is_published_is_asked_for_and_shown() -> None:
    site = Site(3)
    site.nodes[0]["attributes"]["status"] = False
    backend = opened(site)
    assert await slugs(backend) == ["bai-2-2", "bai-1-1"]
    assert await backend.get("bai-3-3") is None
    assert await backend.resolve("/node/3") is None
    for query in (Query(section="nuoc-sach"), Query(tag="nước")):
        await backend.list(query)
    assert all(url.params["filter[status]"] == "1" for url in site.asked if url.path.startswith("/jsonapi/"))


async def test_a_section_holds_what_is_in_the_sections_inside_it() -> None:
    site = Site()
    backend = opened(site)
    assert await backend.sections() == (Section("nuoc-sach", "Nước sạch", "Về nước", None, 0), PUMPING)
    await backend.list(Query(section="nuoc-sach"))
    params = last_listing(site).params
    assert params["filter[s][condition][path]"] == "field_category.id"
    assert params["filter[s][condition][operator]"] == "IN"
    assert [params[f"filter[s][condition][value][{index}]"] for index in range(2)] == [WATER, PUMPS]
    await backend.list(Query(section="tram-bom"))
    assert "filter[s][condition][value][1]" not in last_listing(site).params
    asked = len(site.asked)
    assert await slugs(backend, Query(section="khong-co")) == []
    assert len(site.asked) == asked


async def test_namesakes_among_sections_keep_apart() -> None:
    site = Site()
    site.terms[1]["attributes"]["name"] = "Nước sạch"
    assert [section.slug for section in await opened(site).sections()] == ["nuoc-sach", "nuoc-sach-8"]


def last_listing(site: Site) -> httpx.URL:
    return next(url for url in reversed(site.asked) if "page[offset]" in url.params)


async def test_tags_and_search() -> None:
    site = Site()
    backend = opened(site)
    await backend.list(Query(tag="nước"))
    assert last_listing(site).params["filter[field_tags.name]"] == "nước"
    assert not backend.capabilities.search
    asked = len(site.asked)
    assert await slugs(backend, Query(search="giếng")) == []
    assert len(site.asked) == asked
    indexed = opened(site, search_index="tin")
    assert indexed.capabilities.search
    assert len(await slugs(indexed, Query(search="giếng & đê"))) == 3
    assert last_listing(site).path == "/jsonapi/index/tin"
    assert last_listing(site).params["filter[fulltext]"] == "giếng & đê"


@pytest.mark.parametrize("router", [True, False])
@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("/nuoc-sach/bai-1", "bai-1-1"),
        ("http://www.portal.example/nuoc-sach/bai-2", "bai-2-2"),
        ("/node/3", "bai-3-3"),
        ("/node/99", None),
        ("/nuoc-sach/khac", None),
        ("/", None),
        ("https://elsewhere.example/nuoc-sach/bai-1", None),
    ],
)
async def test_aliases_lead_to_articles_with_and_without_decoupled_router(
    url: str, slug: str | None, router: bool
) -> None:
    backend = opened(Site(router=router))
    assert await backend.resolve(url) == slug
    await backend.close()


async def test_decoupled_router_knows_old_paths() -> None:
    assert await opened(Site(router=True)).resolve("/cu/bai-1") == "bai-1-1"
    assert await opened(Site(router=False)).resolve("/cu/bai-1") is None


async def test_without_a_router_aliases_are_read_once_over_all_pages() -> None:
    site = Site(120)
    backend = opened(site)
    assert await backend.resolve("/nuoc-sach/bai-1") == "bai-1-1"
    assert await backend.resolve("/nuoc-sach/bai-119") == "bai-119-119"
    reads = [url for url in site.asked if url.params.get("fields[node--article]", "").startswith("path")]
    assert [url.params.get("page[offset]") for url in reads] == [None, "50", "100"]
    assert {url.host for url in site.asked} == {"portal.example"}
    await backend.close()


async def test_an_article_is_found_under_an_older_alias_too() -> None:
    assert (await read(Site(), "ten-cu-1")).summary.slug == "bai-1-1"


async def test_bare_articles() -> None:
    site = Site(1)
    bare = site.nodes[0]
    bare["attributes"] = {
        "drupal_internal__nid": 1,
        "title": "",
        "path": {"alias": None},
        "langcode": "und",
        "body": None,
    }
    bare["relationships"] = {}
    article = await read(site, "1")
    assert (article.summary.slug, article.summary.title, article.summary.published) == ("1", "1", None)
    assert (article.summary.lang, article.summary.cover, article.html) == (None, None, "")
    assert (article.authors, article.tags, article.attachments) == ((), (), ())
    assert article.address == f"{ORIGIN}/node/1"


async def test_what_the_site_keeps_to_itself_is_left_out() -> None:
    site = Site()
    site.included = {name: [] for name in site.included}
    article = await read(site)
    assert (article.summary.cover, article.authors, article.attachments) == (None, (), ())


async def test_a_script_comes_as_it_is_for_the_pipeline_to_drop() -> None:
    site = Site()
    site.nodes[-1]["attributes"]["body"]["processed"] = "<p>a</p><script>b()</script>"
    assert (await read(site)).html == "<p>a</p><script>b()</script>"


async def test_an_empty_site() -> None:
    backend = opened(Site(0))
    page = await backend.list(Query())
    assert (page.items, page.has_next) == ((), False)
    assert await backend.get("bai-1-1") is None
    assert await backend.sections() == ()
    assert await backend.resolve("/nuoc-sach/bai-1") is None
    await backend.health()


async def test_the_site_is_named_by_its_front_page() -> None:
    site = await opened(Site()).site()
    assert (site.title, site.lang, site.url) == ("Xã Thượng", "vi", ORIGIN)


async def test_a_content_type_that_is_not_there_is_named() -> None:
    with pytest.raises(BackendContract, match="'news'"):
        await opened(Site(), bundle="news").list(Query())


@pytest.mark.parametrize("options", [{"bundle": "../user"}, {"fields": {"boddy": ["x"]}}, {"content_type": "x"}])
def test_options_that_cannot_be_used_are_named(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=r"bundle|boddy|content_type"):
        opened(Site(), **options)
