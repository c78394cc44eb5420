"""Whether a PDF of the form, its XML and its source say the same.

The page is printed anew from the files that it carries. Where that gives the PDF byte for byte, the page says what they
say. Where another version of form4gen or WeasyPrint made it, the bytes differ though nothing was changed, and the words of
the pages are compared instead, which is less: what is drawn over a word, no comparison of words can see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from form4gen.authentication import to_authentication
from form4gen.filing import Form4
from form4gen.finding import spelled
from form4gen.page_words import page_words
from form4gen.pdf import to_pdf
from form4gen.printing import Printing, made_with
from form4gen.reading import read_source
from form4gen.record import Carried, Record
from form4gen.record_parts import XML_NAME
from form4gen.same_filing import facts

MOST_WORDS: Final = 5
"""How many of a page's other words are shown."""
SAME_BYTES: Final = "the pages are, byte for byte, what this form4gen prints of the files"


class Agreement(NamedTuple):
    """What speaks against it, and what else there is to say.

    With no fault, the PDF and its files say the same: proven where ``is_by_bytes``, else as far as the words of pages tell.
    """

    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    is_by_bytes: bool = False


def agreement(record: Record) -> Agreement:
    """Compare what a PDF carries with itself, and with its pages."""
    faults = [fault for carried in record.carried for fault in _of_hash(carried)]
    filings = {carried.file.name: read_source(carried.file.data).form4 for carried in record.carried}
    faults += [f"{what} was changed after it was made" for what in record.changed]
    faults += [f"{name} holds no Form 4" for name, form4 in filings.items() if form4 is None]
    if XML_NAME not in filings:
        faults.append(f"it carries no {XML_NAME}")
    known = {name: form4 for name, form4 in filings.items() if form4 is not None}
    faults += _between(known)
    if XML_NAME not in known:
        return Agreement(tuple(faults))
    of_pages = _of_pages(record, known)
    return of_pages._replace(faults=(*faults, *of_pages.faults))


def _of_hash(carried: Carried) -> Iterator[str]:
    if carried.told is None:
        yield f"the metadata do not tell the SHA-256 of {carried.file.name}"
    elif carried.told != carried.file.sha256:
        yield f"{carried.file.name} has not the SHA-256 that the metadata tell, {carried.told[:64]}"


def _between(filings: dict[str, Form4]) -> Iterator[str]:
    """Whether the source reports the same filing as the XML; the first place where it does not."""
    if XML_NAME not in filings:
        return
    reported = list(facts(filings[XML_NAME]))
    for name, form4 in filings.items():
        others = list(facts(form4))
        if others != reported:
            first = next((one or other for one, other in zip([*reported, None], [*others, None], strict=False)
                          if one != other), None)
            where = f", first at {spelled(first[0])}" if first else ""
            yield f"{name} does not report what {XML_NAME} reports{where}"


def _of_pages(record: Record, filings: dict[str, Form4]) -> Agreement:
    if record.printing is None:
        return Agreement(("the metadata do not tell how the form is printed",))
    if record.first in (_printed(record, filings, name, record.printing) for name in filings):
        return Agreement((), (SAME_BYTES,), is_by_bytes=True)
    anew = _printed(record, filings, XML_NAME, record.printing)
    ours = made_with("weasyprint")
    if record.made_with == ours:
        changed = "the PDF is not what form4gen prints of the files: it was changed since, or printed with other fonts"
        return Agreement((changed, *_of_words(record.first, anew)))
    maker = record.made_with or "a program that is not named"
    note = f"made with {maker}; this is {ours}, so the words of the pages are compared and not their bytes"
    return Agreement(tuple(_of_words(record.first, anew)), (note,))


def _printed(record: Record, filings: dict[str, Form4], name: str, printing: Printing) -> bytes:
    """The PDF as it is printed of the filing in one of the files: of the source as an author's own, or as written anew."""
    if printing.copy == "authentication":
        return to_authentication(filings[name], filed_on=printing.filed_on, draft=printing.draft)
    sources = {carried.file.name: carried.file.data for carried in record.carried if carried.file.name != XML_NAME}
    return to_pdf(filings[name], printing, source=sources.get(name))


def _of_words(first: bytes, anew: bytes) -> Iterator[str]:
    """The pages on which other words stand, or the same in another order, as a reader of PDFs finds them."""
    try:
        there, expected = page_words(first), page_words(anew)
    except ValueError as error:
        yield f"its pages cannot be compared: {error}"
        return
    if len(there) != len(expected):
        yield f"it has {len(there)} pages, and the files make {len(expected)}"
        return
    for number, (page, other) in enumerate(zip(there, expected, strict=True), start=1):
        extra, missing = Counter(page) - Counter(other), Counter(other) - Counter(page)
        differences = [*_listed("it has", extra), *_listed("it lacks", missing)]
        if page != other:
            said = "; ".join(differences or ["its words stand in another order"])
            yield f"page {number} does not say what the files say: {said}"


def _listed(what: str, words: Counter[str]) -> Iterator[str]:
    shown = [f"{word[:40]!r}" for word in list(words.elements())[:MOST_WORDS]]
    if shown:
        yield f"{what} {', '.join([*shown, *(['...'] if words.total() > MOST_WORDS else [])])}"
