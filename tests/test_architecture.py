"""Data flows one way, and a command imports what it needs and no more."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "form4gen"
ORDER = """
    lexical ccc codes places resources advance_widths headings columns garbage later plugins processors missing_engine
    free_margin kept
    declarations templates
    quick_import
    tuned no_fetching
    tuned.numbers tuned.styles tuned.lengths tuned.text tuned.flow tuned.elements
    tuned.borders tuned.glyphs
    tuned.replacements
    tuned.switch
    renderer
    line_breaks
    element
    filing
    signers versions finding edgar_calendar submission
    situation closures deadline
    due
    reminder
    rules.catalogue
    rules.text
    draft
    plain_text
    source_lines foreign_files
    footnote_names xml_places hard_wraps opened
    xml_nodes
    yaml_draft complete xml_faults xml_editions full_submission enclosing_submission
    xml_draft shape envelope
    file_draft edgar_submission
    same_filing footnote_labels yaml_layout same_text matching revision
    page_parts
    yaml_text same_parts
    comparison form_terms
    own_footnotes todays_schema
    rules.parts rules.prose
    rules.classes rules.coded
    rules.document rules.issuer rules.owners rules.transactions rules.derivatives rules.ownership rules.footnotes
    rules.signatures rules.relationships rules.supplied rules.lines rules.enclosures rules.enclosed_texts rules.notices
    rules.timing rules.lateness rules.enclosed_files
    rules.form_types rules.described rules.prices rules.six_months rules.exercises rules.holdings
    rules.plan rules.amendment rules.averages rules.original
    split amendment tables
    rules
    reading credentials report
    ownership_xml xsd json_schema field_reference rules.page
    printed_rows
    printed printed_signing
    comparison_report printed_comparison
    ruled
    shown_tables
    layout_tables layout_items shown
    layout
    printing tags printed_characters form_font
    record_parts
    metadata
    record_files document_of_record signature_fields
    drawing_process
    page_html
    drawing
    printed_authentication
    pdf proof
    authentication engines
    sarif github pictures
    build outputs reference
    overflow manifest sources storage
    batch
    batch_run batch_summary processes remote_storage
    likeness
    cluster
    bulk
    tables_csv tables_parquet
    package
    unpack
    page_words field_changes
    page_changes
    record
    agreement
    record_report
    signed_pdf signature_appearance
    certificates signing_key signature_place
    signing signature_check
    signature_report
    __init__
    cli.files cli.selecting cli.locating
    cli.clustering
    cli.known cli.sending cli.writing cli.cccs cli.pdfs cli.gathering cli.drawing
    cli.batching
    cli.checking cli.building cli.importing cli.comparing cli.learning cli.clock
    cli.packaging cli.unpacking cli.amending cli.showing cli.signing cli.verifying cli.extracting cli.tabling
    cli
    __main__
""".strip()
"""The modules in the order of the data; one imports what stands on lines above its own."""


def modules() -> dict[str, Path]:
    names = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__") if name != "__init__" else name: path for name, path in names.items()}


def imported(path: Path) -> set[str]:
    """The modules of ours that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name} imports relatively"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            within = {part for part in parts if part.removeprefix("form4gen.") in modules()}
            found |= within if within == parts else {*within, node.module}
    ours = {name.removeprefix("form4gen").removeprefix(".") or "__init__" for name in found if name.startswith("form4gen")}
    return ours & set(modules())


def test_every_module_has_its_place() -> None:
    assert sorted(ORDER.split()) == sorted(modules())


@pytest.mark.parametrize("name", sorted(modules()))
def test_no_module_imports_against_the_flow(name: str) -> None:
    line = {module: number for number, line in enumerate(ORDER.splitlines()) for module in line.split()}
    against = {other for other in imported(modules()[name]) if other != "__init__" and line[other] >= line[name]}
    assert not against - {name}


REACHES_OUT = {"print", "open", "input", "exit", "read_bytes", "read_text", "write_bytes", "write_text", "mkstemp", "mkdir"}
ALLOWED = {"__main__": REACHES_OUT, "outputs": {"read_bytes", "mkstemp", "open"}, "storage": {"open", "mkdir"},
           "renderer": {"read_text"}, "proof": {"read_text"}, "templates": {"read_text", "open"},
           "kept": {"mkdir", "mkstemp"}, "declarations": {"read_bytes"},
           "document_of_record": {"read_bytes"}, "remote_storage": {"open"},
           "record": {"open"}, "page_changes": {"open"}}  # fmt: skip
"""The command line, its outputs and where a batch has its files; what is drawn reads our templates, beside which those are
kept that Jinja has compiled, and a profile of colours; pikepdf opens bytes."""


def allowed(name: str) -> set[str]:
    return REACHES_OUT if name.startswith("cli") else ALLOWED.get(name, set())


def called(path: Path) -> set[str]:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return {call.id for call in calls if isinstance(call, ast.Name)} | \
        {call.attr for call in calls if isinstance(call, ast.Attribute)}


@pytest.mark.parametrize("name", sorted(modules()))
def test_only_the_command_line_prints_opens_files_by_name_or_exits(name: str) -> None:
    assert not (called(modules()[name]) & REACHES_OUT) - allowed(name)


def test_no_module_passes_350_lines_but_the_table_of_places() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}
    assert {name for name, count in lines.items() if count > 350} == {"places"}


PROGRAM = """\
import sys
from form4gen.__main__ import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def imports_of(*words: str) -> set[str]:
    ended = subprocess.run([sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.split())


def test_check_imports_no_library_that_it_has_no_use_for() -> None:
    loaded = imports_of("check", "examples/gift-2026.form4.yaml")
    assert not {"weasyprint", "jinja2", "lxml", "fontTools", "rich", "hypothesis", "holidays", "icalendar",
                "pypdfium2", "PIL"} & loaded
    assert not {"pyhanko", "cryptography", "asn1crypto", "pikepdf"} & loaded
    assert not {"form4gen.sarif", "form4gen.github", "form4gen.reference"} & loaded
    assert not {"form4gen.outputs", "form4gen.credentials"} & loaded
    assert "form4gen.rules" in loaded


def test_xml_is_checked_and_built_without_weasyprint(tmp_path: Path) -> None:
    loaded = imports_of("build", "examples/gift-2026.form4.yaml", "--only", "xml", "-o", str(tmp_path))
    assert not {"weasyprint", "jinja2", "fontTools"} & loaded


def test_filings_are_read_in_bulk_without_what_draws_them_and_csv_without_pyarrow(tmp_path: Path) -> None:
    loaded = imports_of("read", "examples/gift-2026.form4.yaml", "--to", "csv", "-o", str(tmp_path))
    assert not {"weasyprint", "jinja2", "fontTools", "pyarrow"} & loaded


def test_the_form_is_shown_without_weasyprint_or_pdfium() -> None:
    loaded = imports_of("show", "examples/gift-2026.form4.yaml")
    assert not {"weasyprint", "jinja2", "fontTools", "pypdfium2", "PIL"} & loaded
    assert "rich" in loaded
