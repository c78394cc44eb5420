"""``sign`` and ``verify`` as a user runs them: what they write, what they say, how they exit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from typer.testing import CliRunner, Result

import form4gen
from form4gen.cli import app
from tests.authority import NOW, PASSWORD, Authority, Certified, authority, certified, crl, served

EXAMPLE = Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml"


@pytest.fixture(scope="module")
def ca() -> Authority:
    return authority()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return form4gen.to_pdf(form4gen.read(EXAMPLE.read_bytes()))


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pdf: bytes, ca: Authority) -> None:
    monkeypatch.chdir(tmp_path)
    Path("doe.pdf").write_bytes(pdf)
    Path("password").write_bytes(PASSWORD + b"\n")
    Path("password").chmod(0o600)
    Path("ca.pem").write_bytes(ca.root.pem)
    for file, one in (("doe.p12", ca.jane), ("roe.p12", ca.richard), ("poe.p12", ca.ann)):
        Path(file).write_bytes(one.p12(ca.root))


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def sign(file: str, p12: str, *words: str) -> Result:
    return run("sign", file, "--p12", p12, "--password-file", "password", *words)


def key(file: str, one: Certified) -> str:
    Path(file).write_bytes(one.p12())
    return file


def read(file: str) -> bytes:
    return Path(file).read_bytes()


def said(result: Result) -> str:
    """What was said, on one line, without the frame that a usage error is drawn in."""
    return " ".join(result.stderr.replace("│", " ").split())


def of_signatures(result: Result) -> str:
    """What ``verify`` says of the signatures; what follows is said of the filing that the PDF carries."""
    return str(re.sub(r"^\S+: (carries|the pages|does not agree|page ).*\n", "", result.stdout, flags=re.MULTILINE))


def field_of(file: str) -> list[str]:
    return [field["field"] for field in json.loads(run("verify", file, "--format", "json").stdout)["signatures"]["fields"]]


def with_fields(*owners: str) -> str:
    writer = IncrementalPdfFileWriter(BytesIO(read("doe.pdf")))
    for number, owner in enumerate(owners, 1):
        append_signature_field(writer, SigFieldSpec(f"signature.{number}", box=(100, 60 * number, 300, 60 * number + 40),
                                                    readable_field_name=f"Signature of {owner}"))
    made = BytesIO()
    writer.write(made)
    Path("copy.pdf").write_bytes(made.getvalue())
    return "copy.pdf"


def test_three_owners_sign_one_after_another_and_all_verify() -> None:
    first = sign("doe.pdf", "doe.p12", "--visible")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "wrote doe.signed.pdf\n", "")
    before = read("doe.signed.pdf")
    assert sign("doe.signed.pdf", "roe.p12").exit_code == 0
    assert sign("doe.signed.pdf", "poe.p12", "--visible").exit_code == 0
    assert read("doe.signed.pdf").startswith(before)
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem")
    assert result.exit_code == 0
    lines = of_signatures(result).splitlines()
    assert [line for line in lines if not line.startswith("    ")] == [
        "doe.signed.pdf: signature-1 is fine, by DOE JANE (certificate issued by EXAMPLE CA)",
        "doe.signed.pdf: signature-2 is fine, by ROE RICHARD (certificate issued by EXAMPLE CA)",
        "doe.signed.pdf: signature-3 is fine, by POE ANN (certificate issued by EXAMPLE CA)",
        "doe.signed.pdf: 3 signatures, none of which fails"]
    assert lines.count("    the certificate leads to a trust anchor") == 3
    assert "    covers the file as it was then; since then: signature-2, signature-3 signed" in lines
    assert "    covers the whole file" in lines


def test_without_trust_that_is_said_and_is_no_failure() -> None:
    sign("doe.pdf", "doe.p12")
    result = run("verify", "doe.signed.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "    not checked against a trust anchor; --trust FILE names one\n" in result.stdout
    assert of_signatures(result).endswith("doe.signed.pdf: 1 signature, which is fine\n")


def test_the_report_for_programs() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    sign("doe.pdf", "doe.p12")
    after = datetime.now(UTC)
    result = run("verify", "doe.signed.pdf", "--format", "json")
    found = json.loads(result.stdout)
    (signature,) = found["signatures"].pop("fields")
    assert found == {"version": 1, "file": "doe.signed.pdf", "fine": True, "signatures": {"empty_fields": []},
                     "record": found["record"]}
    assert found["record"]["agrees"]
    assert before <= datetime.fromisoformat(signature.pop("claimed_time")) <= after
    assert signature == {
        "field": "signature-1", "fine": True, "signer": "DOE JANE", "issuer": "EXAMPLE CA", "time_stamp": None,
        "intact": True, "covers_whole_file": True, "signed_later": [], "filled_in_later": [], "trusted": None,
        "problems": [], "notes": []}


def test_a_tampered_file_fails() -> None:
    sign("doe.pdf", "doe.p12")
    data = bytearray(read("doe.signed.pdf"))
    data[2000] ^= 1
    Path("bad.pdf").write_bytes(data)
    result = run("verify", "bad.pdf")
    assert result.exit_code == 1
    assert "bad.pdf: signature-1 fails, by DOE JANE" in result.stdout
    assert "    fails: what it signs was changed: the digest does not match\n" in result.stdout
    assert of_signatures(result).endswith("bad.pdf: 1 signature, which fails\n")
    again = sign("bad.pdf", "roe.p12")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == ("bad.pdf: nothing was signed: signature-1, signed before, fails: what it signs was "
                            "changed: the digest does not match; form4gen verify says more\n")


def test_an_unsigned_file_is_a_finding() -> None:
    result = run("verify", "doe.pdf")
    assert (result.exit_code, of_signatures(result)) == (1, "doe.pdf: is not signed\n")
    found = run("verify", with_fields("DOE JANE"))
    assert of_signatures(found) == "copy.pdf: is not signed; nobody has signed signature.1\n"


@pytest.mark.parametrize("command", ["sign", "verify"])
@pytest.mark.parametrize(("data", "why"), [
    (b"form: 4\n", "this is no PDF: it does not begin with %PDF-"),
    (b"", "this is no PDF: it does not begin with %PDF-"),
    (b"%PDF-1.7\n and nothing more", "the PDF is damaged: "),
])
def test_what_is_no_pdf_is_said(command: str, data: bytes, why: str) -> None:
    Path("x.pdf").write_bytes(data)
    result = sign("x.pdf", "doe.p12") if command == "sign" else run("verify", "x.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert why in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["sign", "verify"])
def test_an_encrypted_pdf_is_refused(command: str) -> None:
    with pikepdf.open("doe.pdf") as document:
        document.save("x.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    result = sign("x.pdf", "doe.p12") if command == "sign" else run("verify", "x.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the PDF is encrypted" in result.stderr


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4gen.signed_pdf.LARGEST_PDF", 1000)
    assert "it has more than 1,000 bytes" in sign("doe.pdf", "doe.p12").stderr
    assert "it has more than 1,000 bytes" in run("verify", "doe.pdf").stderr


def test_nothing_is_written_over_silently() -> None:
    sign("doe.pdf", "doe.p12")
    before = read("doe.signed.pdf")
    again = sign("doe.pdf", "roe.p12")
    assert again.exit_code == 2
    assert "doe.signed.pdf is there already; to add a signature to it, sign it itself" in said(again)
    assert read("doe.signed.pdf") == before
    assert sign("doe.pdf", "roe.p12", "-o", "doe.pdf").exit_code == 2
    assert sign("doe.pdf", "roe.p12", "--force").exit_code == 0
    assert read("doe.signed.pdf") != before


def test_a_signed_pdf_is_not_built_again() -> None:
    Path("doe.form4.yaml").write_bytes(EXAMPLE.read_bytes())
    assert run("build", "doe.form4.yaml", "--only", "pdf").exit_code == 0
    assert sign("doe.pdf", "doe.p12", "-o", "doe.pdf", "--force").exit_code == 0
    result = run("build", "doe.form4.yaml", "--only", "pdf")
    assert result.exit_code == 2
    assert field_of("doe.pdf") == ["signature-1"]


def test_where_it_is_written() -> None:
    Path("out").mkdir()
    assert sign("doe.pdf", "doe.p12", "-o", "out").stdout == "wrote out/doe.signed.pdf\n"
    assert sign("doe.pdf", "doe.p12", "-o", "out/mine.pdf").stdout == "wrote out/mine.pdf\n"
    piped = run("sign", "-", "--p12", "doe.p12", "--password-file", "password", given=read("doe.pdf"))
    assert piped.stdout_bytes.startswith(read("doe.pdf"))
    assert of_signatures(run("verify", "-", given=piped.stdout_bytes)).endswith("<stdin>: 1 signature, which is fine\n")


def test_the_password_is_asked_for_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4gen.cli.signing.has_terminal", lambda: True)
    result = run("sign", "doe.pdf", "--p12", "doe.p12", given=PASSWORD + b"\n")
    assert (result.exit_code, result.stdout.split()) == (0, ["wrote", "doe.signed.pdf"])
    assert "Password of doe.p12" in result.stderr
    assert PASSWORD.decode() not in result.output


def test_without_a_terminal_there_is_no_password() -> None:
    result = run("sign", "doe.pdf", "--p12", "doe.p12", given=PASSWORD + b"\n")
    assert result.exit_code == 2
    assert "there is no terminal to ask for the password" in said(result)


def test_a_wrong_password_is_not_repeated() -> None:
    Path("password").write_bytes(b"open sesame")
    result = sign("doe.pdf", "doe.p12")
    assert result.exit_code == 2
    assert "doe.p12: it cannot be opened: the password is wrong, or it is no PKCS#12 file" in said(result)
    assert "sesame" not in result.output
    assert not Path("doe.signed.pdf").exists()


def test_a_password_that_others_can_read_is_warned_of() -> None:
    Path("password").chmod(0o644)
    result = sign("doe.pdf", "doe.p12")
    assert (result.exit_code, result.stderr) == (0, "password: others can read this password; chmod 600 keeps it yours\n")


@pytest.mark.parametrize(("days", "used_for", "why"), [
    ((-300, -1), ("digital_signature",), "the certificate of DOE JANE expired on "),
    ((1, 300), ("digital_signature",), "the certificate of DOE JANE is not valid before "),
    ((-1, 300), ("key_encipherment",), "the certificate of DOE JANE is not made for signing documents, but for: key enc"),
])
def test_an_unfit_certificate_signs_nothing(days: tuple[int, int], used_for: tuple[str, ...], why: str,
                                            ca: Authority) -> None:
    result = sign("doe.pdf", key("x.p12", certified("DOE JANE", ca.root, days=days, used_for=used_for)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"doe.pdf: nothing was signed: {why}")
    assert not Path("doe.signed.pdf").exists()


def test_another_authoritys_certificate_is_not_trusted() -> None:
    sign("doe.pdf", key("x.p12", certified("DOE JANE", certified("OTHER CA"))))
    assert run("verify", "doe.signed.pdf").exit_code == 0
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem")
    assert result.exit_code == 1
    assert "    fails: the certificate of its signer is not trusted: it leads to no trust anchor that" in result.stdout


def test_owners_sign_in_their_fields() -> None:
    copy = with_fields("DOE JANE", "ROE RICHARD")
    several = sign(copy, "doe.p12")
    assert several.exit_code == 2
    assert ("there are several empty signature fields; take one of: signature.1 (Signature of DOE JANE), signature.2 "
            "(Signature of ROE RICHARD)") in said(several)
    unknown = sign(copy, "doe.p12", "--field", "DOE JOHN")
    assert unknown.exit_code == 2
    assert "no signature field is 'DOE JOHN'; take one of: signature.1" in said(unknown)
    assert sign(copy, "doe.p12", "--field", "doe jane", "--visible").exit_code == 0
    again = sign("copy.signed.pdf", "doe.p12", "--field", "signature.1")
    assert "signature.1 (Signature of DOE JANE) is signed already" in said(again)
    last = sign("copy.signed.pdf", "poe.p12")
    assert (last.exit_code, last.stderr) == \
        (0, "copy.signed.pdf: signature.2 is made for ROE RICHARD, and the certificate is POE ANN's\n")
    assert field_of("copy.signed.pdf") == ["signature.1", "signature.2"]
    assert sign("copy.signed.pdf", "poe.p12").exit_code == 0
    assert field_of("copy.signed.pdf") == ["signature.1", "signature.2", "signature-1"]


def test_a_new_field_has_the_name_that_is_asked_for() -> None:
    assert sign("doe.pdf", "doe.p12", "--field", "witness").exit_code == 0
    assert field_of("doe.signed.pdf") == ["witness"]
    assert "has no period" in said(sign("doe.pdf", "doe.p12", "--field", "a.b", "-o", "x.pdf"))


def test_the_margin_has_room_for_three_and_says_so() -> None:
    sign("doe.pdf", "doe.p12", "--visible")
    for p12 in ("roe.p12", "poe.p12"):
        assert sign("doe.signed.pdf", p12, "--visible").exit_code == 0
    result = sign("doe.signed.pdf", "doe.p12", "--visible")
    assert result.exit_code == 2
    assert "the bottom margins have no room for a visible signature; sign without --visible" in said(result)


def test_a_time_stamp_says_when(ca: Authority) -> None:
    at = NOW - timedelta(hours=3)
    with served(ca.clock, at) as url:
        assert sign("doe.pdf", "doe.p12", "--timestamp", url).exit_code == 0
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem")
    assert result.exit_code == 0
    assert f"    {at:%Y-%m-%d %H:%M:%S} +0000 by the time stamp of EXAMPLE CLOCK\n" in result.stdout


@pytest.mark.parametrize("broken", [b"", b"no time stamp", bytes(5000)])
def test_a_broken_time_stamp_signs_nothing(broken: bytes, ca: Authority) -> None:
    with served(ca.clock, broken=broken) as url:
        result = sign("doe.pdf", "doe.p12", "--timestamp", url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("doe.pdf: nothing was signed: ")
    assert not Path("doe.signed.pdf").exists()


def test_an_authority_that_is_not_there_signs_nothing() -> None:
    result = sign("doe.pdf", "doe.p12", "--timestamp", "http://127.0.0.1:9/")
    assert result.exit_code == 1
    assert "nothing was signed: the time stamping authority gave no time stamp: " in result.stderr


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://tsa.example.com", "tsa.example.com", "http://", "http://[",
                                 "https://user:secret@tsa.example.com/"])
def test_a_time_stamp_comes_by_http_alone(url: str) -> None:
    result = sign("doe.pdf", "doe.p12", "--timestamp", url)
    assert result.exit_code == 2
    assert "--timestamp takes an address of http or https" in said(result)
    assert "secret" not in result.output


def test_evidence_is_kept_and_suffices(ca: Authority) -> None:
    Path("ca.crl").write_bytes(crl(ca.root))
    with served(ca.clock) as url:
        result = sign("doe.pdf", "doe.p12", "--timestamp", url, "--trust", "ca.pem", "--validation-data", "ca.crl")
    assert (result.exit_code, result.stderr) == (0, "")
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem")
    assert result.exit_code == 0
    assert "not known" not in result.stdout
    assert "    covers the whole file\n" in result.stdout


def test_a_revoked_certificate_fails(ca: Authority) -> None:
    sign("doe.pdf", "doe.p12")
    Path("ca.crl").write_bytes(crl(ca.root, ca.jane))
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem", "--validation-data", "ca.crl")
    assert result.exit_code == 1
    assert "    fails: the certificate of its signer is not trusted: it was revoked on " in result.stdout


@pytest.mark.parametrize(("words", "why"), [
    ((), "say who signs: --p12 FILE, or --pkcs11-lib FILE --pkcs11-key LABEL"),
    (("--p12", "doe.p12", "--pkcs11-lib", "x.so", "--pkcs11-key", "k"), "say who signs"),
    (("--pkcs11-key", "k"), "a token takes --pkcs11-lib and --pkcs11-key"),
    (("--p12", "doe.p12", "--trust", "ca.pem"), "--trust and --validation-data go together"),
    (("--p12", "doe.p12", "--trust", "ca.pem", "--validation-data", "ca.pem"), "--validation-data needs --timestamp"),
    (("--p12", "none.p12", "--password-file", "password"), "none.p12 cannot be read: No such file or directory"),
    (("--p12", "doe.p12", "--password-file", "none"), "none cannot be read: No such file or directory"),
])
def test_wrong_usage_of_sign(words: tuple[str, ...], why: str) -> None:
    result = run("sign", "doe.pdf", *words)
    assert result.exit_code == 2
    assert why in said(result)


@pytest.mark.parametrize(("words", "why"), [
    (("none.pdf",), "none.pdf: No such file or directory"),
    (("",), "'' is no file name"),
    (("doe.pdf", "--trust", "doe.pdf"), "doe.pdf holds no certificate in PEM or DER"),
    (("doe.pdf", "--trust", "ca.pem", "--validation-data", "doe.pdf"), "doe.pdf holds neither a CRL"),
    (("doe.pdf", "--trust", "ca.pem", "--validation-data", "ca.pem"), "ca.pem holds neither a CRL"),
    (("doe.pdf", "--validation-data", "ca.pem"), "--validation-data is judged with the certificates of --trust"),
])
def test_wrong_usage_of_verify(words: tuple[str, ...], why: str) -> None:
    result = run("verify", *words)
    assert result.exit_code == 2
    assert why in said(result)


@pytest.mark.parametrize("words", [("sign", "doe.pdf", "--p12", "doe.p12"), ("verify", "doe.pdf")])
def test_without_the_extra_its_name_is_said(words: tuple[str, ...]) -> None:
    program = ("import sys; sys.modules.update(dict.fromkeys(['pyhanko', 'pyhanko.sign', 'pyhanko_certvalidator']));"
               "from form4gen.__main__ import main; main()")
    ended = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False,
                           env={**os.environ, "PYTHONPATH": str(EXAMPLE.parent.parent)})
    assert ended.returncode == 2
    assert "pip install 'form4gen[sign]'" in ended.stderr


def test_a_names_control_characters_are_not_obeyed(ca: Authority) -> None:
    sign("doe.pdf", key("x.p12", certified("DOE\x1b[2JJANE", ca.root)))
    assert "by DOE?[2JJANE (certificate" in run("verify", "doe.signed.pdf").stdout


SOFTHSM = next((path for path in map(Path, ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so"))
                if path.exists()), None)


@pytest.mark.parametrize("is_rsa", [False, True], ids=["EC", "RSA"])
@pytest.mark.skipif(SOFTHSM is None or not shutil.which("softhsm2-util") or not shutil.which("pkcs11-tool"),
                    reason="SoftHSM (Debian: softhsm2, opensc) is not there")
def test_a_token_signs(is_rsa: bool, ca: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    jane = certified("DOE JANE", ca.root, rsa_key=is_rsa)
    pytest.importorskip("pkcs11")
    Path("tokens").mkdir()
    Path("softhsm.conf").write_text(f"directories.tokendir = {Path('tokens').resolve()}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(Path("softhsm.conf").resolve()))
    Path("key.der").write_bytes(jane.key_der)
    Path("certificate.der").write_bytes(jane.der)
    tool = ["pkcs11-tool", "--module", str(SOFTHSM), "--login", "--pin", "1234", "--id", "01", "--label", "doe"]
    for words in (["softhsm2-util", "--init-token", "--free", "--label", "owners", "--so-pin", "5678", "--pin", "1234"],
                  [*tool, "--write-object", "key.der", "--type", "privkey", "--usage-sign"],
                  [*tool, "--write-object", "certificate.der", "--type", "cert"]):
        subprocess.run(words, check=True, capture_output=True)
    token = ("--pkcs11-lib", str(SOFTHSM), "--pkcs11-token", "owners", "--pkcs11-key", "doe", "--password-file", "pin")
    Path("pin").write_text("9999\n")
    Path("pin").chmod(0o600)
    wrong = run("sign", "doe.pdf", *token)
    assert wrong.exit_code == 2
    assert "the token cannot be used: " in said(wrong)
    assert "9999" not in wrong.output
    Path("pin").write_text("1234\n")
    result = run("sign", "doe.pdf", *token)
    assert (result.exit_code, result.stdout) == (0, "wrote doe.signed.pdf\n"), result.stderr
    assert run("verify", "doe.signed.pdf", "--trust", "ca.pem").exit_code == 0
    missing = run("sign", "doe.pdf", *token[:-3], "nobody", *token[-2:], "-o", "x.pdf")
    assert missing.exit_code == 2
    assert "the token cannot be used: " in said(missing)
