"""A page of ours as WeasyPrint draws it, in less time than the plain call takes, to the same bytes.

A page of ours is well-formed XML, so the parser of XML, which is in C, reads it in place of that of HTML, which is not;
what cannot stand in XML, such as a control character in a draft, goes to the latter. Stylesheets are parsed once, and fonts
found once. What WeasyPrint makes of a page lives until it is drawn: to look for garbage before that finds nothing. pydyf
asks each object of a PDF for its bytes twice, for the file and for the file's identifier; they are made once. Beside that
some functions of WeasyPrint's are put in the place of others (``form4gen.tuned``).
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

import pydyf

from form4gen.no_fetching import NoFetching
from form4gen.quick_import import weasyprint
from form4gen.resources import resource
from form4gen.tuned import switch


def rendered(html: str, *stylesheets: str) -> Any:
    """A page, laid out: WeasyPrint's document. ``stylesheets``: those in ``templates/`` that come after the form's own."""
    return _Form(html).render(font_config=_fonts(), stylesheets=list(map(_stylesheet, stylesheets)))


def make_once(pdf: pydyf.PDF) -> None:
    """Make the bytes of all objects of a PDF, which is complete, before it is written."""
    if switch.IS_TUNED:
        pdf.objects[:] = [known if known.free == "f" else _WithBytes(known) for known in pdf.objects]


class _WithBytes(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are made."""

    compressible = False
    data = b""

    def __init__(self, known: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = known.number, known.generation, known.free
        self.compressible, self.data = known.compressible, known.data


class _Form(weasyprint.HTML):  # type: ignore[misc]
    """A page whose only stylesheets are ours: the browser's defaults it needs are among their rules."""

    def __init__(self, html: str) -> None:
        try:
            if not switch.IS_TUNED:
                raise ParseError
            self._take(fromstring(html))  # noqa: S314 - a page of ours has no document type with entities
        except ParseError:
            super().__init__(string=html, url_fetcher=NoFetching())

    def _take(self, tree: Any) -> None:
        """What WeasyPrint's own constructor keeps of a page."""
        self.base_url = None
        self.url_fetcher = NoFetching()
        self.media_type = "print"
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002 - WeasyPrint's signature
        return [_stylesheet("form4.css")]

    def _ua_counter_style(self) -> list[Any]:
        _stylesheet("form4.css")
        return [_counters().copy()]


@cache
def _stylesheet(name: str) -> Any:
    css = resource("templates", name).read_text(encoding="utf-8")
    return weasyprint.CSS(string=css, url_fetcher=NoFetching(), font_config=_fonts(), counter_style=_counters())


@cache
def _counters() -> Any:
    """How numbers are written, as the stylesheets say when they are parsed."""
    return weasyprint.css.counters.CounterStyle()


@cache
def _fonts() -> Any:
    return weasyprint.text.fonts.FontConfiguration()
