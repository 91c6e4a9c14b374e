"""Findings on the standing of an application: bad news in letters, copies elsewhere, its rules."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_of
from classifiers.completeness.findings.note import Note, note, note_in_words
from classifiers.completeness.permit_rules import Notice
from classifiers.completeness.persons import Ownership
from classifiers.completeness.quotes import phrase_evidence
from classifiers.completeness.requirements import Known
from models.application import Answer, SeenElsewhere
from models.bilingual import Bilingual
from models.documents import Document, Evidence
from models.report import RequirementReading

_WHOLE_FILE = Bilingual("The whole content", "Tout le contenu")
_ONE_PAGE = Bilingual("Page {page}", "La page {page}")


def standing_findings(
    case: Case, known: Known, _: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Look at what the programme's terms say of the application as a whole."""
    if not case.programme.in_effect:
        ref = case.programme.ref
        yield note(
            "rules_not_in_effect", programme=ref.id, version=ref.version, day=ref.as_of.isoformat()
        )
    for notice in case.programme.rules.notices:
        for document in case.documents:
            if known.persons.owner(document) is not Ownership.OTHER and _says(
                document, notice, case
            ):
                said = _words(document, notice, case)
                yield note(notice.finding, said, document=document.id)
    yield from _extension(case, known)
    yield from _elsewhere(case)


def _says(document: Document, notice: Notice, case: Case) -> bool:
    """Whether a document of a fitting or undecided type holds a phrase of each group."""
    if document.type is not None and document.type not in notice.types:
        return False
    text = case.text_of(document)
    return all(any(phrase in text for phrase in group) for group in notice.phrases)


def _words(document: Document, notice: Notice, case: Case) -> tuple[Evidence, ...]:
    """Point to the phrases that were found, of each group one."""
    found = [phrase_evidence(document, group, case) for group in notice.phrases]
    return tuple(one for each in found for one in each) or evidence_of(document, case)


def _extension(case: Case, known: Known) -> Iterator[Note]:
    terms = case.programme.rules.extension
    if terms is None:
        return
    condition = known.condition(terms.condition)
    if condition.answer is Answer.YES:
        yield note_in_words(
            "extension_of_permit", condition.evidence, {"terms": terms.terms}, months=terms.months
        )


def _facts_there(seen: SeenElsewhere, case: Case) -> tuple[Evidence, ...]:
    """Return the facts that were read there from a document that is asked for.

    Blank pages, instructions and the last pages of forms are alike in many applications.
    """
    rules = case.programme.rules
    asked = {one.type for requirement in rules.requirements for one in requirement.accepts}
    return tuple(
        evidence
        for document in case.of_types(asked - rules.form_types)
        for field in document.fields
        for evidence in field.evidence
        if evidence.upload == seen.upload and seen.page in (None, evidence.page)
    )


def _elsewhere(case: Case) -> Iterator[Note]:
    """Files and pages that tell facts of a person and that other applications hold too."""
    for seen in case.elsewhere:
        facts = _facts_there(seen, case)
        if not facts:
            continue
        what = _WHOLE_FILE if seen.page is None else _ONE_PAGE.filled(page=seen.page)
        pages = sorted({evidence.page for evidence in facts})
        yield note_in_words(
            "seen_in_other_applications",
            tuple(case.whole_page(seen.upload, page) for page in pages),
            {"what": what},
            upload=seen.upload,
            applications=", ".join(seen.applications),
        )
