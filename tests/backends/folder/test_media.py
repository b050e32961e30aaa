from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from portal_ui.backends.folder import media

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    (root / "tin" / "sau.jpg").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in (
        "anh.jpg",
        "ANH.PNG",
        "bài viết.md",
        "chạy.html",
        "ma.js",
        ".an.jpg",
        ".git/a.jpg",
        "không đuôi",
        "tin/bảng phí 50%.pdf",
        unicodedata.normalize("NFD", "tin/Đường về.png"),
    ):
        (root / name).write_bytes(b"x")
    (tmp_path / "ngoai.jpg").write_bytes(b"x")
    (root / "ra-ngoai.jpg").symlink_to(tmp_path / "ngoai.jpg")
    (root / "cha").symlink_to(tmp_path)
    (root / "trong.jpg").symlink_to("anh.jpg")
    (root / "gia.jpg").symlink_to("bài viết.md")
    (root / "gay.jpg").symlink_to("khong-co.jpg")
    (root / "vong.jpg").symlink_to("vong.jpg")
    os.mkfifo(root / "ong.mp3")
    return root


@pytest.mark.parametrize("path", ["anh.jpg", "ANH.PNG", "tin/bảng phí 50%.pdf", "trong.jpg"])
def test_files_that_are_served(root: Path, path: str) -> None:
    assert media.find(root, path) == (root / path).resolve()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_either_normal_form(root: Path, form: str) -> None:
    found = media.find(root, unicodedata.normalize(form, "tin/Đường về.png"))  # pyright: ignore[reportArgumentType]
    assert found is not None
    assert found.read_bytes() == b"x"


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "/",
        "tin",
        "tin/",
        "tin/sau.jpg",
        "bài viết.md",
        "chạy.html",
        "ma.js",
        "không đuôi",
        ".an.jpg",
        ".git/a.jpg",
        "tin/../anh.jpg",
        "../ngoai.jpg",
        "../content/anh.jpg",
        "/etc/anh.jpg",
        "//anh.jpg",
        "anh.jpg\0",
        "anh\0.jpg",
        "ra-ngoai.jpg",
        "cha/ngoai.jpg",
        "gia.jpg",
        "gay.jpg",
        "vong.jpg",
        "ong.mp3",
        "khong-co.jpg",
        "a" * 5000 + ".jpg",
        "\udcff.jpg",
    ],
)
def test_files_that_are_not(root: Path, path: str) -> None:
    assert media.find(root, path) is None


@pytest.mark.parametrize(
    ("value", "folder", "address"),
    [
        ("anh.jpg", "tin", "/media/tin/anh.jpg"),
        ("./anh.jpg", "tin", "/media/tin/anh.jpg"),
        ("../goc.jpg", "tin", "/media/goc.jpg"),
        ("/goc.jpg", "tin", "/media/goc.jpg"),
        ("/media/goc.jpg", "tin", "/media/goc.jpg"),
        ("goc.jpg", "", "/media/goc.jpg"),
        ("bảng phí 50%.pdf", "tin", "/media/tin/b%E1%BA%A3ng%20ph%C3%AD%2050%25.pdf"),
        ("b%E1%BA%A3ng%20ph%C3%AD%2050%25.pdf", "tin", "/media/tin/b%E1%BA%A3ng%20ph%C3%AD%2050%25.pdf"),
        ("https://example.org/a.jpg", "tin", "https://example.org/a.jpg"),
        ("../../goc.jpg", "tin", None),
        ("javascript:alert(1)", "tin", None),
        ("khong-co.jpg", "tin", None),
        ("", "tin", None),
    ],
)
def test_locate(value: str, folder: str, address: str | None) -> None:
    files = {path: path for path in ("goc.jpg", "tin/anh.jpg", "tin/bảng phí 50%.pdf")}
    assert media.locate(value, folder, files) == address


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/media/a/b%20c.jpg?x#y", "a/b c.jpg"),
        ("/articles/a", None),
        ("https://example.org/media/a.jpg", None),
        ("//example.org/media/a.jpg", None),
    ],
)
def test_path_of(url: str, path: str | None) -> None:
    assert media.path_of(url) == path


@pytest.mark.parametrize("suffix", ["png", "gif", "jpg", "webp", "avif"])
def test_the_size_of_a_picture(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    Image.new("RGB", (40, 30)).save(file)
    assert media.image_size(file) == (40, 30)


def test_a_turned_photograph_has_the_size_that_browsers_show(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(tmp_path / "a.jpg", exif=exif)
    assert media.image_size(tmp_path / "a.jpg") == (30, 40)


def test_a_replaced_picture_has_its_new_size(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (40, 30)).save(file)
    assert media.image_size(file) == (40, 30)
    Image.new("RGB", (400, 300)).save(file)
    assert media.image_size(file) == (400, 300)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<?xml version="1.0"?><svg width="80" height="60.4px" viewBox="0 0 1 1">', (80, 60)),
        ("<svg\n viewBox='0 0 800 450'/>", (800, 450)),
        ('<svg viewBox="-5,-5,12.6,7" width="100%" height="100%">', (13, 7)),
        ('<svg stroke-width="3" line-height="4">', None),
        ("<html>", None),
        ("", None),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, svg: str, size: tuple[int, int] | None) -> None:
    (tmp_path / "a.svg").write_text(svg)
    assert media.image_size(tmp_path / "a.svg") == size


def test_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert media.image_size(tmp_path / "a.png") is None
    assert media.image_size(tmp_path / "a.pdf") is None
    assert media.image_size(tmp_path / "khong-co.png") is None


def test_a_picture_that_claims_to_be_huge_is_not_decoded(tmp_path: Path) -> None:
    file = tmp_path / "a.gif"
    Image.new("P", (1, 1)).save(file)
    data = bytearray(file.read_bytes())
    data[6:10] = b"\xff\xff\xff\xff"
    file.write_bytes(data)
    assert media.image_size(file) is None
