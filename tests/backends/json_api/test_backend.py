from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import SecretStr

from portal_ui.backends.json_api.backend import open_backend
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.model import Attachment, Correction, Image, Query, Section
from portal_ui.content.protocol import BackendContract
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should
from tests.backends.json_api.cms import BLOCKS, Cms, directus_article, strapi_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
URL = "https://cms.example"
STRAPI = {"preset": "strapi5"}
DIRECTUS = {"preset": "directus12"}
PUBLIC = "https://portal.example/tin/{slug}.html"
PLAIN = {"list": "/articles.json", "paging": {"style": "none"}}


def opened(
    answer: Callable[[httpx.Request], httpx.Response], options: dict[str, Any], key: str | None = None
) -> Backend:
    secret = SecretStr(key) if key else None
    return open_backend(URL, options, Opening(ZONE, key=secret, transport=httpx.MockTransport(answer)))


def plain(*items: dict[str, Any]) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _request: httpx.Response(200, json=list(items))


async def read(backend: Backend, slug: str = "bai-1") -> Article:
    article = await backend.get(slug)
    assert article is not None
    return article


async def slugs(backend: Backend, query: Query) -> list[str]:
    return [summary.slug for summary in (await backend.list(query)).items]


@pytest.mark.parametrize("options", [STRAPI, DIRECTUS, PLAIN], ids=["strapi", "directus", "plain"])
@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure, options: dict[str, Any]) -> None:
    await fails_as_it_should(opened(failure.answer, options), failure)


@pytest.mark.parametrize("slug", [slug for slug in EVIL_SLUGS if slug not in {"a'b", 'a"b', "😀", "a b"}])
async def test_a_slug_that_is_none_is_not_asked_for(slug: str) -> None:
    cms = Cms("strapi", [])
    assert await opened(cms, STRAPI).get(slug) is None
    assert not cms.asked


@pytest.mark.parametrize("slug", ["a'b", 'a"b', "😀", "a b", "đường-dẫn"])
async def test_odd_slugs_are_asked_for_as_they_are(slug: str) -> None:
    cms = Cms("strapi", [strapi_article(1, slug=slug)])
    assert (await read(opened(cms, STRAPI), slug)).summary.slug == slug
    with_path = {"list": "/a", "item": "/a/{slug}"}
    backend = opened(
        lambda request: httpx.Response(200, json={"slug": request.url.path.removeprefix("/a/")}), with_path
    )
    assert (await read(backend, slug)).summary.slug == slug


async def test_a_strapi_article() -> None:
    cms = Cms("strapi", [strapi_article(1)])
    article = await read(opened(cms, {**STRAPI, "public": PUBLIC}))
    summary = article.summary
    assert (summary.title, summary.lead, summary.lang) == ("Bài 1", "Một câu mở đầu.", None)
    assert summary.published == datetime(2026, 3, 2, 1, 56, tzinfo=UTC)
    assert summary.updated == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert summary.section == Section("nuoc-sach", "Nước sạch")
    assert summary.cover == Image(f"{URL}/uploads/bia.jpg", "Bìa", "", 1200, 800)
    assert (article.authors, article.tags) == (("Tổ biên tập",), ("nước", "đê"))
    assert article.address == "https://portal.example/tin/bai-1.html"
    assert "<p>Nước <strong>về</strong> làng.</p>" in article.html
    assert f'<img alt="Giếng" src="{URL}/uploads/gieng.jpg">' in article.html


async def test_strapi_blocks() -> None:
    article = await read(opened(Cms("strapi", [strapi_article(1, body=BLOCKS)]), STRAPI))
    assert article.html == "\n".join(
        (
            "<h2>Việc đã làm</h2>",
            '<p><strong>Bơm </strong><a href="/tin/hop-dan">theo lịch</a> &amp; xong<br>hôm nay</p>',
            "<ol><li>Một</li><ul><li>Hai</li></ul></ol>",
            "<blockquote><em>Nước về</em></blockquote>",
            "<pre><code>a &lt; b\nc</code></pre>",
            f'<figure><img src="{URL}/uploads/gieng.jpg" alt="Giếng" width="800" height="600">'
            "<figcaption>Sau khi sửa</figcaption></figure>",
        )
    )


