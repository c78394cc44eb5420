"""What an archive costs, reckoned by hand beside what the page says."""

from __future__ import annotations

import re

import pytest

from benchmarks.archive_cost import KINDS, handing_out, machine_hours, page, together, waiting_hours
from form4gen import cluster

RATES = {"xml": 0.0036, "xml_and_pdf": 0.18, "xml_and_pdf_by_the_fast_engine": 0.0, "tables": 0.0018,
         "handing_out_a_task": 0.0032, "handing_out_a_filing": 0.0001,
         "bytes_of_xml": 4_000.0, "bytes_of_pdf": 60_000.0, "bytes_of_record": 500.0}


def cells(text: str, first: str) -> list[str]:
    (row,) = re.findall(rf"^\| {re.escape(first)} \| (.*) \|$", text, re.MULTILINE)[:1]
    return str(row).split(" | ")


def test_the_rates_of_a_filing_become_hours() -> None:
    assert machine_hours(0.0036) == pytest.approx(5.0)
    assert machine_hours(1.0, 3600) == 1.0
    assert waiting_hours(RATES, "xml_and_pdf", 1) == pytest.approx(250.0)
    assert waiting_hours(RATES, "xml_and_pdf", 16) == pytest.approx(15.625)


def test_filings_go_together_as_the_cluster_has_them() -> None:
    from benchmarks import archive_cost

    assert (archive_cost.TASK_SECONDS, archive_cost.MOST_TOGETHER) == (cluster.TASK_SECONDS, cluster.MOST_TOGETHER)
    assert [together(seconds) for seconds in (0.0001, 0.0036, 0.05, 0.18, 2.0)] == [32, 32, 20, 6, 1]
    assert handing_out(RATES, "xml") == pytest.approx(0.0001 + 0.0032 / 32)
    assert handing_out(RATES, "xml_and_pdf") == pytest.approx(0.0001 + 0.0032 / 6)


def test_more_cores_than_can_be_kept_busy_are_no_help_but_for_tables_which_nobody_hands_out() -> None:
    assert waiting_hours(RATES, "xml", 16) == pytest.approx(machine_hours(0.0036 / 16))
    assert waiting_hours(RATES, "xml", 64) == waiting_hours(RATES, "xml", 256) == pytest.approx(machine_hours(0.0002))
    assert waiting_hours(RATES, "tables", 256) == pytest.approx(machine_hours(0.0018 / 256))


def test_the_page_says_what_was_reckoned_and_nothing_of_what_was_not_measured() -> None:
    text = page(RATES, "2026-11-25, here")
    assert "benchmarks/archive_rates.json`: 2026-11-25, here." in text
    assert cells(text, "XML") == ["3.60 ms", "5.0", "0.31", "0.28", "0.28"]
    assert cells(text, "XML and PDF") == ["180 ms", "250", "16", "3.9", "0.98"]
    assert KINDS["xml_and_pdf_by_the_fast_engine"] not in text
    assert cells(text, "PDFs") == ["60,000", "300.0 GB"]
    assert "| XML and PDF | 6 | 0.63 ms | 1,579 a second | 284 |" in text
