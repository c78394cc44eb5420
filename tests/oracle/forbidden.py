"""What EDGAR suspends though its XSD accepts it: said once more in XPath, from the specification and not by our rules.

Each statement names the rule of ours that must find the same, no more and no less. Where the specification is silent or at
odds with itself, the statement says what our rule's own text says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, cast

from lxml import etree

from form4gen.versions import Profile

Document = etree._Element
OBSOLETE: Final = {"C2", "E5", "E7", "G5", "I7", "X9", "I8", "I9", "2F", "L1", "L4", "L5", "M1", "O6", "Q9", "R3", "T4",
                   "U2", "U4", "U6", "X7", "Y2"}  # fmt: skip
"""Countries that are no more, which the XSD keeps for EDGAR's own use."""
BY_EDGAR: Final = {"schemaVersion", "issuerName", "rptOwnerName", "rptOwnerStateDescription", "rptOwnerGoodAddress"}
"""Not sent, so not asked to be ASCII."""
NUMBERS: Final = """//*[self::transactionShares or self::transactionPricePerShare or self::transactionTotalValue or
    self::conversionOrExercisePrice or self::sharesOwnedFollowingTransaction or self::valueOwnedFollowingTransaction or
    self::underlyingSecurityShares or self::underlyingSecurityValue]/value"""
DATES: Final = """//periodOfReport | //dateOfOriginalSubmission | //signatureDate | //*[self::transactionDate or
    self::deemedExecutionDate or self::exerciseDate or self::expirationDate]/value"""
TRANSACTIONS: Final = "//nonDerivativeTransaction | //derivativeTransaction"


def found(document: Document, path: str) -> list[Document]:
    return cast("list[Document]", document.xpath(path))


def said(element: Document, path: str = ".") -> str:
    """The text at a path, comments left out; blank if there is none."""
    return str(element.xpath(f"string({path})"))


def is_true(element: Document, path: str) -> bool:
    return said(element, path).strip() in ("1", "true")


def is_blank(element: Document, path: str = ".") -> bool:
    return not said(element, path).strip()


def unreadable(document: Document) -> bool:
    """Row 10 of the specification's table of processing instructions; a DTD is what form4gen never reads."""
    return bool(document.getroottree().xpath("//processing-instruction()")) or document.getroottree().docinfo.doctype != ""


UNREADABLE: Final = "TXT001"
LEXICAL: Final[dict[str, Callable[[Document], bool]]] = {
    # 3.2: "Only valid characters are 0-9 and a period"; the XSD takes a sign before zero, and a plus
    "TXT005": lambda document: any(not re.fullmatch("[0-9.]+", said(one).strip(" \t\r\n"))
                                   for one in found(document, NUMBERS)),
    # 3.2: "Must be of the format YYYY-MM-DD"; the XSD takes years before Christ and after 9999
    "TXT006": lambda document: any(not re.match("[0-9]{4}-", said(one)) for one in found(document, DATES)),
    # 4.3.8.2: E or L; the XSD takes the bar that stands between them in its pattern
    "TXT007": lambda document: any("|" in said(one) for one in found(document, "//transactionTimeliness/value")),
    # a CCC is made of letters, digits and signs of ASCII
    "TXT010": lambda document: any(not said(one).isascii() for one in found(document, "//rptOwnerCcc")),
}
"""What keeps a document from being read as a filing, so that the other rules are not asked."""


def broken(document: Document, profile: Profile) -> set[str]:
    """The rules that a document breaks which the XSD accepts."""
    if unreadable(document):
        return {UNREADABLE}
    lexical = {rule for rule, breaks in LEXICAL.items() if breaks(document)}
    return lexical or {rule for rule, breaks in STATEMENTS.items() if breaks(document)} | without_ccc(document, profile)


def without_ccc(document: Document, profile: Profile) -> set[str]:
    """The CCC is mandatory in what is sent, and EDGAR takes it out of what it publishes."""
    missing = found(document, "//reportingOwnerId[not(rptOwnerCcc)]")
    return {"OWN015"} if missing and profile == "submission" else set()


def footnote_ids(document: Document) -> Iterator[str]:
    return (one.get("id", "").strip() for one in found(document, "//footnote"))


def cited_ids(document: Document) -> set[str]:
    return {one.get("id", "").strip() for one in found(document, "//footnoteId")}


def cites_twice(value: Document) -> bool:
    return any(times > 1 for times in Counter(one.get("id", "").strip() for one in value.findall("footnoteId")).values())


