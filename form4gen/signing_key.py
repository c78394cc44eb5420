"""Who signs: a private key and its certificate, from a PKCS#12 file or from a PKCS#11 token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from form4gen.signed_pdf import reason


class CredentialError(ValueError):
    """There is no key to sign with; the message says why and shows no password."""


def from_pkcs12(data: bytes, password: bytes) -> Signer:
    """The key and certificates of a PKCS#12 file (RFC 7292). Raises ``CredentialError``."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password or None)
    except (ValueError, TypeError):
        raise CredentialError("it cannot be opened: the password is wrong, or it is no PKCS#12 file") from None
    if key is None or certificate is None:
        raise CredentialError("it holds no private key with its certificate")
    chain = SimpleCertificateStore()
    chain.register_multiple(x509.Certificate.load(other.public_bytes(Encoding.DER)) for other in others)
    return SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        cert_registry=chain)


@contextmanager
def from_token(library: str, token: str | None, key: str, pin: str) -> Iterator[Signer]:
    """The key of a label on a PKCS#11 token, with the certificate of the same label, as long as the token is open.

    ``library``: the path of the token's PKCS#11 module, which is loaded and run. ``token``: its label, where there are
    several. Raises ``CredentialError``, also where the token gives up later.
    """
    try:
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise CredentialError("a token needs the python-pkcs11 library: pip install python-pkcs11") from None
    criteria = None if token is None else TokenCriteria(label=token)
    try:
        with open_pkcs11_session(library, token_criteria=criteria, user_pin=pin) as session:
            signer = PKCS11Signer(session, cert_label=key, key_label=key, other_certs_to_pull=None)
            if signer.signing_cert is None:
                raise CredentialError(f"the token holds no certificate {key!r}")
            # Not every token hashes for ECDSA itself; CKM_ECDSA, which takes the hash, each has that has EC keys at all.
            signer.use_raw_mechanism = signer.signing_cert.public_key.algorithm == "ec"
            yield signer
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise CredentialError(f"the token cannot be used: {reason(error)}") from None
