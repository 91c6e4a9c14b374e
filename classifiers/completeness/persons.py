"""Who applies, and which documents are about that person."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from classifiers.completeness.case import Case, is_certain
from classifiers.completeness.name_spellings import has_unmapped
from classifiers.completeness.names import Likeness, likeness, stands_in
from models.documents import Document, Field, FieldName
from models.extraction import TextSource
from models.report import Applicant

_DATA = frozenset({TextSource.XFA, TextSource.ACROFORM, TextSource.BARCODE})
# Where the order of day and month is fixed.
_UNMISTAKABLE = _DATA | {TextSource.MRZ}
# Digits of a date that OCR misreads; a date that differs in more is another date.
_MOST_MISREAD_DIGITS = 2
# Glyphs that OCR takes for digits; used only to compare, never to report.
_DIGIT_MISREAD = str.maketrans("OQDILZSB", "00011258")


class Ownership(StrEnum):
    """Whose a document is; ``unknown`` if it names nobody, or others beside the applicant."""

    APPLICANT = "applicant"
    UNCLEAR = "unclear"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Persons:
    """The applicant, the document that tells best who that is, and whose each document is."""

    applicant: Applicant
    reference: Document | None
    ownership: dict[str, Ownership]

    def owner(self, document: Document) -> Ownership:
        """Return whose a document is."""
        return self.ownership[document.id]


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
    return Persons(applicant, reference, ownership)


def name_of(document: Document) -> str | None:
    """Return the full name on a document; None if none was read.

    A paper that names two persons as equals, as a certificate of marriage does, tells no name that
    could contradict another's; whether it is about the applicant, its text tells.
    """
    if sum(field.name is FieldName.FULL_NAME for field in document.fields) > 1:
        return None
    parts = (document.value(FieldName.GIVEN_NAME), document.value(FieldName.FAMILY_NAME))
    joined = " ".join(part for part in parts if part)
    return joined or document.value(FieldName.FULL_NAME) or None


def names_alike(first: Document, second: Document) -> Likeness:
    """Compare the names on two documents; letters can be misread where OCR read one of them."""
    by_ocr = not (_name_is_certain(first) and _name_is_certain(second))
    return likeness(name_of(first) or "", name_of(second) or "", by_ocr=by_ocr)


def agree(name: FieldName, first: Field, second: Field) -> bool:
    """Whether two readings of a number or date can be the same fact.

    A reading by OCR may differ in one character, or by letters that look like digits; two
    readings of data may not differ. An 8-digit UCI may be written with two zeros in front. A date
    that was read from print may have its day and its month the other way round.
    """
    one, other = _comparable(name, first.value), _comparable(name, second.value)
    if one == other or (name is FieldName.BIRTH_DATE and _turned(first, second)):
        return True
    if is_certain(first) and is_certain(second):
        return False
    return Levenshtein.distance(one.translate(_DIGIT_MISREAD), other.translate(_DIGIT_MISREAD)) <= 1


def _turned(first: Field, second: Field) -> bool:
    """Whether two dates differ only in the order of day and month, and print allows for it."""
    printed = any(
        evidence.source not in _UNMISTAKABLE
        for field in (first, second)
        for evidence in field.evidence
    )
    year, _, rest = first.value.partition("-")
    return printed and second.value == "-".join((year, *reversed(rest.split("-"))))


def _comparable(name: FieldName, value: str) -> str:
    """Level the writing of a number."""
    compact = "".join(character for character in value.upper() if character.isalnum())
    return compact.lstrip("0") if name is FieldName.UCI else compact


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
    if document.type in case.programme.rules.form_types and sources & _DATA:
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
    if document is reference or _shares_number(document, reference):
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
    born = _same_birth(document, reference)
    if alike is Likeness.EQUAL:
        namesake = born is False and _born_on_other_day(document, reference)
        return Ownership.UNCLEAR if namesake else Ownership.APPLICANT
    if alike is Likeness.ALIKE:
        return Ownership.UNCLEAR if born is False else Ownership.APPLICANT
    sure = _name_is_certain(document) and _name_is_certain(reference)
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


def _name_is_certain(document: Document) -> bool:
    """Whether the name was read as data, not from a picture."""
    names = (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME, FieldName.FULL_NAME)
    read = [field for name in names if (field := document.field(name)) is not None]
    return all(is_certain(field) for field in read)


def _shares_number(document: Document, reference: Document) -> bool:
    """Whether both carry the same number that only one person has."""
    return any(
        (mine := document.field(name)) is not None
        and (theirs := reference.field(name)) is not None
        and _comparable(name, mine.value) == _comparable(name, theirs.value)
        for name in (FieldName.UCI, FieldName.PASSPORT_NUMBER)
    )


def _same_birth(document: Document, reference: Document) -> bool | None:
    """Whether the birth dates agree; None if one of them was not read."""
    mine, theirs = document.field(FieldName.BIRTH_DATE), reference.field(FieldName.BIRTH_DATE)
    if mine is None or theirs is None:
        return None
    return agree(FieldName.BIRTH_DATE, mine, theirs)


def _born_on_other_day(document: Document, reference: Document) -> bool:
    """Whether the birth dates differ by more than misread digits."""
    mine, theirs = document.field(FieldName.BIRTH_DATE), reference.field(FieldName.BIRTH_DATE)
    if mine is None or theirs is None:
        return False
    if is_certain(mine) and is_certain(theirs):
        return True
    one, other = (_comparable(FieldName.BIRTH_DATE, field.value) for field in (mine, theirs))
    return Levenshtein.distance(one, other) > _MOST_MISREAD_DIGITS


def _first(documents: list[Document], name: FieldName) -> str | None:
    """Return the field of the first document that has it, one with all its letters if there is."""
    values = [value for one in documents if (value := one.value(name)) is not None]
    whole = (value for value in values if not has_unmapped(value))
    return next(whole, values[0] if values else None)
