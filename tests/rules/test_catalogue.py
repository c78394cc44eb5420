"""The catalogue: what every rule must have, its examples, its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import FAMILIES, Found, Rule, assert_whole, known, rule
from form4gen.rules.page import family_pages, index_page
from form4gen.situation import Situation

from .filings import filing, found, merged

SOURCE = Cite(SPEC, "3.3")
OF_FILINGS = [entry for entry in CATALOGUE.values() if entry.check]


def ids(entry: Rule) -> str:
    return entry.id


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """A catalogue that a test may enter rules into."""
    entered = dict(CATALOGUE)
    monkeypatch.setattr("form4gen.rules.catalogue.CATALOGUE", entered)
    return entered


def test_every_rule_is_silent_about_the_base_filing() -> None:
    assert found() == []


@pytest.mark.parametrize("entry", OF_FILINGS, ids=ids)
def test_what_a_rule_calls_wrong_breaks_it_and_no_other(entry: Rule) -> None:
    assert {finding.rule for finding in found(entry.wrong)} == {entry.id}


@pytest.mark.parametrize("entry", OF_FILINGS, ids=ids)
def test_what_a_rule_calls_right_breaks_none(entry: Rule) -> None:
    assert found(entry.right) == []


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=ids)
def test_a_title_is_one_sentence_and_says_nothing_of_severity(entry: Rule) -> None:
    assert entry.title[0].isupper()
    assert ". " not in entry.title
    assert entry.severity.value not in entry.title.lower().split()


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=ids)
def test_a_source_is_one_that_may_be_cited(entry: Rule) -> None:
    known = ("EDGAR ", "17 CFR", "Form 4", "SEC staff", "XML 1.0", "form4gen")
    assert entry.citation.source.startswith(known)


def test_rules_are_entered_under_a_family_that_a_page_can_name() -> None:
    assert {rule_id[:3] for rule_id in CATALOGUE} <= set(FAMILIES)


def test_a_finding_carries_its_rule_and_its_place_but_no_mark() -> None:
    [finding] = found("footnotes: {F2: Nobody cites this.}")
    assert (finding.rule, finding.name, finding.severity) == ("FTN001", "footnote-is-cited", Severity.SUSPEND)
    assert finding.citation == Cite(SPEC, "section 5, footnote that is never referenced")
    assert (finding.place, finding.mark) == (("footnotes", 1), None)


def test_findings_come_in_order_of_place() -> None:
    places = [finding.where for finding in found("""
        issuer: {cik: 0, trading_symbol: " "}
        footnotes: {F1: ""}
        """)]
    assert places == ["footnotes[0].text", "issuer.cik", "issuer.trading_symbol"]


def test_a_filing_is_judged_by_the_schema_of_the_day_it_was_signed_unless_told_otherwise() -> None:
    change = "under_10b5_1_plan: ~"
    assert [finding.rule for finding in found(change)] == ["DOC002"]
    assert found(change, as_of=date(2014, 3, 19)) == []


def test_a_filing_is_judged_by_the_schema_of_the_day_it_is_filed_but_not_of_a_day_before_its_own() -> None:
    signed_before = "{under_10b5_1_plan: ~, period_of_report: 2023-03-16, signatures: [{date: 2023-03-17}], " \
        "non_derivative_table: [{transaction_date: 2023-03-16}], derivative_table: [{transaction_date: 2023-03-16}]}"
    assert found(signed_before) == []
    assert [finding.rule for finding in found(signed_before, filed_on=date(2023, 3, 20))] == ["DOC002"]
    assert [finding.rule for finding in found("under_10b5_1_plan: ~", filed_on=date(2016, 6, 2))] == ["DAY010", "DOC002"]


def test_a_rule_gets_from_the_situation_what_it_asks_for(catalogue: dict[str, Rule]) -> None:
    @rule("HLD901", Severity.WARN, SOURCE)
    def asks_for_the_version(form4: Form4, version: str, filed_on: date) -> Iterator[Found]:
        """A rule may ask.

        Wrong:
            form: 4
        Right:
            form: 4
        """
        yield ("form",), f"{form4.form} under {version}, filed on {filed_on}"

    situation = Situation(as_of=date(2024, 1, 31), filed_on=date(2026, 6, 2))
    messages = [finding.message for finding in catalogue["HLD901"].run(filing(), known(filing(), situation))]
    assert messages == ["4 under X0508, filed on 2026-06-02"]


def enter(rule_id: str, doc: str, citation: Cite = SOURCE) -> None:
    def check(form4: Form4) -> Iterator[Found]:
        yield (), form4.form

    check.__doc__ = doc
    rule(rule_id, Severity.WARN, citation)(check)


GOOD = "A title.\n\nWrong:\n    form: 5\nRight:\n    form: 4"


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=ids)
def test_a_rule_has_what_it_must_have(entry: Rule) -> None:
    assert_whole(entry)


@pytest.mark.usefixtures("catalogue")
def test_a_rule_whose_id_is_taken_is_refused() -> None:
    with pytest.raises(AssertionError, match="DOC001 is taken"):
        enter("DOC001", GOOD)


@pytest.mark.parametrize(("rule_id", "doc", "citation", "says"), [
    ("XYZ001", GOOD, SOURCE, "XYZ001 is no rule id"),
    ("DOC01", GOOD, SOURCE, "DOC01 is no rule id"),
    ("DOC901", "", SOURCE, "DOC901 is not title, reason, Wrong and Right"),
    ("DOC901", "A title.", SOURCE, "DOC901 is not title, reason, Wrong and Right"),
    ("DOC901", GOOD.replace("A title.", "A title"), SOURCE, "DOC901 has no title"),
    ("DOC901", "A title.\n\nWrong:\n\nRight:\n    form: 4", SOURCE, "DOC901 shows no example"),
    ("DOC901", GOOD, Cite(SPEC, ""), "DOC901 cites nothing"),
])
def test_a_rule_without_what_it_must_have_is_not_whole(catalogue: dict[str, Rule], rule_id: str, doc: str, citation: Cite,
                                                       says: str) -> None:
    enter(rule_id, doc, citation)
    with pytest.raises(AssertionError, match=re.escape(says)):
        assert_whole(catalogue[rule_id])


def test_a_rule_that_asks_for_what_no_situation_has_is_not_whole(catalogue: dict[str, Rule]) -> None:
    @rule("DOC901", Severity.WARN, SOURCE)
    def check(form4: Form4, weather: str) -> Iterator[Found]:
        """A title.

        Wrong:
            form: 5
        Right:
            form: 4
        """
        yield (), form4.form + weather

    with pytest.raises(AssertionError, match=r"DOC901 asks for .'weather'."):
        assert_whole(catalogue["DOC901"])


def test_a_rule_that_asks_by_name_alone_is_not_whole(catalogue: dict[str, Rule]) -> None:
    @rule("DOC901", Severity.WARN, SOURCE)
    def check(form4: Form4, *, filed_on: date | None) -> Iterator[Found]:
        """A title.

        Wrong:
            form: 5
        Right:
            form: 4
        """
        yield (), f"{form4.form}{filed_on}"

    with pytest.raises(AssertionError, match="DOC901 asks for something by name alone"):
        assert_whole(catalogue["DOC901"])


def test_a_docstring_is_title_reason_wrong_and_right(catalogue: dict[str, Rule]) -> None:
    enter("DOC901", "A title.\n\nFirst.\n\nSecond.\n\nWrong:\n    a: 1\n    b: 2\nRight:\n    a:\n      - 1")
    entry = catalogue["DOC901"]
    assert (entry.title, entry.reason) == ("A title.", "First.\n\nSecond.")
    assert (entry.wrong, entry.right) == ("a: 1\nb: 2", "a:\n  - 1")


def headings(page: str) -> list[str]:
    """The anchors of a page's headings, as GitHub and mkdocs make them of words without punctuation."""
    return [heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)]


