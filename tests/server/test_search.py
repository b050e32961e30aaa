"""The search page and the listings of the index: asked politely, rudely, and while the index is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest

from portal_ui.pages.search import LONGEST, asked
from portal_ui.search.index import index_file
from tests.markup import parse
from tests.serving import ROOT, Served, serve
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path


def page(portal: Served, path: str, status: int = 200) -> Any:
    answer = httpx.get(portal.url + path, timeout=20)
    assert answer.status_code == status, path
    return parse(answer.text)


@pytest.fixture(scope="module")
def searched(sample: Served) -> Served:
    """The sample portal, all its articles indexed."""
    until(lambda: "25 articles indexed" in sample.log() or httpx.get(f"{sample.url}/archive").status_code == 200)
    return sample


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  lịch   tiêm\tchủng \n", "lịch tiêm chủng"),
        ("a\x00b\x07c", "a b c"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("x" * 10_000, "x" * LONGEST),
        ('"(* OR NEAR/2', '"(* OR NEAR/2'),
    ],
)
def test_the_words_are_tidied(text: str, words: str) -> None:
    assert asked(text) == words


def test_every_page_has_the_form(sample: Served) -> None:
    for path, action in (("/", "/search"), ("/en", "/en/search"), ("/nowhere", "/search")):
        (form,) = parse(httpx.get(sample.url + path).text).xpath("//form[@role='search']")
        assert form.get("action") == action
        assert form.get("method") == "get"
        (field,) = form.xpath(".//input[@name='q']")
        assert form.xpath(f".//label[@for='{field.get('id')}']")


@pytest.mark.parametrize(
    "query", ["", "thư viện", "x" * 10_000, "\x01\x02", '"*^()', "<script>alert(1)</script>", "%00", "a AND NOT b"]
)
def test_no_query_is_a_fault(searched: Served, query: str) -> None:
    answer = httpx.get(f"{searched.url}/search?q={quote(query)}")
    assert answer.status_code == 200
    tree = parse(answer.text)
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert tree.xpath("string(//input[@name='q']/@value)") == asked(query)
    assert "<script>alert" not in answer.text


def test_words_without_marks_find_and_are_marked(searched: Served) -> None:
    tree = page(searched, "/search?q=thu+vien")
    assert tree.xpath("//main//h2/a/@href")[0] == "/articles/thu-vien-huyen-mo-cua-buoi-toi"
    assert "Thư viện" in [mark.text_content().capitalize() for mark in tree.xpath("//main//mark")]
    assert tree.xpath("//a[@rel='next']/@href") == ["/search?q=thu+vien&page=2"]
    assert page(searched, "/search?q=thu+vien&page=2").xpath("//main//h2/a")
    page(searched, "/search?q=thu+vien&page=99", 404)


def test_section_and_dates_narrow_it(searched: Served) -> None:
    tree = page(searched, "/search?q=thu+vien&section=giao-duc&from=01/01/2026&to=2026-12-31")
    sections = tree.xpath("//main//article//a[contains(@href, '/sections/')]/@href")
    assert set(sections) == {"/sections/giao-duc"}
    assert tree.xpath("//input[@name='from']/@value") == ["2026-01-01"]
    for wrong in (
        "section=khong-co",
        "from=hom+qua",
        "from=2026-12-31&to=2026-01-01",
        "to=9999-12-31",
        "from=0001-01-01",
    ):
        assert page(searched, f"/search?q=thu+vien&{wrong}").xpath("//main//h2/a"), wrong


def test_what_finds_nothing_helps_on(searched: Served) -> None:
    tree = page(searched, "/search?q=thu+viem&section=tin-tuc")
    assert "/search?q=th%C6%B0+vi%E1%BB%87n&section=tin-tuc" in tree.xpath("//main//section//a/@href")
    nowhere = page(searched, "/en/search?q=kindergarten+flood&from=2030-01-01")
    assert "No article has" in nowhere.text_content()
    away = page(searched, "/search?q=sot+xuat+huyet&section=giao-duc&to=2020-01-01")
    assert not away.xpath("//main//article")
    # Neither the section alone nor the dates alone keep it from being found.
    assert away.xpath("//main//section//a/@href") == ["/search?q=sot+xuat+huyet"]


def test_listings_by_tag_author_and_month(searched: Served) -> None:
    article = page(searched, "/articles/xe-buyt-tuyen-02")
    tags = article.xpath("//a[@rel='tag']/@href")
    (author,) = article.xpath("//a[@rel='author']/@href")
    for path in (*tags, author, "/archive/2025/12"):
        tree = page(searched, path)
        assert "/articles/xe-buyt-tuyen-02" in tree.xpath("//main//h2/a/@href"), path
        assert tree.xpath("string(//link[@rel='canonical']/@href)") == searched.url + path
        assert tree.xpath("//nav[@aria-label]//*[@aria-current='page']")
        described = tree.xpath("string(//meta[@name='description']/@content)")
        assert described.startswith(tree.xpath("string(//main//h2/a)")[:100]), path
        assert len(described) <= 160
    assert "/archive/2025/12" in page(searched, "/archive").xpath("//main//a/@href")
    assert "Keyword:" in page(searched, "/en/tags/xe-buyt").xpath("string(//h1)")
    moved = httpx.get(f"{searched.url}/tags/{quote('Xe Buýt')}")
    assert (moved.status_code, moved.headers["location"]) == (301, "/tags/xe-buyt")
    for path in (
        "/tags/khong-co",
        "/authors/x",
        "/archive/2026/13",
        "/archive/1800/01",
        f"/archive/{'2' * 5000}/01",
        "/archive/2026/mai",
        "/tags/xe-buyt?page=9",
        "/tags/%20",
    ):
        assert page(searched, path, 404).xpath("//main//a"), path


def test_an_article_shows_what_is_beside_it(searched: Served) -> None:
    tree = page(searched, "/articles/dang-ky-khai-sinh-cho-con")
    assert "Tin liên quan" in tree.xpath("//main//aside//h2/text()")
    assert "/articles/cap-lai-the-bao-hiem-y-te" in tree.xpath("//main//aside//section//a/@href")
    assert tree.xpath("//main//aside//nav//a[@rel='next']")
    trail = tree.xpath("//nav[.//ol]//li")
    assert [step.text_content() for step in trail][:2] == ["Trang chủ", "Thủ tục hành chính"]


def test_the_index_away_is_said_kindly_and_made_anew(tmp_path: Path) -> None:
    backend = f"folder:{tmp_path / 'content'}"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lua.md").write_text("---\ntitle: Lúa mùa\n---\nLúa\n", "utf-8")
    path = ROOT / index_file(backend)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"no database" * 1000)
    path.with_suffix(".lock").touch()
    try:
        with serve(tmp_path / "log", backend=backend) as portal:
            answers: set[int] = set()

            def answered() -> bool:
                answer = httpx.get(f"{portal.url}/search?q=lua")
                answers.add(answer.status_code)
                return answer.status_code == 200 and "Lúa mùa" in answer.text

            until(answered)
            assert answers <= {200, 503}
            assert "made anew" in portal.log()
    finally:
        for name in path.parent.glob(f"{path.stem}.*"):
            name.unlink()
