"""``check`` of a filing with what is sent beside it, and ``--ascii``, as a user runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from form4gen.cli import app, sending

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FORM4GEN_CCC_")]:
        monkeypatch.delenv(name)
    Path("doe.yaml").write_text(GOOD, encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def check(*words: str) -> str:
    return run("check", "doe.yaml", *words).stdout


def remark(text: str) -> None:
    Path("doe.yaml").write_text(f"{GOOD}\nremarks: '{text}'\n", encoding="utf-8")


def exhibit(name: str, text: str = "Power of attorney") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_an_exhibit_that_the_form_lists() -> None:
    remark("Exhibit 24 - Power of Attorney")
    assert check("--exhibit", exhibit("ex24.txt")) == "1 file, no findings\n"


def test_an_exhibit_that_the_form_does_not_list() -> None:
    result = run("check", "doe.yaml", "--exhibit", exhibit("ex24.txt"))
    assert result.exit_code == 1
    assert "rule SUB015 enclosed-exhibit-is-listed: the form lists no exhibit 24, which ex24.txt is;" in result.stdout


def test_several_exhibits_and_addresses() -> None:
    remark("Exhibit 24 - Power of Attorney, Exhibit 99.1 - Trades")
    Path("more").mkdir()
    words = ("--exhibit", exhibit("poa-doe.txt"), "--exhibit", f"EX-99.1={exhibit('more/trades.txt')}")
    assert check(*words, "--notify", "jane.doe@example.com", "--notify", "roe@example.com") == "1 file, no findings\n"
    assert "warn SUB014" in check(*words, "--notify", "jane.doe@example.com", "--notify", "jane.doe@example.com")


@pytest.mark.parametrize(("name", "kind"), [
    ("ex24.txt", "EX-24"), ("EX-24.txt", "EX-24"), ("ex_24.htm", "EX-24"), ("poa_doe.txt", "EX-24"), ("ex99.htm", "EX-99"),
    ("ex24-doe.txt", "EX-24"), ("ex241.txt", "EX-24.1"), ("ex24-19.txt", "EX-24.19"), ("ex99_01.htm", "EX-99.1"),
    ("ex99-2026.htm", "EX-99"), ("poa.txt", "EX-24"), ("poa.jpg", "GRAPHIC"), ("EX24.JPG", "GRAPHIC"),
    ("ex99-1.htm", "EX-99.1"), ("ex991.htm", "EX-99.1"), ("ex9912.htm", "EX-99.12"), ("cover01.txt", "COVER"),
    ("corresp.txt", "CORRESP"),
    ("logo.gif", "GRAPHIC"), ("page.jpg", "GRAPHIC"),
])  # fmt: skip
def test_the_type_that_a_name_tells(name: str, kind: str) -> None:
    submission = sending.submission_of(["doe.yaml"], [exhibit(name)], None)
    assert submission is not None
    assert [document.type for document in submission.documents] == [kind]


@pytest.mark.parametrize("name", ["letter.txt", "ex10.txt", "ex2400001.txt", "power.pdf", "ex2419.txt", "ex99123.htm",
                                  "ex24poa.txt", "poadoe.txt", "coverage.txt", "correspondence.txt", "x=y.txt"])
def test_a_name_that_tells_no_type(name: str) -> None:
    result = run("check", "doe.yaml", "--exhibit", exhibit(name))
    assert result.exit_code == 2
    assert f"EX-24={name}" in result.stderr


@pytest.mark.parametrize("words", [("--exhibit", "ex24.txt"), ("--exhibit", "EX-24=nowhere.txt"), ("--exhibit", "EX-24=."),
                                   ("doe.yaml", "--notify", "jane.doe@example.com")])
def test_a_wrong_call_exits_2(words: tuple[str, ...]) -> None:
    assert run("check", "doe.yaml", *words).exit_code == 2


@pytest.mark.parametrize(("word", "why"), [
    ("nope.txt", "nope.txt cannot be read: No such file"), ("EX-24=nope.txt", "nope.txt cannot be read: No such file"),
    ("", "'' is no file name"), ("-", "'-' is no file name"), ("EX-24=-", "'-' is no file name"),
    (".", ". cannot be read: Is a directory"),
])
def test_an_exhibit_that_is_no_file(word: str, why: str) -> None:
    result = run("check", "doe.yaml", "--exhibit", word)
    assert result.exit_code == 2
    assert why in result.stderr


def test_an_exhibit_whose_name_has_an_equals_sign() -> None:
    for word in (exhibit("ex24-a=b.txt"), f"EX-24={exhibit('x=y.txt')}"):
        submission = sending.submission_of(["doe.yaml"], [word], None)
        assert submission is not None
        assert [(document.name, document.type) for document in submission.documents] == \
            [(word.removeprefix("EX-24="), "EX-24")]


def test_an_exhibit_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LARGEST", 16)
    assert run("check", "doe.yaml", "--exhibit", exhibit("ex24.txt", "x" * 17)).exit_code == 2
    assert run("check", "doe.yaml", "--exhibit", exhibit("ex24.txt", "x" * 16)).exit_code == 1


def test_the_profile_that_is_named_counts_and_not_the_one_the_text_tells() -> None:
    run("build", "doe.yaml", "--only", "xml", "-o", "sent")
    run("build", "doe.yaml", "--only", "xml", "-o", "published", "--profile", "disseminated")
    assert "suspend OWN015" in run("check", "sent/doe.xml").stdout
    assert run("check", "sent/doe.xml", "--profile", "disseminated").stdout == "1 file, no findings\n"
    assert run("check", "published/doe.xml").stdout == "1 file, no findings\n"
    assert "warn DOC008" in run("check", "published/doe.xml", "--profile", "submission").stdout


CURLY = "The donee\u2019s plan \u2013 not the issuer\u2019s"


def test_check_reads_as_ascii_what_it_is_asked_to() -> None:
    remark(CURLY.replace("\u2019", "\u00b4"))
    assert "suspend DOC007" in check()
    assert "(or use --ascii)" in check()
    assert check("--ascii") == "1 file, no findings\n"


def test_what_has_no_plain_spelling_stays() -> None:
    remark("\u4e2d\u2019")
    assert "U+4E2D" in check("--ascii")
    assert "U+2019" not in check("--ascii")


def test_build_in_ascii_says_what_it_replaced_and_leaves_the_source() -> None:
    remark(CURLY)
    before = Path("doe.yaml").read_bytes()
    assert run("build", "doe.yaml", "--only", "xml").exit_code == 1
    result = run("build", "doe.yaml", "--only", "xml", "--ascii")
    assert (result.exit_code, result.stdout) == (0, "wrote doe.xml\n")
    assert result.stderr.startswith("doe.yaml: U+2013 (En dash) was read as -\n"
                                    "doe.yaml: U+2019 (Right single quotation mark) was read as ', 2 times\n")
    assert b"<remarks>The donee's plan - not the issuer's</remarks>" in Path("doe.xml").read_bytes()
    assert Path("doe.yaml").read_bytes() == before


def test_ascii_in_xml() -> None:
    remark("A plan")
    run("build", "doe.yaml", "--only", "xml", "--profile", "disseminated")
    text = Path("doe.xml").read_text(encoding="utf-8").replace("A plan", "A \u201cplan\u201d")
    Path("doe.yaml").write_text(text, encoding="utf-8")
    assert check().count("suspend DOC007") == 2
    assert run("check", "doe.yaml", "--ascii").exit_code == 2
    assert run("build", "doe.yaml", "--only", "xml", "--ascii", "-o", "out").exit_code == 0
    assert b"<remarks>A &quot;plan&quot;</remarks>" in Path("out/doe.xml").read_bytes()
