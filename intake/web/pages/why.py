"""Why a report is not certainly complete: one line for each thing that stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.web.pages.messages import Messages
from intake.web.pages.wording import finding_text, in_language, pages_of, type_title
from models.extraction import ReadStatus
from models.report import CompletenessReport, RequirementStatus, Severity

_SETTLED = (RequirementStatus.SATISFIED, RequirementStatus.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps the report from being certainly complete.

    Attributes:
        kind: what it concerns, as the page names it.
        text: the reason, in the language of the page.
        anchor: the element of the page that tells more.
    """

    kind: str
    text: str
    anchor: str


def obstacles(report: CompletenessReport, messages: Messages) -> tuple[Obstacle, ...]:
    """Return everything that stands in the way, the most decisive first."""
    return (
        *_requirements(report, messages),
        *_findings(report, messages),
        *_documents(report, messages),
        *_uploads(report, messages),
    )


def _requirements(report: CompletenessReport, messages: Messages) -> Iterator[Obstacle]:
    for requirement in report.requirements:
        if requirement.status not in _SETTLED:
            title = in_language(requirement.title, messages)
            reason = requirement.reason.in_language(messages.language)
            yield Obstacle(
                kind=messages(f"requirement_status.{requirement.status}"),
                text=messages("why.abstained", title=title, reason=reason),
                anchor=f"requirement-{requirement.id}",
            )


def _findings(report: CompletenessReport, messages: Messages) -> Iterator[Obstacle]:
    for number, finding in enumerate(report.findings, start=1):
        # Each file that could not be read has a line of its own, with its name and the reason.
        if finding.severity is Severity.REVIEW and finding.code != "unreadable_upload":
            yield Obstacle(
                kind=messages("why.finding"),
                text=finding_text(finding, messages),
                anchor=f"finding-{number}",
            )


def _documents(report: CompletenessReport, messages: Messages) -> Iterator[Obstacle]:
    for document in report.documents:
        if document.abstained is not None:
            place = f"{document.upload}, {pages_of(document.pages, messages)}"
            reason = document.abstained.in_language(messages.language)
            yield Obstacle(
                kind=messages("why.document"),
                text=messages(
                    "why.abstained",
                    title=f"{type_title(None, messages)} ({place})",
                    reason=reason,
                ),
                anchor=document.id,
            )


def _uploads(report: CompletenessReport, messages: Messages) -> Iterator[Obstacle]:
    for upload in report.uploads:
        if upload.status is not ReadStatus.READ:
            reasons = " ".join(p.in_language(messages.language) for p in upload.problems)
            yield Obstacle(
                kind=messages("why.upload"),
                text=messages(
                    "why.abstained",
                    title=upload.name,
                    reason=reasons or messages(f"read_status.{upload.status}"),
                ),
                anchor=upload.id,
            )
