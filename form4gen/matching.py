"""Which part of one list is which part of another: by what they hold, wherever they stand.

Equal parts are matched first, the first of them with the first; then the likeliest pair of those left, again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final

Pair = tuple[int | None, int | None]
"""Where a part stands in the old list and in the new one; None where it is not there."""
Likeness = tuple[float, ...]

MOST_COMPARED: Final = 200
"""How many parts of a list are compared with each of the other's once the equal ones are matched. EDGAR takes 99 footnotes,
30 rows; of a list that is longer, what is left is taken to be removed and added."""


def matched(old: Sequence[Hashable], new: Sequence[Hashable], likeness: Callable[[int, int], Likeness],
            least: float) -> tuple[Pair, ...]:
    """Each part of both lists once, in the order of the new list; a removed part stands where it stood, after the part
    before it.

    ``old`` and ``new``: what each part holds. ``likeness``: how like an old part and a new one are, by their numbers: 0 to
    1, and what decides between pairs as like as each other; below ``least`` they are two.
    """
    found = dict(_equal(old, new))
    rest_old = [number for number in range(len(old)) if number not in found][:MOST_COMPARED]
    taken = set(found.values())
    rest_new = [number for number in range(len(new)) if number not in taken][:MOST_COMPARED]
    scored = [(likeness(one, other), one, other) for one in rest_old for other in rest_new]
    likeliest = sorted((pair for pair in scored if pair[0][0] >= least), key=_unlikeliness)
    for _, one, other in likeliest:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return tuple(_in_order(found, len(old), len(new)))


def _equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    places: dict[Hashable, list[int]] = {}
    for number in reversed(range(len(new))):
        places.setdefault(new[number], []).append(number)
    for number, content in enumerate(old):
        if places.get(content):
            yield number, places[content].pop()


def _unlikeliness(scored: tuple[Likeness, int, int]) -> tuple[float, ...]:
    """The likeliest first, then the nearest: an order in which it makes no difference which list is the old one."""
    likeness, one, other = scored
    return (*(-part for part in likeness), abs(one - other), one + other)


def _in_order(found: dict[int, int], old: int, new: int) -> Iterator[Pair]:
    removed: dict[int | None, list[int]] = {}
    before: int | None = None
    for number in range(old):
        if number in found:
            before = found[number]
        else:
            removed.setdefault(before, []).append(number)
    olds = {other: one for one, other in found.items()}
    yield from ((number, None) for number in removed.get(None, ()))
    for number in range(new):
        yield olds.get(number), number
        yield from ((gone, None) for gone in removed.get(number, ()))


def is_reordered(pairs: Sequence[Pair]) -> bool:
    """Whether parts that both lists have stand in another order."""
    olds = [old for old, new in pairs if old is not None and new is not None]
    return olds != sorted(olds)