async def test_a_directus_article() -> None:
    cms = Cms("directus", [directus_article(1)])
    article = await read(opened(cms, {**DIRECTUS, "public": PUBLIC}))
    assert article.summary.cover == Image(f"{URL}/assets/5f0c6a3e-0000-4000-8000-000000000001", "Bìa", "", 1200, 800)
    assert article.summary.section == Section("nuoc-sach", "Nước sạch")
    assert article.tags == ("nước",)
    assert f'src="{URL}/assets/0f4a"' in article.html


async def test_fields_say_whose_it_is_and_what_was_put_right() -> None:
    made = [{"id": 1, "text": "Nước về 5 giờ.", "date": "2026-03-02"}]
    own = {"source": {"id": 1, "name": "Đài xã"}, "copyright": "© Xã", "corrections": made}
    expected = ("Đài xã", "© Xã", (Correction("Nước về 5 giờ.", datetime(2026, 3, 2, tzinfo=ZONE)),))
    for backend in (
        opened(Cms("strapi", [strapi_article(1, **own)]), STRAPI),
        opened(Cms("directus", [directus_article(1, **own)]), DIRECTUS),
        opened(plain({"slug": "bai-1", "c": made} | own), {**PLAIN, "fields": {"corrections": "c"}}),
    ):
        article = await read(backend)
        assert (article.source, article.copyright, article.corrections) == expected


@pytest.mark.parametrize(
    ("options", "kind", "asked"),
    [
        (STRAPI, "strapi", ("status", "published")),
        (DIRECTUS, "directus", ("filter[status][_eq]", "published")),
    ],
)
async def test_only_what_is_published_is_ever_asked_for(
    options: dict[str, Any], kind: str, asked: tuple[str, str]
) -> None:
    cms = Cms(kind, [])
    backend = opened(cms, {**options, "query": {"extra": "1"}, "search": "q"})
    for query in (Query(), Query(search=f"{asked[0]}=draft"), Query(section="a"), Query(tag="b")):
        await backend.list(query)
    await backend.get("bai-1")
    await backend.health()
    assert len(cms.asked) == 6
    for url in cms.asked:
        assert url.params.get_list(asked[0]) == [asked[1]]
        assert url.params["extra"] == "1"


@pytest.mark.parametrize(("options", "kind"), [(STRAPI, "strapi"), (DIRECTUS, "directus")])
async def test_only_a_search_that_the_owner_names_is_asked(options: dict[str, Any], kind: str) -> None:
    cms = Cms(kind, [])
    backend = opened(cms, options)
    assert not backend.capabilities.search
    await backend.list(Query(search="x"))
    assert not cms.asked
    backend = opened(cms, {**options, "search": "q"})
    assert backend.capabilities.search
    await backend.list(Query(search="x"))
    assert cms.asked[0].params["q"] == "x"


async def test_a_draft_is_not_shown_even_if_the_cms_sends_it() -> None:
    backend = opened(Cms("strapi", [strapi_article(1, publishedAt=None), strapi_article(2)]), STRAPI)
    assert await slugs(backend, Query()) == ["bai-2"]
    assert await backend.get("bai-1") is None
    items = [directus_article(1, status="draft"), directus_article(2), directus_article(3)]
    del items[2]["status"]
    backend = opened(Cms("directus", items), DIRECTUS)
    assert await slugs(backend, Query()) == ["bai-2"]
    assert await backend.get("bai-1") is None
    assert await backend.get("bai-3") is None


