"""Form 4 and its parts, field by field, in EDGAR's order.

Annotations are values here, not text, which pydantic would have to compile one by one whenever a program starts.
Shape only: types, lexical forms, lengths, choice lists, what is required or footnoted. Meaning is the rules' business.
Source: EDGAR Ownership XML Technical Specification v5.5, section 3.5; XSDs ownership4Document and ownershipDocumentCommon.
"""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from form4gen.element import (
    Element,
    In,
    Reported,
    ReportedIfAny,
    ReportedOrFootnoted,
    Row,
    Unfootnoted,
    WithChoices,
)
from form4gen.lexical import (
    Amount,
    AnyText,
    Ccc,
    Cik,
    CountryCode,
    Day,
    Flag,
    FootnoteId,
    ForeignSymbol,
    Name,
    Nature,
    RemarksText,
    SchemaVersion,
    SignatureName,
    StateCode,
    Symbol,
    Text30,
    Text40,
    Text50,
    Title,
    ZipCode,
)

FormType = Literal["4", "4/A"]
SentCode = Literal["A", "C", "D", "E", "F", "G", "H", "I", "J", "L", "M", "O", "P", "S", "U", "W", "X", "Z"]
AcquiredDisposed = Literal["A", "D"]
DirectIndirect = Literal["D", "I"]
Timeliness = Literal["", "E", "L"]
Place = tuple[str | int, ...]
"""Where a value stands in a filing: ``("non_derivative_table", 0, "shares")``."""


class Issuer(Element):
    """Box 2: the company whose securities are reported."""

    cik: Annotated[Cik, In("issuerCik", "The issuer's Central Index Key.", box="2")]
    name: Annotated[Name | None, In("issuerName", "Printed, not sent: EDGAR supplies it.", box="2",
                                         profile="disseminated")] = None
    trading_symbol: Annotated[Symbol, In("issuerTradingSymbol", "The ticker or trading symbol.", box="2")]
    foreign_trading_symbol: Annotated[ForeignSymbol | None, In("issuerForeignTradingSymbol", "The symbol abroad.", box="2a",
                                                          since="X0609")] = None


class Address(Element):
    """Box 1: an owner's address. Left out whole, EDGAR prints the address it has on record."""

    non_us_address: Annotated[Flag | None, In("rptOwnerNonUSAddressFlag", "Whether the address is outside the US.",
                                              box="1", since="X0609")] = None
    street1: Annotated[Text40 | None, In("rptOwnerStreet1", "First line of the street address.", box="1")] = None
    street2: Annotated[Text40 | None, In("rptOwnerStreet2", "Second line of the street address.", box="1")] = None
    city: Annotated[Text30 | None, In("rptOwnerCity", "City.", box="1")] = None
    non_us_state_territory: Annotated[Text40 | None, In("rptOwnerNonUSStateTerritory",
                                                          "State, province or territory outside the US.", box="1",
                                                          since="X0609")] = None
    state: Annotated[StateCode | None, In("rptOwnerState", "State code; before X0609 also a country code.",
                                          box="1")] = None
    country: Annotated[CountryCode | None, In("rptOwnerCountry", "EDGAR's country code.", box="1", since="X0609")] = None
    zip_code: Annotated[ZipCode | None, In("rptOwnerZipCode", "ZIP or postal code.", box="1")] = None
    state_description: Annotated[Text50 | None, In("rptOwnerStateDescription", "Supplied by EDGAR.",
                                                     profile="disseminated", by_edgar=True)] = None
    good_address: Annotated[Flag | None, In("rptOwnerGoodAddress", "Supplied by EDGAR.",
                                            profile="disseminated", by_edgar=True)] = None


class Relationship(Element):
    """Box 5: what the owner is to the issuer; at least one flag is true."""

    is_director: Annotated[Flag | None, In("isDirector", "A director of the issuer.", box="5")] = None
    is_officer: Annotated[Flag | None, In("isOfficer", "An officer of the issuer.", box="5")] = None
    is_ten_percent_owner: Annotated[Flag | None, In("isTenPercentOwner", "Owner of more than ten percent.",
                                                    box="5")] = None
    is_other: Annotated[Flag | None, In("isOther", "Another reporting person; say which in other_text.",
                                        box="5")] = None
    officer_title: Annotated[Text30 | None, In("officerTitle", "The officer's title.", box="5")] = None
    other_text: Annotated[Text30 | None, In("otherText", "Why another person reports.", box="5")] = None


