"""What WeasyPrint asks for files with, where none may be fetched."""

from __future__ import annotations

from typing import NoReturn

from form4gen.quick_import import weasyprint


class NoFetching(weasyprint.urls.URLFetcher):  # type: ignore[misc]
    """Fetches nothing: whatever a page asks for is refused, so that no word of a user can reach a file or the network."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002 - WeasyPrint's signature
        raise ValueError(f"the printed form fetches nothing, so not {url!r}")
