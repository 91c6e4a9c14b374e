"""Fields read from drawn specimens, through the real reader, against what was drawn.

The bars are below what was measured, so that they hold against chance and fail on a loss.
"""

from collections import Counter

import pytest

from classifiers.fields import read_fields
from classifiers.fields.folding import compact
from extractors.reading import read
from fixtures.degradation import PRESETS, degrade
from fixtures.specimens import HELD_OUT, Specimen, draw, layouts
from models.bilingual import Language
from models.document_types import DocumentType
from models.documents import FieldName

NAMES = (FieldName.FULL_NAME, FieldName.FAMILY_NAME, FieldName.GIVEN_NAME)
TYPES = (
    DocumentType.CSQ,
    DocumentType.INVITATION_LETTER,
    DocumentType.PR_ACKNOWLEDGMENT,
    DocumentType.WORK_PERMIT,
    DocumentType.MAINTAINED_STATUS_LETTER,
    DocumentType.PASSPORT,
    DocumentType.PROOF_OF_RESIDENCE,
)


def specimens(*, held: bool) -> list[Specimen]:
    return [
        draw(type_, language, layout, 7)
        for type_ in TYPES
        for language in Language
        for layout in layouts(type_, language)
        if (layout in HELD_OUT) is held
    ]


def words_of(text: str) -> list[str]:
    return sorted(compact(word) for word in text.replace(",", " ").split())


def same(name: FieldName, value: str, truth: str) -> bool:
    if name in NAMES:
        return words_of(value) == words_of(truth)
    return compact(value) == compact(truth)


def is_shown(specimen: Specimen, name: FieldName, truth: str) -> bool:
    """Whether the page shows the fact: letters leave out names, bank statements addresses."""
    shown = compact(" ".join(specimen.page_texts))
    if name is FieldName.PROVINCE:
        return is_shown(specimen, FieldName.ADDRESS, dict(specimen.facts)[FieldName.ADDRESS])
    if name not in (*NAMES, FieldName.ADDRESS, FieldName.ISSUER):
        return True
    return all(word in shown for word in words_of(truth))


def score(specimen: Specimen, pdf: bytes) -> Counter[str]:
    extraction = read(pdf).extraction
    assert extraction is not None
    fields = read_fields(specimen.type, "u1", extraction.pages, extraction.form)
    values = {field.name: field.value for field in reversed(fields)}
    found: Counter[str] = Counter()
    for name, truth in specimen.facts:
        if is_shown(specimen, name, truth):
            found["facts"] += 1
            found["right"] += name in values and same(name, values[name], truth)
    return found


@pytest.mark.parametrize(
    ("held", "bar"), [(False, 0.97), (True, 0.77)], ids=["known layouts", "held-out layouts"]
)
def test_clean_documents(held: bool, bar: float) -> None:
    total = sum((score(s, s.pdf) for s in specimens(held=held)), Counter[str]())
    assert total["right"] >= bar * total["facts"], total


@pytest.mark.ocr
def test_scanned_certificates_and_letters() -> None:
    drawn = [s for s in specimens(held=False) if s.layout in ("certificate", "letter")][:6]
    total = sum(
        (score(s, degrade(s.pdf, PRESETS["office_scan"], 7)) for s in drawn), Counter[str]()
    )
    assert total["right"] >= 0.85 * total["facts"], total


def test_every_evidence_lies_on_its_page() -> None:
    for specimen in specimens(held=False)[:12]:
        extraction = read(specimen.pdf).extraction
        assert extraction is not None
        for field in read_fields(specimen.type, "u1", extraction.pages, None):
            assert field.evidence
            for evidence in field.evidence:
                assert evidence.box.is_valid
                assert evidence.box.area > 0.0
                assert 0.0 <= evidence.confidence <= 1.0
