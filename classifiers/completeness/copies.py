"""Whether documents of one type and one number are copies of one another.

Two letters about one application bear one number: its acknowledgment, and the instruction letter
for biometrics. So do the certificates of a family. Copies share their words and their holder too.
"""

import re
from collections import Counter
from collections.abc import Iterator

from classifiers.completeness.case import Case
from classifiers.completeness.holders import name_of, names_alike
from classifiers.completeness.names import Likeness
from models.documents import Document

# Letters of the shortest word that tells a text; OCR makes short ones out of lines and stains.
_WORD = re.compile(r"[a-z]{3,}")
# Of 3,114 pairs of different papers of one person and one type none shares more than 0.77 of its
# words; scans of one paper share 0.93 and more, unless one of them can hardly be read.
_SHARED_BY_COPIES = 0.85


def copies_among(documents: list[Document], case: Case) -> Iterator[list[Document]]:
    """Yield the documents that are copies of one another, in their order."""
    kinds: list[list[Document]] = []
    for document in documents:
        kind = next((one for one in kinds if _are_copies(one[0], document, case)), None)
        if kind is None:
            kinds.append([document])
        else:
            kind.append(document)
    return (kind for kind in kinds if len(kind) > 1)


def _are_copies(one: Document, other: Document, case: Case) -> bool:
    named = name_of(one) is not None and name_of(other) is not None
    if named and names_alike(one, other) < Likeness.ALIKE:
        return False
    return _shared(_words(one, case), _words(other, case)) >= _SHARED_BY_COPIES


def _words(document: Document, case: Case) -> Counter[str]:
    return Counter(_WORD.findall(case.text_of(document)))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common (Dice); 1.0 if neither has any."""
    words = one.total() + other.total()
    return 2 * (one & other).total() / words if words else 1.0
