"""What the component renders: native buttons, exact names, and nothing that the script owns."""

from dataclasses import fields, replace
from typing import Any

import reflex as rx
from reflex.vars.base import Var

from portal_ui.reading.controls import ControlTexts, announcer, clock, reading_controls

TEXTS = ControlTexts(**{field.name: f"<{field.name}>" for field in fields(ControlTexts)})
PAGE, PANEL = "/reading", "/reading?v=1"


def rendered(component: rx.Component) -> list[dict[str, Any]]:
    """Every node that a component renders to, in the order of the page."""
    nodes: list[dict[str, Any]] = []

    def walk(node: dict[str, Any]) -> None:
        nodes.append(node)
        for child in node.get("children", []):
            walk(child)

    walk(component.render())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    return nodes


def test_five_buttons_in_the_readers_order_and_one_for_all_settings() -> None:
    buttons = [node for node in rendered(reading_controls(TEXTS, PAGE, PANEL)) if node.get("name") == '"button"']
    words = [button["children"][0]["contents"] for button in buttons]
    assert words == ['"<smaller>"', '"<reset>"', '"<larger>"', '"<more>"', '"<less>"', '"<settings>"']
    assert all('type:"button"' in button["props"] for button in buttons)


def test_every_text_is_shown_once() -> None:
    page = str(rendered(reading_controls(TEXTS, PAGE, PANEL))[0])
    assert {field.name: page.count(f"<{field.name}>") for field in fields(ControlTexts)} == {
        # The way to all settings is a button, and a link where that cannot work.
        field.name: 2 if field.name == "settings" else 1
        for field in fields(ControlTexts)
    }


def test_each_button_is_described_by_its_own_help() -> None:
    nodes = rendered(reading_controls(TEXTS, PAGE, PANEL))
    described = [prop for node in nodes for prop in node.get("props", []) if prop.startswith('"aria-describedby"')]
    ids = [prop for node in nodes for prop in node.get("props", []) if prop.startswith('id:"portal-controls-')]
    assert len(described) == 5
    assert [prop.partition(":")[2] for prop in described] == [prop.partition(":")[2] for prop in ids]


def test_react_renders_nothing_that_the_script_owns() -> None:
    page = str(rendered(reading_controls(TEXTS, PAGE, PANEL))[0])
    assert "aria-disabled" not in page
    assert "aria-expanded" not in page
    assert "onClick" not in page
    for empty in (announcer(), clock("Asia/Ho_Chi_Minh", "vi")):
        assert 'dangerouslySetInnerHTML:({ ["__html"] : "" })' in rendered(empty)[0]["props"]


def test_takes_texts_that_come_with_the_page() -> None:
    word = Var("page.texts.larger", _var_type=str).guess_type()
    assert "page.texts.larger" in str(rendered(reading_controls(replace(TEXTS, larger=word), PAGE, PANEL))[0])
