"""Whether the programme's conditions hold, each with its source: evidence, never a guess."""

from dataclasses import dataclass

from classifiers.completeness.case import Case, date_in, evidence_of, is_certain
from classifiers.completeness.rules import Condition, Source
from classifiers.completeness.texts import reason_with
from models.application import Answer
from models.bilingual import Reason
from models.documents import Document, Evidence, FieldName
from models.report import ConditionReading

BASIS_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one condition."""

    source: Source
    answer: Answer
    reason: Reason
    evidence: tuple[Evidence, ...]


def read_conditions(case: Case) -> tuple[ConditionReading, ...]:
    """Answer every condition of the programme, in its order."""
    return tuple(read_condition(condition, case) for condition in case.programme.rules.conditions)


def read_condition(condition: Condition, case: Case) -> ConditionReading:
    """Answer one condition from its sources.

    The first source that proves settles it. Otherwise the sources that state must agree, and
    where none states, those that suggest must agree; else the answer is unknown.
    """
    statements = statements_on(condition, case)
    for trust in ("proves", "states", "suggests"):
        heard = [statement for statement in statements if statement.source.trust == trust]
        if not heard:
            continue
        answers = {statement.answer for statement in heard}
        if len(answers) > 1 and trust != "proves":
            return _unknown(condition, heard, "sources_disagree")
        first = heard[0]
        return ConditionReading(
            condition.id,
            first.answer,
            first.source.basis,
            first.reason,
            tuple(e for one in heard if one.answer is first.answer for e in one.evidence),
        )
    return _unknown(condition, [], "not_known")


def statements_on(condition: Condition, case: Case) -> tuple[Statement, ...]:
    """Hear every source of a condition, in order of trust; silent ones say nothing."""
    readers = {"documents": _from_documents, "field": _from_field, "declared": _from_declaration}
    return tuple(
        statement
        for source in condition.sources
        for statement in readers[source.kind](source, case)
    )


def _unknown(condition: Condition, heard: list[Statement], code: str) -> ConditionReading:
    """Say that the answer is unknown and what would settle it."""
    return ConditionReading(
        condition.id,
        Answer.UNKNOWN,
        heard[0].source.basis if heard else BASIS_NOTHING,
        reason_with(code, "settle", condition.settle),
        tuple(evidence for statement in heard for evidence in statement.evidence),
    )


def _from_documents(source: Source, case: Case) -> tuple[Statement, ...]:
    """Hear which documents are there."""
    said: list[Statement] = []
    for answer, types, reason in (
        (Answer.YES, source.yes_types, source.yes),
        (Answer.NO, source.no_types, source.no),
    ):
        found = [
            document
            for document in case.of_types(types)
            if not source.valid_at_receipt or _in_force(document, case)
        ]
        if found and reason is not None:
            evidence = tuple(one for document in found for one in evidence_of(document))
            said.append(Statement(source, answer, reason, evidence))
    return tuple(said)


def _in_force(document: Document, case: Case) -> bool:
    """Whether a document's date of expiry was read and is not before the day of receipt."""
    expiry = date_in(document, FieldName.EXPIRY_DATE)
    return expiry is not None and expiry >= case.received


def _from_field(source: Source, case: Case) -> tuple[Statement, ...]:
    """Hear what a field of the named document types says."""
    said: list[Statement] = []
    for document in case.of_types(source.types):
        field = None if source.field is None else document.field(source.field)
        if field is None or (source.certain_only and not is_certain(field)):
            continue
        holds = field.value in source.yes_values
        reason = source.yes if holds else source.no
        if reason is not None:
            answer = Answer.YES if holds else Answer.NO
            said.append(Statement(source, answer, reason, field.evidence))
    return tuple(said)


def _from_declaration(source: Source, case: Case) -> tuple[Statement, ...]:
    """Hear what the application pipeline declared."""
    declared = {
        "pr_filed": case.application.declared_pr_filed,
        "in_canada": case.application.declared_in_canada,
    }[source.declaration or "pr_filed"]
    reason = source.yes if declared is Answer.YES else source.no
    if declared is Answer.UNKNOWN or reason is None:
        return ()
    return (Statement(source, declared, reason, ()),)