@pytest.mark.parametrize(
    ("options", "kind", "make"), [(STRAPI, "strapi", strapi_article), (DIRECTUS, "directus", directus_article)]
)
async def test_pages(options: dict[str, Any], kind: str, make: Callable[[int], dict[str, Any]]) -> None:
    backend = opened(Cms(kind, [make(number) for number in range(1, 6)]), options)
    first = await backend.list(Query(size=2))
    assert [summary.slug for summary in first.items] == ["bai-1", "bai-2"]
    assert (first.total, first.has_next) == (5, True)
    last = await backend.list(Query(size=2, page=3))
    assert ([summary.slug for summary in last.items], last.has_next) == (["bai-5"], False)
    past = await backend.list(Query(size=2, page=9))
    assert (past.items, past.has_next) == ((), False)
    assert await backend.get("khong-co") is None


async def test_an_empty_site() -> None:
    page = await opened(Cms("strapi", []), STRAPI).list(Query())
    assert (page.items, page.total, page.has_next) == ((), 0, False)


async def test_sections_are_listed_and_asked_for() -> None:
    cms = Cms("strapi", [strapi_article(1)])
    backend = opened(cms, STRAPI)
    assert await backend.sections() == (Section("nuoc-sach", "Nước sạch", "Giếng và ống"),)
    await backend.list(Query(section="nuoc-sach"))
    assert cms.asked[-1].params["filters[category][slug][$eq]"] == "nuoc-sach"


async def test_public_addresses_lead_to_articles_that_are_there() -> None:
    backend = opened(Cms("strapi", [strapi_article(1)]), {**STRAPI, "public": PUBLIC})
    assert await backend.resolve("/tin/bai-1.html") == "bai-1"
    assert await backend.resolve("http://www.portal.example/tin/bai-1.html") == "bai-1"
    assert await backend.resolve("/tin/bai-2.html") is None
    assert await backend.resolve("/tin/a/bai-1.html") is None
    assert await backend.resolve("https://elsewhere.example/tin/bai-1.html") is None
    assert await opened(Cms("strapi", [strapi_article(1)]), STRAPI).resolve("/tin/bai-1.html") is None


async def test_the_key_goes_as_told() -> None:
    cms = Cms("strapi", [])
    await opened(cms, STRAPI, key="s3cret").list(Query())
    await opened(cms, {**STRAPI, "key_as": "X-Api-Key: {key}"}, key="s3cret").list(Query())
    await opened(cms, STRAPI).list(Query())
    assert cms.headers[0]["Authorization"] == "Bearer s3cret"
    assert cms.headers[1]["X-Api-Key"] == "s3cret"
    assert "Authorization" not in cms.headers[2]


async def test_one_file_of_all_articles_is_paged_and_narrowed_here() -> None:
    items = [
        {
            "slug": f"bai-{number}",
            "title": f"Bài {number}",
            "html": "<p>x</p>",
            "section": {"slug": "a" if number % 2 else "b", "title": "Mục"},
            "tags": ["lẻ"] if number % 2 else [],
        }
        for number in range(1, 6)
    ]
    backend = opened(plain(*items, {"slug": "bai-1", "title": "Trùng"}, {"title": "Không có"}), PLAIN)
    assert (await backend.list(Query(size=2, page=3))).total == 5
    assert await slugs(backend, Query(size=2, page=2)) == ["bai-3", "bai-4"]
    assert await slugs(backend, Query(section="b")) == ["bai-2", "bai-4"]
    assert await slugs(backend, Query(tag="lẻ")) == ["bai-1", "bai-3", "bai-5"]
    assert await slugs(backend, Query(search="x")) == []
    assert (await read(backend)).summary.title == "Bài 1"
    assert await backend.get("bai-9") is None


async def test_an_interface_paged_by_offset() -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return httpx.Response(200, json={"rows": [{"id": 7, "name": "N"}, {"id": 8}]})

    options = {
        "list": "/v1/news",
        "items": "rows",
        "by_slug": "id",
        "paging": {"style": "offset", "size": "count", "offset": "skip"},
        "fields": {"slug": "id"},
    }
    page = await opened(answer, options).list(Query(page=3, size=2))
    assert (asked[0].params["count"], asked[0].params["skip"]) == ("2", "4")
    assert ([summary.slug for summary in page.items], page.total, page.has_next) == (["7", "8"], None, True)


