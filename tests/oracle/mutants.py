"""A repeatable stream of mutants: filings with one thing changed, each with the place where it was changed.

The bases are our examples and the real filings of the shared folder, all valid by the SEC's XSD in force. The filings of
before March 2023 are made valid: they are given the Rule 10b5-1(c) box, and a country that stands for a state is made
one. A mutant is its base's text with a few stretches of it replaced, so that everything else stays as it was, to the byte.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from lxml import etree

from form4gen import Form4, read, to_xml
from form4gen.versions import CURRENT, Profile

EXAMPLES: Final = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.form4.yaml"))
CCC: Final = "abcd*1ef"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

SUBMISSIONS: Final = 0.25
"""The share of mutants made from what is to be sent; the real filings, which are many more, were all published."""

LARGEST: Final = 50_000
"""Bytes that may be put in. Thirty-one rows have fewer."""
LARGEST_BASE: Final = 20_000
"""Bytes of a filing that is changed. One in six is larger; they would take half the time."""

Edit = tuple[int, int, bytes]
"""A stretch of the base, and what stands there instead."""
Position = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True)
class Span:
    """An element of a base: where its start tag begins and ends, and where its content and the whole of it end."""

    tag: str
    parent: int | None
    start: int
    inner: int
    inner_end: int
    end: int
    children: tuple[int, ...]


@dataclass(frozen=True)
class Base:
    """A filing to be changed: its text, its elements in document order, and what it is."""

    name: str
    data: bytes
    spans: tuple[Span, ...]
    form: str
    profile: Profile

    def text(self, number: int) -> str:
        span = self.spans[number]
        return self.data[span.inner:span.inner_end].decode()

    def whole(self, number: int) -> bytes:
        span = self.spans[number]
        return self.data[span.start:span.end]

    def siblings(self, number: int) -> tuple[int, ...]:
        parent = self.spans[number].parent
        return () if parent is None else self.spans[parent].children


@dataclass(frozen=True)
class Mutant:
    """A changed filing. ``within``: the stretches that were changed; ``tags``: where else the fault may be seen.

    A stretch is from a position up to another. ``tags`` are the start tags of the parents of what was changed and, where
    the order or number of elements was changed, of its siblings: which of two is out of place is a matter of view.
    """

    base: Base
    data: bytes
    what: str
    within: tuple[tuple[Position, Position], ...]
    tags: frozenset[Position]

    def holds(self, at: Position) -> bool:
        return at in self.tags or any(start <= at < end for start, end in self.within)


@dataclass(frozen=True)
class Change:
    """What an operator did: the edits, the elements it changed, and those whose start tags may show the fault."""

    what: str
    edits: Sequence[Edit]
    changed: Sequence[int] = ()
    seen_at: Sequence[int] = ()


Operator = Callable[[Base, int, random.Random], Change | None]


def spans_of(data: bytes) -> tuple[Span, ...]:
    """The elements of a well-formed document without ``>`` in its attributes, in document order."""
    begun: list[tuple[str, int | None, int, int]] = []
    ends: dict[int, tuple[int, int]] = {}
    children: dict[int, list[int]] = {}
    path: list[int] = []
    parser = expat.ParserCreate()

    def start(tag: str, _attributes: dict[str, str]) -> None:
        at, number, parent = parser.CurrentByteIndex, len(begun), path[-1] if path else None
        begun.append((tag, parent, at, data.index(b">", at) + 1))
        children[number] = []
        if parent is not None:
            children[parent].append(number)
        path.append(number)

    def end(tag: str) -> None:
        number = path.pop()
        inner = begun[number][3]
        closed = data[inner - 2:inner] == b"/>"
        inner_end = inner if closed else parser.CurrentByteIndex
        ends[number] = (inner_end, inner if closed else inner_end + len(f"</{tag}>"))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return tuple(Span(*one, *ends[number], tuple(children[number])) for number, one in enumerate(begun))


def position(data: bytes, offset: int) -> Position:
    before = data[:offset]
    return before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1:].decode(errors="replace")) + 1


def mutated(base: Base, change: Change) -> Mutant:
    edits = sorted(change.edits)
    data, at = b"", 0
    within = []
    for start, end, new in edits:
        data += base.data[at:start]
        within.append((len(data), len(data) + len(new)))
        data, at = data + new, end
    data += base.data[at:]

    def now(offset: int) -> int:
        before = (edit for edit in edits if edit[0] < offset or edit[0] == edit[1] == offset)
        return offset + sum(len(new) - (end - start) for start, end, new in before)

    within += [(now(base.spans[number].start), now(base.spans[number].end)) for number in change.changed]
    tags = [now(base.spans[number].start) for number in change.seen_at]
    return Mutant(base, data, change.what, tuple((position(data, start), position(data, end)) for start, end in within),
                  frozenset(position(data, tag) for tag in tags))


def mutants(bases: Sequence[Base], seed: int, number: int) -> Iterator[Mutant]:
    """So many mutants, the same at every run: by each operator in turn, on a base and an element by chance."""
    chance = random.Random(seed)
    submissions = [base for base in bases if base.profile == "submission"]
    made = 0
    while made < number:
        operator = OPERATORS[made % len(OPERATORS)]
        base = chance.choice(submissions if chance.random() < SUBMISSIONS else bases)
        change = operator(base, chance.randrange(1, len(base.spans)), chance)
        if change is not None:
            yield mutated(base, change)
            made += 1


# The operators. Each is given an element of the base, never the root.


def parents(base: Base, *numbers: int) -> list[int]:
    return [parent for number in numbers if (parent := base.spans[number].parent) is not None]


def drop(base: Base, number: int, _chance: random.Random) -> Change:
    span = base.spans[number]
    return Change(f"drop {span.tag}", [(span.start, span.end, b"")], seen_at=parents(base, number))


def repeat(base: Base, number: int, _chance: random.Random) -> Change:
    span = base.spans[number]
    return Change(f"repeat {span.tag}", [(span.end, span.end, base.whole(number))],
                  seen_at=[*parents(base, number), *base.siblings(number)])


def repeat_often(base: Base, number: int, chance: random.Random) -> Change | None:
    """An element as often as, or once more than, the most of any."""
    number = chance.choice([one for one, span in enumerate(base.spans) if span.tag in MOST])
    span = base.spans[number]
    alike = sum(base.spans[one].tag == span.tag for one in base.siblings(number))
    times = MOST[span.tag] - alike + chance.choice((0, 0, 1, 2))
    if times < 1 or len(base.whole(number)) * times > LARGEST:
        return None
    return Change(f"repeat {span.tag} {times} times", [(span.end, span.end, base.whole(number) * times)],
                  seen_at=[*parents(base, number), *base.siblings(number)])


def swap(base: Base, number: int, _chance: random.Random) -> Change | None:
    siblings = base.siblings(number)
    place = siblings.index(number)
    if place + 1 == len(siblings):
        return None
    other = siblings[place + 1]
    one, two = base.spans[number], base.spans[other]
    return Change(f"swap {one.tag} and {two.tag}", [(one.start, one.end, base.whole(other)),
                                                    (two.start, two.end, base.whole(number))],
                  seen_at=[*parents(base, number), *siblings])


def move_within(base: Base, number: int, chance: random.Random) -> Change | None:
    siblings = base.siblings(number)
    if len(siblings) < 3:
        return None
    return moved_to(base, number, base.spans[chance.choice(siblings)].start)


def move_elsewhere(base: Base, number: int, chance: random.Random) -> Change | None:
    return moved_to(base, number, base.spans[chance.randrange(1, len(base.spans))].start)


def moved_to(base: Base, number: int, to: int) -> Change | None:
    span = base.spans[number]
    if span.start <= to <= span.end:
        return None
    target = next(one for one, other in enumerate(base.spans) if other.start == to)
    return Change(f"move {span.tag} before {base.spans[target].tag}",
                  [(span.start, span.end, b""), (to, to, base.whole(number))],
                  seen_at=[*parents(base, number, target), *base.siblings(number), *base.siblings(target)])


def rename(base: Base, number: int, chance: random.Random) -> Change:
    tag = base.spans[number].tag
    siblings = [base.spans[one].tag for one in base.siblings(number)]
    others = [base.spans[chance.randrange(1, len(base.spans))].tag, chance.choice(siblings), "value", "footnoteId",
              "unknown", tag + "s", tag[:-1], tag.lower(), tag.upper(), tag[0].swapcase() + tag[1:]]
    return renamed(base, number, chance.choice(others))


def renamed(base: Base, number: int, name: str) -> Change:
    span = base.spans[number]
    after = span.start + 1 + len(span.tag)
    edits = [(span.start + 1, after, name.encode())]
    if span.inner_end < span.end:
        edits.append((span.inner_end, span.end, f"</{name}>".encode()))
    return Change(f"rename {span.tag} to {name}", edits, [number], [*parents(base, number), *base.siblings(number)])


def add_element(base: Base, number: int, chance: random.Random) -> Change:
    """An element that stands elsewhere in a Form 4, or nowhere; before an element or in it."""
    new = chance.choice([b"<unknown/>", b"<unknown>1</unknown>", b"<value>1</value>", b'<footnoteId id="F1"/>',
                         base.whole(chance.randrange(1, len(base.spans)))[:5_000].partition(b"\n")[0] + b"</x>",
                         b"<securityTitle><value>a</value></securityTitle>", b"<isDirector>1</isDirector>"])
    span = base.spans[number]
    if chance.random() < 0.5 or span.inner == span.end:
        return Change(f"add {new!r} before {span.tag}", [(span.start, span.start, new)],
                      seen_at=[*parents(base, number), *base.siblings(number)])
    return Change(f"add {new!r} in {span.tag}", [(span.inner, span.inner, new)], [number], parents(base, number))


def add_attribute(base: Base, number: int, chance: random.Random) -> Change:
    span = base.spans[number]
    new = chance.choice([' id="F1"', ' x="1"', ' value="1"', ' xml:lang="en"', ' xml:space="preserve"'])
    return in_tag(base, number, new) if span.tag not in WITH_ID else in_tag(base, number, new.replace(" id=", " Id="))


def namespace(base: Base, number: int, chance: random.Random) -> Change:
    new = chance.choice([' xmlns="urn:x"', ' xmlns=""', ' xmlns:x="urn:x"', f' xmlns:xsi="{XSI}"', ' xsi:nil="true"',
                         f' xmlns:xsi="{XSI}" xsi:nil="true"', f' xmlns:y="{XSI}" y:nil="false"',
                         f' xmlns:xsi="{XSI}" xsi:noNamespaceSchemaLocation="none.xsd"', ' xmlns:x=""', ' x:y="1"'])
    return in_tag(base, number if chance.random() < 0.7 else 0, new)


def in_tag(base: Base, number: int, new: str) -> Change:
    span = base.spans[number]
    at = span.start + 1 + len(span.tag)
    return Change(f"add{new} to {span.tag}", [(at, at, new.encode())], [number], parents(base, number))


def prefix(base: Base, number: int, chance: random.Random) -> Change:
    return renamed(base, number, f"{chance.choice(('x', 'xml', 'xsi'))}:{base.spans[number].tag}")


def text_between(base: Base, number: int, chance: random.Random) -> Change | None:
    """Text where only elements belong."""
    new = chance.choice(("x", "0", "-", "\u00a0", "&#160;", "&#x2003;", "<![CDATA[ ]]>", "<![CDATA[a]]>", "<![CDATA[]]>",
                         "&amp;"))
    span = base.spans[number]
    if not span.children and span.tag not in WITH_ID:
        return None
    if span.inner == span.end:
        return content(base, number, new, "text")
    at = chance.choice([span.inner, span.inner_end])
    return Change(f"text {new!r} in {span.tag}", [(at, at, new.encode())], [number], parents(base, number))


def blanks(base: Base, number: int, chance: random.Random) -> Change | None:
    """Blanks about a value, or in an element that is to be empty."""
    if base.spans[number].children:
        return None
    before = chance.choice((" ", "\n", "\t", "", "\u00a0", "&#160;", "&#13;"))
    after = chance.choice((" ", "\n  ", "\u2003"))
    return content(base, number, before + base.text(number) + after, "blanks")


def empty(base: Base, number: int, _chance: random.Random) -> Change:
    return content(base, number, "", "empty")


def lengthen(base: Base, number: int, chance: random.Random) -> Change | None:
    """A text just as long as allowed, or just longer; in characters, whatever they are."""
    longest = longest_of(base, number)
    if longest is None:
        return None
    filling = chance.choice(("x", "x", "\u00e9", "\U0001f600"))
    return content(base, number, (filling * (longest + chance.choice((-1, 0, 1, 2)))), "lengthen")


def retype(base: Base, number: int, chance: random.Random) -> Change | None:
    if base.spans[number].children:
        return None
    kind = chance.choice(list(VALUES)) if chance.random() < 0.15 else kind_of(base, number)
    return content(base, number, chance.choice(VALUES[kind]), "retype")


def content(base: Base, number: int, text: str, what: str) -> Change:
    span = base.spans[number]
    seen_at = parents(base, number)
    if span.tag == "documentType":  # another form has other elements
        seen_at += [one for one in base.siblings(number) if base.spans[one].tag == "dateOfOriginalSubmission"]
    if span.inner == span.end:
        opened = base.data[span.start:span.end - 2] + f">{text}</{span.tag}>".encode()
        return Change(f"{what} {span.tag} {text[:30]!r}", [(span.start, span.end, opened)], seen_at=seen_at)
    edits = [(span.inner, span.inner_end, text.encode())]
    return Change(f"{what} {span.tag} {text[:30]!r}", edits, [number], seen_at)


def break_id(base: Base, number: int, chance: random.Random) -> Change | None:
    with_id = [one for one, span in enumerate(base.spans) if span.tag in WITH_ID]
    if not with_id:
        return None
    number = chance.choice(with_id)
    span = base.spans[number]
    tag = base.data[span.start:span.inner]
    ids = [f' id="{name}"' for name in ("F0", "F00", "F01", "F1", "F2", "F9", "F99", "F100", "f1", "1", "(5)", "", " F1 ",
                                        "F1 F2", "F 1", "F\u0661", "#F1", "F1.", "&#70;1", "F1\n")]
    new = re.sub(rb'\s+id="[^"]*"', chance.choice([*ids, "", ' ID="F1"', ' id="F1" id="F1"']).encode(), tag)
    return Change(f"id {new!r}", [(span.start, span.inner, new)], [number],
                  [*parents(base, number), *base.siblings(number)])


def comment(base: Base, number: int, chance: random.Random) -> Change:
    """A comment, which is legal anywhere: between elements, in a value, in an element that is to be empty."""
    span = base.spans[number]
    at = chance.choice([span.start, span.inner, span.inner_end, span.end])
    return Change(f"comment in or about {span.tag}", [(at, at, b"<!-- a > b -->")], [number], parents(base, number))


def instruction(base: Base, number: int, chance: random.Random) -> Change:
    span = base.spans[number]
    at = chance.choice([span.start, span.inner, span.end])
    new = chance.choice([b"<?x y?>", b'<?xml-stylesheet href="a.xsl"?>', b'<?xml version="1.0"?>'])
    return Change(f"{new!r} in or about {span.tag}", [(at, at, new)], [number], parents(base, number))


def respell(base: Base, number: int, chance: random.Random) -> Change | None:
    """The same value in CDATA or in references; or with an entity that does not exist."""
    text = base.text(number)
    if base.spans[number].children or "&" in text or not text:
        return None
    at = chance.randrange(len(text))
    ways = [f"<![CDATA[{text}]]>", f"{text[:at]}<![CDATA[{text[at:]}]]>", f"{text[:at]}&#{ord(text[at])};{text[at + 1:]}",
            f"{text[:at]}&#x{ord(text[at]):x};{text[at + 1:]}", f"{text}&nbsp;", f"{text} & son", f"{text}&#0;",
            f"{text}<", f"{text}&lt;", f"{text}&amp;&gt;"]
    return content(base, number, chance.choice(ways), "respell")


def odd_character(base: Base, number: int, chance: random.Random) -> Change | None:
    text = base.text(number)
    if base.spans[number].children or base.spans[number].tag in WITH_ID - {"footnote"}:
        return None
    at = chance.randrange(len(text) + 1)
    odd = chance.choice(("\u2019", "\u201c", "\u2013", "\u00e9", "\u00a0", "\u20ac", "\ufeff", "\u0085", "\u2028",
                         "\U0001f600", "&#127;", "&#9;", "&#x85;"))
    return content(base, number, text[:at] + odd + text[at:], "odd")


def change_case(base: Base, number: int, chance: random.Random) -> Change | None:
    text = base.text(number)
    other = chance.choice((text.upper(), text.lower(), text.title(), text.swapcase()))
    if base.spans[number].children or "&" in text or other == text:
        return None
    return content(base, number, other, "case")


def change_coding(base: Base, number: int, chance: random.Random) -> Change:
    """A legal value of a code, flag or optional part that others depend on."""
    coded = [one for one, span in enumerate(base.spans) if kind_of(base, one) in RELATED]
    number = chance.choice(coded)
    return content(base, number, chance.choice(RELATED[kind_of(base, number)]), "recode")


WITH_ID: Final = {"footnote", "footnoteId"}
OPERATORS: Final[tuple[Operator, ...]] = (
    drop, drop, repeat, repeat_often, swap, move_within, move_elsewhere, rename, rename, add_element, add_attribute,
    namespace, prefix, text_between, blanks, empty, lengthen, lengthen, retype, retype, retype, break_id, break_id, comment,
    instruction, respell, odd_character, change_case, change_coding,
)


# What an element is, by its name.

NUMBERS: Final = {"transactionShares", "transactionPricePerShare", "transactionTotalValue", "conversionOrExercisePrice",
                  "sharesOwnedFollowingTransaction", "valueOwnedFollowingTransaction", "underlyingSecurityShares",
                  "underlyingSecurityValue"}  # fmt: skip
MOST: Final = {
    "reportingOwner": 10, "ownerSignature": 10, "footnoteId": 99, "nonDerivativeTransaction": 30,
    "nonDerivativeHolding": 30, "derivativeTransaction": 30, "derivativeHolding": 30,
}  # fmt: skip
LONGEST: Final = {
    "schemaVersion": 5, "issuerName": 150, "issuerTradingSymbol": 10, "issuerForeignTradingSymbol": 14, "issuerCik": 10,
    "rptOwnerCik": 10, "rptOwnerCcc": 8, "rptOwnerName": 150, "rptOwnerStreet1": 40, "rptOwnerStreet2": 40,
    "rptOwnerCity": 30, "rptOwnerNonUSStateTerritory": 40, "rptOwnerZipCode": 10, "rptOwnerStateDescription": 50,
    "officerTitle": 30, "otherText": 30, "remarks": 2000, "signatureName": 255, "footnote": 1000, "securityTitle": 60,
    "underlyingSecurityTitle": 60, "natureOfOwnership": 100,
}  # fmt: skip
"""Characters; of a footnote by the specification, which the XSD leaves open."""
KINDS: Final = {
    "transactionAcquiredDisposedCode": "A|D", "directOrIndirectOwnership": "D|I", "transactionTimeliness": "timeliness",
    "transactionCode": "code", "transactionFormType": "4|5", "documentType": "form", "rptOwnerState": "state",
    "rptOwnerCountry": "country", "schemaVersion": "version", "footnoteId": "nothing", "issuerCik": "cik",
    "rptOwnerCik": "cik", "rptOwnerZipCode": "zip", "natureOfOwnership": "nature", "officerTitle": "note",
    "otherText": "note",
}  # fmt: skip


def named(base: Base, number: int) -> str:
    """The name that says what an element is: its own, or of a ``value`` its parent's."""
    span = base.spans[number]
    return base.spans[span.parent].tag if span.tag == "value" and span.parent is not None else span.tag


