"""The documents of an ``edgarSubmission``, with names under which they may be written; or a reason why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from form4gen.build import RefusedError
from form4gen.opened import Opened
from form4gen.package import PRIMARY_ENDING
from form4gen.rules.enclosures import DISCARDED, PICTURES, TEXTS, wrong_with
from form4gen.rules.text import IS_READABLE
from form4gen.submission import Document

_ENDINGS: Final = (PRIMARY_ENDING, *TEXTS, *PICTURES, DISCARDED)
"""A PDF is discarded with a warning (specification 4.2.1.2), so that one may be enclosed."""


def unpacked(found: Opened) -> list[Document]:
    """The documents of an opened submission, the filing itself first.

    Raises ``RefusedError`` where the file is no submission, a document in it cannot be read, or has a name that EDGAR does
    not take: other names may lead anywhere.
    """
    if any(finding.rule == IS_READABLE.id for finding in found.findings):
        raise RefusedError("not every document in it can be read")
    if found.document is None or found.submission is None:
        raise RefusedError("it is no edgarSubmission of a Form 4, the file that a filer uploads")
    documents = [Document(found.enclosed, found.forms[-1], found.document), *found.submission.documents]
    for reason in _unfit_names(documents):
        raise RefusedError(reason)
    return documents


def _unfit_names(documents: Sequence[Document]) -> Iterator[str]:
    for name, count in Counter(document.name for document in documents).items():
        reasons = [*wrong_with(name), *(() if name.endswith(_ENDINGS) else ("has an extension that EDGAR does not take",))]
        if reasons:
            yield f"the file name {name!r:.80} {'; '.join(reasons)}"
        if count > 1:
            yield f"{count} documents have the file name {name}"
