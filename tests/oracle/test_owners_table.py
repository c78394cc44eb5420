"""The table of all reporting owners is the one of sec.gov's page of a Form 3 with ten, as far as its HTML says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from form4gen.filing import Form4
from form4gen.pdf import to_pdf
from form4gen.printed import printed
from form4gen.printing import Printing
from tests.cells import Drawn, drawn, packed
from tests.page_words import faults
from tests.test_printed import filing

pytestmark = pytest.mark.oracle
LABEL = "1. Name"


@pytest.fixture(scope="module")
def table(shared: Path) -> Any:
    page = html.parse(shared / "edgar" / "pages" / "x03-form3-ten-owners.html")
    [found] = page.xpath("//table[@width='40%']")
    return found


@pytest.fixture(scope="module")
def form4(table: Any) -> Form4:
    return filing(reporting_owners=[owner(row, number) for number, row in enumerate(table.xpath("tr|tbody/tr"), start=1)])


@pytest.fixture(scope="module")
def form(form4: Form4) -> Drawn:
    return drawn(to_pdf(form4, Printing(edition="X03", plain=True)))


def owner(row: Any, number: int) -> dict[str, Any]:
    """An owner as the page shows one; its row has a link, then a table each of labels, streets, place and labels."""
    data = row.xpath(".//*[@class='FormData']")
    *streets, city, state, zip_code = [" ".join(cell.text_content().split()) for cell in data]
    return {"cik": str(number), "name": " ".join(row.xpath("string(.//a)").split()), "relationship": {"is_director": "1"},
            "address": {"street1": streets[0], "street2": streets[1], "city": city, "state": state, "zip_code": zip_code}}


def test_every_owner_has_a_box_with_the_words_of_its_row(table: Any, form: Drawn) -> None:
    rows = [packed(row.text_content()) for row in table.xpath("tr|tbody/tr")]
    assert len(rows) == 10
    item_1, *boxes = form.labelled(LABEL)
    assert boxes == rows
    assert item_1 == rows[0], "the first owner is in item 1 and in the table"


def test_nothing_of_it_leaves_its_place(form4: Form4, form: Drawn) -> None:
    assert faults(form, printed(form4, "X03")) == []


def test_the_table_is_as_wide_as_it_asks_to_be(table: Any, form: Drawn) -> None:
    _, *boxes = [box.outer for _, box in form.boxes(LABEL)]
    sheet = form.sheets[0]
    grid = max((box.outer for box in sheet.boxes if box.outer.holds(form.boxes(LABEL)[0][1].outer)),
               key=lambda box: box.right - box.left)
    u = (554.4 - (grid.right - grid.left)) / 16
    share = int(table.get("width").removesuffix("%")) / 100
    for box in boxes:
        assert box.right - box.left + 2 * u == pytest.approx(share * (grid.right - grid.left), abs=0.05)
        assert box.left - u == pytest.approx(grid.left, abs=0.05)


def test_its_rows_stand_one_below_the_other_and_are_as_high_as_their_words(form: Drawn) -> None:
    _, *found = form.boxes(LABEL)
    for (sheet, one), (next_sheet, other) in pairwise(found):
        if sheet is next_sheet:
            assert one.outer.bottom == pytest.approx(other.outer.top, abs=0.05)
    heights = [box.outer.bottom - box.outer.top for _, box in found]
    assert max(heights) - min(heights) < 0.05, "each has two streets, and a city of two lines"


def test_its_columns_are_thirds(form: Drawn) -> None:
    for sheet, box in form.boxes(LABEL)[1:]:
        inside = [run for run in sheet.runs if box.inner.holds(run.box)]
        starts = [[run.box.left for run in inside if run.text == label] for label in (
            "(Last)", "(First)", "(Middle)", "(City)", "(State)", "(Zip)")]
        [first], [second], [third] = starts[:3]
        assert starts[3:] == [[pytest.approx(start, abs=0.01)] for start in (first, second, third)]
        assert second - first == pytest.approx(third - second, abs=0.01)
        assert second - first == pytest.approx((box.inner.right - box.inner.left) / 3, rel=0.05)
