"""The rating: the sum and the votes in the portals' own words, the average, and a form of five levels."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.base import Var

from portal_ui.components import scripts
from portal_ui.components.native import PlainForm
from portal_ui.components.view import Shown, lang
from portal_ui.components.view import rating as given

POINTS = (1, 2, 3, 4, 5)


def _live(name: str, kind: Any = str) -> Shown:
    """Return what `useRating` of rating.js gives under `name`: it changes with the reader's vote."""
    data = VarData(imports={scripts.RATING: ["useRating"]}, hooks={"const rating = useRating();": None})
    return Var(_js_expr=f"rating.{name}", _var_type=kind, _var_data=data).guess_type()


def _on_form(name: str) -> Shown:
    """Return what `ratingForms` of rating.js does under `name`."""
    data = VarData(imports={scripts.RATING: ["ratingForms"]})
    return Var(_js_expr=f"ratingForms.{name}", _var_type=Any, _var_data=data)


def rating_component() -> rx.Component:
    """Return the rating, or nothing where the article has none."""
    return rx.cond(given, rx.cond(given.resting, resting(), live_rating()))


def resting() -> rx.Component:
    """Return what stands in the rating's place while its store is away."""
    return rx.el.section(rx.el.h2(given.texts.title), rx.el.p(given.resting), lang=lang, class_name="rating")


def live_rating() -> rx.Component:
    """Return the figure, the form and what came of it."""
    return rx.el.section(
        rx.el.h2(given.texts.title),
        rx.el.p(_live("sum"), class_name="rating-sum"),
        rx.cond(_live("votes", int), average()),
        vote_form(),
        rx.el.div(
            rx.cond(_live("mine"), rx.el.p(_live("mine"))),
            rx.cond(_live("notice"), rx.el.p(_live("notice"))),
            role="status",
            class_name="rating-status",
        ),
        rx.cond(_live("own", int), withdrawal()),
        lang=lang,
        class_name="rating",
    )


def average() -> rx.Component:
    """Return the average in words, with a bar for the eye beside it."""
    return rx.el.p(
        rx.el.meter(
            value=_live("percent", int), min=0, max=100, custom_attrs={"aria-hidden": "true"}, class_name="rating-meter"
        ),
        " ",
        _live("average"),
        class_name="rating-average",
    )


def vote_form() -> rx.Component:
    """Return the five levels, from the lowest to the highest, as radio buttons."""
    levels = given.texts.levels.split("|")
    return PlainForm.create(
        rx.el.fieldset(
            rx.el.legend(given.texts.prompt),
            rx.el.div(*(level(points, levels[points - 1]) for points in POINTS), class_name="rating-levels"),
        ),
        rx.el.button(given.texts.submit, type="submit", class_name="button"),
        custom_attrs={
            "action": given.action,
            "method": "post",
            "ref": _on_form("watch"),
            "onSubmit": _on_form("vote"),
            "onChange": _on_form("pick"),
        },
    )


def level(points: int, name: Shown) -> rx.Component:
    """Return one level: its points and its name are the label."""
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="points",
            value=str(points),
            required=True,
            custom_attrs={"defaultChecked": given.own == points},
        ),
        rx.el.span(f"{points} – " + name),
    )


def withdrawal() -> rx.Component:
    """Return the button that takes the reader's vote back."""
    return PlainForm.create(
        rx.el.button(given.texts.withdraw, type="submit", class_name="button"),
        custom_attrs={"action": given.withdraw, "method": "post", "onSubmit": _on_form("withdraw")},
    )
