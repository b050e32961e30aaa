"""What an image is, by its bytes."""

from __future__ import annotations

import zlib

import pytest

from portal_ui.backends.images.kind import MEDIA_TYPES, SVG, Kind, kind_of
from tests.backends.images import samples


@pytest.mark.parametrize("kind", MEDIA_TYPES)
def test_every_kind_is_known_with_its_size(kind: str) -> None:
    assert kind_of(samples.image(kind, (40, 30))) == Kind(MEDIA_TYPES[kind], (40, 30))


def test_the_size_is_the_one_a_browser_shows() -> None:
    assert kind_of(samples.image("JPEG", (40, 30), orientation=6)) == Kind("image/jpeg", (30, 40))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="20"', (40, 20)),
        ('width="40.4px" height="20px" viewBox="0 0 1 1"', (40, 20)),
        ('viewBox="0 0 400 200"', (400, 200)),
        ('width="100%" height="100%" viewBox="-5,-5, 400,200"', (400, 200)),
        ('width="100%"', None),
        ('viewBox="none"', None),
        ('width="0" height="0"', None),
    ],
)
def test_a_drawing_is_known_with_its_size_if_it_has_one(attributes: str, size: tuple[int, int] | None) -> None:
    drawing = f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'
    assert kind_of(b"\xef\xbb\xbf" + drawing.encode()) == Kind(SVG, size)


def bomb() -> bytes:
    """Return a PNG that says it is 40,000 pixels wide and high."""
    header = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<!doctype html><p>Not found",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        b"<svg>",
        b"<svg width='1' height='1'/>",
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>',
        b'{"error": 404}',
        b"%PDF-1.7",
        samples.image("BMP"),
        samples.image("TIFF"),
        samples.image("ICO"),
        samples.image("PNG")[:20],
        b"\xff\xd8\xff" + bytes(100),
        bomb(),
    ],
)
def test_nothing_else_is_an_image(data: bytes) -> None:
    assert kind_of(data) is None
