"""The difference between two revisions, in words."""

from collections.abc import Iterator

from intake.review.differences import (
    DocumentChange,
    DocumentState,
    MarkerChange,
    OutcomeChange,
    RequirementChange,
    RevisionDifference,
)
from intake.web.pages.messages import Messages
from intake.web.pages.wording import finding_text, in_language, pages_of, type_title


def sentences(difference: RevisionDifference, messages: Messages) -> tuple[str, ...]:
    """Return one sentence for each change, the most important first."""
    return tuple(_sentences(difference, messages))


def _sentences(difference: RevisionDifference, messages: Messages) -> Iterator[str]:
    if difference.outcome is not None:
        yield _outcome(difference.outcome, messages)
    for requirement in difference.requirements:
        yield _requirement(requirement, messages)
    for marker in difference.markers:
        yield _marker(marker, messages)
    for document in difference.documents:
        yield _document(document, messages)
    for finding in difference.findings_added:
        yield messages("change.finding_added", text=finding_text(finding, messages))
    for finding in difference.findings_removed:
        yield messages("change.finding_removed", text=finding_text(finding, messages))


def _outcome(change: OutcomeChange, messages: Messages) -> str:
    return messages(
        "change.outcome",
        before=messages(f"outcome.{change.before}").lower(),
        after=messages(f"outcome.{change.after}").lower(),
    )


def _requirement(change: RequirementChange, messages: Messages) -> str:
    return messages(
        "change.requirement",
        title=in_language(change.title, messages),
        before=messages(f"requirement_status.{change.before}").lower(),
        after=messages(f"requirement_status.{change.after}").lower(),
    )


def _marker(change: MarkerChange, messages: Messages) -> str:
    return messages(
        "change.marker",
        title=messages(f"marker.{change.marker}"),
        before=messages(f"marker_status.{change.before}").lower(),
        after=messages(f"marker_status.{change.after}").lower(),
    )


def _document(change: DocumentChange, messages: Messages) -> str:
    place = f"{change.upload}, {pages_of(change.pages, messages)}"
    if change.before is None:
        return messages("change.document_added", place=place, after=_type(change.after, messages))
    if change.after is None:
        return messages(
            "change.document_removed", place=place, before=_type(change.before, messages)
        )
    return messages(
        "change.document",
        place=place,
        before=_type(change.before, messages),
        after=_type(change.after, messages),
    )


def _type(state: DocumentState | None, messages: Messages) -> str:
    if state is None or state.type is None:
        return messages("change.undecided")
    return type_title(state.type, messages)
