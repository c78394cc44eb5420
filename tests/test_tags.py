"""The tags of the printed form, as poppler reads them: what a screen reader says, and in which order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pytest

from form4gen import read
from form4gen.pdf import to_pdf
from form4gen.printing import Printing
from tests.screen_reader import Said, said, structure
from tests.test_printed import HOLDING, OPTION, SALE, filing

pytestmark = pytest.mark.skipif(not which("pdfinfo"), reason="poppler's pdfinfo reads the tags")
SONUS = Path(__file__).parent.parent / "examples" / "sonus-abbott-2014.form4.yaml"
THE_SEED = """
P: SEC Form 4
P: FORM 4
P: UNITED STATES SECURITIES AND EXCHANGE COMMISSION
P: Washington, D.C. 20549
H1: STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
P: Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934
P: or Section 30(h) of the Investment Company Act of 1940
P: OMB APPROVAL
P: OMB Number:
P: 3235-0287
P: Estimated average burden
P: hours per response:
P: 0.5
P: Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).
P: 1. Name and Address of Reporting Person *
P: ABBOTT TODD
P: (Last)
P: (First)
P: (Middle)
P: C/O SONUS NETWORKS, INC.
P: 4 TECHNOLOGY PARK DRIVE
P: (Street)
P: WESTFORD
P: MA
P: 01886
P: (City)
P: (State)
P: (Zip)
P: 2. Issuer Name and Ticker or Trading Symbol
P: SONUS NETWORKS INC [ SONS ]
P: 3. Date of Earliest Transaction (Month/Day/Year)
P: 03/17/2014
P: 4. If Amendment, Date of Original Filed (Month/Day/Year)
P: 5. Relationship of Reporting Person(s) to Issuer
P: (Check all applicable)
P: Director
P: 10% Owner
P: X
P: Officer (give title below)
P: Other (specify below)
P: EVP of Strategy
P: 6. Individual or Joint/Group Filing (Check Applicable Line)
P: X
P: Form filed by One Reporting Person
P: Form filed by More than One Reporting Person
Div: Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
TH: 1. Title of Security (Instr. 3)
TH: 2. Transaction Date (Month/Day/Year)
TH: 2A. Deemed Execution Date, if any (Month/Day/Year)
TH: 3. Transaction Code (Instr. 8)
TH: 4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)
TH: 5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)
TH: 6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)
TH: 7. Nature of Indirect Beneficial Ownership (Instr. 4)
TH: Code
TH: V
TH: Amount
TH: (A) or (D)
TH: Price
TD: Common Stock
TD: 03/17/2014
TD:
TD: F
TD:
TD: 26,990 (1)
TD: D
TD: $ 3.44
TD: 504,598
TD: D
TD:
Div: Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
Div: (e.g., puts, calls, warrants, options, convertible securities)
TH: 1. Title of Derivative Security (Instr. 3)
TH: 2. Conversion or Exercise Price of Derivative Security
TH: 3. Transaction Date (Month/Day/Year)
TH: 3A. Deemed Execution Date, if any (Month/Day/Year)
TH: 4. Transaction Code (Instr. 8)
TH: 5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)
TH: 6. Date Exercisable and Expiration Date (Month/Day/Year)
TH: 7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)
TH: 8. Price of Derivative Security (Instr. 5)
TH: 9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)
TH: 10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)
TH: 11. Nature of Indirect Beneficial Ownership (Instr. 4)
TH: Code
TH: V
TH: (A)
TH: (D)
TH: Date Exercisable
TH: Expiration Date
TH: Title
TH: Amount or Number of Shares
TD: Stock Option (right to buy)
TD: $ 3.62
TD: 03/17/2014
TD:
TD: A
TD:
TD: 400,000
TD:
TD: (2)
TD: 03/17/2024
TD: Common Stock
TD: 400,000
TD: $ 0
TD: 400,000
TD: D
TD:
H2: Explanation of Responses:
P: 1. PAYMENT OF TAX LIABILITY BY DELIVERING SECURITIES TO THE COMPANY INCIDENT TO THE VESTING OF A SECURITY.
P: 2. 25% of the shares underlying this option vests on March 17, 2015. The remaining 75% of the shares underlying
    this option will then vest in equal monthly increments for the following 36 months through March 17, 2018.
H2: Remarks:
P: Todd Abbott
P: 03/19/2014
P: ** Signature of Reporting Person
P: Date
P: Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
P: * If the form is filed by more than one reporting person, see Instruction 4 (b)(v).
P: ** Intentional misstatements or omissions of facts constitute Federal Criminal Violations See 18 U.S.C. 1001 and 15
    U.S.C. 78ff(a).
P: Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see
    Instruction 6 for procedure.
P: Persons who respond to the collection of information contained in this form are not required to respond unless the
    form displays a currently valid OMB Number.