class ReportingOwner(Element):
    """Boxes 1 and 5: a person who reports."""

    cik: Annotated[Cik, In("reportingOwnerId/rptOwnerCik", "The owner's Central Index Key.", box="1")]
    ccc: Annotated[Ccc | None, In("reportingOwnerId/rptOwnerCcc", "The owner's EDGAR password; never printed.",
                                  profile="submission")] = None
    name: Annotated[Name | None, In("reportingOwnerId/rptOwnerName", "Printed, not sent: EDGAR supplies it.",
                                         box="1", profile="disseminated")] = None
    address: Annotated[Address | None, In("reportingOwnerAddress", "The owner's address.", box="1")] = None
    relationship: Annotated[Relationship, In("reportingOwnerRelationship", "What the owner is to the issuer.",
                                             box="5")]


class Coding(Element):
    """What kind of transaction it is."""

    form_type: Annotated[Literal["4", "5"], In("transactionFormType", "5 for a Form 5 transaction reported early.")]
    code: Annotated[SentCode, In("transactionCode", "The transaction code of Instruction 8.", column=0)]
    equity_swap_involved: Annotated[Flag, In("equitySwapInvolved", "Whether an equity swap is involved (prints K).")]
    footnotes: Annotated[tuple[FootnoteId, ...], In("footnoteId", "The footnotes that explain the code.", column=0,
                                                    occurs=(0, 99))] = ()


class Ownership(Element):
    """How the securities are owned."""

    direct_or_indirect: Annotated[Reported[DirectIndirect], In(
        "directOrIndirectOwnership", "Direct (D) or indirect (I).", column=0)]
    nature: Annotated[Reported[Nature] | None, In("natureOfOwnership", "How indirect ownership comes about.",
                                                   column=1)] = None

    @property
    def is_direct(self) -> bool:
        return self.direct_or_indirect.value == "D"


class UnderlyingSecurity(WithChoices):
    """What a derivative security is derived from."""

    at_most_one_of: ClassVar = (("shares", "value"),)

    title: Annotated[Reported[Title], In("underlyingSecurityTitle", "Title of the underlying security.", column=0)]
    shares: Annotated[ReportedOrFootnoted[Amount] | None, In("underlyingSecurityShares", "Number of shares.",
                                                             column=1)] = None
    value: Annotated[ReportedOrFootnoted[Amount] | None, In("underlyingSecurityValue", "Or their value in dollars.",
                                                            column=1)] = None


TABLE_I_BOXES = ("I.1", "I.2", "I.2A", "I.3", "I.3", "I.4", "I.4", "I.4", "I.5", "I.6", "I.7")
TABLE_II_BOXES = ("II.1", "II.2", "II.3", "II.3A", "II.4", "II.4", "II.5", "II.5", "II.6", "II.6", "II.7", "II.7",
                  "II.8", "II.9", "II.10", "II.11")
OWNED_FOLLOWING = ("shares_owned_following", "value_owned_following")


class NonDerivativeTransaction(Row):
    """A row of Table I that reports a transaction."""

    tag: ClassVar = "nonDerivativeTransaction"
    boxes: ClassVar = TABLE_I_BOXES
    exactly_one_of: ClassVar = (OWNED_FOLLOWING,)

    kind: Literal["transaction"] = "transaction"
    security_title: Annotated[Reported[Title], In("securityTitle", "Title of the class of securities.", column=0)]
    transaction_date: Annotated[Reported[Day], In("transactionDate", "Day of the transaction.", column=1)]
    deemed_execution_date: Annotated[ReportedIfAny[Day] | None, In(
        "deemedExecutionDate", "Only under Rule 16a-3(g)(2) or (3).", column=2)] = None
    coding: Annotated[Coding | None, In("transactionCoding", "What kind of transaction it is.", column=3)] = None
    timeliness: Annotated[ReportedIfAny[Timeliness] | None, In(
        "transactionTimeliness", "Empty; E is allowed for a form type of 5.", column=4)] = None
    shares: Annotated[Reported[Amount], In("transactionAmounts/transactionShares", "Number of shares.", column=5)]
    price_per_share: Annotated[ReportedOrFootnoted[Amount], In(
        "transactionAmounts/transactionPricePerShare", "Price in US dollars, or a footnote.", column=7)]
    acquired_disposed: Annotated[Reported[AcquiredDisposed], In(
        "transactionAmounts/transactionAcquiredDisposedCode", "Acquired (A) or disposed of (D).", column=6)]
    shares_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/sharesOwnedFollowingTransaction", "Shares owned after the transaction.",
        column=8)] = None
    value_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/valueOwnedFollowingTransaction", "Or their value in dollars.", column=8)] = None
    ownership: Annotated[Ownership, In("ownershipNature", "How the securities are owned.", column=9)]


