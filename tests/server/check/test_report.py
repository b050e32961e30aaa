"""How a survey is told."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from portal_ui.content.model import CleanBody, SafeHtml
from portal_ui.content.pipeline import clean, lacks
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, Capabilities
from portal_ui.server.check.audit import Audit, Example, Lack
from portal_ui.server.check.report import CAN, LACKS, LOST, cause, lacking, report, table
from portal_ui.server.check.survey import Sample, Step, Survey
from tests.backends.cache.upstream import article

BODY = CleanBody(SafeHtml(""), words=12, lost={"script": 2, "image-alt": 1})


def test_a_table_is_aligned_and_long_cells_are_cut() -> None:
    lines = table(("a", "b"), [("Điện", "x"), ("y" * 70, "z\nz")]).splitlines()
    assert lines[0] == "a" + " " * 61 + "b"
    assert lines[1] == "-" * 60 + "  ---"
    assert lines[2] == "Điện" + " " * 58 + "x"
    assert lines[3] == "y" * 59 + "…  z z"


def test_a_report_says_what_was_found_lost_and_is_left_to_do() -> None:
    withheld = replace(article("b"), protected="members", partial=True)
    samples = (
        Sample("a", article("a"), BODY, 0.0124, 0.003),
        Sample("b", withheld, replace(BODY, lost={})),
        Sample("c", error=BackendDown("c answered 500")),
        Sample("d"),
    )
    can = Capabilities(search=True, max_page=40)
    told = report(Survey((Step("answers", "yes", 0.25),), samples), can, None, ["Do this."])
    for line in (
        r"answers +yes +250",
        r"search +yes",
        r"find an article by its old address +no",
        r"list at a time +up to 40",
        r"Bài a +12 +12 +3 +1 images without alternative text; 2 scripts, left out",
        r"Bài b +12 +0 +0 +withheld: members; only its beginning",
        r"c +BackendDown: c answered 500",
        r"d +listed, but not to be had",
        r"- Do this\.",
    ):
        assert re.search(rf"^{line}$", told, re.MULTILINE), line
    assert told.endswith("The portal can be served.")


def test_a_report_says_that_a_portal_cannot_be_served() -> None:
    failed = Survey((Step("answers", "down", 0, BackendDown("down")),))
    assert report(failed, Capabilities(), None, []).endswith("The portal cannot be served like this.")


def test_what_is_lacking_is_told_with_where_it_stands() -> None:
    link = Lack(4, 2, [Example("Xem thêm > /a", "Bài a", "https://portal.example/a")])
    table = Lack(1, 1, [Example("Mức phí", "Bài b", "https://portal.example/b")])
    assert lacking(Audit(7, 90, {"link-text": link, "table-header": table}, BackendDown("down"))).splitlines() == [
        "What readers with disabilities lack in the newest 7 of 90 articles, for editors to add:",
        "  tables without header cells: 1, in 1 article",
        "    Mức phí - Bài b (https://portal.example/b)",
        "  links that do not say where they lead: 4, in 2 articles",
        "    Xem thêm > /a - Bài a (https://portal.example/a)",
        "  The reading ended early: BackendDown: down",
    ]
    assert (
        lacking(Audit(7)) == "Nothing that readers with disabilities need was found lacking in the newest 7 articles."
    )


def test_every_failure_has_its_advice() -> None:
    assert "PORTAL_BACKEND_KEY" in cause(BackendDenied("401"))
    assert "can this machine reach it" in cause(BackendDown("down"))
    assert "It answered: <html>" in cause(BackendContract("no JSON", "<html>"))


def test_every_capability_and_everything_the_pipeline_counts_has_words() -> None:
    assert set(CAN) == {field.name for field in fields(Capabilities)} - {"max_page", "rest"}
    counted = (clean.__doc__ or "").partition("under these names")[2]
    assert set(LOST) == set(re.findall(r"`([a-z-]+)`", counted))
    assert set(LACKS) == set(re.findall(r"`([a-z0-9-]+)` \(", lacks.__doc__ or ""))
