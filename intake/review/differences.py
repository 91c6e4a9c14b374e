"""What changed from one revision of a report to the next, in terms that an officer uses."""

from dataclasses import dataclass

from models.bilingual import Bilingual
from models.document_types import DocumentType
from models.markers import Marker, MarkerStatus
from models.report import (
    CompletenessReport,
    Finding,
    Outcome,
    ReportedDocument,
    RequirementReading,
    RequirementStatus,
)


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """The verdict changed."""

    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """A requirement has another status."""

    title: Bilingual
    before: RequirementStatus
    after: RequirementStatus


@dataclass(frozen=True, slots=True)
class MarkerChange:
    """A marker has another status."""

    marker: Marker
    before: MarkerStatus
    after: MarkerStatus


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What a document was taken for; ``type`` is None where it was not decided."""

    type: DocumentType | None


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The document on these pages was taken for another type, appeared or went away.

    Attributes:
        before: None if these pages were no document of their own.
        after: None if they no longer are.
    """

    upload: str
    pages: tuple[int, ...]
    before: DocumentState | None
    after: DocumentState | None


@dataclass(frozen=True, slots=True)
class RevisionDifference:
    """All changes between two revisions of one application's report."""

    outcome: OutcomeChange | None
    requirements: tuple[RequirementChange, ...]
    markers: tuple[MarkerChange, ...]
    documents: tuple[DocumentChange, ...]
    findings_added: tuple[Finding, ...]
    findings_removed: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that an officer reads has changed."""
        return self.outcome is None and not any(
            (
                self.requirements,
                self.markers,
                self.documents,
                self.findings_added,
                self.findings_removed,
            )
        )


def compare(before: CompletenessReport, after: CompletenessReport) -> RevisionDifference:
    """Return what changed from ``before`` to ``after``."""
    return RevisionDifference(
        outcome=(
            None
            if before.outcome is after.outcome
            else OutcomeChange(before.outcome, after.outcome)
        ),
        requirements=_requirements(before.requirements, after.requirements),
        markers=_markers(before, after),
        documents=_documents(before.documents, after.documents),
        findings_added=_only_in_first(after.findings, before.findings),
        findings_removed=_only_in_first(before.findings, after.findings),
    )


def _requirements(
    before: tuple[RequirementReading, ...], after: tuple[RequirementReading, ...]
) -> tuple[RequirementChange, ...]:
    """Compare by identifier; both revisions are made under the rules of one programme."""
    earlier = {requirement.id: requirement.status for requirement in before}
    return tuple(
        RequirementChange(now.title, earlier[now.id], now.status)
        for now in after
        if now.id in earlier and earlier[now.id] is not now.status
    )


def _markers(before: CompletenessReport, after: CompletenessReport) -> tuple[MarkerChange, ...]:
    earlier = {reading.marker: reading.status for reading in before.markers}
    return tuple(
        MarkerChange(now.marker, earlier[now.marker], now.status)
        for now in after.markers
        if now.marker in earlier and earlier[now.marker] is not now.status
    )


def _documents(
    before: tuple[ReportedDocument, ...], after: tuple[ReportedDocument, ...]
) -> tuple[DocumentChange, ...]:
    """Compare by place, since the numbers of documents shift when one is split or joined."""
    earlier = {(d.upload, d.pages): DocumentState(d.type) for d in before}
    later = {(d.upload, d.pages): DocumentState(d.type) for d in after}
    return tuple(
        DocumentChange(upload, pages, earlier.get((upload, pages)), later.get((upload, pages)))
        for upload, pages in sorted(earlier.keys() | later.keys(), key=_place)
        if earlier.get((upload, pages)) != later.get((upload, pages))
    )


def _place(place: tuple[str, tuple[int, ...]]) -> tuple[int, str, tuple[int, ...]]:
    """Order u2 before u10."""
    upload, pages = place
    return (len(upload), upload, pages)


def _only_in_first(first: tuple[Finding, ...], second: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Compare by what a finding says: its evidence may move without a change for the reader."""
    known = {(finding.code, finding.en) for finding in second}
    return tuple(finding for finding in first if (finding.code, finding.en) not in known)