def owners(document: Document) -> list[int]:
    return [int(said(one)) for one in found(document, "//rptOwnerCik")]


def mistimed(row: Document) -> bool:
    timeliness, kind = said(row, "transactionTimeliness/value").strip(), said(row, "transactionCoding/transactionFormType")
    return bool(timeliness and kind) and (kind, timeliness) != ("5", "E")


def is_odd(document: Document) -> bool:
    return any(not said(one).isascii() for one in document.iter(etree.Element) if not len(one) and one.tag not in BY_EDGAR)


STATEMENTS: Final[dict[str, Callable[[Document], bool]]] = {
    # 1: a transaction, or the exit box
    "DOC001": lambda document: not found(document, TRANSACTIONS) and not is_true(document, "//notSubjectToSection16"),
    # EFM 5.2.1.2: ASCII
    "DOC007": is_odd,
    # section 5, a mandatory element without a value
    "ISS001": lambda document: is_blank(document, "//issuerTradingSymbol"),
    "SIG002": lambda document: any(is_blank(one) for one in found(document, "//signatureName")),
    "FTN006": lambda document: any(is_blank(one) for one in found(document, "//footnote")),
    "DOC013": lambda document: any(is_blank(one, "value") for one in found(
        document, "//securityTitle | //underlyingSecurityTitle")),
    "TXN001": lambda document: any(row.find("transactionCoding") is None for row in found(document, TRANSACTIONS)),
    # 2: natureOfOwnership
    "NAT001": lambda document: any(is_blank(one, "natureOfOwnership/value") for one in found(
        document, "//ownershipNature[directOrIndirectOwnership/value = 'I']")),
    "NAT002": lambda document: any(said(one, "natureOfOwnership/value") for one in found(
        document, "//ownershipNature[directOrIndirectOwnership/value = 'D']")),
    # 3: footnotes
    "FTN001": lambda document: not set(footnote_ids(document)) <= cited_ids(document),
    "FTN002": lambda document: not cited_ids(document) <= set(footnote_ids(document)),
    "FTN004": lambda document: any(cites_twice(one) for one in found(document, "//*[footnoteId]")),
    "FTN005": lambda document: any(len(said(one)) > 1000 for one in found(document, "//footnote")),
    # 4: CIKs
    "OWN002": lambda document: len(owners(document)) != len(set(owners(document))),
    "OWN003": lambda document: 0 in owners(document),
    "ISS002": lambda document: int(said(document, "//issuerCik")) == 0,
    # 5: relationships
    "OWN004": lambda document: any(
        not any(is_true(one, box) for box in ("isDirector", "isOfficer", "isTenPercentOwner", "isOther"))
        for one in found(document, "//reportingOwnerRelationship")),
    "OWN005": lambda document: any(is_true(one, "isOfficer") and is_blank(one, "officerTitle")
                                   for one in found(document, "//reportingOwnerRelationship")),
    "OWN006": lambda document: any(is_true(one, "isOther") and is_blank(one, "otherText")
                                   for one in found(document, "//reportingOwnerRelationship")),
    # 6: addresses. The flag is mandatory, but in March 2026 EDGAR took addresses with a US state and no flag
    "OWN008": lambda document: any(one.find("rptOwnerNonUSAddressFlag") is None and is_blank(one, "rptOwnerState")
                                   for one in found(document, "//reportingOwnerAddress")),
    "OWN009": lambda document: any(
        said(one, "rptOwnerNonUSAddressFlag").strip() in ("0", "false") and is_blank(one, "rptOwnerState")
        for one in found(document, "//reportingOwnerAddress")),
    "OWN010": lambda document: any(is_true(one, "rptOwnerNonUSAddressFlag") and is_blank(one, "rptOwnerCountry")
                                   for one in found(document, "//reportingOwnerAddress")),
    # 7: countries that are no more
    "OWN012": lambda document: any(said(one) in OBSOLETE for one in found(document, "//rptOwnerCountry")),
    # 4.3.8.2: on Form 4, a transaction of form type 4 has no timeliness, and one of form type 5 none or E
    "TXN002": lambda document: any(mistimed(row) for row in found(document, TRANSACTIONS)),
    # 3.3 cm(6): shares or value of the underlying security
    "DRV001": lambda document: bool(found(
        document, "//underlyingSecurity[not(underlyingSecurityShares) and not(underlyingSecurityValue)]")),
}
"""By rule of ours, whether a document breaks it. The numbers are those of the specification's rules in our notes."""
