"""The requirement matrix: one reading for each requirement of the programme."""

from dataclasses import dataclass, replace

from classifiers.completeness.absence import closest, doubt, looked_at
from classifiers.completeness.both_sides import contradicted_reason, sides_of
from classifiers.completeness.case import Case
from classifiers.completeness.form_markers import with_markers
from classifiers.completeness.persons import Persons
from classifiers.completeness.proof import proof_of
from classifiers.completeness.rules import Requirement
from classifiers.completeness.settling import settled
from classifiers.completeness.texts import reason, reason_with
from classifiers.completeness.verdicts import Verdict, Worth, verdict_on
from models.application import Answer
from models.bilingual import Reason
from models.documents import Document, Evidence
from models.markers import MarkerReading
from models.report import ConditionReading, RequirementReading, RequirementStatus, Stance

_IN_FORCE = frozenset({"document_found", "one_of_accepted_types"})
"""Reasons of a requirement that a document satisfies by itself, nothing making up for it."""
_SETTLED = frozenset({RequirementStatus.SATISFIED, RequirementStatus.CONTRADICTED})


@dataclass(frozen=True, slots=True)
class Known:
    """What was found out before the requirements are read."""

    persons: Persons
    conditions: tuple[ConditionReading, ...]
    markers: tuple[MarkerReading, ...]

    def condition(self, id_: str) -> ConditionReading:
        """Return the reading of the condition ``id_``."""
        return next(condition for condition in self.conditions if condition.id == id_)


def read_requirements(case: Case, known: Known) -> tuple[RequirementReading, ...]:
    """Read every requirement, in the programme's order."""
    unconditional = {
        requirement.id: _from_documents(requirement, case, known)
        for requirement in case.programme.rules.requirements
    }
    return tuple(
        settled(_under_condition(requirement, unconditional, case, known), requirement, case)
        for requirement in case.programme.rules.requirements
    )


def _under_condition(
    requirement: Requirement,
    unconditional: dict[str, RequirementReading],
    case: Case,
    known: Known,
) -> RequirementReading:
    """Apply the requirement's conditions to what its documents say."""
    reading = unconditional[requirement.id]
    if reading.status is RequirementStatus.SATISFIED:
        return reading
    waiver = known.condition(requirement.waived_when) if requirement.waived_when else None
    if waiver is not None and waiver.answer is Answer.YES:
        why = reason_with("waived", "because", waiver.reason)
        return _not_applicable(reading, why, waiver.evidence)
    also = any(known.condition(id_).answer is Answer.YES for id_ in requirement.also_when)
    if requirement.applies_when is None or also:
        return reading
    return _if_condition_holds(requirement, unconditional, case, known)


def _if_condition_holds(
    requirement: Requirement,
    unconditional: dict[str, RequirementReading],
    case: Case,
    known: Known,
) -> RequirementReading:
    """Apply the condition under which the requirement applies."""
    reading = unconditional[requirement.id]
    condition = known.condition(requirement.applies_when or "")
    if condition.answer is Answer.YES:
        return reading
    if condition.answer is Answer.NO:
        why = reason_with("condition_does_not_hold", "because", condition.reason)
        return _not_applicable(reading, why, condition.evidence)
    if reading.status is RequirementStatus.CONTRADICTED:
        return reading
    rested_on = unconditional.get(requirement.not_needed_while_valid or "")
    if rested_on is not None and _holds_in_force(rested_on):
        return _not_applicable(reading, reason("not_needed_while_valid"), rested_on.evidence)
    settle = next(
        c.settle for c in case.programme.rules.conditions if c.id == requirement.applies_when
    )
    return replace(
        reading,
        status=RequirementStatus.UNCERTAIN,
        reason=reason_with("condition_unknown", "settle", settle),
        evidence=(*reading.evidence, *condition.evidence),
        looked_at=None,
    )


def _holds_in_force(reading: RequirementReading) -> bool:
    """Whether a requirement is satisfied by a document that is itself in force."""
    return reading.status is RequirementStatus.SATISFIED and reading.reason.code in _IN_FORCE


def _not_applicable(
    reading: RequirementReading, why: Reason, evidence: tuple[Evidence, ...]
) -> RequirementReading:
    """Say that the requirement does not concern this application."""
    return replace(
        reading,
        status=RequirementStatus.NOT_APPLICABLE,
        reason=why,
        evidence=evidence,
        closest=(),
        looked_at=None,
        sides=(),
    )


def _from_documents(requirement: Requirement, case: Case, known: Known) -> RequirementReading:
    """Read a requirement as if it applied, from the documents of its accepted types."""
    types = requirement.accepted_types(case.received)
    holding = frozenset(one.id for one in known.conditions if one.answer is Answer.YES)
    verdicts = [
        verdict_on(document, requirement, case, known.persons, holding)
        for document in case.of_types(types)
    ]
    against = [verdict for verdict in verdicts if verdict.worth is Worth.AGAINST]
    good = [verdict for verdict in verdicts if verdict.worth is Worth.GOOD]
    sides = sides_of(requirement, good, against, case, known.persons)
    form_against = any(side.stance is Stance.AGAINST for side in sides)
    if against or (form_against and good):
        return replace(
            _row(
                requirement,
                RequirementStatus.CONTRADICTED,
                contradicted_reason(good, against, sides),
                tuple(verdict.document.id for verdict in (*good, *against)),
                tuple(evidence for side in sides for evidence in side.evidence),
            ),
            sides=sides,
        )
    if good:
        best = _reading(requirement, RequirementStatus.SATISFIED, good, case, known)
        return with_markers(best, requirement, case, known.persons, known.markers)
    if verdicts:
        return _reading(requirement, RequirementStatus.UNCERTAIN, verdicts, case, known)
    return _absent(requirement, case)


def _reading(
    requirement: Requirement,
    status: RequirementStatus,
    verdicts: list[Verdict],
    case: Case,
    known: Known,
) -> RequirementReading:
    """Build a row from documents of one worth, the most probable first."""
    ordered = sorted(verdicts, key=lambda verdict: -_probability(verdict.document))
    documents = tuple(verdict.document.id for verdict in ordered)
    proofs = [proof_of(one.document, requirement, case, known.persons) for one in ordered]
    evidence = tuple(dict.fromkeys(one for proof in proofs for one in proof))
    return _row(requirement, status, ordered[0].reason, documents, evidence)


def _probability(document: Document) -> float:
    return document.classification.best.probability


def _absent(requirement: Requirement, case: Case) -> RequirementReading:
    """Say missing with negative proof, or uncertain if anything could hide the document."""
    types = requirement.accepted_types(case.received)
    nearest = closest(requirement, types, case)
    doubtful = doubt(types, case)
    if doubtful is not None:
        why, evidence = doubtful
        row = _row(requirement, RequirementStatus.UNCERTAIN, why, (), evidence)
        return replace(row, closest=nearest)
    why = reason("none_of_accepted_types_found" if case.uploads else "no_upload")
    row = _row(requirement, RequirementStatus.MISSING, why, (), ())
    return replace(row, closest=nearest, looked_at=looked_at(case))


def _row(
    requirement: Requirement,
    status: RequirementStatus,
    why: Reason,
    documents: tuple[str, ...],
    evidence: tuple[Evidence, ...],
) -> RequirementReading:
    return RequirementReading(
        id=requirement.id,
        title=requirement.title,
        status=status,
        documents=documents,
        reason=why,
        authority=requirement.authority,
        evidence=evidence,
        closest=(),
        ask=requirement.ask,
        authority_fr=requirement.authority_fr,
    )
