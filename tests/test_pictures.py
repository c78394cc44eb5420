"""The pages of a PDF as pictures."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops

from form4gen import outputs, to_pdf
from form4gen.filing import Form4
from form4gen.pictures import NotAFormError, is_ours, opened_pdf, pictures
from tests.test_printed import SALE, filing


def drawn(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    document = opened_pdf(pdf)
    return [Image.open(BytesIO(png)) for _, png in pictures(document, dpi, range(1, len(document) + 1))]


def long() -> Form4:
    return filing(non_derivative_table=[SALE] * 30, remarks="A remark. " * 199, footnotes=[
        {"id": f"F{number}", "text": f"Note {number} says something."} for number in range(1, 40)])


@pytest.mark.parametrize(("dpi", "size"), [(72, (612, 792)), (150, (1275, 1650)), (36, (306, 396)), (97, (825, 1067))])
def test_a_page_has_the_size_of_letter_paper(dpi: int, size: tuple[int, int]) -> None:
    (picture,) = drawn(to_pdf(filing()), dpi)
    assert (picture.size, picture.mode, picture.format) == (size, "RGB", "PNG")
    assert tuple(map(round, picture.info["dpi"])) == (dpi, dpi)


def test_a_page_is_black_on_white_with_blue_data() -> None:
    (picture,) = drawn(to_pdf(filing()), 150)
    colours = {colour for _, colour in picture.getcolors(1 << 24) or []}
    assert {(255, 255, 255), (0, 0, 0), (0, 0, 255)} <= colours
    assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_the_same_page_is_the_same_bytes_and_another_is_not() -> None:
    def png(form4: Form4) -> bytes:
        ((_, picture),) = pictures(opened_pdf(to_pdf(form4)), 72, [1])
        return picture

    assert png(filing()) == png(filing())
    assert png(filing()) != png(filing(remarks="A remark."))


def test_every_page_is_drawn_in_order() -> None:
    pages = drawn(to_pdf(long()))
    assert len(pages) == len(pypdf.PdfReader(BytesIO(to_pdf(long()))).pages) > 1
    assert all(ImageChops.difference(one, other).getbbox() for one, other in pairwise(pages))
    document = opened_pdf(to_pdf(long()))
    assert [number for number, _ in pictures(document, 72, [2, 1, 2])] == [1, 2]


def test_a_draft_is_seen_to_be_one() -> None:
    (plain,), (draft,) = drawn(to_pdf(filing())), drawn(to_pdf(filing(), draft=True))
    box = ImageChops.difference(plain.convert("RGB"), draft.convert("RGB")).getbbox()
    assert box
    assert box[2] - box[0] > plain.width / 2


def test_a_picture_of_ours_is_known_by_its_mark(tmp_path: Path) -> None:
    ((_, png),) = pictures(opened_pdf(to_pdf(filing())), 72, [1])
    again, other = BytesIO(), Image.open(BytesIO(png))
    other.save(again, "PNG")
    assert [is_ours(data) for data in (png, again.getvalue(), b"", png[8:])] == [True, False, False, False]
    (tmp_path / "x.png").write_bytes(png)
    assert outputs.is_ours(tmp_path / "x.png")


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"not a PDF"])
def test_what_is_no_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(NotAFormError, match="the PDF cannot be read"):
        opened_pdf(pdf)


def test_a_page_too_large_to_draw_is_refused() -> None:
    writer, enlarged = pypdf.PdfWriter(BytesIO(to_pdf(filing()))), BytesIO()
    writer.pages[0].mediabox.upper_right = (14_400, 14_400)
    writer.write(enlarged)
    with pytest.raises(NotAFormError, match="page 1 is larger than US letter"):
        drawn(enlarged.getvalue())
