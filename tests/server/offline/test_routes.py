"""What a device needs to keep the portal: manifest, icons, worker and the pages that stand in for others."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import httpx
import pytest
from PIL import Image, ImageOps

from portal_ui import config
from portal_ui.owner import Look
from portal_ui.server.look.logo import Logo
from portal_ui.server.offline.icons import icons
from portal_ui.server.offline.worker import worker
from tests.markup import parse
from tests.serving import ROOT, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.serving import Served

OWN = ROOT / "assets" / "icon.png"


@pytest.fixture(scope="module")
def worn(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    del built
    directory = tmp_path_factory.mktemp("worn")
    look = {"masthead": "#5c0f2a"}
    with serve(
        directory / "log", backend=f"folder:{ROOT / 'content'}", title="Sông Mơ", look=json.dumps(look)
    ) as served:
        yield served


def test_the_manifest_is_the_owners_in_each_language(sample: Served, worn: Served) -> None:
    ours = httpx.get(f"{sample.url}/manifest.webmanifest")
    assert ours.headers["content-type"] == "application/manifest+json"
    assert len(ours.json()["short_name"]) <= 12
    own = httpx.get(f"{worn.url}/en/manifest.webmanifest").json()
    assert (own["name"], own["short_name"], own["lang"], own["start_url"]) == ("Sông Mơ", "Sông Mơ", "en", "/en")
    assert (own["theme_color"], own["id"], own["scope"]) == ("#5c0f2a", "/en", "/")
    assert ours.json()["theme_color"] == ours.json()["background_color"]


def test_every_icon_that_is_named_has_the_size_it_is_said_to_have(sample: Served) -> None:
    page = parse(httpx.get(f"{sample.url}/en").text)
    assert page.xpath("//link[@rel='manifest']/@href") == ["/en/manifest.webmanifest"]
    icons_named = httpx.get(f"{sample.url}/manifest.webmanifest").json()["icons"]
    named: dict[str, str] = {icon["src"]: icon["sizes"] for icon in icons_named}
    named |= dict.fromkeys(page.xpath("//link[@rel='apple-touch-icon']/@href"), "180x180")
    assert len(named) == 4
    for path, sizes in named.items():
        answer = httpx.get(sample.url + path)
        with Image.open(io.BytesIO(answer.content)) as image:
            assert f"{image.width}x{image.height}" == sizes
            assert (image.format, answer.headers["content-type"]) == ("PNG", "image/png")


def logo(size: tuple[int, int]) -> Logo:
    stream = io.BytesIO()
    Image.new("RGB", size, "#aa0000").save(stream, "PNG")
    return Logo(stream.getvalue(), "image/png", *size)


@pytest.mark.parametrize("size", [(300, 100), (40, 90)])
def test_the_owners_logo_stands_whole_where_devices_cut_a_circle(size: tuple[int, int]) -> None:
    masked = next(icon for icon in icons(logo(size), OWN) if icon.purpose == "maskable")
    with Image.open(io.BytesIO(masked.body)) as image:
        drawn = ImageOps.invert(image.convert("L")).getbbox()
        assert image.getpixel((0, 0)) == (255, 255, 255)
    assert drawn
    farthest = max(((x - 256) ** 2 + (y - 256) ** 2) ** 0.5 for x in drawn[::2] for y in drawn[1::2])
    assert 150 < farthest <= 0.4 * 512


def test_a_logo_that_cannot_be_drawn_is_an_icon_as_it_is() -> None:
    vector = Logo(b"<svg/>", "image/svg+xml", 10, 10)
    apple, whole = icons(vector, OWN)
    assert (apple.side, apple.purpose, whole.href, whole.side) == (180, "", vector.href, 0)


def test_the_worker_may_serve_the_whole_portal_and_is_asked_for_anew(sample: Served) -> None:
    answer = httpx.get(f"{sample.url}/sw.js")
    assert (answer.headers["cache-control"], answer.headers["service-worker-allowed"]) == ("no-cache", "/")
    assert answer.headers["content-type"].startswith("text/javascript")
    policy = httpx.get(f"{sample.url}/").headers["content-security-policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    given = json.loads(answer.text.partition(" = ")[2].partition(";\n")[0])
    for path in given["pages"]:
        page = httpx.get(sample.url + path)
        assert (page.status_code, 'content="noindex"' in page.text) == (200, True), path


def test_the_worker_changes_with_the_build_and_with_what_the_owner_gives(built: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another-build"
    elsewhere.symlink_to(built)
    same = config.load(tmp_path / "none.toml")
    own = same.model_copy(update={"look": Look(accent="#8a1538")})
    assert worker(same, built) == worker(same, built)
    assert len({worker(same, built), worker(own, built), worker(same, elsewhere)}) == 3
