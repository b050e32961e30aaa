from __future__ import annotations

from portal_ui.backends.folder.problem import Problem
from portal_ui.backends.folder.sections import Naming, arrange
from portal_ui.content.model import Section


def test_folders_are_sections_named_after_themselves() -> None:
    sections, problems = arrange(["", "Tin tức", "hoi_dap/tu-phap"], {})
    assert problems == []
    assert sections.ordered == (
        Section("hoi-dap", "Hoi dap"),
        Section("hoi-dap-tu-phap", "Tu phap", parent="hoi-dap"),
        Section("tin-tuc", "Tin tức"),
    )


def test_a_section_says_what_it_is() -> None:
    sections, _ = arrange([], {"tin": Naming("Tin tức", "Việc trong phường", 3, "Tin Mới")})
    assert sections.ordered == (Section("tin-moi", "Tin tức", "Việc trong phường", None, 3),)


def test_the_menu_keeps_sections_with_those_inside_them() -> None:
    order = {"b": Naming(order=-1), "a/y": Naming(order=1), "a/z": Naming(order=0)}
    sections, _ = arrange(["a/y", "a/z/q", "b/x", "c"], order)
    assert [section.slug for section in sections.ordered] == ["b", "b-x", "a", "a-z", "a-z-q", "a-y", "c"]


def test_the_first_folder_keeps_a_slug_and_the_other_goes_into_the_one_around_it() -> None:
    sections, problems = arrange(["a/b", "a-b", "c", "c/d"], {"c/d": Naming(slug="a")})
    assert problems == [
        Problem("a/b", None, "slug a-b: already that of a-b"),
        Problem("c/d", None, "slug a: already that of a"),
    ]
    assert [section.slug for section in sections.ordered] == ["a", "a-b", "c"]
    assert sections.by_folder["a/b"].slug == "a"
    assert sections.by_folder["c/d"].slug == "c"


def test_an_article_goes_where_it_wants_or_into_its_folder() -> None:
    sections, _ = arrange(["tin", "Hỏi đáp"], {})

    def slug(folder: str, wanted: str) -> str | None:
        section = sections.of(folder, wanted)
        return section.slug if section else None

    assert slug("tin", "hoi-dap") == "hoi-dap"
    assert slug("tin", "Hỏi đáp") == "hoi-dap"
    assert slug("tin", "khong-co") == "tin"
    assert slug("tin", "") == "tin"
    assert slug("", "") is None


def test_up_goes_from_the_inside_out() -> None:
    sections, _ = arrange(["a/b/c"], {})
    assert [section.slug for section in sections.up(sections.by_folder["a/b/c"])] == ["a-b-c", "a-b", "a"]
    assert list(sections.up(None)) == []
