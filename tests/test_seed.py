"""The filing that form4gen began with: every fact of the real Form 4 is on the one page we print."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from form4gen import read, to_pdf

from .test_pdf import packed

SONUS = Path(__file__).parent.parent / "examples" / "sonus-abbott-2014.form4.yaml"
FACTS = """
FORM 4
OMB Number: 3235-0287
hours per response: 0.5
1. Name and Address of Reporting Person * ABBOTT TODD
C/O SONUS NETWORKS, INC. 4 TECHNOLOGY PARK DRIVE
WESTFORD MA 01886
SONUS NETWORKS INC [ SONS ]
3. Date of Earliest Transaction (Month/Day/Year) 03/17/2014
EVP of Strategy
Common Stock 03/17/2014 F 26,990 (1) D $ 3.44 504,598 D
Stock Option (right to buy) $ 3.62 03/17/2014 A 400,000 (2) 03/17/2024 Common Stock 400,000 $ 0 400,000 D
1. PAYMENT OF TAX LIABILITY BY DELIVERING SECURITIES TO THE COMPANY INCIDENT TO THE VESTING OF A SECURITY.
2. 25% of the shares underlying this option vests on March 17, 2015. The remaining 75% of the shares underlying this
Remarks: Todd Abbott 03/19/2014
** Signature of Reporting Person Date
Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
* If the form is filed by more than one reporting person, see Instruction 4 (b)(v).
** Intentional misstatements or omissions of facts constitute Federal Criminal Violations See 18 U.S.C. 1001 and
Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see Instruction 6
Persons who respond to the collection of information contained in this form are not required to respond unless the form
""".strip().splitlines()


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(to_pdf(read(SONUS.read_bytes())))).pages]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_the_seed_is_printed(fact: str, pages: list[str]) -> None:
    assert packed(fact) in packed("".join(pages))


def test_the_seed_is_one_page_without_what_its_day_did_not_have(pages: list[str]) -> None:
    assert len(pages) == 1
    assert not any(word in pages[0] for word in ("10b5-1", "Country", "Foreign", "03-26"))
    assert pages[0].split().count("X") == 2, "an officer, and one reporting person; the exit box is not checked"
