"""How a browser shares out a table's width among its columns, and a tall cell's height among the rows it spans.

Lengths are in u. Source: Chromium's automatic table layout, and measured on sec.gov's page to 0.1 u.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise


def auto_columns(least: Sequence[float], percent: Sequence[float], width: float) -> tuple[float, ...]:
    """The columns of a table of a ``width``, from the least width of each and the percentage asked for.

    Percentages count up to 100 in all; columns with none take what the others leave. Where there is too little room for
    all percentages, each column gets the same part of what it wants above its least width; where even the least widths
    do not fit, the widest columns give way.
    """
    if sum(least) >= width:
        return _capped(least, width)
    reached = [min(total, 100) for total in accumulate(percent, initial=0.0)]
    wanted = [max(narrowest, width * (after - before) / 100)
              for narrowest, (before, after) in zip(least, pairwise(reached), strict=True)]
    if sum(wanted) > width:
        part = (width - sum(least)) / (sum(wanted) - sum(least))
        return tuple(narrowest + (want - narrowest) * part for narrowest, want in zip(least, wanted, strict=True))
    left = width - sum(wanted)
    shares = percent if all(percent) else [float(share == 0) for share in percent]
    return tuple(want + left * share / sum(shares) for want, share in zip(wanted, shares, strict=True))


def _capped(least: Sequence[float], width: float) -> tuple[float, ...]:
    """Columns cut to the one largest width with which all fit."""
    left = width
    cap = 0.0
    for number, narrowest in enumerate(sorted(least)):
        cap = left / (len(least) - number)
        if narrowest > cap:
            break
        left -= narrowest
    return tuple(min(narrowest, cap) for narrowest in least)


def spread(rows: Sequence[float], spanned: range, height: float, openers: Collection[int] = ()) -> tuple[float, ...]:
    """The heights of rows once a cell of ``height`` that spans some of them has its room.

    What it lacks goes to the rows in proportion to their heights; or, where other tall cells open in a spanned row that
    is not the first, to such ``openers`` alone.
    """
    lacking = height - sum(rows[row] for row in spanned)
    if lacking <= 0:
        return tuple(rows)
    growing = [row for row in spanned[1:] if row in openers] or list(spanned)
    whole = sum(rows[row] for row in growing)
    return tuple(row + (lacking * row / whole if number in growing else 0) for number, row in enumerate(rows))
