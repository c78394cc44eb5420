"""``--engine plutoprint`` as a user asks for it: of one filing, of many, as pictures, and for what a proof cannot be."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from typer.testing import CliRunner, Result

from form4gen import Printing, read, to_pdf
from form4gen.cli import app
from form4gen.cli.batching import MANIFEST
from form4gen.outputs import is_ours, is_proof, is_record
from form4gen.signature_place import place_of
from form4gen.signed_pdf import opened
from form4gen.signing import signed
from form4gen.signing_key import from_pkcs12
from tests.authority import NOW, PASSWORD, authority

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
ROOT = Path(__file__).parent.parent
GIFT = (ROOT / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")
SUSPENDED = GIFT.replace("    ownership: direct", "    ownership: {direct_or_indirect: D, nature: By trust}")
FAST = ("--engine", "plutoprint")


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def source(name: str = "roe.form4.yaml", text: str = GIFT) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def said(result: Result) -> str:
    return " ".join(result.stderr.replace("│", " ").split())


def test_build_writes_a_proof_beside_the_xml() -> None:
    result = run("build", source(), *FAST)
    assert (result.exit_code, result.stdout) == (0, "wrote roe.xml\nwrote roe.pdf\n")
    assert Path("roe.pdf").read_bytes() == to_pdf(read(GIFT), Printing(engine="plutoprint"))
    assert run("build", "roe.form4.yaml", *FAST).exit_code == 0


def test_the_default_is_the_document_of_record() -> None:
    assert run("build", source(), "--only", "pdf").exit_code == 0
    assert is_record(Path("roe.pdf").read_bytes())


def test_a_proof_goes_to_standard_output_too() -> None:
    result = run("build", "-", "--only", "pdf", *FAST, given=GIFT)
    assert result.exit_code == 0
    assert is_proof(result.stdout_bytes)


def test_looks_and_drafts_are_asked_for_in_the_same_way() -> None:
    options = ("--only", "pdf", "--draft", "--plain", "--monochrome", "--edition", "X05")
    assert run("build", source(text=SUSPENDED), *FAST, *options).exit_code == 1
    expected = Printing(engine="plutoprint", draft=True, plain=True, monochrome=True, edition="X05")
    assert Path("roe.pdf").read_bytes() == to_pdf(read(SUSPENDED), expected)


def test_a_proof_takes_no_document_of_records_place_unless_forced() -> None:
    assert run("build", source(), "--only", "pdf").exit_code == 0
    record = Path("roe.pdf").read_bytes()
    result = run("build", "roe.form4.yaml", "--only", "pdf", *FAST)
    assert result.exit_code == 2
    assert "roe.pdf is a document of record, and this would be a proof; --force writes over it, -o DIR" in said(result)
    assert Path("roe.pdf").read_bytes() == record
    assert run("build", "roe.form4.yaml", "--only", "pdf", *FAST, "--force").exit_code == 0
    assert is_proof(Path("roe.pdf").read_bytes())
    assert run("build", "roe.form4.yaml", "--only", "pdf").exit_code == 0
    assert Path("roe.pdf").read_bytes() == record


@pytest.mark.parametrize("copy", ["wet-ink", "authentication"])
def test_a_copy_to_sign_is_no_proof(copy: str) -> None:
    result = run("build", source(), "--copy", copy, *FAST)
    assert result.exit_code == 2
    assert (f"--copy {copy} makes PDFs to sign, with fields, tags and the filing in them, and plutoprint draws proofs, "
            "which have none of these; leave out --engine plutoprint") in said(result)
    assert [path.name for path in Path().iterdir()] == ["roe.form4.yaml"]


@pytest.mark.parametrize(("words", "message"), [
    (("extract", "roe.pdf"), "roe.pdf: nothing was written: it is a proof, which carries no filing; build without --engine "
                             "plutoprint makes one that does"),
    (("sign", "roe.pdf", "--p12", "key.p12"), "roe.pdf is a proof, which carries no filing, so a signature on it signs "
                                              "none; build without --engine plutoprint makes the PDF to sign"),
])
def test_a_proof_is_told_from_the_pdf_that_is_asked_for(words: tuple[str, ...], message: str) -> None:
    run("build", source(), "--only", "pdf", *FAST)
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert message in said(result)


def test_verify_says_that_it_is_a_proof() -> None:
    run("build", source(), "--only", "pdf", *FAST)
    result = run("verify", "roe.pdf")
    assert result.exit_code == 1
    assert "roe.pdf: it is a proof, which carries no filing" in result.stdout


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("out", MANIFEST).read_text(encoding="utf-8").splitlines()]


def test_a_batch_of_proofs_is_told_from_one_of_documents_of_record() -> None:
    for name in ("a", "b"):
        source(f"in/{name}.form4.yaml")
    fast = ("build", "in", "-o", "out", "--only", "pdf", "--jobs", "2", *FAST)
    assert run(*fast).exit_code == 0
    assert {name: is_proof(Path("out", name).read_bytes()) for name in ("a.pdf", "b.pdf")} == {"a.pdf": True, "b.pdf": True}
    assert all("plutoprint" in record["made_with"] for record in records())
    assert "2 unchanged since an earlier run" in run(*fast).stdout
    slow = run(*fast[:-2])
    assert slow.exit_code == 0
    assert is_record(Path("out", "a.pdf").read_bytes())
    assert len({record["options"] for record in records()}) == 2
    assert all("WeasyPrint" in record["made_with"] for record in records()[2:])


def test_in_a_batch_too_a_proof_takes_no_document_of_records_place_unless_forced() -> None:
    source("in/a.form4.yaml")
    words = ("build", "in", "-o", "out", "--only", "pdf", "--jobs", "1")
    assert run(*words).exit_code == 0
    result = run(*words, *FAST)
    assert result.exit_code == 1
    assert "a.pdf is a document of record, and this would be a proof; --force writes over it, -o elsewhere" in said(result)
    assert is_record(Path("out", "a.pdf").read_bytes())
    assert run(*words, *FAST, "--force").exit_code == 0
    assert is_proof(Path("out", "a.pdf").read_bytes())


def test_pictures_of_a_proof_show_what_those_of_the_record_show() -> None:
    source()
    assert run("show", "roe.form4.yaml", "--png", "-o", "fast", *FAST).exit_code == 0
    assert run("show", "roe.form4.yaml", "--png", "-o", "slow").exit_code == 0
    with Image.open("fast/roe.png") as fast, Image.open("slow/roe.png") as slow:
        assert fast.size == slow.size
        differing = sum(ImageChops.difference(fast, slow).convert("L").histogram()[128:])
    assert differing < 0.01 * fast.size[0] * fast.size[1]


def test_pictures_of_a_proof_are_made_of_its_file() -> None:
    run("build", source(), "--only", "pdf", *FAST)
    assert run("show", "roe.pdf", "--png").exit_code == 0
    assert Path("roe.png").exists()
    result = run("show", "roe.pdf", "--png", *FAST)
    assert result.exit_code == 2
    assert "roe.pdf is a PDF: --png makes pictures of its pages, as they are" in said(result)


def test_an_engine_draws_pictures_and_no_text() -> None:
    result = run("show", source(), *FAST)
    assert result.exit_code == 2
    assert "-o, --dpi, --page, --engine and --force go with --png" in said(result)


@pytest.mark.parametrize("words", [
    ("build", "roe.form4.yaml"), ("build", "in", "-o", "out", "--jobs", "2"), ("show", "roe.form4.yaml", "--png"),
])
def test_without_the_extra_its_name_is_said(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    source()
    source("in/a.form4.yaml")
    monkeypatch.setitem(sys.modules, "plutoprint", None)
    result = run(*words, *FAST)
    assert result.exit_code == 2
    assert "the engine plutoprint is not installed: pip install 'form4gen[fast]'" in said(result)
    assert not list(Path().rglob("*.pdf"))


MARK = "form4gen proof " + "0" * 64
CALLED = "/ID [(form4gen proof ) ("
"""A name that an issuer may have, and that stands in the metadata as it is."""


def test_an_issuer_who_is_called_as_a_proof_is_makes_a_document_of_record_all_the_same() -> None:
    text = GIFT.replace("name: EXAMPLE CORP", f"name: {CALLED!r}", 1)
    assert text != GIFT
    assert run("build", source(text=text), "--only", "pdf").exit_code == 0
    record = Path("roe.pdf").read_bytes()
    assert CALLED.encode() in record
    assert (is_record(record), is_proof(record)) == (True, False)
    assert run("extract", "roe.pdf", "--check").exit_code == 0
    result = run("build", "roe.form4.yaml", "--only", "pdf", *FAST)
    assert (result.exit_code, "roe.pdf is a document of record" in said(result)) == (2, True)
    assert Path("roe.pdf").read_bytes() == record
    sign("roe.pdf")
    assert run("verify", "roe.signed.pdf").exit_code == 0


def sign(file: str) -> None:
    """Sign with what ``sign`` signs with, which itself refuses a proof."""
    pdf = Path(file).read_bytes()
    made = signed(pdf, from_pkcs12(authority().jane.p12(), PASSWORD), place_of(opened(pdf), None, False), NOW)
    Path(file).with_suffix(".signed.pdf").write_bytes(made)


def test_a_filing_that_was_taken_out_is_missed_whatever_the_pdf_calls_itself() -> None:
    assert run("build", source(), "--only", "pdf").exit_code == 0
    writer = IncrementalPdfFileWriter(BytesIO(Path("roe.pdf").read_bytes()))
    del writer.root["/AF"], writer.root["/Names"], writer.root["/Metadata"]
    note = StreamObject(stream_data=f"/ID [({MARK}) ({MARK})]".encode())
    writer.root[NameObject("/Note")] = writer.add_object(note)
    writer.update_root()
    writer._document_id = ArrayObject([ByteStringObject(MARK.encode())] * 2)
    with Path("roe.pdf").open("wb") as file:
        writer.write(file)
    with pikepdf.open("roe.pdf") as document:
        assert bytes(document.trailer.ID[0]) == MARK.encode()
    sign("roe.pdf")
    result = run("verify", "roe.signed.pdf")
    assert result.exit_code == 1
    assert "roe.signed.pdf: the filing that it carried was taken out" in result.stdout


def test_a_proof_that_was_signed_is_none_and_signs_no_filing() -> None:
    run("build", source(), "--only", "pdf", *FAST)
    assert is_ours(Path("roe.pdf"))
    sign("roe.pdf")
    result = run("verify", "roe.signed.pdf")
    assert result.exit_code == 1
    assert "1 signature, which is fine" in result.stdout
    assert "it calls itself a proof, which carries no filing, and has more in it than a proof has" in result.stdout
    pdf = Path("roe.signed.pdf").read_bytes()
    assert (is_proof(pdf), is_record(pdf), is_ours(Path("roe.signed.pdf"))) == (False, False, False)
    again = run("sign", "roe.signed.pdf", "--p12", "key.p12")
    assert (again.exit_code, "roe.signed.pdf is a proof" in said(again)) == (2, True)


def test_a_proof_written_anew_with_something_in_it_is_damaged() -> None:
    run("build", source(), "--only", "pdf", *FAST)
    with pikepdf.open("roe.pdf", allow_overwriting_input=True) as document:
        identifier = document.trailer.ID
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        document.save("roe.pdf")
        first = bytes(identifier[0])
    with pikepdf.open("roe.pdf") as document:
        assert bytes(document.trailer.ID[0]) == first
    result = run("extract", "roe.pdf", "--check")
    assert (result.exit_code, "has more in it than a proof has" in said(result)) == (1, True)
