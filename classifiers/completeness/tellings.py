"""Where documents tell the applicant although no field names their holder."""

from classifiers.completeness.case import Case
from classifiers.completeness.holders import comparable, name_of
from classifiers.completeness.mentions import Called, mention
from classifiers.completeness.quotes import quoted, words_of
from models.documents import Document, Evidence, FieldName

# Numbers that one person alone has; a file number may be that of a family.
_OWN_NUMBERS = (FieldName.UCI, FieldName.PASSPORT_NUMBER, FieldName.REFERENCE_NUMBER)


def tellings_of(
    own: list[Document], others: list[Document], case: Case
) -> dict[str, tuple[Evidence, ...]]:
    """Return where each of ``others`` tells a name or a number of the applicant's ``own`` papers.

    Documents that nowhere tell the applicant are left out.
    """
    calls = dict.fromkeys(_called(document) for document in own)
    numbers = {
        comparable(name, value)
        for document in own
        for name in _OWN_NUMBERS
        if (value := document.value(name)) is not None
    }
    found = {}
    for document in others:
        words = words_of(document, case)
        texts = [one.word.text for one in words]
        at = next((at for called in calls if (at := mention(called, texts))), ())
        told = quoted(document, (words[n] for n in at)) or _told_by_number(document, numbers)
        if told:
            found[document.id] = told
    return found


def _told_by_number(document: Document, numbers: set[str]) -> tuple[Evidence, ...]:
    """Return where a number stands that is the applicant's alone."""
    fields = (document.field(name) for name in _OWN_NUMBERS)
    return next((f.evidence for f in fields if f and comparable(f.name, f.value) in numbers), ())


def _called(document: Document) -> Called:
    return Called(
        name_of(document) or "",
        document.value(FieldName.FAMILY_NAME) or "",
        document.value(FieldName.GIVEN_NAME) or "",
    )
