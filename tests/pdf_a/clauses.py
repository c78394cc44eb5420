"""The standards that a fault is named by."""

from __future__ import annotations

from typing import Final

A3: Final = "ISO 19005-3:2012"
UA: Final = "ISO 14289-1:2014"
PDF: Final = "ISO 32000-1:2008"
MORE: Final = "(which PDF/A allows, and a form does not need)"
