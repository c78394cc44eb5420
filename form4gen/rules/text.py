"""TXT: the text of a filing, before there is a filing to judge."""

from __future__ import annotations

from typing import Final

from form4gen.finding import SPEC, XSD, Cite, Severity
from form4gen.rules.catalogue import Rule, text_rule

OURS: Final = "form4gen"

IS_READABLE: Final = text_rule("TXT001", "file-is-readable", Cite(OURS, "docs/yaml.md, what a file may hold"), """
    The file is YAML, JSON or XML text that can be read safely.

    It is UTF-8, holds one document, stays within 2 MB and 32 levels, and uses no tags. XML has no DTD, no entities of
    its own and no processing instructions: EDGAR suspends the last (specification, section 5). A published submission,
    an edgarSubmission and gzip are opened first (docs/reading.md).

    Wrong:
        issuer: {cik: 0001105472
    Right:
        issuer: {cik: 0001105472, trading_symbol: SONS}
    """)

NOT_PRESCRIBED: Final = Cite(SPEC, "section 5, element not prescribed in the schema")
IS_KNOWN: Final = text_rule("TXT002", "name-is-known", NOT_PRESCRIBED, """
    Every key and element is one that Form 4 has.

    A misspelt key would be left out of the filing without a word, so none is passed over.

    Wrong:
        non_derivative_table:
          - securty_title: Common Stock
    Right:
        non_derivative_table:
          - security_title: Common Stock
    """)

NO_VALUE: Final = Cite(SPEC, "section 5, mandatory element has no value")
IS_GIVEN: Final = text_rule("TXT003", "required-value-is-given", NO_VALUE, """
    Every value that Form 4 requires is given.

    Wrong:
        issuer: {cik: 0000012345, trading_symbol: ""}
    Right:
        issuer: {cik: 0000012345, trading_symbol: XMPL}
    """)

IS_GIVEN_ONCE: Final = text_rule("TXT004", "key-appears-once", Cite(OURS, "docs/yaml.md, what a file may hold"), """
    A key or single element appears once.

    YAML's own readers let the second of two equal keys win in silence; then the filing says something its author
    can see contradicted three lines above.

    Wrong:
        remarks: See Exhibit 24
        remarks: Filing 1 of 2
    Right:
        remarks: See Exhibit 24
    """)

IS_PLAIN_NUMBER: Final = text_rule("TXT005", "number-is-plain", Cite(SPEC, "3.2, type decimal"), """
    A number is digits with at most one period and four decimals, up to 999999999999.9999.

    No thousands comma, currency sign, minus, exponent or unit: EDGAR's schema refuses them.

    Wrong:
        non_derivative_table:
          - shares: 1,000
    Right:
        non_derivative_table:
          - shares: 1000
    """)

IS_DAY: Final = text_rule("TXT006", "date-is-a-day", Cite(SPEC, "3.2, type date"), """
    A date is a day of the calendar, written YYYY-MM-DD.

    Wrong:
        period_of_report: 2014-02-30
    Right:
        period_of_report: 2026-06-01
    """)

IS_A_CHOICE: Final = text_rule("TXT007", "value-is-on-the-list", Cite(SPEC, "3.6, choice lists"), """
    A value with a choice list is one of the list.

    Wrong:
        non_derivative_table:
          - acquired_disposed: Bought
    Right:
        non_derivative_table:
          - acquired_disposed: A
    """)

FITS: Final = text_rule("TXT008", "text-fits", Cite(SPEC, "3.5, maximum length"), """
    Text is no longer than EDGAR keeps.

    Wrong:
        reporting_owners:
          - relationship: {officer_title: Executive Vice President and Chief Human Resources Officer}
    Right:
        reporting_owners:
          - relationship: {officer_title: "EVP, Chief HR Officer"}
    """)

IS_FLAG: Final = text_rule("TXT009", "flag-is-true-or-false", Cite(SPEC, "3.2, type boolean"), """
    A flag is true or false.

    Wrong:
        under_10b5_1_plan: yes
    Right:
        under_10b5_1_plan: true
    """)

HAS_FORM: Final = text_rule("TXT010", "identifier-has-its-form", Cite(XSD, "types CIK, FID and rptOwnerZipCode"), """
    A CIK, a CCC, a ZIP code, a place code and a footnote id have the form EDGAR gives them.

    A CIK has one to ten digits, a CCC eight characters, a ZIP code digits, letters, blanks, # and -, a state or country
    code two capitals or digits, a footnote id F and a number from 1 to 99.

    Wrong:
        issuer: {cik: CIK0000012345}
    Right:
        issuer: {cik: 0000012345}
    """)

SAYS_SOMETHING: Final = text_rule("TXT011", "value-or-footnote-is-given", Cite(SPEC, "3.3 cm(8)"), """
    A price or date that may be left to a footnote has a value, a footnote, or both.

    Wrong:
        non_derivative_table:
          - price_per_share: []
    Right:
        non_derivative_table:
          - price_per_share: 0
    """)

ONE_OF: Final = text_rule("TXT012", "one-of-two-is-given", Cite(SPEC, "3.3 cm(4), cm(6), cm(7)"), """
    Of shares and their value, one is given.

    Wrong:
        non_derivative_table:
          - {shares_owned_following: 12500, value_owned_following: 12500}
    Right:
        non_derivative_table:
          - {shares_owned_following: 12500}
    """)