def test_the_index_links_every_rule_to_its_text() -> None:
    pages = family_pages()
    linked = re.findall(r"\| \[([A-Z]{3}[0-9]{3})\]\(up/([A-Z]{3}\.md)#([a-z0-9-]+)\)", index_page("up/"))
    assert sorted(rule_id for rule_id, _, _ in linked) == sorted(CATALOGUE)
    assert [rule_id for rule_id, page, anchor in linked if anchor not in headings(pages[f"docs/rules/{page}"])] == []


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=ids)
def test_a_page_has_the_words_and_the_examples_of_each_rule_of_its_family(entry: Rule) -> None:
    page = family_pages()[f"docs/rules/{entry.id[:3]}.md"]
    text = page[page.index(f"\n## {entry.id} {entry.name}\n"):].split("\n## ")[1]
    language = "xml" if entry.wrong.startswith("<") else "yaml"
    assert f"*{entry.severity.value}*: {entry.severity.meaning}. Source: " in text
    assert f"Wrong:\n\n```{language}\n{entry.wrong}\n```\n" in text
    assert f"Right:\n\n```{language}\n{entry.right}\n```\n" in text
    assert re.findall(r"^## ([A-Z]{3}[0-9]{3})", page, re.MULTILINE) == \
        sorted(rule_id for rule_id in CATALOGUE if rule_id[:3] == entry.id[:3])


@pytest.mark.usefixtures("catalogue")
def test_a_page_shows_what_markdown_would_take_for_its_own(monkeypatch: pytest.MonkeyPatch,
                                                           catalogue: dict[str, Rule]) -> None:
    enter("DOC901", GOOD.replace("A title.", "The <form> of a_b_c is *4*|5."))
    monkeypatch.setattr("form4gen.rules.page.CATALOGUE", catalogue)
    page = family_pages()["docs/rules/DOC.md"]
    assert "**The \\<form> of a\\_b\\_c is \\*4\\*\\|5.**" in page
    assert "| The \\<form> of a\\_b\\_c is \\*4\\*\\|5. |" in page


def test_a_change_merges_into_a_filing() -> None:
    base = {"a": {"b": "1", "c": "2"}, "l": [{"x": "1"}, {"x": "2"}], "s": "1"}
    assert merged(base, {"a": {"c": "~", "d": "3"}, "l": [{"y": "1"}]}) == \
        {"a": {"b": "1", "d": "3"}, "l": [{"x": "1", "y": "1"}, {"x": "2"}], "s": "1"}
    assert merged({}, {"l": [{"x": "1", "y": "~"}]}) == {"l": [{"x": "1"}]}
    assert merged(base, {"l": [], "s": "2"}) == {"a": {"b": "1", "c": "2"}, "l": [], "s": "2"}
