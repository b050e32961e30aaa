from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from portal_ui.backends.folder import article, document, scan
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendDown

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from portal_ui.backends.folder.article import Reading
    from tests.backends.folder.conftest import Portal

LOGGER = "portal_ui.backends.folder"


async def titles(portal: Portal) -> list[str]:
    return sorted(summary.title for summary in (await portal.backend.list(Query(size=100))).items)


@pytest.fixture
def read_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the paths of the articles that are read."""
    paths: list[str] = []
    original = article.read

    def read(root: Path, path: str, zone: ZoneInfo) -> tuple[Reading, str]:
        paths.append(path)
        return original(root, path, zone)

    monkeypatch.setattr(article, "read", read)
    return paths


async def test_changes_are_noticed_and_only_they_are_read(portal: Portal, read_paths: list[str]) -> None:
    portal.article("a.md", "title: A")
    portal.article("tin/b.md", "title: B")
    portal.article("c.md", "title: C")
    assert await titles(portal) == ["A", "B", "C"]
    assert sorted(read_paths) == ["a.md", "c.md", "tin/b.md"]

    read_paths.clear()
    portal.article("a.md", "title: A mới")
    portal.article("d.md", "title: D")
    (portal.root / "c.md").unlink()
    (portal.root / "tin").rename(portal.root / "tuc")
    await portal.look_again()
    assert await titles(portal) == ["A mới", "B", "D"]
    assert [section.slug for section in await portal.backend.sections()] == ["tuc"]
    assert sorted(read_paths) == ["a.md", "d.md", "tuc/b.md"]

    read_paths.clear()
    await portal.look_again()
    assert read_paths == []


async def test_a_file_put_in_place_of_another_is_noticed(portal: Portal) -> None:
    file = portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]
    other = portal.article("moi.txt", "title: B")
    times = file.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)
    await portal.look_again()
    assert await titles(portal) == ["B"]


async def test_a_section_and_the_site_are_read_again(portal: Portal) -> None:
    portal.article("tin/a.md")
    assert [section.title for section in await portal.backend.sections()] == ["Tin"]
    portal.write("tin/_section.md", "---\ntitle: Tin tức\n---")
    portal.write("_site.md", "---\ntitle: Cổng\n---")
    await portal.look_again()
    assert [section.title for section in await portal.backend.sections()] == ["Tin tức"]
    assert (await portal.backend.site()).title == "Cổng"


async def test_no_look_before_it_is_due(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    walk = scan.walk

    def slow_walk(root: Path) -> scan.Tree:
        nonlocal looks
        looks += 1
        portal.seconds += 0.1
        return walk(root)

    monkeypatch.setattr(scan, "walk", slow_walk)
    await portal.backend.health()
    for seconds, expected in [(1.5, 1), (0.5, 2), (0.0, 2), (1.8, 2), (0.2, 3)]:
        portal.seconds += seconds
        await portal.backend.health()
        await portal.backend.close()
        assert looks == expected


async def test_a_request_does_not_wait_for_a_look(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]
    portal.article("b.md", "title: B")
    walk = scan.walk
    loop = asyncio.get_running_loop()
    gate = asyncio.Event()

    def gated_walk(root: Path) -> scan.Tree:
        asyncio.run_coroutine_threadsafe(gate.wait(), loop).result(timeout=30)
        return walk(root)

    monkeypatch.setattr(scan, "walk", gated_walk)
    portal.seconds += 60
    assert await titles(portal) == ["A"]
    assert await titles(portal) == ["A"]
    gate.set()
    await portal.backend.close()
    assert await titles(portal) == ["A", "B"]


async def test_many_first_requests_read_the_folder_once(portal: Portal, read_paths: list[str]) -> None:
    portal.article("a.md")
    await asyncio.gather(*(portal.backend.health() for _ in range(20)))
    assert read_paths == ["a.md"]


async def test_a_file_that_went_since_the_last_look(portal: Portal) -> None:
    portal.article("a.md")
    await portal.backend.health()
    (portal.root / "a.md").unlink()
    assert await portal.backend.get("a") is None


async def test_a_file_that_broke_since_the_last_look(portal: Portal) -> None:
    portal.article("a.md")
    await portal.backend.health()
    portal.write("a.md", "---\ntitle: [\n---\n")
    assert await portal.backend.get("a") is None
    assert [problem.path for problem in portal.backend.problems()] == []
    await portal.look_again()
    assert [problem.path for problem in portal.backend.problems()] == ["a.md"]


async def test_the_folder_goes_and_comes_back(portal: Portal) -> None:
    portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]
    away = portal.root.with_name("away")
    portal.root.rename(away)
    for call in (
        portal.backend.site,
        lambda: portal.backend.list(Query()),
        lambda: portal.backend.get("a"),
        portal.backend.sections,
        lambda: portal.backend.resolve("/media/a.md"),
        portal.backend.health,
    ):
        with pytest.raises(BackendDown, match=r"folder .* is missing"):
            await call()
    with pytest.raises(BackendDown):
        portal.backend.problems()
    assert portal.backend.media("a.jpg") is None

    away.rename(portal.root)
    portal.article("b.md", "title: B")
    await portal.look_again()
    assert await titles(portal) == ["A", "B"]


async def test_a_folder_that_is_not_there_yet(portal: Portal) -> None:
    portal.root.rmdir()
    with pytest.raises(BackendDown, match="is missing"):
        await portal.backend.health()
    portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]


async def test_a_file_in_place_of_the_folder(portal: Portal) -> None:
    portal.root.rmdir()
    portal.root.write_text("x")
    with pytest.raises(BackendDown, match="is missing"):
        await portal.backend.health()


async def test_a_root_that_cannot_be_read(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]
    with monkeypatch.context() as patch:

        def denied(root: Path) -> scan.Tree:
            raise PermissionError(13, "Permission denied", str(root))

        patch.setattr(scan, "walk", denied)
        await portal.look_again()
        with pytest.raises(BackendDown, match="cannot be read: Permission denied"):
            await portal.backend.health()
    portal.seconds += 60
    with pytest.raises(BackendDown):
        await portal.backend.health()
    await portal.backend.close()
    assert await titles(portal) == ["A"]


async def test_a_look_that_fails_by_our_own_fault_is_logged_and_the_articles_stay(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    portal.article("a.md", "title: A")
    assert await titles(portal) == ["A"]
    with monkeypatch.context() as patch:
        patch.setattr(scan, "walk", lambda: None)  # raises TypeError
        await portal.look_again()
    assert [record.levelname for record in caplog.records if record.name == LOGGER] == ["ERROR"]
    portal.article("b.md", "title: B")
    await portal.look_again()
    assert await titles(portal) == ["A", "B"]


async def test_a_broken_file_costs_only_itself(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    portal.article("a.md", "title: A")
    portal.write("b.md", "---\ntitle: B\ntags: [\n---\n")
    portal.write("c.md", "M\xf4t".encode("latin-1"))
    portal.write("d.md", "")
    portal.write("e.md", b"x" * (20 * 1024**2 + 1))
    portal.write("tin/_section.md", "---\ntitle: [\n---\n")
    portal.write("_site.md", "---\n- a\n---\n")
    assert await titles(portal) == ["A"]
    logged = [record.getMessage() for record in caplog.records]
    assert [record.levelname for record in caplog.records] == ["WARNING"] * len(logged)
    assert sorted(message.removeprefix(f"{portal.root}/") for message in logged) == [
        "_site.md:2: left out: front matter: fields expected, as in title: ...",
        "b.md:4: left out: front matter: did not find expected node content",
        "c.md:1: left out: not UTF-8 (byte 0xf4)",
        "d.md: left out: empty",
        "e.md: left out: larger than 20 MB",
        "tin/_section.md:3: left out: front matter: did not find expected node content",
    ]


async def test_a_problem_is_logged_once_for_each_version_of_its_file(
    portal: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    portal.article("a.md", "tags: 5")
    await portal.backend.health()
    portal.article("b.md")
    await portal.look_again()
    assert [record.getMessage() for record in caplog.records] == [f"{portal.root}/a.md:3: tags: a list expected"]

    portal.article("a.md", "tags: 5\nlead: x")
    await portal.look_again()
    assert len(caplog.records) == 2
    portal.article("a.md", "tags: [a]")
    await portal.look_again()
    assert len(caplog.records) == 2
    assert portal.backend.problems() == ()


async def test_a_missing_cover_that_arrives_is_shown(portal: Portal) -> None:
    portal.article("a.md", "cover: a.png")
    assert portal.causes("a.md") != []
    portal.write("a.png", b"x")
    await portal.look_again()
    assert portal.causes("a.md") == []
    [summary] = (await portal.backend.list(Query())).items
    assert summary.cover is not None
    assert summary.cover.url == "/media/a.png"


async def test_a_file_we_may_not_open_is_tried_again(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.article("a.md", "title: A")
    portal.article("b.md", "title: B")
    read = document.read
    with monkeypatch.context() as patch:

        def denied(file: Path) -> document.Document:
            if file.name == "a.md":
                raise PermissionError(13, "Permission denied", str(file))
            return read(file)

        patch.setattr(document, "read", denied)
        assert await titles(portal) == ["B"]
        assert portal.causes("a.md") == [(None, "left out: Permission denied")]
    await portal.look_again()
    assert await titles(portal) == ["A", "B"]


async def test_what_is_not_an_article(portal: Portal, tmp_path: Path) -> None:
    portal.article("a.md", "title: A")
    portal.article("_ghi-chu.md")
    portal.article(".an.md")
    portal.article(".git/a.md")
    portal.article("a.md.bak")
    portal.article("thu-muc.md/b.md", "title: B")
    os.mkfifo(portal.root / "ong.md")
    (tmp_path / "ngoai.md").write_text("---\ntitle: Ngoài\n---\n", encoding="utf-8")
    (portal.root / "ngoai.md").symlink_to(tmp_path / "ngoai.md")
    (portal.root / "gay.md").symlink_to("khong-co.md")
    (portal.root / "vong").symlink_to(portal.root)
    (portal.root / "lien-ket.md").symlink_to("a.md")
    assert await titles(portal) == ["A", "A", "B"]
    assert [(problem.path, problem.cause) for problem in portal.backend.problems()] == [
        ("gay.md", "a link that leads out of the folder, or nowhere"),
        ("ngoai.md", "a link that leads out of the folder, or nowhere"),
        ("vong", "a link to a folder is not followed"),
    ]


async def test_a_file_replaced_by_a_link_that_leads_out(portal: Portal, tmp_path: Path) -> None:
    file = portal.article("a.md")
    await portal.backend.health()
    (tmp_path / "ngoai.md").write_text("---\ntitle: Ngoài\n---\n", encoding="utf-8")
    file.unlink()
    file.symlink_to(tmp_path / "ngoai.md")
    assert await portal.backend.get("a") is None


async def test_a_name_that_is_not_utf8(portal: Portal) -> None:
    portal.write(os.fsdecode(b"m\xf4t.md"), "Một")
    assert await titles(portal) == []
    assert [str(problem) for problem in portal.backend.problems()] == ["m\\xf4t.md: the file name is not UTF-8"]


async def test_a_folder_within_that_cannot_be_read(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.article("a.md", "title: A")
    portal.article("kin/b.md", "title: B")
    scandir = os.scandir

    def denied(path: Path) -> object:
        if path.name == "kin":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert await titles(portal) == ["A"]
    assert portal.causes("kin") == [(None, "cannot be read: Permission denied")]
    monkeypatch.undo()
    await portal.look_again()
    assert await titles(portal) == ["A", "B"]


async def test_an_emptied_folder(portal: Portal) -> None:
    portal.article("tin/a.md", "title: A")
    assert await titles(portal) == ["A"]
    shutil.rmtree(portal.root / "tin")
    await portal.look_again()
    assert await titles(portal) == []
    assert await portal.backend.sections() == ()
