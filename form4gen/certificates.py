"""Certificates and what is known of them: read from files, fit to sign with or not, and the context they are judged in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from typing import Any, Final, NamedTuple

from asn1crypto import crl, ocsp, pem, x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import InvalidCertificateError
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from form4gen.signed_pdf import DAMAGE

DOCUMENT_SIGNING: Final = frozenset({
    "any_extended_key_usage", "email_protection", "client_auth", "microsoft_document_signing",
    "adobe_authentic_documents_trust", "1.3.6.1.5.5.7.3.36",
})  # fmt: skip
"""Purposes of certificates that people sign documents with, by asn1crypto's names; the last is RFC 9336's."""

SIGNING: Final = frozenset({"digital_signature", "non_repudiation"})


class UnreadableCertificateError(ValueError):
    """A file holds no certificate, no CRL and no OCSP response, or a damaged one."""


class Evidence(NamedTuple):
    """What certificates are judged by: trust anchors, certificates between, and what authorities say of revocation."""

    anchors: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __or__(self, more: Evidence) -> Evidence:
        return Evidence(*map(tuple.__add__, self, more))


class Revocation(Enum):
    """Of whom a CRL or OCSP response must be at hand, each certificate passing only with one."""

    OF_EVERYONE = RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
                                           RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)
    OF_THE_SIGNER = RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
                                             RevocationCheckingRule.CHECK_IF_DECLARED_SOFT)
    OF_NOBODY = RevocationCheckingPolicy(RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
                                         RevocationCheckingRule.CHECK_IF_DECLARED_SOFT)


def context(evidence: Evidence, at: datetime, revocation: Revocation) -> ValidationContext:
    """Judges certificates as of a moment, by the evidence at hand alone: nothing is fetched.

    A CRL issued after the moment tells of it too: it says since when a certificate is revoked.
    """
    return ValidationContext(
        trust_roots=list(evidence.anchors), other_certs=list(evidence.others), crls=list(evidence.crls),
        ocsps=list(evidence.ocsps), moment=at, allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(revocation.value, retroactive_revinfo=True))


def certificates_in(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM or DER file. Raises ``UnreadableCertificateError``."""
    try:
        found = tuple(_loaded(x509.Certificate, one) for one in _der(data, "CERTIFICATE"))
    except DAMAGE:
        found = ()
    if not found:
        raise UnreadableCertificateError("no certificate in PEM or DER")
    return found


def revocation_in(data: bytes) -> Evidence:
    """The CRLs, or the OCSP responses, of a file in PEM or DER. Raises ``UnreadableCertificateError``."""
    for label, kind, where in (("X509 CRL", crl.CertificateList, "crls"), ("OCSP RESPONSE", ocsp.OCSPResponse, "ocsps")):
        with suppress(*DAMAGE):
            if found := tuple(_loaded(kind, one) for one in _der(data, label)):
                return Evidence(**{where: found})
    raise UnreadableCertificateError("neither a CRL nor an OCSP response, in PEM or DER")


def _der(data: bytes, label: str) -> list[bytes]:
    if not pem.detect(data):
        return [data]
    return [der for found, _, der in pem.unarmor(data, multiple=True) if found == label]


def _loaded(kind: Any, der: bytes) -> Any:
    """An ASN.1 structure, read to its depth: asn1crypto looks into one only where it is asked."""
    found = kind.load(der, strict=True)
    _ = found.native
    return found


def usage(certificate: x509.Certificate) -> KeyUsageConstraints:
    """What a signer's certificate must be made for, where it says what it is made for: RFC 5280, 4.2.1.3 and 4.2.1.12."""
    says_usage, says_purpose = certificate.key_usage_value is not None, certificate.extended_key_usage_value is not None
    return KeyUsageConstraints(key_usage=set(SIGNING) if says_usage else set(),
                               extd_key_usage=set(DOCUMENT_SIGNING) if says_purpose else None)


def unfit(certificate: x509.Certificate, at: datetime) -> str | None:
    """Why a certificate is not to be signed with at a moment; None where it is fit.

    Out of its validity (RFC 5280, 4.1.2.5), or made for something else (4.2.1.3, 4.2.1.12).
    """
    if at < certificate.not_valid_before:
        return f"is not valid before {certificate.not_valid_before:%Y-%m-%d %H:%M:%S %Z}"
    if at > certificate.not_valid_after:
        return f"expired on {certificate.not_valid_after:%Y-%m-%d %H:%M:%S %Z}"
    try:
        usage(certificate).validate(certificate)
    except InvalidCertificateError:
        return f"is not made for signing documents, but for: {', '.join(_purposes(certificate))}"
    return None


def _purposes(certificate: x509.Certificate) -> list[str]:
    found: Sequence[Any] = (certificate.key_usage_value, certificate.extended_key_usage_value)
    return sorted(str(purpose).replace("_", " ") for value in found if value is not None for purpose in value.native)


def name_of(name: x509.Name) -> str:
    """The common name, or else all of a name."""
    common = name.native.get("common_name")
    return common if isinstance(common, str) else str(name.human_friendly)
