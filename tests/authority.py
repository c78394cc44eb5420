"""A throw-away certificate authority, its certificates and its time stamping, for the tests of signatures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Final, NamedTuple

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

PASSWORD: Final = b"correct horse"
NOW: Final = datetime.now(UTC).replace(microsecond=0)
YEAR: Final = timedelta(days=365)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Certified(NamedTuple):
    """A private key and its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def key_der(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def p12(self, *chain: Certified, password: bytes = PASSWORD) -> bytes:
        encryption = BestAvailableEncryption(password) if password else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"key", self.key, self.certificate,
                                                     [one.certificate for one in chain], encryption)


def usage(*named: str) -> x509.KeyUsage:
    fields = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
              "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{field: field in named for field in fields})


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def certified(common: str, by: Certified | None = None, *, days: tuple[int, int] = (-10, 300), rsa_key: bool = False,
              is_authority: bool = False, used_for: tuple[str, ...] = ("digital_signature", "content_commitment"),
              purposes: tuple[x509.ObjectIdentifier, ...] = ()) -> Certified:
    """A certificate by an authority, or an authority's own; ``days`` from now to its beginning and its end."""
    is_authority = is_authority or by is None
    key: Key = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
    start, end = (NOW + timedelta(days=number) for number in days)
    builder = x509.CertificateBuilder(
        name(by.certificate.subject.rfc4514_string().removeprefix("CN=") if by else common), name(common), key.public_key(),
        x509.random_serial_number(), start, end)
    builder = builder.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    if is_authority:
        used_for = ("key_cert_sign", "crl_sign")
    if used_for:
        builder = builder.add_extension(usage(*used_for), critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Certified(key, builder.sign(by.key if by else key, hashes.SHA256()))


def crl(by: Certified, *revoked: Certified, since: datetime = NOW - timedelta(days=1)) -> bytes:
    builder = x509.CertificateRevocationListBuilder(by.certificate.subject, NOW - timedelta(hours=1), NOW + YEAR)
    for one in revoked:
        entry = x509.RevokedCertificateBuilder(one.certificate.serial_number, since).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)


class Authority(NamedTuple):
    """An authority, and three owners that it certifies."""

    root: Certified
    jane: Certified
    richard: Certified
    ann: Certified
    clock: Certified


def authority() -> Authority:
    root = certified("EXAMPLE CA", days=(-1000, 1000))
    clock = certified("EXAMPLE CLOCK", root, days=(-500, 500), rsa_key=True, used_for=("digital_signature",),
                      purposes=(ExtendedKeyUsageOID.TIME_STAMPING,))
    jane, richard, ann = (certified(one, root) for one in ("DOE JANE", "ROE RICHARD", "POE ANN"))
    return Authority(root, jane, richard, ann, clock)


def time_stamper(clock: Certified, at: datetime | None = None) -> DummyTimeStamper:
    return DummyTimeStamper(asn1.Certificate.load(clock.der), keys.PrivateKeyInfo.load(clock.key_der), fixed_dt=at)


@contextmanager
def served(clock: Certified, at: datetime | None = None, broken: bytes | None = None) -> Iterator[str]:
    """The address of a time stamping authority on this machine; ``broken``: what it answers in place of a time stamp."""
    stamper = time_stamper(clock, at)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = broken if broken is not None else stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
