"""What is known of a filing beside what it says: when and how it is filed, and by what calendar."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from form4gen.edgar_calendar import Calendar
from form4gen.filing import Form4
from form4gen.submission import Submission
from form4gen.versions import Profile

Standing = Profile | Literal["draft"]
"""Whether a text is itself the XML to send, or what EDGAR published of it, or a draft of which XML will be written."""


class Situation(NamedTuple):
    """The world as a rule may ask for it, by naming one of these as an argument.

    ``as_of``: the day whose schema judges the filing, if not its own. ``profile``: what the text is; if None, the text
    itself tells. ``filed_on``: the day EDGAR receives it, if known.
    ``calendar``: EDGAR's business days. ``submission``: what is sent with it, if known. ``original``: what it
    amends, if that is known too; ``original_filed_on``: the day EDGAR received that.
    """

    as_of: date | None = None
    profile: Standing | None = None
    filed_on: date | None = None
    calendar: Calendar = Calendar()
    submission: Submission | None = None
    original: Form4 | None = None
    original_filed_on: date | None = None
