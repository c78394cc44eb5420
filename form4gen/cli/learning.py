"""``explain``, ``rules``, ``codes`` and ``schema``: what form4gen knows."""

from __future__ import annotations

import shutil
from typing import Annotated, Final, Literal

import typer

from form4gen.cli.selecting import Family, explained, selected

WIDEST: Final = 100
"""Columns of a text that is read; longer lines are hard to follow."""
SHOWN: Final = 8
"""Ids of rules that a hint lists."""

Word = Annotated[str, typer.Argument(metavar="WORD", autocompletion=explained,
                                     help="A rule's id or name, a family of rules, a severity, a transaction, state or "
                                          "country code, a schema version, an element or a field.")]
Listing = Annotated[Literal["text", "json"], typer.Option("--format", help="A line a rule, or all its text as JSON.")]

app = typer.Typer()


@app.command(epilog="Examples: form4gen explain NAT002; form4gen explain NAT; form4gen explain F; "
             "form4gen explain natureOfOwnership")
def explain(word: Word) -> None:
    """Explain a rule, a code or a field."""
    from form4gen import reference

    if not word.strip():
        raise typer.BadParameter("'' is no word to explain")
    text = reference.explain(word, min(shutil.get_terminal_size().columns, WIDEST))
    if text is None:
        near, speaking = reference.nearest(word), reference.speaking_of(word)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        hint += f"; rules that speak of it: {_first_of(speaking)}" if speaking else ""
        raise typer.BadParameter(f"nothing is known of {word!r}{hint}")
    print(text, end="")


def _first_of(ids: list[str]) -> str:
    more = f" and {len(ids) - SHOWN} more: form4gen rules" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more


@app.command(epilog="Examples: form4gen rules --family NAT,FTN; form4gen rules --format json")
def rules(family: Family = None, listing: Listing = "text") -> None:
    """List the rules with their severity."""
    from form4gen import reference

    shown = selected(None, family, alone="form4gen explain")
    print(reference.rules_as_json(shown) if listing == "json" else reference.rules(shown), end="")


@app.command(epilog="Example: form4gen codes countries")
def codes(which: Annotated[Literal["transactions", "states", "countries"], typer.Argument()] = "transactions") -> None:
    """List the codes that Form 4 takes, with their meanings."""
    from form4gen import reference

    tables = {"transactions": reference.transaction_codes, "states": reference.states, "countries": reference.countries}
    print(tables[which](), end="")


@app.command(epilog="Example: form4gen schema > form4.schema.json")
def schema(which: Annotated[Literal["json", "form4.xsd", "form4a.xsd"], typer.Argument()] = "json") -> None:
    """Print the JSON Schema of a filing in YAML, for editors, or an XSD of the XML."""
    from form4gen.resources import resource

    print(resource("schemas", "form4.schema.json" if which == "json" else which).read_text(), end="")
