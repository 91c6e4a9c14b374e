"""Whether the programme's conditions hold, each with its source: evidence, never a guess."""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.completeness.case import Case, date_in, evidence_of, is_certain
from classifiers.completeness.impostors import is_impostor
from classifiers.completeness.persons import Ownership, Persons
from classifiers.completeness.quotes import phrase_evidence
from classifiers.completeness.rules import Condition, Source
from classifiers.completeness.texts import reason_with
from models.application import Answer
from models.bilingual import Reason
from models.documents import Document, Evidence, FieldName
from models.report import ConditionReading, Statement

BASIS_NOTHING = "nothing"
_TRUSTS = ("proves", "states", "suggests")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one source says of one condition.

    Attributes:
        documents: those that say it; empty for a declaration.
    """

    source: Source
    answer: Answer
    reason: Reason
    evidence: tuple[Evidence, ...]
    documents: frozenset[str] = frozenset()


def read_conditions(case: Case, persons: Persons) -> tuple[ConditionReading, ...]:
    """Answer every condition of the programme, in its order."""
    return tuple(
        read_condition(condition, case, persons) for condition in case.programme.rules.conditions
    )


def read_condition(condition: Condition, case: Case, persons: Persons) -> ConditionReading:
    """Answer one condition from its sources.

    The first source that proves settles it. Otherwise the sources that state must agree, and
    where none states, those that suggest must agree; else the answer is unknown. Two forms that
    give one field differently make it unknown whatever their trust.
    """
    heard = heard_on(condition, case, persons)
    for trust in _TRUSTS:
        level = [one for one in heard if one.source.trust == trust]
        if not level:
            continue
        sides = [*level, *_other_forms(level, heard)]
        if len({one.answer for one in sides}) > 1 and trust != "proves":
            return _unknown(condition, heard, sides, "sources_disagree")
        first = level[0]
        evidence = tuple(e for one in level if one.answer is first.answer for e in one.evidence)
        return _reading(
            condition,
            heard,
            first.answer,
            basis=first.source.basis,
            why=first.reason,
            evidence=evidence,
        )
    if condition.otherwise is not None:
        return _reading(
            condition, heard, Answer.NO, basis=BASIS_NOTHING, why=condition.otherwise, evidence=()
        )
    return _unknown(condition, heard, [], "not_known")


def heard_on(condition: Condition, case: Case, persons: Persons) -> tuple[Heard, ...]:
    """Hear every source of a condition; documents of others and doubtful ones say nothing."""
    own = tuple(
        document
        for document in case.documents
        if persons.owner(document) is not Ownership.OTHER and not is_impostor(document, case)
    )
    readers = {
        "documents": _from_documents,
        "field": _from_field,
        "text": _from_text,
        "declared": _from_declaration,
    }
    return tuple(
        one for source in condition.sources for one in readers[source.kind](source, own, case)
    )


def _other_forms(level: list[Heard], heard: tuple[Heard, ...]) -> list[Heard]:
    """Return what other documents say in a field that spoke, read with less certainty."""
    fields = {one.source.field for one in level if one.source.kind == "field"}
    speaking = frozenset(id_ for one in level for id_ in one.documents)
    return [
        one
        for one in heard
        if one.source.kind == "field"
        and one.source.field in fields
        and not one.documents & speaking
    ]


def _unknown(
    condition: Condition, heard: tuple[Heard, ...], sides: list[Heard], code: str
) -> ConditionReading:
    """Say that the answer is unknown and what would settle it."""
    return _reading(
        condition,
        heard,
        Answer.UNKNOWN,
        basis=sides[0].source.basis if sides else BASIS_NOTHING,
        why=reason_with(code, "settle", condition.settle),
        evidence=tuple(evidence for one in sides for evidence in one.evidence),
    )


def _reading(
    condition: Condition,
    heard: tuple[Heard, ...],
    answer: Answer,
    *,
    basis: str,
    why: Reason,
    evidence: tuple[Evidence, ...],
) -> ConditionReading:
    ranked = sorted(heard, key=lambda one: _TRUSTS.index(one.source.trust))
    return ConditionReading(
        id=condition.id,
        answer=answer,
        basis=basis,
        reason=why,
        evidence=evidence,
        title=condition.title,
        statements=tuple(
            Statement(one.answer, one.source.basis, one.source.trust, one.reason, one.evidence)
            for one in ranked
        ),
    )


def _from_documents(source: Source, own: tuple[Document, ...], case: Case) -> Iterator[Heard]:
    """Hear which documents are there."""
    for answer, types, reason in (
        (Answer.YES, source.yes_types, source.yes),
        (Answer.NO, source.no_types, source.no),
    ):
        found = [
            document
            for document in own
            if document.type in types and (not source.valid_at_receipt or _in_force(document, case))
        ]
        if found and reason is not None:
            evidence = tuple(one for document in found for one in evidence_of(document, case))
            yield _heard(source, answer, reason, found, evidence)


def _heard(
    source: Source,
    answer: Answer,
    why: Reason,
    found: list[Document],
    evidence: tuple[Evidence, ...],
) -> Heard:
    return Heard(source, answer, why, evidence, frozenset(document.id for document in found))


def _in_force(document: Document, case: Case) -> bool:
    """Whether a document's date of expiry was read and is not before the day of receipt."""
    expiry = date_in(document, FieldName.EXPIRY_DATE)
    return expiry is not None and expiry >= case.received


def _from_field(source: Source, own: tuple[Document, ...], _: Case) -> Iterator[Heard]:
    """Hear what a field of the named document types says."""
    for document in own:
        field = None if source.field is None else document.field(source.field)
        if document.type not in source.types or field is None:
            continue
        if source.certain_only and not is_certain(field):
            continue
        holds = field.value in source.yes_values
        reason = source.yes if holds else source.no
        if reason is not None:
            answer = Answer.YES if holds else Answer.NO
            yield Heard(source, answer, reason, field.evidence, frozenset({document.id}))


def _from_text(source: Source, own: tuple[Document, ...], case: Case) -> Iterator[Heard]:
    """Hear in which documents one of the phrases stands."""
    found = [
        document
        for document in own
        if document.type in source.types
        and any(phrase in case.text_of(document) for phrase in source.phrases)
    ]
    if found and source.yes is not None:
        said = [phrase_evidence(d, source.phrases, case) or evidence_of(d, case) for d in found]
        evidence = tuple(one for each in said for one in each)
        yield _heard(source, Answer.YES, source.yes, found, evidence)


def _from_declaration(source: Source, _: tuple[Document, ...], case: Case) -> Iterator[Heard]:
    """Hear what the application pipeline declared."""
    declared = {
        "pr_filed": case.application.declared_pr_filed,
        "in_canada": case.application.declared_in_canada,
    }[source.declaration or "pr_filed"]
    reason = source.yes if declared is Answer.YES else source.no
    if declared is not Answer.UNKNOWN and reason is not None:
        yield Heard(source, declared, reason, ())
