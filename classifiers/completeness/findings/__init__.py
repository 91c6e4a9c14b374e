"""Facts that an officer must see, each check a function from the case to findings."""

from collections.abc import Callable, Iterator

from classifiers.completeness.case import Case
from classifiers.completeness.findings.dated import dated_findings
from classifiers.completeness.findings.forms import form_findings
from classifiers.completeness.findings.identity import identity_findings
from classifiers.completeness.findings.note import Note
from classifiers.completeness.findings.reading import reading_findings
from classifiers.completeness.findings.residence import residence_findings
from classifiers.completeness.findings.standing import standing_findings
from classifiers.completeness.requirements import Known
from models.report import Finding, RequirementReading, Severity

Check = Callable[[Case, Known, tuple[RequirementReading, ...]], Iterator[Note]]

_CHECKS: tuple[Check, ...] = (
    standing_findings,
    form_findings,
    residence_findings,
    dated_findings,
    identity_findings,
    reading_findings,
)
_GRAVEST_FIRST = (Severity.REVIEW, Severity.ATTENTION, Severity.INFORMATION)


def findings_of(
    case: Case, known: Known, requirements: tuple[RequirementReading, ...]
) -> tuple[Finding, ...]:
    """Run every check; give each finding the programme's severity, the gravest first."""
    severities = case.programme.rules.findings
    notes = [note for check in _CHECKS for note in check(case, known, requirements)]
    found = [
        Finding(note.code, severities[note.code], note.text.en, note.text.fr, note.evidence)
        for note in notes
    ]
    return tuple(sorted(found, key=lambda finding: _GRAVEST_FIRST.index(finding.severity)))
