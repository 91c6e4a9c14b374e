"""What one document of an accepted type is worth to a requirement."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from classifiers.completeness.case import Case, date_in
from classifiers.completeness.dates import Rescue, expiry_of, rescue_of
from classifiers.completeness.document_rules import Category
from classifiers.completeness.impostors import impostor
from classifiers.completeness.persons import Ownership, Persons
from classifiers.completeness.rules import Requirement
from classifiers.completeness.texts import reason, reason_with
from classifiers.fields.folding import fold
from models.bilingual import Reason
from models.documents import Document, FieldName
from models.extraction import QualityTier

_PHRASE_RATIO = 88.0


class Worth(IntEnum):
    """How a document stands to a requirement, worst first."""

    AGAINST = 0
    DOUBTFUL = 1
    GOOD = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """A document's worth to one requirement, and why."""

    document: Document
    worth: Worth
    reason: Reason


def verdict_on(
    document: Document,
    requirement: Requirement,
    case: Case,
    persons: Persons,
    holding: frozenset[str] = frozenset(),
) -> Verdict:
    """Put a document of an accepted type to every test of the requirement; the worst holds.

    ``holding`` names the conditions that hold.
    """
    tests: tuple[Callable[[], Verdict | None], ...] = (
        lambda: _legible(document),
        lambda: _genuine(document, requirement, case),
        lambda: _particular(document, requirement),
        lambda: _narrowed(document, requirement, holding),
        lambda: _person(document, requirement, persons),
        lambda: _place(document, requirement),
        lambda: _category(document, requirement),
        lambda: _validity(document, requirement, case, persons),
    )
    failed = [verdict for test in tests if (verdict := test()) is not None]
    told = "document_found" if document.type is not None else "one_of_accepted_types"
    found = Verdict(document, Worth.GOOD, reason(told))
    return min((*failed, found), key=lambda verdict: verdict.worth)


def _legible(document: Document) -> Verdict | None:
    """A page on which nothing can be read proves nothing, whatever it looks like."""
    if document.fields or document.quality.tier is not QualityTier.UNREADABLE:
        return None
    return Verdict(document, Worth.DOUBTFUL, reason("not_legible"))


def _person(document: Document, requirement: Requirement, persons: Persons) -> Verdict | None:
    """The document must be about the applicant, and say so somewhere."""
    codes = {
        Ownership.OTHER: "names_another_person",
        Ownership.UNCLEAR: "may_name_another_person",
    }
    if requirement.holder_unread == "uncertain" and not persons.telling(document):
        codes[Ownership.UNKNOWN] = "applicant_not_named"
    code = codes.get(persons.owner(document)) if requirement.same_person else None
    return None if code is None else Verdict(document, Worth.DOUBTFUL, reason(code))


def _genuine(document: Document, requirement: Requirement, case: Case) -> Verdict | None:
    """Its own text must not speak of something else."""
    because = impostor(document, requirement, case)
    if because is None:
        return None
    why = reason_with("may_be_another_document", "because", because)
    return Verdict(document, Worth.DOUBTFUL, why)


def _particular(document: Document, requirement: Requirement) -> Verdict | None:
    """It must be about somebody's case, and not about a programme for everybody."""
    if not requirement.particulars:
        return None
    if any(document.value(name) is not None for name in requirement.particulars):
        return None
    return Verdict(document, Worth.DOUBTFUL, reason("no_particulars"))


def _narrowed(
    document: Document, requirement: Requirement, holding: frozenset[str]
) -> Verdict | None:
    """Its type must serve under every condition that holds."""
    for narrowed in requirement.narrowed:
        if narrowed.when in holding and not document.kinds <= frozenset(narrowed.types):
            why = reason_with("does_not_serve_here", "because", narrowed.because)
            return Verdict(document, Worth.DOUBTFUL, why)
    return None


def _place(document: Document, requirement: Requirement) -> Verdict | None:
    """The document must name a place that serves."""
    if requirement.place is None:
        return None
    place = document.value(requirement.place.field)
    if place is None:
        return Verdict(document, Worth.DOUBTFUL, reason("place_not_read"))
    if place in requirement.place.contradicted:
        return Verdict(document, Worth.AGAINST, requirement.place.against)
    if place not in requirement.place.accepted:
        return Verdict(document, Worth.DOUBTFUL, reason("place_not_accepted", place=place))
    return None


def _category(document: Document, requirement: Requirement) -> Verdict | None:
    """The document's category, if it was read, must not be one that cannot serve."""
    if requirement.category is None or not is_rejected(document, requirement.category):
        return None
    return Verdict(document, Worth.DOUBTFUL, reason("category_not_accepted"))


def is_rejected(document: Document, category: Category) -> bool:
    """Whether the category that was read is named as one that cannot serve, not as one that can.

    An unknown category is left to the officer, who is told of it by a finding.
    """
    read = document.value(FieldName.CATEGORY)
    if read is None:
        return False
    words = fold(read)
    return not _named(words, category.accepted) and _named(words, category.rejected)


def is_unsettled(document: Document, category: Category) -> bool:
    """Whether the category that was read is one of which the rules do not say whether it serves.

    That is a programme that they name as unsettled, or one that they do not name at all.
    """
    read = document.value(FieldName.CATEGORY)
    if read is None or is_rejected(document, category):
        return False
    words = fold(read)
    return any(phrase in words for phrase in category.unsettled) or not _named(
        words, category.accepted
    )


def _named(words: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the words, misread letters allowed."""
    return any(
        phrase in words
        or (len(words) >= len(phrase) and fuzz.partial_ratio(phrase, words) >= _PHRASE_RATIO)
        for phrase in phrases
    )


def _validity(
    document: Document, requirement: Requirement, case: Case, persons: Persons
) -> Verdict | None:
    """The document must be in force on the day of receipt, or made up for."""
    validity = requirement.validity
    if validity is None:
        return None
    expiry = expiry_of(document, validity)
    if expiry is None:
        undated = document.kinds <= frozenset(validity.undated_types)
        accepted = validity.unread == "accept" or undated
        return None if accepted else Verdict(document, Worth.DOUBTFUL, reason("expiry_not_read"))
    issued = date_in(document, FieldName.ISSUE_DATE)
    if validity.unread == "uncertain" and issued is not None and issued > case.received:
        code = "issued_after_receipt"
        return Verdict(document, Worth.DOUBTFUL, reason(code, issued=issued.isoformat()))
    if expiry >= case.received:
        return None
    rescue = Rescue.NONE
    if validity.rescued_by is not None:
        rescuer = case.programme.rules.requirement(validity.rescued_by)
        rescue = rescue_of(expiry, rescuer, case, persons)
    worth, code = {
        Rescue.IN_TIME: (Worth.GOOD, "expired_rescued"),
        Rescue.UNDATED: (Worth.DOUBTFUL, "expired_rescue_date_not_read"),
    }.get(rescue, (Worth.DOUBTFUL, "document_expired"))
    return Verdict(document, worth, reason(code, expiry=expiry.isoformat()))