def longest_of(base: Base, number: int) -> int | None:
    return None if base.spans[number].children else LONGEST.get(named(base, number))


@cache
def kind_of(base: Base, number: int) -> str:
    name = named(base, number)
    if base.spans[number].children or name in KINDS:
        return "elements" if base.spans[number].children else KINDS[name]
    if name in NUMBERS:
        return "number"
    if name.endswith("Date") or name in ("periodOfReport", "dateOfOriginalSubmission"):
        return "date"
    flags = ("is", "aff10b5One", "notSubjectToSection16", "equitySwapInvolved", "rptOwnerNonUSAddressFlag")
    return "flag" if name.startswith(flags) and not name.startswith("issuer") else "text"


TEXTS: Final = ("", " ", "  ", "x", "-", ".", "N/A", "a\nb", "\u00e9", "&amp;", "&lt;b&gt;", "0", "x" * 41)
VALUES: Final[dict[str, tuple[str, ...]]] = {
    "number": ("", " ", "0", "0.0", ".5", "5.", ".", "1.2345", "1.23456", "1.23450", "1.00000", "00012",
               "999999999999.9999", "1000000000000", "999999999999.99991", "+5", "-5", "-0", "-0.0",
               "1e3", "1E3", "INF", "NaN", "0x10", "1,000",
               "$5", "5%", "(5)", "1 000", "1_000", " 7 ", "7\n", "\u0667", "\uff17", "7\u00a0", "0" * 30 + "1", "1/2",
               "12345678901234567", "0.00001", "0.00000", "one"),
    "date": ("", " ", "2026-06-01", "2026-6-1", "20260601", "06/01/2026", "2026-06-01 ", " 2026-06-01", "2026-06-31",
             "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2026-13-01", "2026-00-01", "2026-06-00", "0000-06-01",
             "0001-01-01", "9999-12-31", "12026-06-01", "-2026-06-01", "+2026-06-01", "026-06-01", "2026-06-01Z",
             "2026-06-01z", "2026-06-01-05:00", "2026-06-01+14:00", "2026-06-01-14:00", "2026-06-01+14:01",
             "2026-06-01+15:00", "2026-06-01-05:60", "2026-06-01-5:00", "2026-06-01T00:00:00", "2026-06-01-0500", "today",
             "2026\u201106\u201101", "\u0662026-06-01", "2026-06-01+00:00", "2026-06-01-00:00"),
    "flag": ("", " ", "0", "1", "true", "false", "TRUE", "True", "FALSE", "yes", "X", "00", "2", "-1", " 1 ", "\n0\n",
             "true ", "1\u00a0", "t", "\uff11"),
    "code": (*"ACDEFGHIJLMOPSUWXZKVBNQRTYp", "", " ", " P", "P ", "PP", "P|S", "|", "S/K", "P\n"),
    "A|D": ("A", "D", "a", "d", "", " ", "A ", "AD", "A|D", "|", "Acquired", "I", "A\n"),
    "D|I": ("D", "I", "i", "", " ", " D", "DI", "D|I", "|", "Direct", "A", "\tI"),
    "4|5": ("4", "5", "4 ", "45", "4|5", "|", "3", "4/A", "", "04", "IV"),
    "form": ("4", "4/A", "4/a", "4 ", " 4", "5", "3", "3/A", "", "04", "4A", "FORM 4", "4\n"),
    "timeliness": ("", " ", "E", "L", "|", "e", "EL", "E|L", " E ", "\nL", "E\u00a0", "late", "  |"),
    "state": ("MA", "NY", "PR", "GU", "X1", "A0", "Z4", "X0", "C2", "ma", "M", "MAS", "", " ", "  ", "   ", "MA ", "2M",
              "!!"),
    "country": ("X1", "A0", "Z4", "X0", "2M", "C2", "U2", "Y2", "2F", "x0", "UK", "GB", "PR", "MA", "", " ", "  ", "   ",
                "X0 ", "USA", "O6", "XX"),
    "version": ("X0609", "X0508", "X0306", "X0101", "x0609", "", " ", "X609", "X06091", "     ", "ABCDE"),
    "cik": ("1", "0", "0000000000", "0000012345", "00000000001", "12345678901", "", " ", "1 ", " 1", "12a", "CIK1", "-1",
            "1.0", "\u0661", "1\n", "0009999901", "9999901"),
    "zip": ("", " ", "01886", "1886-1234", "EC2V 7HH", "a#b", "1,2", "1.2", "12345678901", "(1)", "1\t2", "1\n2", "\u00e9",
            "1_2", "----------"),
    "nothing": ("", " ", "F1", "\n", "<!-- a -->", "<![CDATA[]]>", "&#32;", "\u00a0"),
    "nature": ("", " ", "By Spouse", "By trust\nfor children", "x" * 100, "x" * 101),
    "note": ("", " ", "See Remarks", "x" * 30, "x" * 31),
    "text": TEXTS,
    "elements": TEXTS,
}  # fmt: skip
RELATED: Final = {
    "D|I": ("D", "I"), "nature": ("", " ", "By Spouse"), "flag": ("0", "1", "true", "false"), "4|5": ("4", "5"),
    "timeliness": ("", "E", "L"), "country": ("X0", "C2", "", "X1"), "state": ("NY", "", " "), "note": ("", "Chair"),
    "cik": ("0", "0009999901", "9999901"),
}  # fmt: skip
"""Values that the XSD accepts, and that EDGAR's rules judge by each other."""


