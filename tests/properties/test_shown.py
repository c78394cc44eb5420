"""Whatever a filing says, a terminal shows the whole of it, within its width, and is told nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from form4gen.page_parts import Cell, SignedBy
from form4gen.printed_rows import one_line
from form4gen.report import visible
from form4gen.shown import shown
from tests.shown_cells import missing
from tests.test_printed import page

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="│"), max_size=200).map(one_line)


@given(TEXT, st.integers(40, 240))
def test_every_text_is_shown_whole(text: str, width: int) -> None:
    of = page()
    row = (Cell(text, ("(1)",)), *of.table_i[0][1:])
    of = replace(of, title=text, table_i=(row,), remarks=text, signatures=(SignedBy(text, ""),))
    said = [line.plain for line in shown(of, width)]
    assert missing([visible(text)], said) == set()
    assert max(map(cell_len, said)) <= width
    assert not re.search("[\x00-\x1f\x7f-\x9f]", "".join(said))
