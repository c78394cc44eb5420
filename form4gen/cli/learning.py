"""``explain``, ``rules``, ``codes`` and ``schema``: what form4gen knows."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

app = typer.Typer()


@app.command(epilog="Examples: form4gen explain NAT002; form4gen explain F; form4gen explain natureOfOwnership")
def explain(word: Annotated[str, typer.Argument(help="A rule's id or name, a transaction code, an element or a field.")],
            ) -> None:
    """Explain a rule, a transaction code, or a field."""
    from form4gen import reference

    text = reference.explain(word)
    if text is None:
        near = ", ".join(reference.nearest(word))
        raise typer.BadParameter(f"nothing is known of {word!r}" + (f"; did you mean {near}?" if near else ""))
    print(text, end="")


@app.command()
def rules() -> None:
    """List every rule with its severity."""
    from form4gen import reference

    print(reference.rules(), end="")


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
