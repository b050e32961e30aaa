"""Captions that lie beside a film of the folder, and how they come into the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.backends.folder import media
from portal_ui.content.pipeline import Context, clean

if TYPE_CHECKING:
    from pathlib import Path


def test_captions_lie_beside_their_film(tmp_path: Path) -> None:
    folder = tmp_path / "tin tuc"
    folder.mkdir()
    for name in ("le hoi.mp4", "le hoi.vi.vtt", "le hoi.en.vtt", "le hoi.vtt", "le hoi 2.vi.vtt", "khac.mp4"):
        (folder / name).touch()
    found = media.captions(tmp_path, "/media/tin%20tuc/le%20hoi.mp4")
    base = "/media/tin%20tuc/le%20hoi"
    assert found == ((f"{base}.vtt", ""), (f"{base}.en.vtt", "en"), (f"{base}.vi.vtt", "vi"))
    for url in ("/media/tin%20tuc/khac.mp4", "/media/../etc/passwd", "https://cms.example/le%20hoi.mp4"):
        assert media.captions(tmp_path, url) == ()


def test_a_film_gets_its_captions_once() -> None:
    context = Context(captions=lambda url: ((url.replace("mp4", "vi.vtt"), "vi"),))
    source = '<video src="/media/a.mp4"></video><video src="/media/b.mp4"><track src="/media/own.vtt"></video>'
    shown = clean(source, address="/media/x.md", context=context).html
    assert shown.count("<track") == 2
    assert 'src="/media/a.vi.vtt"' in shown
    assert 'srclang="vi"' in shown
    assert 'src="/media/own.vtt"' in shown
    assert clean(shown, address="/media/x.md", context=context).html == shown