class NonDerivativeHolding(Row):
    """A row of Table I that reports securities held, with no transaction."""

    tag: ClassVar = "nonDerivativeHolding"
    boxes: ClassVar = TABLE_I_BOXES
    exactly_one_of: ClassVar = (OWNED_FOLLOWING,)

    kind: Literal["holding"] = "holding"
    security_title: Annotated[Reported[Title], In("securityTitle", "Title of the class of securities.", column=0)]
    shares_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/sharesOwnedFollowingTransaction", "Shares owned.", column=8)] = None
    value_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/valueOwnedFollowingTransaction", "Or their value in dollars.", column=8)] = None
    ownership: Annotated[Ownership, In("ownershipNature", "How the securities are owned.", column=9)]


class DerivativeTransaction(Row):
    """A row of Table II that reports a transaction."""

    tag: ClassVar = "derivativeTransaction"
    boxes: ClassVar = TABLE_II_BOXES
    exactly_one_of: ClassVar = (("shares", "total_value"), OWNED_FOLLOWING)

    kind: Literal["transaction"] = "transaction"
    security_title: Annotated[Reported[Title], In("securityTitle", "Title of the derivative security.", column=0)]
    conversion_or_exercise_price: Annotated[ReportedOrFootnoted[Amount], In(
        "conversionOrExercisePrice", "Price in US dollars, or a footnote.", column=1)]
    transaction_date: Annotated[Reported[Day], In("transactionDate", "Day of the transaction.", column=2)]
    deemed_execution_date: Annotated[ReportedIfAny[Day] | None, In(
        "deemedExecutionDate", "Only under Rule 16a-3(g)(2) or (3).", column=3)] = None
    coding: Annotated[Coding | None, In("transactionCoding", "What kind of transaction it is.", column=4)] = None
    timeliness: Annotated[ReportedIfAny[Timeliness] | None, In(
        "transactionTimeliness", "Empty; E is allowed for a form type of 5.", column=5)] = None
    shares: Annotated[Reported[Amount] | None, In(
        "transactionAmounts/transactionShares", "Number of derivative securities.", column=6)] = None
    total_value: Annotated[Reported[Amount] | None, In(
        "transactionAmounts/transactionTotalValue", "Or their value in dollars.", column=6)] = None
    price_per_share: Annotated[ReportedOrFootnoted[Amount], In(
        "transactionAmounts/transactionPricePerShare", "Price of the derivative security, or a footnote.", column=12)]
    acquired_disposed: Annotated[Unfootnoted[AcquiredDisposed], In(
        "transactionAmounts/transactionAcquiredDisposedCode", "Acquired (A) or disposed of (D).", column=6)]
    exercise_date: Annotated[ReportedOrFootnoted[Day], In("exerciseDate", "Exercisable from, or a footnote.", column=8)]
    expiration_date: Annotated[ReportedOrFootnoted[Day], In("expirationDate", "Expires, or a footnote.", column=9)]
    underlying_security: Annotated[UnderlyingSecurity, In("underlyingSecurity", "What it is derived from.", column=10)]
    shares_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/sharesOwnedFollowingTransaction", "Derivative securities owned afterwards.",
        column=13)] = None
    value_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/valueOwnedFollowingTransaction", "Or their value in dollars.", column=13)] = None
    ownership: Annotated[Ownership, In("ownershipNature", "How the securities are owned.", column=14)]


class DerivativeHolding(Row):
    """A row of Table II that reports derivative securities held, with no transaction."""

    tag: ClassVar = "derivativeHolding"
    boxes: ClassVar = TABLE_II_BOXES
    exactly_one_of: ClassVar = (OWNED_FOLLOWING,)

    kind: Literal["holding"] = "holding"
    security_title: Annotated[Reported[Title], In("securityTitle", "Title of the derivative security.", column=0)]
    conversion_or_exercise_price: Annotated[ReportedOrFootnoted[Amount], In(
        "conversionOrExercisePrice", "Price in US dollars, or a footnote.", column=1)]
    exercise_date: Annotated[ReportedOrFootnoted[Day], In("exerciseDate", "Exercisable from, or a footnote.", column=8)]
    expiration_date: Annotated[ReportedOrFootnoted[Day], In("expirationDate", "Expires, or a footnote.", column=9)]
    underlying_security: Annotated[UnderlyingSecurity, In("underlyingSecurity", "What it is derived from.", column=10)]
    shares_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/sharesOwnedFollowingTransaction", "Derivative securities owned.", column=13)] = None
    value_owned_following: Annotated[Reported[Amount] | None, In(
        "postTransactionAmounts/valueOwnedFollowingTransaction", "Or their value in dollars.", column=13)] = None
    ownership: Annotated[Ownership, In("ownershipNature", "How the securities are owned.", column=14)]


