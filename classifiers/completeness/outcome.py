"""The verdict on completeness, from the requirement matrix and the findings."""

from models.report import Finding, Outcome, RequirementReading, RequirementStatus, Severity

_FULFILLED = frozenset({RequirementStatus.SATISFIED, RequirementStatus.NOT_APPLICABLE})


def outcome_of(
    requirements: tuple[RequirementReading, ...],
    findings: tuple[Finding, ...],
    *,
    in_effect: bool = True,
) -> Outcome:
    """Return the outcome.

    Rules that do not hold on the day of receipt (``in_effect``) prove nothing either way.

    ``missing`` is said only with proof, so one missing document makes the application incomplete
    whatever an officer would find about the rest. Complete needs every requirement fulfilled and
    nothing that an officer must look at first. All else needs review.
    """
    if not in_effect:
        return Outcome.NEEDS_REVIEW
    statuses = {requirement.status for requirement in requirements}
    if RequirementStatus.MISSING in statuses:
        return Outcome.INCOMPLETE
    asks_review = any(finding.severity is Severity.REVIEW for finding in findings)
    if statuses <= _FULFILLED and not asks_review:
        return Outcome.COMPLETE
    return Outcome.NEEDS_REVIEW
