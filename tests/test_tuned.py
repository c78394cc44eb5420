"""WeasyPrint with our functions in the place of some of its own: the same bytes for any page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any, Final

import pydyf
import pytest

from form4gen.no_fetching import NoFetching
from form4gen.quick_import import weasyprint
from form4gen.tuned import lengths, numbers, replacements, switch

PAGES: Final = {
    "nothing": "",
    "borders of one colour": '<p style="border: 2px solid red">a</p>',
    "borders of several colours": '<p style="border: 2px solid; border-color: red #00f green #123">a</p>' * 2,
    "a side without a border":
        '<p style="border: solid; border-width: 1px 0 3.3px 2px; border-color: red blue">a</p><hr style="border: 0">',
    "a text in the colour of the first side":
        '<p style="color: green">a</p><p style="border: 1px solid; border-color: red blue green">b</p>',
    "borders of several styles": '<p style="border-style: solid dotted dashed double; border-color: red blue">a</p>',
    "borders in relief": '<p style="border: 3px inset red">a</p><p style="border: 3px ridge">b</p>',
    "dotted borders": '<p style="border: 3px dotted red">a</p><p style="border: 2px dashed">b</p>',
    "round borders": '<p style="border: 3px solid; border-color: red blue; border-radius: 4px 10%">a</p>',
    "one round corner": '<p style="border: 1px solid; border-color: red blue; border-bottom-left-radius: 3px 2px">a</p>',
    "borders that shine through": '<p style="border: 3px solid; border-color: rgba(9, 9, 9, .5) red">a</p>',
    "a border that cannot be seen": '<p style="border: 3px solid; border-color: transparent red">a</p>',
    "borders in other colour spaces": '<p style="border: 1px solid; border-color: lab(50% 40 59) red">a</p>',
    "colours by hue": '<p style="border: 1px solid; border-color: hsl(9deg 50% 50%) red">a</p>',
    "a hidden border": '<p style="visibility: hidden; border: 1px solid; border-color: red blue">a</p>',
    "borders of a picture": '<p style="border: 9px solid; border-image: linear-gradient(red, blue) 9">a</p>',
    "borders over a line's end":
        '<p style="width: 9ch">aa <b style="border: 1px solid; border-color: red blue">bb cc dd</b>',
    "borders over a page's end":
        '<div style="border: 3px solid; border-color: red blue">' + "<p>a</p>" * 60 + "</div>",
    "cells of one table": '<table style="border-collapse: collapse"><tr><td style="border: 2px solid red; padding: 9%">a'
                          '<td style="border: 1px dotted blue">b</table>',
    "cells apart": '<table border cellpadding="9" width="50%"><tr><td width="20%">a<td height="50">b</table>',
    "columns": '<div style="columns: 3 5em; column-rule: 2px solid red; border: 1px solid; border-color: red blue">'
               + "a b c " * 90 + "</div>",
    "lengths of the block around it": '<div style="width: 300px; height: 200px"><p style="width: 50%; margin: 5% 10%; '
                                      'padding: 1%; min-height: 30%; max-width: 90%; height: 50%">a</p></div>'
        '<div style="width: 200px"><p style="width: 50%; margin: 5% 10%; height: 50%">a</p></div>',
    "lengths that are reckoned":
        '<p style="width: calc(50% - 3px); margin: calc(2px + 1em) max(3%, 9px); height: min(9px, 1em)">a'
                                 '<p style="padding: calc(1em * 2); line-height: calc(1em + 3px)"><span>a</span> b</p>',
    "lengths that are reckoned of several sizes of text":
        "<style>@page { size: 500px; margin: 0 } p { margin: 0; width: calc(50% + 1em); padding: calc(1em + 1%) }</style>"
        "<p>a</p><p style='font-size: 40px'>b</p><p style='font-size: 9px'>c</p>"
        "<div style='font-size: 30px'><b style='display: block; width: calc(1% + 2em)'>d</b></div>"
        "<b style='display: block; width: calc(1% + 2em)'>e</b>",
    "sizes of text by the page":
        "<style>@page { size: 500px 400px; margin: 0 } html { font-size: 3vw } div { font-size: 5vmin; line-height: 9vh }"
        "</style><p style='width: 2rem; border-spacing: 3vw'>a</p><div><p style='text-indent: 2em'>b <b>c</b></div>"
        "<p style='letter-spacing: 1vw; word-spacing: 2vh'>d e <i>f</i></p>",
    "sizes of text by a name":
        "<style>@page { size: 500px } html { --a: 7vw } div { font-size: var(--a) }</style><div><p>a",
    "lengths of the page": '<p style="width: 50vw; height: 9vh; margin: 1vmin">a</p>',
    "the same lengths, sized by the border":
        '<p style="box-sizing: border-box; width: 99px; padding: 9px; border: 1px solid">a'
                                             '<p style="width: 99px; padding: 9px; border: 1px solid">a',
    "sides by the direction of the text": '<div dir="rtl" style="direction: rtl; margin-inline-start: 9px; '
                                          'border-inline-start: 3px solid red; padding-block: 7px">a<p>b</p></div>',
    "Hebrew": '<p style="direction: rtl; text-align: justify">' + "שלום עולם abc " * 30,
    "floats": '<div style="float: left; width: 99px">' + "a b c " * 20 + "</div>" + "<p>" + "d e f " * 99
              + '<p style="clear: both; float: right">g</p>h',
    "boxes out of the flow":
        '<p style="position: absolute; right: 9px; top: 10%">a</p><p style="position: relative; left: 5px">b'
                             '</p><p style="position: fixed; bottom: 0">c</p>d',
    "running boxes": "<style>@page { @top-left { content: element(x) } } h1 { position: running(x) }</style><h1>a</h1>b",
    "footnotes": '<style>span { float: footnote }</style><p>a<span style="border: 1px solid">b</span></p>',
    "first lines and letters": "<style>p::first-line { color: red; font-size: 2em } p::first-letter { float: left; "
                               "font-size: 3em; padding: 3px } q::before { content: 'x'; border: 1px solid } "
                               "</style><p>" + "a b c " * 90 + "<q>d</q>",
    "justified text":
        '<p style="text-align: justify; width: 200px">' + "abc de fghij " * 20 + '<b style="color: red">a b</b> c',
    "spaced text":
        '<p style="letter-spacing: 2px; word-spacing: 9px">a b c &nbsp; d</p><pre style="tab-size: 3">a\tb\n\tc</pre>',
    "hyphens": '<p lang="en" style="hyphens: auto; width: 60px">incomprehensibilities incompre&shy;hensible</p>',
    "cut text": '<p style="width: 30px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">abcdefghijk</p>'
        '<p style="max-lines: 2; block-ellipsis: auto; width: 60px">a b c d e f g h i j k l m n o p q r s t u v w x y z</p>'
                '<p style="overflow-wrap: anywhere; width: 20px">abcdefghijk</p>',
    "cut text that may be broken anywhere":
        "<style>p { max-lines: 1; block-ellipsis: auto; width: 60px }</style><p style='overflow-wrap: anywhere'>abcdefghijk"
        "<p style='word-break: break-all'>abcdefghijklmn<p style='overflow-wrap: break-word; block-ellipsis: \"xx\"'>"
        "abcdefghijklmn opq",
    "letters that no font has, and letters on others":
        "<p>\ue123abc\ue124 def</p><p>q\u0301xyz w\u0323\u0301 abc</p><p>e\u0301 \u05e9\u05c1\u05dc a</p>",
    "text of several kinds": '<p style="font-variant-ligatures: none">ffi</p><p style="font-kerning: none">AV</p>'
        '<p style="font-feature-settings: \'smcp\'">abc</p><p style="font-language-override: \'TRK\'">fi</p>'
                             '<p lang="tr">fi</p><p style="font-size: 0">a</p><p style="line-height: 3">b</p>'
                             '<p style="line-height: 50%">c</p><p style="font-variant-caps: small-caps">d</p>',
    "lines under and through text":
        "<u>a</u> <s>b</s> <u><s>c</s> <b>d</b></u> <p style='text-decoration: overline wavy red'>e",
    "properties of no name":
        '<div style="--a: 9px; --b: red"><p style="margin: var(--a); color: var(--b)">a<i>b</i></p></div>',
    "values told to be inherited":
        '<div style="color: red; margin: 9px; border: 1px solid blue; position: relative; top: 3px">'
                                   '<p style="margin: inherit; border: inherit; position: inherit; top: 2px">a</p>'
        '<p style="color: initial; border-style: solid; display: inherit; float: inherit">b</p></div>',
    "backgrounds": '<p style="background: red">a<p style="background: linear-gradient(red, blue)">b'
                   '<p style="box-shadow: 1px 1px red">c</p><p style="border-radius: 9px; background: red">d'
                   '<p style="background: url(data:,x)">e<p style="background: currentcolor; color: #8888">f',
    "outlines": '<p style="outline: 3px solid red">a</p>',
    "a list": '<ol start="9"><li>a<li>b<ul><li>c</ul></ol><ul style="list-style: inside square"><li>d</ul>',
    "boxes in a row": '<div style="display: flex; gap: 5px; width: 50%"><p style="flex: 1; margin: 5%">a</p><p>b</p></div>'
        '<div style="display: grid; grid-template-columns: 1fr 2fr"><p>a</p><p style="padding: 5%">b</p></div>',
    "named pages": "<style>@page x { margin: 10%; size: a5 } .x { page: x } p { break-before: page }</style>"
                   '<div class="x"><p>a</p><p>b</p></div><p>c</p>',
    "a transformed box": '<p style="transform: rotate(9deg); border: 1px solid; border-color: red blue; opacity: .5">a</p>',
    "a link, a heading and a form":
        '<h1 id="a">a</h1><a href="#a">b</a><form style="appearance: auto"><input value="c"></form>',
}
"""Pages that no form of ours looks like, by what they ask for."""


def drawn(html: str, **how: Any) -> bytes:
    page = weasyprint.HTML(string=f'<html lang="en"><title>a</title>{html}', url_fetcher=NoFetching())
    pdf: bytes = page.write_pdf(presentational_hints=True, **how)
    return pdf


@pytest.mark.parametrize("tags", [False, True], ids=["untagged", "tagged"])
@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_any_page_has_the_bytes_of_the_plain_call(html: str, tags: bool) -> None:
    plainly = drawn(html, pdf_tags=tags)
    with switch.in_place():
        assert drawn(html, pdf_tags=tags) == plainly
        assert drawn(html, pdf_tags=tags) == plainly


def test_one_page_of_all_has_the_bytes_of_the_plain_call() -> None:
    html = "".join(f"<section>{part}</section>" for part in PAGES.values() if "<style>" not in part)
    plainly = drawn(html, pdf_tags=True)
    with switch.in_place():
        assert drawn(html, pdf_tags=True) == plainly


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_a_page_laid_out_before_can_be_drawn_and_one_laid_out_meanwhile_can_be_drawn_afterwards(html: str) -> None:
    page = weasyprint.HTML(string=html, url_fetcher=NoFetching())
    plain, before = page.render(), page.render()
    plainly = [plain.write_pdf(), plain.write_pdf()]
    with switch.in_place():
        assert before.write_pdf() == plainly[0]
        meanwhile, later = page.render(), page.render()
        assert [meanwhile.write_pdf(), meanwhile.write_pdf()] == plainly
    assert later.write_pdf() == plainly[0]


def in_their_places() -> list[bool]:
    return [vars(place.holder)[place.name] is place.ours for place in switch.places()]


def test_our_functions_are_in_place_only_while_a_page_is_drawn() -> None:
    assert not any(in_their_places())
    with switch.in_place():
        assert all(in_their_places())
        with switch.in_place():
            assert all(in_their_places())
        assert all(in_their_places())
    assert not any(in_their_places())


def test_they_are_taken_out_though_drawing_failed() -> None:
    with pytest.raises(MemoryError), switch.in_place():
        raise MemoryError
    assert not any(in_their_places())


def test_they_stay_while_another_thread_draws() -> None:
    both_draw, one_has_drawn = Barrier(2, timeout=60), Barrier(2, timeout=60)
    seen = []

    def draw() -> None:
        with switch.in_place():
            both_draw.wait()
            one_has_drawn.wait()
            seen.append(all(in_their_places()))

    other = Thread(target=draw)
    other.start()
    with switch.in_place():
        both_draw.wait()
    one_has_drawn.wait()
    other.join()
    assert seen == [True]
    assert not any(in_their_places())


def test_they_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "IS_TUNED", False)
    with switch.in_place():
        assert not any(in_their_places())


def test_where_weasyprint_has_other_modules_it_draws_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "form4gen.tuned.replacements", None)
    assert switch.places.__wrapped__() == ()


def test_where_it_has_other_methods_it_draws_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(weasyprint.text.line_break.Layout, "deactivate")
    assert switch.places.__wrapped__() == ()


def test_what_was_put_in_goes_though_the_rest_could_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    known = switch.places()

    class Stubborn(type):
        def __setattr__(cls, name: str, value: object) -> None:
            raise TypeError

    class Holder(metaclass=Stubborn):
        method = test_all_of_them_have_a_place

    stubborn = replacements.Place(Holder, "method", test_all_of_them_have_a_place, None)
    monkeypatch.setattr(switch, "places", lambda: (*known, stubborn))
    with pytest.raises(TypeError), switch.in_place():
        pass
    monkeypatch.undo()
    assert not any(in_their_places())


@pytest.mark.parametrize("is_tuned", [True, False])
def test_what_somebody_else_has_put_there_stays(is_tuned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*_: object) -> None:
        """Draws no border."""

    switch.places()
    monkeypatch.setattr(switch, "IS_TUNED", is_tuned)
    monkeypatch.setattr(weasyprint.draw.border, "draw_border", other)
    with switch.in_place():
        assert weasyprint.draw.border.draw_border is other
    assert weasyprint.draw.border.draw_border is other


def test_an_attribute_of_an_element_is_found_by_its_class() -> None:
    with switch.in_place():
        assert weasyprint.cssselect2.ElementWrapper.local_name.name == "local_name"


def test_what_a_style_attribute_declares_is_its_readers_own() -> None:
    with switch.in_place():
        weasyprint.css.tinycss2.parse_blocks_contents("width: 71px").clear()
        assert len(weasyprint.css.tinycss2.parse_blocks_contents("width: 71px")) == 1


def test_all_of_them_have_a_place() -> None:
    ours = [place.ours for place in switch.places()]
    assert {id(function) for _, function in replacements._FUNCTIONS} <= {id(function) for function in ours}
    assert len(ours) > len(replacements._FUNCTIONS) + len(replacements._ATTRIBUTES)


def test_every_function_is_in_place_wherever_weasyprint_has_a_name_for_it() -> None:
    theirs = {id(function) for function, _ in replacements._FUNCTIONS}
    with switch.in_place():
        left = [f"{name}.{known}" for name, module in sys.modules.items() for known, value in vars(module).items()
                if name.partition(".")[0] in ("weasyprint", "pydyf") and id(value) in theirs]
    assert left == []


def test_what_is_kept_of_lengths_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "_MOST_KEPT", 20)
    html = "".join(f'<p style="margin: {number}px; width: {number}%">a</p>' for number in range(50))
    plainly = drawn(html)
    with switch.in_place():
        assert drawn(html) == plainly
    assert len(lengths._kept) <= 20


@pytest.mark.parametrize("part", [
    b"x", "x", 0, -3, 12345678901234567890, 0.0, -0.0, 1.0, -1.5, 1e-7, -1e-9, 123456.7891234, 1e20, True, None,
    pydyf.String("ü"), pydyf.Array([1, 2.50, b"x"]), pydyf.Dictionary({"A": 1, "B": pydyf.Array([0.1])}),
])
def test_a_part_of_a_pdf_has_the_bytes_that_pydyf_gives_it(part: object) -> None:
    assert numbers.to_bytes(part) == pydyf._to_bytes(part)


@pytest.mark.parametrize("function", [numbers.to_bytes, pydyf._to_bytes])
@pytest.mark.parametrize("part", [float("nan"), float("inf"), "ü"])
def test_what_cannot_be_a_part_of_a_pdf_is_as_pydyf_has_it(part: object, function: Callable[[object], bytes]) -> None:
    try:
        expected: object = pydyf._to_bytes(part)
    except (ValueError, OverflowError) as error:
        expected = type(error)
    try:
        found: object = function(part)
    except (ValueError, OverflowError) as error:
        found = type(error)
    assert found == expected
