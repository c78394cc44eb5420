"""What others do for the same: plain WeasyPrint, secfiler, edgartools. Each as its own documentation has it called."""

from __future__ import annotations

from importlib.util import find_spec
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch
from xml.etree.ElementTree import Element, fromstring

from benchmarks.cases import Case, NotHereError, each
from benchmarks.filings import pages_of_sec_gov
from benchmarks.ours import example_filings, filings, html_of, pages_and_records, xml_files

if TYPE_CHECKING:
    from form4gen.record_parts import Record


def demand(library: str) -> None:
    if find_spec(library) is None:
        raise NotHereError(f"{library} is not installed here")


def styled(html: str) -> str:
    """Our page with its stylesheets in it, for whoever draws it without us."""
    return html.replace("</head>", f"<style>{''.join(stylesheets())}</style></head>")


def stylesheets() -> list[str]:
    """Those of our page, for whoever has a browser's before."""
    from form4gen.resources import resource

    return [resource("templates", name).read_text(encoding="utf-8") for name in ("browser.css", "form4.css")]


# WeasyPrint, as its first steps have it: nothing is kept from one call to the next.


def weasyprint_on_our_page() -> list[Case]:
    """Our HTML and stylesheet; tagged, as ours is."""
    from weasyprint import HTML

    def run(html: str) -> bytes:
        pdf: bytes = HTML(string=html).write_pdf(pdf_tags=True)
        return pdf

    return [each(run, [styled(html_of(form4)) for form4 in example_filings()])]


def weasyprint_to_our_bytes() -> list[Case]:
    """The same, with all that makes it a document of record: to the bytes of form4gen."""
    from weasyprint import CSS, HTML

    from form4gen import drawing
    from form4gen.tuned import switch

    css = stylesheets()

    def run(page: tuple[str, Record]) -> bytes:
        html, record = page
        document = HTML(string=html).render(stylesheets=[CSS(string=sheet) for sheet in css])
        return drawing.written(document, html, record)

    pages = pages_and_records(example_filings())
    ours = [drawing.drawn(*page) for page in pages]
    patch.object(switch, "IS_TUNED", new=False).start()
    assert [run(page) for page in pages] == ours, "a plain call makes other bytes"
    return [each(run, pages)]


def weasyprint_on_sec_gov_page() -> list[Case]:
    """sec.gov's HTML as it is: nested tables, widths and colours as attributes. Its one stylesheet is not here."""
    from weasyprint import HTML

    from form4gen.no_fetching import NoFetching

    pages = pages_of_sec_gov()
    if not pages:
        raise NotHereError("the shared folder with sec.gov's pages is not here")

    def run(html: str) -> bytes:
        pdf: bytes = HTML(string=html, url_fetcher=NoFetching()).write_pdf(presentational_hints=True, pdf_tags=True)
        return pdf

    return [each(run, [page.read_text(encoding="utf-8", errors="replace") for page, _ in pages])]


# edgartools


def _ownership() -> Any:
    """edgartools' reader. It asks EDGAR over the network whether each owner is a company; here, it is told that none is."""
    demand("edgar")
    from edgar.ownership import Ownership, owners

    owners.Entity = lambda _: SimpleNamespace(data=SimpleNamespace(is_company=False))
    return Ownership


def _texts() -> list[str]:
    return [file.decode() for file in xml_files()]


def edgartools_objects() -> list[Case]:
    ownership = _ownership()

    def run(text: str) -> None:
        ownership.from_xml(text)

    return [each(run, _texts())]


def edgartools_tables() -> list[Case]:
    ownership = _ownership()

    def run(text: str) -> None:
        ownership.from_xml(text).to_dataframe()

    return [each(run, _texts())]


def edgartools_html() -> list[Case]:
    ownership = _ownership()

    def run(text: str) -> str:
        html: str = ownership.from_xml(text).to_html()
        return html

    return [each(run, _texts())]


# secfiler


def secfiler_xml() -> list[Case]:
    """The same filings from its rows, which are made ready before."""
    demand("secfiler")
    from secfiler import construct_document

    from form4gen import to_xml

    def run(rows: list[dict[str, str]]) -> bytes:
        xml: bytes = construct_document(rows, "4")
        return xml

    return [each(run, [secfiler_rows(fromstring(to_xml(form4, "disseminated"))) for form4 in filings()])]


_TABLES: Final = {
    "reportingOwner": "345_reporting_owner", "nonDerivativeTransaction": "345_non_derivative_transaction",
    "nonDerivativeHolding": "345_non_derivative_holding", "derivativeTransaction": "345_derivative_transaction",
    "derivativeHolding": "345_derivative_holding", "footnote": "345_footnote", "ownerSignature": "345_owner_signature",
}
_KEYS: Final = {"aff10b5One": "aff10B5One", "conversionOrExercisePriceValue": "value",
                "securityTitleFootnoteIdId": "footnoteIdId"}
"""Where a row has another key than the rest would have."""


def secfiler_rows(root: Element) -> list[dict[str, str]]:
    """An ownershipDocument as the rows that secfiler writes one from: the filing, each owner, row and footnote."""
    head = _row([part for part in root if part.tag not in (*_TABLES, "footnotes") and not part.tag.endswith("Table")])
    rows = [{"_table": "345", **head}]
    for part in root.iter():
        if part.tag == "footnote":
            rows.append({"_table": _TABLES[part.tag], "footnoteId": part.get("id", ""), "footnoteText": part.text or ""})
        elif part.tag in _TABLES:
            rows.append({"_table": _TABLES[part.tag], **_row(list(part))})
    return rows


def _row(parts: list[Element]) -> dict[str, str]:
    row: dict[str, str] = {}
    for holder in (inner for part in parts for inner in part.iter()):
        cited = "|".join(footnote.get("id", "") for footnote in holder.findall("footnoteId"))
        if cited:
            key = f"{holder.tag}FootnoteIdId"
            row[_KEYS.get(key, key)] = cited
        value = holder.find("value")
        if value is not None:
            key = f"{holder.tag}Value"
            row[_KEYS.get(key, key)] = value.text or ""
        elif not len(holder) and holder.tag not in ("value", "footnoteId"):
            row[_KEYS.get(holder.tag, holder.tag)] = holder.text or ""
    return row
