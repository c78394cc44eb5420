"""Form4 -> the words in each box of the printed form, as sec.gov's page shows them; a total function.

Four editions of the form are printed: X03 (to March 2023), X04 (spring 2023: the Rule 10b5-1 box in a row of its own),
X05 (that box in the head) and X06 (from 18 March 2026: foreign trading symbol, country, places in words, the form's
number at the end). Source: sec.gov's pages of Form 4 and EDGAR Ownership XML Technical Specification v5.5, 3.6.6.
"""

from __future__ import annotations

from typing import Final

from form4gen.filing import Address, Footnote, Form4, Relationship, ReportingOwner, Signature
from form4gen.page_parts import OwnerBlock, Page, RelationshipBoxes, SignedBy
from form4gen.places import COUNTRIES, OBSOLETE_COUNTRIES, STATES
from form4gen.printed_rows import day, one_line, table_i_row, table_ii_row
from form4gen.versions import EDITIONS, Edition, edition_of, version_of

LONGEST_FOOT_NAME: Final = 60
"""Characters of a name in the foot, which has one line; the whole name stands in box 1."""
_PLACES: Final = OBSOLETE_COUNTRIES | COUNTRIES | STATES
_UNITED_STATES: Final = "UNITED STATES"
_NO_ADDRESS: Final = Address()


def printed_in(form4: Form4, edition: Edition | None) -> Page:
    """The words in an edition of the form, or in that of the filing's day. Raises ``ValueError`` for an unknown one."""
    if edition not in (None, *EDITIONS):
        raise ValueError(f"{edition!r} is no edition of the form; take one of {EDITIONS}")
    return printed(form4, edition or edition_of(version_of(form4)))


def printed(form4: Form4, edition: Edition) -> Page:
    """The words on the printed form of a filing, in an edition of the form."""
    owners = tuple(_owner(owner, edition) for owner in form4.reporting_owners)
    return Page(
        edition=edition,
        title=title(form4),
        foot=foot(form4),
        no_longer_subject=bool(form4.not_subject_to_section_16),
        under_10b5_1_plan=None if edition == "X03" else bool(form4.under_10b5_1_plan),
        owner=owners[0] if owners else OwnerBlock("", ("", ""), "", "", "", "" if edition == "X06" else None),
        issuer_name=one_line(form4.issuer.name),
        trading_symbol=one_line(form4.issuer.trading_symbol),
        foreign_trading_symbol=one_line(form4.issuer.foreign_trading_symbol) if edition == "X06" else None,
        earliest_transaction=day(form4.period_of_report),
        original_filed=day(form4.date_of_original_submission),
        relationship=_relationship(form4.reporting_owners, edition),
        one_reporting_person=len(owners) < 2,
        table_i=tuple(table_i_row(row) for row in form4.non_derivative_table),
        table_ii=tuple(table_ii_row(row) for row in form4.derivative_table),
        owners=owners if len(owners) > 1 else (),
        footnotes=tuple(_footnote(footnote) for footnote in form4.footnotes),
        remarks=_remarks(form4, edition),
        signatures=tuple(_signed_by(signature) for signature in form4.signatures),
        form_number="* Form 4: SEC 1474 (03-26)" if edition == "X06" else None,
    )


def title(form4: Form4) -> str:
    """A name for the document: form, owner, issuer, period; a name that is not known is left out."""
    owner = form4.reporting_owners[0].name if form4.reporting_owners else None
    parts = (f"Form {form4.form}", one_line(owner), one_line(form4.issuer.name), form4.period_of_report.isoformat())
    return " - ".join(part for part in parts if part)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_FOOT_NAME else f"{name[:LONGEST_FOOT_NAME].rstrip()} ..."


def foot(form4: Form4) -> str:
    """Form, owner and trading symbol, and whether there are further owners."""
    first = [_cut(one_line(owner.name)) for owner in form4.reporting_owners[:1]]
    others = ["and others"] if len(form4.reporting_owners) > 1 else []
    parts = (f"Form {form4.form}", " ".join([*first, *others] if any(first) else ()), one_line(form4.issuer.trading_symbol))
    return " - ".join(part for part in parts if part)


def _owner(owner: ReportingOwner, edition: Edition) -> OwnerBlock:
    address = owner.address or _NO_ADDRESS
    state, country = _state_and_country(address) if edition == "X06" else (_state_code(address), None)
    return OwnerBlock(
        name=one_line(owner.name),
        streets=(one_line(address.street1), one_line(address.street2)),
        city=one_line(address.city),
        state=state,
        zip_code=one_line(address.zip_code),
        country=country,
    )


def _state_code(address: Address) -> str:
    """What stands over "(State)" before X06: the code, which may be a country's."""
    return one_line(address.state) or one_line(address.non_us_state_territory)


def _state_and_country(address: Address) -> tuple[str, str]:
    """What stands over "(State)" and "(Country)" since X06, in words; no country is shown that the filing does not imply.

    An older filing's country code in the state's box is shown as the country it is.
    """
    state, territory = one_line(address.state), one_line(address.non_us_state_territory)
    country = _place(one_line(address.country))
    if state in STATES:
        return territory or STATES[state], country or ("" if address.non_us_address else _UNITED_STATES)
    return territory or ("" if state in _PLACES else state), country or _PLACES.get(state, "")


def _place(code: str) -> str:
    return _PLACES.get(code, code)


def _relationship(owners: tuple[ReportingOwner, ...], edition: Edition) -> RelationshipBoxes:
    """The first owner's relationship: the form has no room for the others'."""
    first = owners[0].relationship if owners else Relationship()
    return RelationshipBoxes(
        director=bool(first.is_director),
        ten_percent_owner=bool(first.is_ten_percent_owner),
        officer=bool(first.is_officer),
        other=bool(first.is_other),
        officer_title=one_line(first.officer_title),
        other_text=one_line(first.other_text),
        in_one_cell=edition in ("X03", "X04"),
    )


def _footnote(footnote: Footnote) -> str:
    return f"{footnote.id.removeprefix('F')}. {one_line(footnote.text)}"


def _remarks(form4: Form4, edition: Edition) -> str | None:
    """The remarks; the newest edition prints the heading even of remarks that are not there."""
    return None if form4.remarks is None and edition != "X06" else one_line(form4.remarks)


def _signed_by(signature: Signature) -> SignedBy:
    return SignedBy(one_line(signature.name), day(signature.date))
