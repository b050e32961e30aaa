"""The sample portal's pages, asked for as browsers, crawlers and shared caches ask."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serving import Served

ARTICLE = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
PAGES = [
    "/",
    "/sections/tin-tuc",
    ARTICLE,
    "/articles/one-stop-shop-guide",
    "/reading",
    "/accessibility",
    "/en",
    "/en/reading",
    "/en/accessibility",
    "/en/sections/giao-duc",
    f"/en{ARTICLE}",
]


FILES = {
    "tin-tuc/phong-doc-thu-vien.webp": "image/webp",
    "tin-tuc/luot-ban-doc-2026.csv": "text/csv; charset=utf-8",
    "tin-tuc/danh-muc-chuan-bi-mua-lu.txt": "text/plain; charset=utf-8",
    "thu-tuc-hanh-chinh/to-khai-dang-ky-bien-dong.pdf": "application/pdf",
}


@pytest.fixture
def client(sample: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sample.url) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_comes_whole(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    tree = parse(answer.text)
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main[@id='portal-main']")) == 1
    assert tree.get("lang") == ("en" if path.startswith("/en") else "vi")
    assert tree.findtext(".//title")
    assert tree.xpath("string(//meta[@name='description']/@content)")
    assert tree.xpath("string(//link[@rel='canonical']/@href)") == str(answer.url).rstrip("/") + (
        "/" if path == "/" else ""
    )
    assert not tree.xpath("//link[@rel='modulepreload']")
    assert not tree.xpath("//*[@style]")


def test_what_was_corrected_and_whose_it_is(client: httpx.Client) -> None:
    path = "/articles/chuan-bi-mua-mua-lu-2026"
    tree = parse(client.get(path).text)
    corrections = tree.xpath("string(//article/section[h2='Đính chính'])")
    assert "27/08/2026: Bản đăng ngày 24/8" in corrections
    assert tree.xpath("//p[@class='source'][starts-with(., 'Bản quyền: Ban Chỉ huy')]")
    said = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))["@graph"][0]
    assert said["correction"][0] in corrections
    assert said["copyrightNotice"].startswith("Ban Chỉ huy")
    assert "Corrections" in client.get(f"/en{path}").text
    assert "Đính chính" not in client.get(f"/embed{path}/excerpt").text


def test_the_article_is_in_the_first_answer_and_its_body_only_once(client: httpx.Client) -> None:
    text = client.get(ARTICLE).text
    sentence = "mở cửa buổi tối hai ngày mỗi tuần"
    assert text.count(sentence) == 1
    data = json.loads(parse(text).xpath("string(//script[@id='portal-data'])"))
    assert data["article"]["title"]
    assert "body" not in data["article"]


def test_dates_are_for_people_and_machines(client: httpx.Client) -> None:
    times = parse(client.get(ARTICLE).text).xpath("//article//header//time")
    assert times[0].get("datetime") == "2026-10-26T08:30:00+07:00"
    assert times[0].text == "Thứ Hai, 26/10/2026 - 08:30"


@pytest.mark.parametrize("path", PAGES)
def test_browsers_revalidate_and_are_told_304(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert "max-age=0" in first.headers["cache-control"]
    assert "s-maxage=" in first.headers["cache-control"]
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_pages_never_set_a_cookie_and_do_not_depend_on_one(client: httpx.Client) -> None:
    plain = client.get(ARTICLE)
    assert "set-cookie" not in plain.headers
    assert client.get(ARTICLE, headers={"cookie": "a=b"}).text == plain.text
    assert "cookie" not in plain.headers["vary"]


def test_html_is_compressed_where_the_browser_may(client: httpx.Client) -> None:
    packed = client.get(ARTICLE, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get(ARTICLE, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, GZIP ;q=0.5", "gzip"),
        ("gzip;q=1.0", "gzip"),
        ("gzip;q=0, identity", None),
        ("br, gzip; q=0.000", None),
        ("notgzip", None),
        ("", None),
    ],
)
def test_what_the_browser_refuses_is_not_sent(client: httpx.Client, accepted: str, encoding: str | None) -> None:
    answer = client.get(ARTICLE, headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == encoding


def test_hashed_assets_are_immutable_and_compressed(client: httpx.Client) -> None:
    stylesheet = re.search(r'href="(/assets/[^"]+\.css)" rel="stylesheet"', client.get("/").text)
    assert stylesheet
    answer = client.get(stylesheet[1], headers={"accept-encoding": "br"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["content-encoding"] == "br"
    with client.stream("GET", stylesheet[1], headers={"accept-encoding": "gzip"}) as zipped:
        assert b"--paper" in gzip.decompress(b"".join(zipped.iter_raw()))
    assert client.get(stylesheet[1], headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_other_assets_are_asked_for_again(client: httpx.Client) -> None:
    icon = client.get("/icon.svg")
    assert icon.headers["content-type"] == "image/svg+xml"
    assert icon.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/healthz", "/icon.svg", "/media/nowhere.png"])
def test_every_answer_has_its_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_policy_is_the_same_for_every_page_and_names_every_inline_script(client: httpx.Client) -> None:
    from portal_ui.server.policy import script_hashes

    answers = [client.get(path) for path in [*PAGES, "/nowhere"]]
    assert len({answer.headers["content-security-policy"] for answer in answers}) == 1
    for source in script_hashes(answer.text for answer in answers):
        assert source in answers[0].headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/articles/khong-co-bai-nay",
        "/sections/khong-co",
        "/sections/tin-tuc?page=999",
        "/sections/tin-tuc?page=0",
        "/sections/tin-tuc?page=-1",
        "/sections/tin-tuc?page=abc",
        "/sections/tin-tuc?page=%D9%A1",
        "/?page=999999999999",
        "/articles/..%2F..%2Fetc%2Fpasswd",
        "/articles/%00",
        "/articles/" + "a" * 5000,
        "/articles/%F0%9F%98%80",
        "/articles/'%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/media/../pyproject.toml",
        "/media/%2e%2e/pyproject.toml",
        "/media/tin-tuc/_section.md",
        "/media/tin-tuc",
    ],
)
def test_what_is_not_there_is_a_404_with_ways_on(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    tree = parse(answer.text)
    assert tree.findtext(".//h1") == "Không tìm thấy trang"
    assert "/sections/tin-tuc" in tree.xpath("//main//a/@href")
    assert "<script>alert" not in answer.text
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"


def test_the_other_languages_404_is_in_that_language(client: httpx.Client) -> None:
    assert "Page not found" in client.get("/en/articles/nothing").text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (f"{ARTICLE}/", ARTICLE),
        ("/vi", "/"),
        (f"/vi{ARTICLE}", ARTICLE),
        ("/vi/sections/tin-tuc?page=2", "/sections/tin-tuc?page=2"),
        ("/vi//evil.example", "/evil.example"),
        ("//evil.example/", "/evil.example"),
    ],
)
def test_an_address_of_another_form_leads_to_the_one_that_is(sample: Served, path: str, target: str) -> None:
    answer = httpx.get(sample.url + path)
    assert answer.status_code == 301
    assert answer.headers["location"] == target


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    head, get = client.head(ARTICLE), client.get(ARTICLE)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == get.headers["etag"]


def test_links_in_the_body_lead_to_our_own_pages_in_the_same_language(client: httpx.Client) -> None:
    for prefix in ("", "/en"):
        tree = parse(client.get(prefix + ARTICLE).text)
        assert f"{prefix}/articles/quy-che-phong-doc-cong-cong#dieu-5" in tree.xpath("//article//a/@href")


def test_every_link_of_the_sample_leads_somewhere(client: httpx.Client) -> None:
    seen: set[str] = set()
    waiting = ["/", "/en"]
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        tree = parse(answer.text)
        ids = set(tree.xpath("//@id"))
        for href in tree.xpath("//a/@href | //img/@src"):
            target, _, fragment = href.partition("#")
            if not target:
                assert not fragment or fragment in ids, (path, href)
            elif target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len([path for path in seen if path.startswith("/articles/")]) >= 20


def test_files_are_served_in_parts_and_run_nothing(client: httpx.Client) -> None:
    tree = parse(client.get(ARTICLE).text)
    (image,) = tree.xpath("//figure[contains(@class, 'cover')]/img")
    assert (image.get("width"), image.get("height")) == ("960", "640")
    assert image.get("alt")
    whole = client.get(image.get("src"))
    assert whole.headers["content-type"] == "image/webp"
    assert "sandbox" in whole.headers["content-security-policy"]
    part = client.get(image.get("src"), headers={"range": "bytes=0-9"})
    assert part.status_code == 206
    assert part.content == whole.content[:10]
    assert client.get(image.get("src"), headers={"if-none-match": whole.headers["etag"]}).status_code == 304


def test_every_kind_of_file_has_its_media_type(client: httpx.Client) -> None:
    answers = {path: client.get(f"/media/{path}").headers["content-type"] for path in FILES}
    assert answers == FILES


def test_the_framework_starts_after_the_text_is_painted(client: httpx.Client) -> None:
    text = client.get(ARTICLE).text
    (start,) = re.findall(r'<script type="module" async="">(.*?)</script>', text, re.DOTALL)
    assert start.startswith("await new Promise((painted) => requestAnimationFrame")
    for module in re.findall(r'import\("([^"]+)"\)', start):
        assert client.get(module).status_code == 200