HAS_SHAPE: Final = text_rule("TXT013", "parts-have-their-shape", Cite(OURS, "docs/fields.md"), """
    A group is written as a group, a list as a list, a value as a value.

    Wrong:
        issuer: EXAMPLE CORP
    Right:
        issuer: {cik: 0000012345, trading_symbol: XMPL}
    """)

NAMES_A_FOOTNOTE: Final = text_rule("TXT014", "cited-footnote-is-written", Cite(SPEC, "4.3.6"), """
    A footnote that a value cites by name is among the footnotes.

    Wrong:
        non_derivative_table:
          - shares: 1000 [plann]
        footnotes: {plan: Acquired under the issuer's purchase plan.}
    Right:
        non_derivative_table:
          - shares: 1000 [plan]
        footnotes: {plan: Acquired under the issuer's purchase plan.}
    """)

IS_IN_ORDER: Final = text_rule("TXT015", "elements-are-in-order", Cite(SPEC, "section 5, elements not in sequence"), """
    In XML, elements stand in EDGAR's order.

    YAML may be written in any order; form4gen puts the elements right.

    Wrong:
        <issuer><issuerTradingSymbol>XMPL</issuerTradingSymbol><issuerCik>0000012345</issuerCik></issuer>
    Right:
        <issuer><issuerCik>0000012345</issuerCik><issuerTradingSymbol>XMPL</issuerTradingSymbol></issuer>
    """)

IS_FORM_4: Final = text_rule("TXT016", "document-is-a-form-4", Cite(SPEC, "3.6.7"), """
    The document is a Form 4 or an amendment to one.

    Form 3 and Form 5 have the same root element, so it is the document type that tells.

    Wrong:
        <documentType>5</documentType>
    Right:
        <documentType>4</documentType>
    """)

IS_XML_TEXT: Final = text_rule("TXT017", "characters-exist-in-xml", Cite("XML 1.0", "2.2, Characters"), """
    Text holds only characters that XML can carry.

    Wrong:
        remarks: "a bell \\a"
    Right:
        remarks: a bell
    """)

CITATIONS: Final = Cite(OURS, "docs/yaml.md, footnotes")
CITES_IN_LONG_FORM: Final = text_rule("TXT018", "text-cites-in-the-long-form", CITATIONS, """
    A title or other text cites its footnotes in the long form.

    Behind a number, a date or a code, a name in brackets cites a footnote. Behind text it might be part of the text:
    EDGAR would take it so, and form4gen does not guess.

    Wrong:
        non_derivative_table:
          - security_title: Common Stock [plan]
        footnotes: {plan: Acquired under the issuer's purchase plan.}
    Right:
        non_derivative_table:
          - security_title: {value: Common Stock, footnotes: [plan]}
        footnotes: {plan: Acquired under the issuer's purchase plan.}
    """)

TYPES_AGREE: Final = text_rule("TXT019", "submission-and-document-agree", Cite(SPEC, "4.2.1.1 and 4.3"), """
    A submission, its primary document's entry and the document itself are of one type.

    The submissionType of an edgarSubmission, the documentType of the entry that encloses the filing and the filing's own
    documentType are the same: 4, or 4/A.

    Wrong:
        <edgarSubmission><submissionType>4/A</submissionType><edgarDocument><documentType>4</documentType>...
    Right:
        <edgarSubmission><submissionType>4</submissionType><edgarDocument><documentType>4</documentType>...
    """)

HAS_A_PLACE: Final = text_rule("TXT020", "old-layout-is-kept-whole", Cite(OURS, "docs/reading.md, old editions"), """
    What a filing in the layout of 2003 says has a place in today's.

    Its rows gave a holding the elements of a transaction. The number or value held is kept; what else such a row gave is
    named, since it is left out of what form4gen writes.

    Wrong:
        <schemaVersion>X0101</schemaVersion><nonDerivativeSecurity><transactionTimeliness/></nonDerivativeSecurity>
    Right:
        <schemaVersion>X0101</schemaVersion><nonDerivativeSecurity><transactionDate/></nonDerivativeSecurity>
    """, Severity.WARN)

FAULTS: Final[dict[str, Rule]] = {
    "missing": IS_GIVEN,
    "extra_forbidden": IS_KNOWN,
    "literal_error": IS_A_CHOICE,
    "union_tag_invalid": IS_A_CHOICE,
    "string_too_long": FITS,
    "string_too_short": IS_GIVEN,
    "string_type": HAS_SHAPE,
    "model_type": HAS_SHAPE,
    "model_attributes_type": HAS_SHAPE,
    "tuple_type": HAS_SHAPE,
    "form4gen.amount": IS_PLAIN_NUMBER,
    "form4gen.day": IS_DAY,
    "form4gen.flag": IS_FLAG,
    "form4gen.cik": HAS_FORM,
    "form4gen.ccc": HAS_FORM,
    "form4gen.footnote_id": HAS_FORM,
    "form4gen.zip_code": HAS_FORM,
    "form4gen.place_code": HAS_FORM,
    "form4gen.character": IS_XML_TEXT,
    "form4gen.value_or_footnote": SAYS_SOMETHING,
    "form4gen.one_of": ONE_OF,
}
"""Which rule a pydantic error breaks, by the error's type."""