# The bases.


def examples() -> list[Base]:
    """Our examples, each as 4 and as 4/A, to be sent (with CCCs) and as published."""
    found = []
    for path in EXAMPLES:
        form4 = read(path.read_bytes())
        for form in ("4", "4/A"):
            sent = to_xml(with_cccs(as_form(form4, form)), "submission", CURRENT)
            published = to_xml(as_form(form4, form), "disseminated", CURRENT)
            found += [base_of(path.name, sent, form, "submission"), base_of(path.name, published, form, "disseminated")]
    return [base for base in found if b"aff10b5One" in base.data]


def as_form(form4: Form4, form: str) -> Form4:
    original = form4.period_of_report if form == "4/A" else None
    return form4.model_copy(update={"form": form, "date_of_original_submission": original})


def with_cccs(form4: Form4) -> Form4:
    return Form4.model_validate({**dict(form4), "reporting_owners": tuple(
        {**dict(owner), "ccc": CCC} for owner in form4.reporting_owners)})


def base_of(name: str, data: bytes, form: str, profile: Profile) -> Base:
    return Base(f"{name} as {form}, {profile}", data, spans_of(data), form, profile)


def filings(folder: Path, states: frozenset[str]) -> Iterator[Base]:
    """Real filings, those under older schemas made valid by the one in force."""
    small = (path for path in sorted(folder.glob("*.xml")) if path.stat().st_size <= LARGEST_BASE)
    for path in small:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        if "<aff10b5One>" not in text:
            head, owner, rest = text.rpartition("</reportingOwner>")
            text = f"{head}{owner}\n    <aff10b5One>0</aff10b5One>{rest}"
        text = re.sub("<rptOwnerState>(..)</rptOwnerState>",
                      lambda state: state[0] if state[1] in states else "<rptOwnerState>NY</rptOwnerState>", text)
        form = "4/A" if path.name.startswith("4A") else "4"
        yield base_of(path.name, text.encode(), form, "disseminated")


def schema(path: Path) -> etree.XMLSchema:
    """One of the SEC's XSDs; its include names the common part by a path of the SEC's own."""
    document = etree.parse(path)
    for include in document.iter("{*}include"):
        include.set("schemaLocation", path.with_name("ownershipDocumentCommon.xsd.xml").as_uri())
    return etree.XMLSchema(document)


def parsed(data: bytes) -> etree._Element | None:
    """A document as libxml2 reads it, or nothing if it is not well-formed."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None


def accepts(judge: etree.XMLSchema, document: etree._Element | None) -> bool:
    return document is not None and judge.validate(document)
