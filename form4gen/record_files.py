"""The files that a PDF of the form carries, so that whoever has the page has the filing: its XML and the author's source.

The XML is in the disseminated profile, which has no CCC. The source is the author's YAML or JSON to the byte; where there
is none, or where it gives a CCC, the YAML that ``import`` would write takes its place.

Source: ISO 19005-3, 6.8 and annex E (associated files and their relationship to the document).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from form4gen.ccc import is_about
from form4gen.filing import Form4
from form4gen.ownership_xml import to_xml
from form4gen.record_parts import JSON_NAME, XML_NAME, YAML_NAME, RecordFile
from form4gen.yaml_text import to_yaml


def record_files(form4: Form4, source: bytes | None = None, secrets: Collection[str] = ()) -> tuple[RecordFile, ...]:
    """The files to carry for a filing, the XML first.

    ``source``: the author's text of it, in YAML or JSON. ``secrets``: CCCs that are known from elsewhere. A source that
    gives a CCC, in whatever spelling, that holds a known one, or that speaks of CCCs at all, is not carried as it stands.
    """
    without = _without_cccs(form4)
    if any(owner.ccc for owner in form4.reporting_owners):
        source = None
    xml = RecordFile(XML_NAME, "Alternative", "The filing as EDGAR publishes it", to_xml(without, "disseminated"))
    return xml, _source_file(without, source, secrets)


def day_of(form4: Form4) -> date:
    """The day that the files are dated by: the last on which the filing was signed, else its period of report."""
    latest = max((signature.date for signature in form4.signatures), default=form4.period_of_report)
    return date.fromordinal(latest.toordinal())


def _source_file(form4: Form4, source: bytes | None, secrets: Collection[str]) -> RecordFile:
    if source is None or _tells_a_secret(source, secrets):
        return RecordFile(YAML_NAME, "Source", "The filing as a text, written from it", to_yaml(form4).encode())
    name = JSON_NAME if source.lstrip()[:1] in (b"{", b"[") else YAML_NAME
    return RecordFile(name, "Source", "The text from which the filing was made", source)


def _tells_a_secret(source: bytes, secrets: Collection[str]) -> bool:
    text = source.decode("utf-8", errors="replace").casefold()
    return b"\0" in source or is_about(text) or any(secret.casefold() in text for secret in secrets)


def _without_cccs(form4: Form4) -> Form4:
    owners = tuple(owner.model_copy(update={"ccc": None}) for owner in form4.reporting_owners)
    return form4.model_copy(update={"reporting_owners": owners})
