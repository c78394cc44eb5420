"""SIG: signatures."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import limits


@rule("SIG001", Severity.SUSPEND, Cite(SPEC, "3.5, element ownerSignature"))
def filing_is_signed(form4: Form4) -> Iterator[Found]:
    """A filing has one to ten signatures.

    They need not be as many as the reporting owners (4.3.7).

    Wrong:
        signatures: []
    Right:
        signatures: [{name: /s/ Jane Doe, date: 2026-06-02}]
    """
    least, most = limits("signatures")
    if len(form4.signatures) < least:
        yield ("signatures",), "no one has signed; write the signature's name and date"
    if len(form4.signatures) > most:
        message = f"there are {len(form4.signatures)} signatures, and EDGAR takes {most}; put the rest into an exhibit"
        yield ("signatures", most), message


@rule("SIG002", Severity.SUSPEND, Cite(SPEC, "section 5, mandatory element has no value"))
def signature_has_a_name(form4: Form4) -> Iterator[Found]:
    """A signature has the signer's name.

    Blanks alone are no signature.

    Wrong:
        signatures: [{name: " "}]
    Right:
        signatures: [{name: /s/ Jane Doe}]
    """
    for number, signature in enumerate(form4.signatures):
        if not signature.name.strip():
            yield ("signatures", number, "name"), "the signature is blank; write the signer's name as signed"
