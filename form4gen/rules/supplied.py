"""What EDGAR supplies, and what only the filer can: the XML to be sent."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import given
from form4gen.situation import Standing


@rule("DOC008", Severity.WARN, Cite(SPEC, "section 5, NA or blank field has a value"))
def edgars_own_values_are_not_sent(form4: Form4, profile: Standing | None) -> Iterator[Found]:
    """XML to be sent leaves out what EDGAR supplies itself.

    EDGAR writes the schema version, the names and the description of a state into the document that it publishes.
    What a filer sends of them it discards, with a warning. In YAML a name may stand: it is printed, and not sent.

    Wrong:
        profile: submission
        reporting_owners: [{ccc: "abcd#234"}]
    Right:
        profile: submission
        issuer: {name: ~}
        reporting_owners: [{ccc: "abcd#234", name: ~}]
    """
    if profile != "submission":
        return
    for place, one, value in given(form4):
        if one.where.profile == "disseminated" and str(value).strip():
            tag = one.steps[-1]
            yield place, f"{str(value)!r} is EDGAR's to supply, and is discarded if it is sent; leave <{tag}> out"


@rule("OWN015", Severity.SUSPEND, Cite(SPEC, "3.3 o(1)"))
def owner_in_xml_to_be_sent_has_a_ccc(form4: Form4, profile: Standing | None) -> Iterator[Found]:
    """In XML to be sent, every reporting owner has a CCC.

    The schemas let it be left out, because EDGAR takes it out of what it publishes; a submission needs it.

    Wrong:
        profile: submission
        issuer: {name: ~}
        reporting_owners: [{name: ~}]
    Right:
        profile: submission
        issuer: {name: ~}
        reporting_owners: [{name: ~, ccc: "abcd#234"}]
    """
    if profile != "submission":
        return
    for number, owner in enumerate(form4.reporting_owners):
        if owner.ccc is None:
            message = (f"reporting owner {owner.cik} has no CCC, without which EDGAR takes no submission; "
                       "form4gen build adds it from --ccc-file or the environment")
            yield ("reporting_owners", number, "ccc"), message