Transaction = NonDerivativeTransaction | DerivativeTransaction
NonDerivativeRow = Annotated[NonDerivativeTransaction | NonDerivativeHolding, Field(discriminator="kind")]
DerivativeRow = Annotated[DerivativeTransaction | DerivativeHolding, Field(discriminator="kind")]
AnyRow = NonDerivativeTransaction | NonDerivativeHolding | DerivativeTransaction | DerivativeHolding
ROW_CLASSES: Final[dict[str, dict[str, type[Row]]]] = {
    "non_derivative_table": {"transaction": NonDerivativeTransaction, "holding": NonDerivativeHolding},
    "derivative_table": {"transaction": DerivativeTransaction, "holding": DerivativeHolding},
}
"""The rows of each table, by kind."""
TABLES: Final = tuple(ROW_CLASSES)


class Footnote(Element):
    """A footnote, printed under "Explanation of Responses"."""

    id: Annotated[FootnoteId, In("@id", "F1 to F99.")]
    text: Annotated[AnyText, In(".", "The footnote; EDGAR keeps 1,000 characters.")]


class Signature(Element):
    """Who signed, and when."""

    name: Annotated[SignatureName, In("signatureName", "The signature as typed, with the capacity if any.")]
    date: Annotated[Day, In("signatureDate", "Day of the signature.")]


class Form4(Element):
    """A Form 4 or 4/A: one filing."""

    tag: ClassVar = "ownershipDocument"

    schema_version: Annotated[SchemaVersion | None, In("schemaVersion", "Supplied by EDGAR.",
                                                    profile="disseminated", by_edgar=True)] = None
    form: Annotated[FormType, In("documentType", "4, or 4/A for an amendment.")] = "4"
    period_of_report: Annotated[Day, In("periodOfReport", "Date of the earliest transaction.", box="3")]
    date_of_original_submission: Annotated[Day | None, In(
        "dateOfOriginalSubmission", "In an amendment: the day the original was filed.", box="4",
        amendment_only=True)] = None
    not_subject_to_section_16: Annotated[Flag | None, In("notSubjectToSection16", "The exit box.")] = None
    issuer: Annotated[Issuer, In("issuer", "The company whose securities are reported.", box="2")]
    reporting_owners: Annotated[tuple[ReportingOwner, ...], In("reportingOwner", "The persons who report.", box="1",
                                                               occurs=(1, 10))]
    under_10b5_1_plan: Annotated[Flag | None, In(
        "aff10b5One", "Whether a transaction was made under a Rule 10b5-1(c) plan. See Instruction 10.",
        since="X0407", mandatory=True)] = None
    non_derivative_table: Annotated[tuple[NonDerivativeRow, ...], In("nonDerivativeTable/*", "Table I.",
                                                                     occurs=(0, 30))] = ()
    derivative_table: Annotated[tuple[DerivativeRow, ...], In("derivativeTable/*", "Table II.", occurs=(0, 30))] = ()
    footnotes: Annotated[tuple[Footnote, ...], In("footnotes/footnote", "Explanation of Responses.",
                                                  occurs=(0, 99))] = ()
    remarks: Annotated[RemarksText | None, In("remarks", "Remarks.")] = None
    signatures: Annotated[tuple[Signature, ...], In("ownerSignature", "Who signed, and when.",
                                                          occurs=(1, 10))] = ()

    def rows(self) -> list[tuple[Place, AnyRow]]:
        """Every row of both tables with its place, in the author's order."""
        return [((table, number), row) for table in TABLES for number, row in enumerate(getattr(self, table))]

    def transactions(self) -> list[tuple[Place, Transaction]]:
        """Every row of both tables that reports a transaction, with its place."""
        return [(place, row) for place, row in self.rows() if row.kind == "transaction"]
