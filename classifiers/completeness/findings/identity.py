"""Findings on whether all documents are about one person, and on copies."""

from collections import defaultdict
from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_for, evidence_of
from classifiers.completeness.copies import copies_among
from classifiers.completeness.findings.note import Note, note
from classifiers.completeness.holders import agree, name_of, names_alike
from classifiers.completeness.names import Likeness
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from models.document_types import DocumentType
from models.documents import Document, FieldName
from models.report import RequirementReading

_NAMES = (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME, FieldName.FULL_NAME)
# What tells one document of a type from another; the first that was read counts.
_IDENTIFYING = (
    FieldName.DOCUMENT_NUMBER,
    FieldName.FILE_NUMBER,
    FieldName.PASSPORT_NUMBER,
    FieldName.APPLICATION_NUMBER,
    FieldName.REFERENCE_NUMBER,
)


def identity_findings(
    case: Case, known: Known, _: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Compare the documents that must be the applicant's with the one that tells best who it is."""
    compared = case.of_types(case.programme.rules.identity.compare)
    reference = known.persons.reference
    if reference is not None:
        own = [
            document
            for document in compared
            if known.persons.owner(document) in (Ownership.APPLICANT, Ownership.UNCLEAR)
        ]
        yield from _names(own, reference)
        for agreement in case.programme.rules.identity.agree:
            yield from _numbers(own, agreement.field, agreement.finding)
    for document in compared:
        if known.persons.owner(document) is Ownership.OTHER:
            evidence = evidence_for(document, *_NAMES)
            yield note("document_of_another_person", evidence, document=document.id)
    yield from _copies(case)


def _names(own: list[Document], reference: Document) -> Iterator[Note]:
    """Names that honest variation does not explain."""
    differing = [
        document
        for document in own
        if name_of(document) is not None and names_alike(document, reference) < Likeness.ALIKE
    ]
    if differing:
        evidence = [e for document in differing for e in evidence_for(document, *_NAMES)]
        yield note("name_differs", (*evidence_for(reference, *_NAMES), *evidence))


def _numbers(own: list[Document], name: FieldName, code: str) -> Iterator[Note]:
    """A number or date that cannot be the same fact in two documents."""
    read = [field for document in own if (field := document.field(name)) is not None]
    if any(not agree(name, first, second) for first in read for second in read):
        yield note(code, tuple(evidence for field in read for evidence in field.evidence))


def _copies(case: Case) -> Iterator[Note]:
    """Copies of one document; forms are left out, since an applicant has one."""
    groups: dict[tuple[DocumentType, FieldName, str], list[Document]] = defaultdict(list)
    for document in case.documents:
        if document.type is None or document.type in case.programme.rules.form_types:
            continue
        number = next((f for n in _IDENTIFYING if (f := document.field(n)) is not None), None)
        if number is not None:
            groups[document.type, number.name, number.value].append(document)
    for group in groups.values():
        for copies in copies_among(group, case):
            evidence = tuple(evidence_of(document, case)[0] for document in copies)
            listed = ", ".join(document.id for document in copies)
            yield note("duplicate_document", evidence, documents=listed)
