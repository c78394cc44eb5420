"""Every datum that the printed form shows of a real filing is shown in a terminal too, narrow or wide.

The data are read from the XML without any code of ours but what is judged.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from rich.cells import cell_len

from form4gen import read
from form4gen.printed import printed
from form4gen.shown import shown
from form4gen.versions import edition_of, version_of
from tests.oracle.test_corpus_pdf import FILINGS, data
from tests.shown_cells import missing

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("name", FILINGS)
def test_every_datum_is_in_the_terminal(shared: Path, name: str) -> None:
    source = (shared / "corpus" / "form4" / name).read_bytes()
    form4, expected = read(source), set(data(etree.fromstring(source)))
    for width in (60, 80, 120, 200):
        said = [line.plain for line in shown(printed(form4, edition_of(version_of(form4))), width)]
        assert missing(expected, said) == set()
        assert max(map(cell_len, said)) <= width
