"""What documents tell of their holder: names, numbers and birth dates, and whether two agree."""

from rapidfuzz.distance import Levenshtein

from classifiers.completeness.case import is_certain
from classifiers.completeness.names import Likeness, likeness
from models.documents import Document, Field, FieldName
from models.extraction import TextSource

DATA = frozenset({TextSource.XFA, TextSource.ACROFORM, TextSource.BARCODE})
"""Sources that are data of a form, not print."""

# Where the order of day and month is fixed.
_UNMISTAKABLE = DATA | {TextSource.MRZ}
# Digits of a date that OCR misreads; a date that differs in more is another date.
_MOST_MISREAD_DIGITS = 2
# Glyphs that OCR takes for digits; used only to compare, never to report.
_DIGIT_MISREAD = str.maketrans("OQDILZSB", "00011258")


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
    by_ocr = not (name_is_certain(first) and name_is_certain(second))
    return likeness(name_of(first) or "", name_of(second) or "", by_ocr=by_ocr)


def agree(name: FieldName, first: Field, second: Field) -> bool:
    """Whether two readings of a number or date can be the same fact.

    A reading by OCR may differ in one character, or by letters that look like digits; two
    readings of data may not differ. An 8-digit UCI may be written with two zeros in front. A date
    that was read from print may have its day and its month the other way round.
    """
    one, other = comparable(name, first.value), comparable(name, second.value)
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


def comparable(name: FieldName, value: str) -> str:
    """Level the writing of a number."""
    compact = "".join(character for character in value.upper() if character.isalnum())
    return compact.lstrip("0") if name is FieldName.UCI else compact


def name_is_certain(document: Document) -> bool:
    """Whether the name was read as data, not from a picture."""
    names = (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME, FieldName.FULL_NAME)
    read = [field for name in names if (field := document.field(name)) is not None]
    return all(is_certain(field) for field in read)


def shares_number(document: Document, reference: Document) -> bool:
    """Whether both carry the same number that only one person has."""
    return any(
        (mine := document.field(name)) is not None
        and (theirs := reference.field(name)) is not None
        and comparable(name, mine.value) == comparable(name, theirs.value)
        for name in (FieldName.UCI, FieldName.PASSPORT_NUMBER)
    )


def same_birth(document: Document, reference: Document) -> bool | None:
    """Whether the birth dates agree; None if one of them was not read."""
    mine, theirs = document.field(FieldName.BIRTH_DATE), reference.field(FieldName.BIRTH_DATE)
    if mine is None or theirs is None:
        return None
    return agree(FieldName.BIRTH_DATE, mine, theirs)


def born_on_other_day(document: Document, reference: Document) -> bool:
    """Whether the birth dates differ by more than misread digits."""
    mine, theirs = document.field(FieldName.BIRTH_DATE), reference.field(FieldName.BIRTH_DATE)
    if mine is None or theirs is None:
        return False
    if is_certain(mine) and is_certain(theirs):
        return True
    one, other = (comparable(FieldName.BIRTH_DATE, field.value) for field in (mine, theirs))
    return Levenshtein.distance(one, other) > _MOST_MISREAD_DIGITS
