"""Who applies, and which documents are about that person."""

from dataclasses import dataclass
from enum import StrEnum

from classifiers.completeness.case import Case
from classifiers.completeness.holders import (
    DATA,
    born_on_other_day,
    name_is_certain,
    name_of,
    names_alike,
    same_birth,
    shares_number,
)
from classifiers.completeness.name_spellings import has_unmapped
from classifiers.completeness.names import Likeness, stands_in
from classifiers.completeness.tellings import tellings_of
from models.documents import Document, Evidence, FieldName
from models.extraction import TextSource
from models.report import Applicant


class Ownership(StrEnum):
    """Whose a document is; ``unknown`` if it names nobody, or others beside the applicant."""

    APPLICANT = "applicant"
    UNCLEAR = "unclear"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Persons:
    """The applicant, the document that tells best who that is, and whose each document is.

    Attributes:
        told: the words, or the number, that tell the applicant in each document of which no field
            names the applicant; documents that nowhere do are left out.
    """

    applicant: Applicant
    reference: Document | None
    ownership: dict[str, Ownership]
    told: dict[str, tuple[Evidence, ...]]

    def owner(self, document: Document) -> Ownership:
        """Return whose a document is."""
        return self.ownership[document.id]

    def is_own(self, document: Document) -> bool:
        """Whether a document is the applicant's beyond doubt, by its holder or by its text."""
        owner = self.owner(document)
        named = owner is Ownership.UNKNOWN and bool(self.telling(document))
        return owner is Ownership.APPLICANT or named

    def telling(self, document: Document) -> tuple[Evidence, ...]:
        """Return the words of a document that name the applicant where no field does."""
        return self.told.get(document.id, ())


def persons_of(case: Case) -> Persons:
    """Find the applicant from the best evidence and tell whose each document is."""
    named = [
        document
        for document in case.of_types(case.programme.rules.identity.compare)
        if name_of(document) is not None
    ]
    ranked = sorted(named, key=lambda document: _rank(document, named, case), reverse=True)
    reference = ranked[0] if ranked else None
    ownership = {document.id: _ownership(document, reference, case) for document in case.documents}
    own = [document for document in ranked if ownership[document.id] is Ownership.APPLICANT]
    applicant = Applicant(
        family_name=_first(own, FieldName.FAMILY_NAME),
        given_name=_first(own, FieldName.GIVEN_NAME),
        birth_date=_first(own, FieldName.BIRTH_DATE),
        uci=_first(own, FieldName.UCI),
    )
    unnamed = [
        document
        for document in case.documents
        if ownership[document.id] is not Ownership.APPLICANT or name_of(document) is None
    ]
    return Persons(applicant, reference, ownership, tellings_of(own, unnamed, case))


def _rank(document: Document, named: list[Document], case: Case) -> tuple[int, int, str]:
    """Order documents by how well they tell the applicant.

    Data of the form comes first, then the passport's machine-readable zone, then documents that
    agree with most others.
    """
    sources = {
        evidence.source
        for name in (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME, FieldName.FULL_NAME)
        if (field := document.field(name)) is not None
        for evidence in field.evidence
    }
    trust = 0
    if document.type in case.programme.rules.form_types and sources & DATA:
        trust = 2
    elif TextSource.MRZ in sources:
        trust = 1
    agreeing = sum(
        names_alike(document, other) >= Likeness.ALIKE for other in named if other is not document
    )
    return trust, agreeing, name_of(document) or ""


def _ownership(document: Document, reference: Document | None, case: Case) -> Ownership:
    """Tell whether ``document`` is about the person of ``reference``."""
    if reference is None:
        return Ownership.UNKNOWN
    if document is reference or shares_number(document, reference):
        return Ownership.APPLICANT
    told = name_of(reference) or ""
    if name_of(document) is None:
        # A name that no field holds can still stand in the text.
        named = stands_in(told, case.text_of(document))
        return Ownership.APPLICANT if named else Ownership.UNKNOWN
    owner = _owner_by_name(document, reference)
    if owner is Ownership.APPLICANT or not _is_loose(document):
        return owner
    # A letter names its signatory and others too, and the name that was read may be one of them.
    if stands_in(told, case.text_of(document)) or _is_signatory(document, case):
        return Ownership.UNKNOWN
    return Ownership.UNCLEAR


def _owner_by_name(document: Document, reference: Document) -> Ownership:
    """Tell by name and birth date whether two documents are about one person."""
    alike = names_alike(document, reference)
    born = same_birth(document, reference)
    if alike is Likeness.EQUAL:
        namesake = born is False and born_on_other_day(document, reference)
        return Ownership.UNCLEAR if namesake else Ownership.APPLICANT
    if alike is Likeness.ALIKE:
        return Ownership.UNCLEAR if born is False else Ownership.APPLICANT
    sure = name_is_certain(document) and name_is_certain(reference)
    if born is True:
        # A name misread or changed by marriage; two certain names with nothing in common are not.
        same = alike is Likeness.PARTLY or not sure
        return Ownership.APPLICANT if same else Ownership.UNCLEAR
    other = born is False or (alike is Likeness.OTHER and sure)
    return Ownership.OTHER if other else Ownership.UNCLEAR


def _is_loose(document: Document) -> bool:
    """Whether only a name without parts and no birth date was read, as in running text."""
    told = (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME, FieldName.BIRTH_DATE)
    return all(document.field(name) is None for name in told)


def _is_signatory(document: Document, case: Case) -> bool:
    """Whether most words of the name's page stand above the name.

    An addressee stands above the body of a letter, a signatory below it, whichever way the page
    lies.
    """
    field = document.field(FieldName.FULL_NAME)
    if field is None:
        return False
    seen = field.evidence[0]
    words = above = 0
    for page in case.pages_of(document):
        if page.number == seen.page:
            top = seen.box.upright(page.rotation).y0
            words += len(page.words)
            above += sum(w.box.upright(page.rotation).centre[1] < top for w in page.words)
    return 2 * above > words


def _first(documents: list[Document], name: FieldName) -> str | None:
    """Return the field of the first document that has it, one with all its letters if there is."""
    values = [value for one in documents if (value := one.value(name)) is not None]
    whole = (value for value in values if not has_unmapped(value))
    return next(whole, values[0] if values else None)
