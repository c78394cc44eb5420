"""Where on a page of the form something may be added that covers nothing of it."""

from __future__ import annotations

from typing import Final

BAND: Final = (3.5, 20.3)
"""Points above the page's lower edge between which a new visible signature stands: in the margin, below the foot."""
