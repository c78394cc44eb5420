"""The catalogue of rules, and the decorator that enters one.

A rule is a plain generator: the filing in, ``(place, message)`` out. Its docstring's first line is true of a good
filing; ``Wrong:`` and ``Right:`` show an author's YAML, and the tests run them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from textwrap import dedent
from typing import Any, Final, NamedTuple

from form4gen.filing import Form4, Place
from form4gen.finding import Cite, Finding, Mark, Severity
from form4gen.situation import Situation
from form4gen.versions import version_of

FAMILIES: Final = {
    "TXT": "the text itself", "DOC": "the document", "ISS": "the issuer", "OWN": "reporting owners",
    "TXN": "transactions", "DRV": "derivative securities", "HLD": "holdings", "NAT": "nature of ownership",
    "FTN": "footnotes", "SIG": "signatures", "DAY": "dates and deadlines", "SUB": "the submission and its exhibits",
}

Found = tuple[Place, str]


MAY_ASK_FOR: Final = {"version", *Situation._fields}
"""What a rule may name as an argument behind the filing: the schema version that judges it, and the situation's parts."""

Check = Callable[..., Iterable[Found]]

_PARTS = re.compile(r"(?P<title>[^\n]*)\n(?P<reason>.*?)\nWrong:\n(?P<wrong>.*?)\nRight:\n(?P<right>.*)", re.DOTALL)


class Rule(NamedTuple):
    """An entry of the catalogue. ``check`` is None for the TXT family, which judges text before there is a filing.

    ``asks_for``: what ``check`` wants behind the filing. ``docstring``: as it is written, with its margin.
    """

    id: str
    name: str
    severity: Severity
    citation: Cite
    docstring: str
    check: Check | None = None
    asks_for: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.id[:3]

    @property
    def doc(self) -> str:
        return inspect.cleandoc(self.docstring)

    @property
    def title(self) -> str:
        return self._part("title")

    @property
    def reason(self) -> str:
        """Why the rule holds, and by whose word; empty where the title says it all."""
        return self._part("reason")

    @property
    def wrong(self) -> str:
        """Part of a filing that breaks the rule, as an author writes it."""
        return self._part("wrong")

    @property
    def right(self) -> str:
        """The same part put right."""
        return self._part("right")

    def _part(self, name: str) -> str:
        parts = _PARTS.fullmatch(self.doc)
        assert parts, f"{self.id} is not title, reason, Wrong and Right"
        return dedent(parts[name]).strip("\n")

    def found(self, place: Place, message: str, mark: Mark | None = None) -> Finding:
        """A finding by this rule."""
        return Finding(self.id, self.name, self.severity, message, place, self.citation, mark)

    def run(self, form4: Form4, known: Mapping[str, Any]) -> list[Finding]:
        """What the rule finds in a filing, of which this is ``known`` beside it."""
        assert self.check is not None, f"{self.id} judges text, not filings"
        found = self.check(form4, *[known[name] for name in self.asks_for])
        return [self.found(place, message) for place, message in found]


def known(form4: Form4, situation: Situation) -> dict[str, Any]:
    """All that a rule may ask for behind a filing, by its name."""
    return {"version": version_of(form4, situation.as_of, situation.filed_on), **situation._asdict()}


CATALOGUE: Final[dict[str, Rule]] = {}


def enter(rule: Rule) -> Rule:
    """Enter a rule into the catalogue."""
    assert rule.id not in CATALOGUE, f"{rule.id} is taken"
    CATALOGUE[rule.id] = rule
    return rule


def assert_whole(rule: Rule) -> None:
    """Asserts what every rule must have. The tests ask it of each, so that no program waits for it when it starts."""
    assert re.fullmatch(f"({'|'.join(FAMILIES)})[0-9]{{3}}", rule.id), f"{rule.id} is no rule id"
    if rule.check:
        _, *arguments = inspect.signature(rule.check).parameters
        assert arguments == list(rule.asks_for), f"{rule.id} asks for something by name alone"
    unknown = set(rule.asks_for) - MAY_ASK_FOR
    assert not unknown, f"{rule.id} asks for {unknown}"
    assert rule.title.endswith("."), f"{rule.id} has no title"
    assert all((rule.wrong, rule.right)), f"{rule.id} shows no example"
    assert all((rule.citation.source, rule.citation.where)), f"{rule.id} cites nothing"


def rule(rule_id: str, severity: Severity, citation: Cite) -> Callable[[Check], Check]:
    """Enter the decorated generator under its own name; its docstring teaches the rule."""

    def entered(check: Check) -> Check:
        code = check.__code__
        _, *asks_for = code.co_varnames[: code.co_argcount]
        name = check.__name__.replace("_", "-")
        enter(Rule(rule_id, name, severity, citation, check.__doc__ or "", check, tuple(asks_for)))
        return check

    return entered


def text_rule(rule_id: str, name: str, citation: Cite, doc: str, severity: Severity = Severity.SUSPEND) -> Rule:
    """Enter a rule about the text itself: where it is broken, most often no filing can be read, so nothing can be filed."""
    return enter(Rule(rule_id, name, severity, citation, doc))
