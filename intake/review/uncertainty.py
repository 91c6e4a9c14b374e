"""Which documents a reviewer should look at first."""

from dataclasses import dataclass

from intake.store.database import Connection, fetch_all, fetch_one
from intake.store.statements import statements
from models.document_types import DocumentType

_SQL = statements("review")

UNCERTAIN_MARGIN = 0.5
"""Documents whose two best types lie closer together than this are shown as uncertain. An
assumption: no measurement has set it yet."""


@dataclass(frozen=True, slots=True)
class UncertainDocument:
    """One document of the newest revision of its application, not yet reviewed.

    Attributes:
        upload: identifier within the application (``u1``).
        type: what the document was taken for; None after an abstention.
        best: the most probable type, taken or not; None if the report does not tell.
        probability: of the best type, 0..1.
        margin: best minus second best, 0..1.
        abstained: code of the abstention; None if the type was taken.
    """

    application: str
    upload: str
    upload_name: str
    pages: tuple[int, ...]
    type: DocumentType | None
    best: DocumentType | None
    probability: float
    margin: float
    abstained: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents to list.

    Attributes:
        type: only documents taken for this type; None for all.
        undecided: only documents whose type was not decided.
        everything: certain documents too.
    """

    type: DocumentType | None = None
    undecided: bool = False
    everything: bool = False


async def uncertain_documents(
    connection: Connection, selection: Selection, *, limit: int, offset: int = 0
) -> tuple[UncertainDocument, ...]:
    """Return documents to review: abstentions first, then the smallest margin."""
    return await fetch_all(
        connection,
        UncertainDocument,
        _SQL["uncertain_documents"],
        **_parameters(selection),
        limit=limit,
        offset=offset,
    )


async def count_uncertain(connection: Connection, selection: Selection) -> int:
    """Return how many documents :func:`uncertain_documents` has in all."""
    counted = await fetch_one(connection, int, _SQL["count_uncertain"], **_parameters(selection))
    return counted or 0


def _parameters(selection: Selection) -> dict[str, object]:
    return {
        "type": selection.type,
        "undecided": selection.undecided,
        "margin": 2.0 if selection.everything else UNCERTAIN_MARGIN,
    }
