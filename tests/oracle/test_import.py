"""Real filings become YAML and XML again: the same filing, by a judge that is not ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from form4gen import Form4, to_xml
from form4gen.json_schema import json_schema
from form4gen.reading import read_source
from form4gen.same_filing import same_filing
from form4gen.yaml_text import to_yaml

pytestmark = pytest.mark.oracle


@pytest.fixture(scope="module")
def filings(shared: Path) -> dict[str, tuple[bytes, Form4]]:
    paths = sorted((shared / "corpus" / "form4").glob("*.xml"))
    found = {path.name: (data, read_source(data).form4) for path in paths for data in [path.read_bytes()]}
    assert len(found) == 333
    return {name: (data, form4) for name, (data, form4) in found.items() if form4 is not None}


def test_every_filing_survives_its_yaml(filings: dict[str, tuple[bytes, Form4]], shared: Path, tmp_path: Path) -> None:
    suspended = {}
    for name, (_, form4) in filings.items():
        again = read_source(to_yaml(form4).encode())
        assert again.form4 is not None, name
        assert same_filing(again.form4, form4), name
        (tmp_path / name).write_bytes(to_xml(again.form4, "disseminated", form4.schema_version))
        if again.would_be_suspended:
            suspended[name] = again.findings
    judge = shared / "bin" / "same_filing.py"
    judged = subprocess.run([sys.executable, judge, shared / "corpus" / "form4", tmp_path], capture_output=True, text=True,
                            check=False)
    assert (judged.returncode, judged.stdout) == (0, "333/333 the same\n")
    assert suspended == {}


def test_verbatim_yaml_keeps_every_field_but_edgars_own(filings: dict[str, tuple[bytes, Form4]]) -> None:
    for name, (_, form4) in filings.items():
        again = read_source(to_yaml(form4, verbatim=True).encode()).form4
        assert again == without_edgars_own(form4), name


def without_edgars_own(form4: Form4) -> Form4:
    owners = tuple(
        owner.model_copy(update={"address": owner.address and owner.address.model_copy(
            update={"state_description": None, "good_address": None})}) for owner in form4.reporting_owners)
    return form4.model_copy(update={"schema_version": None, "reporting_owners": owners})


def test_the_yaml_is_shorter_than_half_the_xml(filings: dict[str, tuple[bytes, Form4]]) -> None:
    shares = [to_yaml(form4).count("\n") / len(data.splitlines()) for data, form4 in filings.values()]
    assert sum(shares) / len(shares) < 0.4
    assert max(shares) < 0.7


def test_an_editor_finds_no_fault_with_the_yaml(filings: dict[str, tuple[bytes, Form4]]) -> None:
    judge = Draft202012Validator(json_schema())
    for name, (_, form4) in filings.items():
        tree = yaml.load(to_yaml(form4), yaml.BaseLoader)
        assert [error.message for error in judge.iter_errors(tree)] == [], name
