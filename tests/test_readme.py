"""The README and the documents beside it say nothing that is not there."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from portal_ui.backends.registry import BUILT_IN
from portal_ui.config import Config
from tests.serving import ROOT

README = ROOT / "README.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"python3? -m ([\w.]+)")
_PATH = re.compile(r"`((?:portal_ui|tests|docs|assets|content)/(?:[\w./-]*(?:/|\.\w+))?)(?:::(\w+))?`")
_SETTING = re.compile(r"^\| `(PORTAL_\w+)` \|.*$", re.MULTILINE)


def text(document: Path) -> str:
    return document.read_text("utf-8")


def prose(document: Path) -> str:
    return _BLOCK.sub("", text(document))


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def row(name: str) -> str:
    field = Config.model_fields[name]
    # What stands in a table of its own is shown by the README's examples.
    plain = isinstance(field.default, (str, int))
    value = (field.default if isinstance(field.default, str) else json.dumps(field.default)) if plain else ""
    default = f"`{value}` " if field.default and value else ""
    return f"| `PORTAL_{name.upper()}` | {field.description} | {default}|"


def targets() -> set[str]:
    found = re.search(r"^\.PHONY:(.*)$", text(ROOT / "Makefile"), re.MULTILINE)
    assert found
    return set(found[1].split())


def test_every_setting_is_in_the_table_with_its_meaning_and_default() -> None:
    rows = [found[0] for found in _SETTING.finditer(text(README))]
    assert rows == [row(name) for name in Config.model_fields]


def test_every_make_target_is_named_and_no_other() -> None:
    assert set(re.findall(r"^\| `make (\w+)` \|", text(README), re.MULTILINE)) == targets()
    commands = "\n".join(block for document in DOCUMENTS for block in _BLOCK.findall(text(document)))
    assert set(re.findall(r"^make (\w+)", commands, re.MULTILINE)) <= targets()


def test_every_kind_of_backend_has_its_setting() -> None:
    for kind in BUILT_IN:
        assert f"`PORTAL_BACKEND={kind}:" in text(README), kind
    for document in (ROOT / "docs" / "backends").glob("*.md"):
        assert f"(docs/backends/{document.name})" in text(README)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_and_image_leads_somewhere(document: Path) -> None:
    for target in _LINK.findall(prose(document)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        found = document.parent / name if name else document
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_module_of_a_command_exists(document: Path) -> None:
    for block in _BLOCK.findall(text(document)):
        for module in _MODULE.findall(block):
            assert importlib.util.find_spec(module), module


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_path_exists_and_every_test_named_is_there(document: Path) -> None:
    for path, test in _PATH.findall(prose(document)):
        assert (ROOT / path).exists(), path
        assert not test or re.search(rf"^(async )?def {test}\(", text(ROOT / path), re.MULTILINE), test