""".strip()
"""The form of the seed, box by box; an empty cell is one whose box is empty. Indented lines go on."""


def test_the_seed_is_read_box_by_box(tmp_path: Path) -> None:
    expected = [Said(tag, text) for tag, _, text in (
        line.partition(": ") if ": " in line else (line.rstrip(":"), "", "")
        for line in THE_SEED.replace("\n    ", " ").splitlines())]
    assert said(to_pdf(read(SONUS.read_bytes())), tmp_path) == expected


@pytest.fixture(scope="module")
def of_pages() -> bytes:
    """A form of several pages, on which both tables go on."""
    return to_pdf(filing(non_derivative_table=[SALE] * 30, derivative_table=[OPTION] * 30))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def tables(pdf: pikepdf.Pdf) -> list[Any]:
    return [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Table"]


def below(element: Any, tag: str) -> list[Any]:
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [found for kid in kids for found in ([kid] if tag == kid.S else below(kid, tag))]


def test_only_the_tables_of_the_form_are_tables(tmp_path: Path) -> None:
    pdf = to_pdf(filing(non_derivative_table=[SALE], derivative_table=[OPTION]))
    assert len(tables(opened(pdf))) == 2
    assert structure(pdf, tmp_path).count("Table (block)") == 2


def test_every_cell_names_the_headings_above_it() -> None:
    pdf = opened(to_pdf(filing(non_derivative_table=[SALE, HOLDING], derivative_table=[OPTION])))
    table_i, table_ii = tables(pdf)
    for table, columns in ((table_i, 11), (table_ii, 16)):
        headings = {bytes(heading.ID): heading for heading in below(table, "/TH")}
        assert {str(heading.A.Scope) for heading in headings.values()} == {"/Column"}
        for row in below(below(table, "/TBody")[0], "/TR"):
            named = [[bytes(one) for one in cell.A.Headers] for cell in row.K]
            assert len(named) == columns
            assert {one for cell in named for one in cell} == set(headings)
            assert all(1 <= len(cell) <= 2 for cell in named)
    in_two = [number for number, cell in enumerate(below(table_i, "/TD")[:11], start=1) if len(cell.A.Headers) > 1]
    assert in_two == [4, 5, 6, 7, 8], "columns 3 and 4 of Table I have headings of their own below a shared one"


def test_a_table_over_several_pages_is_one_with_one_set_of_headings(of_pages: bytes) -> None:
    pdf = opened(of_pages)
    assert len(pdf.pages) > 3
    for table, headings in zip(tables(pdf), (13, 20), strict=True):
        assert [str(part.S) for part in table.K] == ["/Caption", "/THead", "/TBody"]
        assert len(below(table, "/TH")) == headings
        assert len(below(below(table, "/TBody")[0], "/TR")) == 30


def test_a_foot_and_repeated_headings_are_no_content(of_pages: bytes) -> None:
    """ISO 14289-1, 7.8: what repeats on every page is a header or a footer."""
    pdf = opened(of_pages)
    artifacts = [[str(step.operands[1].Subtype) for step in pikepdf.parse_content_stream(page)
                  if str(step.operator) == "BDC" and "/Subtype" in step.operands[1]] for page in pdf.pages]
    assert artifacts[0] == ["/Footer"]
    assert artifacts[1].count("/Footer") == 1
    assert artifacts[1].count("/Header") > 20, "the words of the headings"


def test_a_table_in_which_nothing_is_reported_has_no_head_without_a_body() -> None:
    """ISO 32000-1, table 337: a table is rows, or a head and at least one body."""
    pdf = opened(to_pdf(filing(non_derivative_table=[SALE], derivative_table=[])))
    table_i, table_ii = tables(pdf)
    assert [str(part.S) for part in table_i.K] == ["/Caption", "/THead", "/TBody"]
    assert [str(part.S) for part in table_ii.K] == ["/Caption", "/TR", "/TR"]
    assert len(below(table_ii, "/TH")) == 20
    assert all(heading.A.Scope == "/Column" for heading in below(table_ii, "/TH"))


def test_every_mark_on_a_page_is_known_to_the_tree(of_pages: bytes) -> None:
    """ISO 32000-1, 14.7.4.4: the parent tree has for each number the element that holds it."""
    pdf = opened(of_pages)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for page, parents in zip(pdf.pages, list(numbers)[1::2], strict=True):
        marks = [int(step.operands[1].MCID) for step in pikepdf.parse_content_stream(page)
                 if str(step.operator) == "BDC" and "/MCID" in step.operands[1]]
        assert len(set(marks)) == len(marks)
        assert {number for number, parent in enumerate(parents) if parent is not None} == set(marks)
        assert all(number in list(parents[number].K) for number in marks)


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    form4 = filing(non_derivative_table=[SALE] * 30, footnotes=[{"id": "F1", "text": "a " * 450}] * 9)
    pdf = to_pdf(form4, Printing(draft=True))
    assert [one.text for one in said(pdf, tmp_path)].count("DRAFT") == len(opened(pdf).pages) > 1
