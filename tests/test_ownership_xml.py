"""The XML that is sent and the XML that EDGAR publishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pydantic import SecretStr

from form4gen import Form4, to_xml
from form4gen.credentials import from_environment, with_cccs, without_ccc
from form4gen.reading import read_source

EXAMPLES = Path(__file__).parent.parent / "examples"


def filing(name: str) -> Form4:
    form4 = read_source((EXAMPLES / f"{name}.form4.yaml").read_bytes()).form4
    assert form4 is not None
    return form4


def elements(xml: bytes) -> list[str]:
    return [str(element.tag) for element in etree.fromstring(xml).iter()]


def text(xml: bytes, path: str) -> list[str | None]:
    return [element.text for element in etree.fromstring(xml).iterfind(path)]


def test_a_submission_has_no_names_and_no_schema_version() -> None:
    assert not {"issuerName", "rptOwnerName", "schemaVersion", "rptOwnerCcc"} & set(elements(to_xml(filing("gift-2026"))))


def test_a_disseminated_document_has_names_and_the_schema_version_but_never_a_ccc() -> None:
    form4 = with_cccs(filing("gift-2026"), {"9999904": "abcd#234"})
    xml = to_xml(form4, "disseminated")
    assert text(xml, "schemaVersion") == ["X0609"]
    assert text(xml, "issuer/issuerName") == ["EXAMPLE CORP"]
    assert b"abcd#234" not in xml
    assert "rptOwnerCcc" not in elements(xml)


def test_a_filing_of_2014_is_written_by_the_schema_of_2014() -> None:
    xml = to_xml(filing("sonus-abbott-2014"), "disseminated")
    assert text(xml, "schemaVersion") == ["X0306"]
    assert not {"aff10b5One", "rptOwnerNonUSAddressFlag"} & set(elements(xml))
    assert "rptOwnerNonUSAddressFlag" in elements(to_xml(filing("sonus-abbott-2014"), version="X0609"))


def test_footnotes_are_numbered_and_values_keep_their_text() -> None:
    xml = to_xml(filing("trust-purchase-2026"))
    assert text(xml, ".//transactionPricePerShare/value") == ["37.9", "38.0125"]
    assert text(xml, ".//transactionShares/value") == ["15000", "5250.5"]
    assert [note.get("id") for note in etree.fromstring(xml).iterfind("footnotes/footnote")] == ["F1", "F2"]


def test_what_ascii_lacks_is_written_as_a_character_reference() -> None:
    form4 = filing("gift-2026").model_copy(update={"remarks": "10 \u2013 12 & <b> \"q\" 'a'"})
    assert b"<remarks>10 &#8211; 12 &amp; &lt;b&gt; &quot;q&quot; 'a'</remarks>" in to_xml(form4)


def test_cccs_come_by_cik_with_or_without_leading_zeros() -> None:
    form4 = filing("joint-filing-2026")
    known = from_environment({"FORM4GEN_CCC_9999905": "aaaa#111", "FORM4GEN_CCC_0009999906": "bbbb#222",
                              "FORM4GEN_CCC_0009999907": "short", "PATH": "/bin"})
    filled = with_cccs(form4, known)
    assert without_ccc(filled) == ["0009999907"]
    assert text(to_xml(filled), ".//rptOwnerCcc") == ["aaaa#111", "bbbb#222"]


def test_a_ccc_in_the_filing_comes_before_one_from_outside() -> None:
    form4 = filing("gift-2026")
    own = form4.reporting_owners[0].model_copy(update={"ccc": SecretStr("own#1234")})
    form4 = form4.model_copy(update={"reporting_owners": (own,)})
    assert text(to_xml(with_cccs(form4, {"0009999904": "other#12"})), ".//rptOwnerCcc") == ["own#1234"]


@pytest.mark.parametrize("shown", [repr, str, lambda form4: str(form4.model_dump()), lambda form4: form4.model_dump_json()])
def test_a_filing_that_is_printed_shows_no_ccc(shown: object) -> None:
    form4 = with_cccs(filing("gift-2026"), {"9999904": "abcd#234"})
    assert callable(shown)
    assert "abcd#234" not in shown(form4)


def test_an_unsigned_draft_can_be_written_and_printed_before_it_is_signed() -> None:
    text = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8").partition("signatures:")[0]
    reading = read_source(text.encode())
    assert [finding.rule for finding in reading.findings] == ["SIG001"]
    assert reading.form4 is not None
    assert "ownerSignature" not in elements(to_xml(reading.form4))


def test_a_footnote_at_the_code_of_table_ii_survives_from_the_days_that_had_it() -> None:
    """Until X0305; 1,228 Form 4s have one."""
    published = to_xml(filing("sonus-abbott-2014"), "disseminated", "X0202")
    code = b"<transactionAcquiredDisposedCode>\n                    <value>A</value>\n"
    old = published.replace(code, code + b'                    <footnoteId id="F1"/>\n')
    assert old != published
    reading = read_source(old)
    assert reading.findings == ()
    assert reading.form4 is not None
    assert to_xml(reading.form4, "disseminated") == old


@pytest.mark.parametrize(("character", "name"), [("\x0b", "U+000B"), ("\ufffe", "U+FFFE"), ("\ud800", "U+D800")])
def test_a_character_that_xml_cannot_carry_is_never_written(character: str, name: str) -> None:
    unchecked = filing("gift-2026").model_copy(update={"remarks": f"A{character}B"})
    with pytest.raises(ValueError, match=f"the filing holds U\\+{name.removeprefix('U+')}, which XML cannot carry"):
        to_xml(unchecked)


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\u00a7"])
def test_any_other_character_is_read_back_as_it_was(character: str) -> None:
    form4 = filing("gift-2026").model_copy(update={"remarks": f"A{character}B"})
    assert text(to_xml(form4), "remarks") == [f"A{character}B"]