async def test_an_interface_paged_by_links() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("cursor", "1"))
        following = f"/v1/news?cursor={number + 1}" if number < 3 else None
        return httpx.Response(200, json={"items": [{"slug": f"bai-{number}"}], "links": {"next": following}})

    options = {
        "list": "/v1/news",
        "items": "items",
        "by_slug": "slug",
        "paging": {"style": "next", "next": "links.next"},
    }
    backend = opened(answer, options)
    second = await backend.list(Query(page=2, size=1))
    assert ([summary.slug for summary in second.items], second.has_next) == (["bai-2"], True)
    assert (await backend.list(Query(page=3, size=1))).has_next is False
    assert (await backend.list(Query(page=4, size=1))).items == ()


async def test_bare_and_broken_articles() -> None:
    backend = opened(
        plain(
            {"slug": "trong", "title": None, "date": "hôm qua", "cover": 4.5, "author": {}, "tags": "một"},
            {"slug": "mã", "body": "<script>x</script>", "lead": "Nước về &amp; đi"},
            {"slug": "a/b"},
        ),
        PLAIN,
    )
    bare = await read(backend, "trong")
    assert (bare.summary.title, bare.summary.published, bare.authors, bare.html) == ("trong", None, (), "")
    script = await read(backend, "mã")
    assert (script.html, script.summary.title) == ("<script>x</script>", "Nước về & đi")
    assert await slugs(backend, Query()) == ["trong", "mã"]


async def test_attachments_and_recordings() -> None:
    files = [
        {"url": "/f/so-do.pdf", "name": "Sơ đồ", "mime": "application/pdf", "sizeInBytes": 2048},
        "/f/bang.xlsx",
        {"nothing": 1},
    ]
    article = await read(opened(plain({"slug": "bai-1", "attachments": files, "audio": "/f/doc.mp3"}), PLAIN))
    assert article.audio == f"{URL}/f/doc.mp3"
    assert article.attachments == (
        Attachment(f"{URL}/f/so-do.pdf", "Sơ đồ", "application/pdf", 2048),
        Attachment(
            f"{URL}/f/bang.xlsx", "bang.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
    )


async def test_an_item_path_that_leads_to_no_object_is_a_contract() -> None:
    options = {"list": "/a", "item": "/a/{slug}", "item_at": "data"}
    with pytest.raises(BackendContract, match="data"):
        await opened(lambda _request: httpx.Response(200, json={"data": []}), options).get("bai-1")
    assert await opened(lambda _request: httpx.Response(404), options).get("bai-1") is None


async def test_absurdly_deep_markdown_and_blocks() -> None:
    deep: dict[str, Any] = {"type": "text", "text": "x"}
    for _ in range(200):
        deep = {"type": "quote", "children": [deep]}
    article = await read(opened(Cms("strapi", [strapi_article(1, body=[deep])]), STRAPI))
    assert article.html == ""
    with pytest.raises(BackendContract, match="too deep"):
        await read(opened(Cms("strapi", [strapi_article(1, body="*" * 3000 + "x" + "*" * 3000)]), STRAPI))


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"list": "/a"}, "by_slug"),
        ({"preset": "strapi4"}, "preset"),
        ({**STRAPI, "public": "https://portal.example/"}, "public"),
        ({**STRAPI, "public": "/tin/{slug}"}, "public"),
        ({**DIRECTUS, "media": "/assets/"}, "media"),
        ({**STRAPI, "key_as": "{key}"}, "key_as"),
        ({**STRAPI, "paging": {"style": "pages"}}, "paging.style"),
        ({**STRAPI, "fields": {"titel": "x"}}, "fields.titel"),
        ({"by_slug": "slug"}, "list"),
    ],
)
def test_options_that_cannot_be_used_are_named(options: dict[str, Any], named: str) -> None:
    with pytest.raises(OptionError, match=named):
        opened(plain(), options)
