"""The SEC's own XSD accepts every filing that a large one is split into."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from form4gen import Form4, to_xml
from form4gen.lexical import Day
from form4gen.split import Reporting
from tests.oracle.mutants import schema
from tests.test_split import LARGE, parts

pytestmark = pytest.mark.oracle
AMENDMENT = LARGE.model_copy(update={"form": "4/A", "date_of_original_submission": Day("2026-06-02"), "remarks": "All."})


@pytest.mark.parametrize("reporting", ["each", "once"])
@pytest.mark.parametrize(("form4", "name"), [(LARGE, "ownership4Document"), (AMENDMENT, "ownership4ADocument")])
def test_the_secs_xsd_accepts_every_part(shared: Path, form4: Form4, name: str, reporting: Reporting) -> None:
    judge = schema(shared / "edgar" / "xsd" / f"{name}.xsd.xml")
    assert not judge.validate(etree.fromstring(to_xml(form4)))
    for part in parts(form4, reporting):
        judge.assertValid(etree.fromstring(to_xml(part)))
