"""What reads the boxes of a PDF sees where words stand, not only that they are there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint import CSS

from form4gen import renderer
from form4gen.page_parts import Page
from form4gen.pdf import to_pdf
from form4gen.printed import printed
from form4gen.resources import resource
from tests.cells import Box, drawn
from tests.page_words import misprints
from tests.test_printed import HOLDING, OPTION, SALE, filing

FORM4 = filing(non_derivative_table=[SALE, HOLDING], derivative_table=[OPTION], remarks="A remark.",
               footnotes=[{"id": "F1", "text": "A note."}])


def page() -> Page:
    return printed(FORM4, "X06")


def styled(monkeypatch: pytest.MonkeyPatch, rule: str) -> list[str]:
    """The faults of the form with one more rule in its stylesheet."""
    css = resource("templates", "form4.css").read_text(encoding="utf-8") + rule
    monkeypatch.setattr(renderer, "_stylesheet", lambda _: CSS(string=css))
    return misprints(drawn(to_pdf(FORM4)), page())


def test_the_form_is_without_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert styled(monkeypatch, "") == []


@pytest.mark.parametrize(("rule", "fault"), [
    (".table-i td:nth-child(6) { text-indent: 100rem }", "tagged='35,000', inside=''"),
    (".table-i td:nth-child(6) { text-indent: 30rem; text-align: left }", "35,000 leaves its box"),
    (".table-ii .dollars { position: relative; top: 60rem }", "tagged='$3.62', inside='3.62'"),
    (".owner-name { position: relative; left: 330rem }", "1. Name: "),
    (".issuer { position: relative; top: -8rem }", "covers"),
    (".closing { position: relative; top: 300rem }", "leaves the page"),
    (".sec { position: relative; left: -20rem }", "SEC Form 4 leaves the paper"),
    (".item .x { display: none }", "5. Relationship: "),
    (".note { display: none }", "Anote."),
    (".closing .signature { break-after: page }", "is parted from **SignatureofReportingPerson"),
    (".explanation .remarks { break-after: page }", "Remarks: is parted from Aremark."),
])  # fmt: skip
def test_words_out_of_their_place_are_seen(monkeypatch: pytest.MonkeyPatch, rule: str, fault: str) -> None:
    assert any(fault in found for found in styled(monkeypatch, rule))


def test_words_in_the_place_of_others_are_seen() -> None:
    form, right = drawn(to_pdf(FORM4)), page()
    sale, holding = right.table_i
    amount_and_code = (*sale[:5], sale[6], sale[5], *sale[7:])
    assert len(misprints(form, replace(right, table_i=(amount_and_code, holding)))) == 1
    assert len(misprints(form, replace(right, table_i=(holding, sale)))) == 2
    assert len(misprints(form, replace(right, trading_symbol="XMP"))) == 1


@pytest.mark.parametrize(("one", "other", "covers"), [
    (Box(0, 0, 10, 10), Box(9, 0, 20, 10), True), (Box(0, 0, 10, 10), Box(9.8, 0, 20, 10), False),
    (Box(0, 0, 10, 10), Box(0, 4, 10, 14), True), (Box(0, 0, 10, 10), Box(0, 6, 10, 16), False),
], ids=str)  # fmt: skip
def test_boxes_cover_one_another_by_more_than_a_hair(one: Box, other: Box, covers: bool) -> None:
    assert one.covers(other) == other.covers(one) == covers
