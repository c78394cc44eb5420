"""Where the lines of a document stand in the file that it was taken out of."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from form4gen.finding import Mark

LINE_END: Final = re.compile(rb"\r\n|[\r\n]")
Join = tuple[int, int]
"""The line and column of a document, from 1, at which the file begins a new line and the document does not."""


class SourceLines(NamedTuple):
    """The file's line and column where the document begins, and the joins that were made in it, in order."""

    line: int = 1
    column: int = 1
    joins: tuple[Join, ...] = ()

    def mark(self, mark: Mark) -> Mark:
        """A stretch of the document as a stretch of the file; of what a line end parts, the first part."""
        before = bisect_right(self.joins, (mark.line, mark.column))
        line = self.line + mark.line - 1 + before
        last = self.joins[before - 1] if before else (0, 0)
        if last[0] == mark.line:
            column = mark.column - last[1] + 1
        else:
            column = mark.column + (self.column - 1 if mark.line == 1 else 0)
        return Mark(line, column, column + self._width(mark, before))

    def _width(self, mark: Mark, before: int) -> int:
        width = mark.end_column - mark.column
        following = self.joins[before] if before < len(self.joins) else (0, 0)
        return min(width, following[1] - mark.column) if following[0] == mark.line else width


AS_THEY_ARE: Final = SourceLines()
"""The lines of a document that is the whole file."""


def lines_from(source: bytes, start: int) -> SourceLines:
    """Where a document that begins at a byte of the file has its first line."""
    before = LINE_END.split(source[:start])
    return SourceLines(len(before), len(before[-1]) + 1)
