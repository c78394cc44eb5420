"""form4gen as a library: a filing built from Python objects alone."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import form4gen
from form4gen import Form4, Severity, UnreadableError

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
GIFT = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")


def test_the_pages_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(program, PAGE.name, "exec"), names)
    assert form4gen.check(names["form4"]) == []
    assert Path("doe.xml").read_bytes() == form4gen.to_xml(names["form4"])
    assert Path("doe.pdf").read_bytes() == form4gen.to_pdf(names["form4"])


def test_read_check_and_write_a_text() -> None:
    form4 = form4gen.read(GIFT)
    assert form4.non_derivative_table[0].security_title.value == "Common Stock"
    assert form4gen.check(GIFT) == form4gen.check(form4) == []
    assert form4gen.read(form4gen.to_xml(form4)).period_of_report == form4.period_of_report


def test_a_text_that_holds_no_filing_raises_its_findings() -> None:
    with pytest.raises(UnreadableError, match=r"non_derivative_table\[0\]\.shares: '1,200' is not a plain number") as error:
        form4gen.read(GIFT.replace("shares: 1200", "shares: 1,200"))
    (finding,) = error.value.findings
    assert (finding.rule, finding.mark and finding.mark.line) == ("TXT005", 21)


def test_a_text_that_would_be_suspended_is_read_and_its_findings_are_placed() -> None:
    text = GIFT.replace("{is_director: true}", "{is_director: false}")
    assert form4gen.read(text).reporting_owners[0].relationship.is_director == False  # noqa: E712
    (finding,) = form4gen.check(text)
    assert (finding.rule, finding.severity, finding.where) == \
        ("OWN004", Severity.SUSPEND, "reporting_owners[0].relationship")
    assert finding.mark is not None
    (unplaced,) = form4gen.check(form4gen.read(text))
    assert unplaced.mark is None


def test_a_filing_is_frozen_and_takes_no_unknown_field() -> None:
    form4 = form4gen.read(GIFT)
    with pytest.raises(ValidationError):
        form4.remarks = "changed"
    with pytest.raises(ValidationError):
        Form4.model_validate({**dict(form4), "ticker": "XMPL"})


def test_numbers_are_decimals_and_keep_their_text() -> None:
    form4 = form4gen.read(GIFT.replace("price_per_share: 0", "price_per_share: 10.10"))
    price = form4.non_derivative_table[0].price_per_share.value  # type: ignore[union-attr]
    assert price is not None
    assert (price * 3, str(price)) == (Decimal("30.30"), "10.10")
    assert b"<value>10.10</value>" in form4gen.to_xml(form4)


def test_a_text_keeps_what_only_looks_like_an_xml_declaration() -> None:
    remarks = "The exhibit has encoding='x' in it."
    assert form4gen.read(f'remarks: "{remarks}"\n{GIFT}').remarks == remarks


def test_floats_are_refused() -> None:
    with pytest.raises(ValidationError):
        form4gen.Reported[form4gen.Amount].model_validate({"value": 0.1})


def test_every_name_of_the_package_is_there() -> None:
    assert set(form4gen.__all__) <= set(dir(form4gen))
    assert [name for name in form4gen.__all__ if getattr(form4gen, name, None) is None] == []
    with pytest.raises(AttributeError, match="module 'form4gen' has no attribute 'Trade'"):
        form4gen.Trade  # noqa: B018
