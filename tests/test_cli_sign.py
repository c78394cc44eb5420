"""``sign`` and ``verify`` as a user runs them: what they write, what they say, how they exit."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
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


def test_three_owners_sign_one_after_another_and_all_verify() -> None:
    first = sign("doe.pdf", "doe.p12", "--visible")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "wrote doe.signed.pdf\n", "")
    assert sign("doe.signed.pdf", "roe.p12").exit_code == 0
    assert sign("doe.signed.pdf", "poe.p12", "--visible").exit_code == 0
    result = run("verify", "doe.signed.pdf", "--trust", "ca.pem")
    assert result.exit_code == 0, result.output
    print(result.output)
