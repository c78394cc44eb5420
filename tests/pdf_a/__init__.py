"""What is wrong with a PDF by PDF/A-3a and PDF/UA-1, as far as its structure tells: a judge of our own.

It reads the file with pikepdf, its fonts with fontTools and its metadata with lxml, and shares no code with form4gen.
It is no validator, and its silence is not veraPDF's verdict: no program can tell whether a heading heads what follows it.
Where it asks for more than the standards do, since a form has no use for what they allow, the fault says so.

Source: ISO 19005-3:2012, ISO 14289-1:2014, ISO 32000-1:2008; the numbers of the clauses stand in each fault.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf

from tests.pdf_a import colour, content, enclosed, fields, fonts, forbidden, metadata, structure, written
from tests.pdf_a.tree import Tree


def faults(pdf: bytes) -> list[str]:
    """Every fault found, each once, with the clause that it offends against; none in a good file."""
    found = written.faults(pdf)
    try:
        document = pikepdf.open(BytesIO(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        return [*found, f"{written.UNREADABLE}: {error}"]
    with document:
        if document.is_encrypted:
            return [*found, "ISO 19005-3:2012, 6.1.3: the file is encrypted"]
        scan = content.scanned(document)
        packet = metadata.packet(document)
        root = document.Root.get("/StructTreeRoot")
        tree = Tree(root) if isinstance(root, pikepdf.Dictionary) else None
        found += [
            *forbidden.faults(document), *packet.faults, *metadata.faults(document, packet), *colour.faults(document),
            *scan.faults, *fonts.faults(scan), *structure.faults(document, tree, scan), *enclosed.faults(document, packet),
            *fields.faults(document, tree), *written.of_syntax(document),
        ]
    return list(dict.fromkeys(found))
