"""The two programme markers that an IMP+ applicant writes on the form."""

from dataclasses import dataclass
from enum import StrEnum

from models.extraction import TextSource
from models.geometry import Box


class Marker(StrEnum):
    """Which marker: the job title box, or the description of duties box."""

    JOB_TITLE = "job_title"
    A76 = "a76"


class MarkerStatus(StrEnum):
    """How a marker was found.

    ``exact``: the published text. ``variant``: an accepted writing of it. ``near_miss``: a text
    that resembles it and does not count. ``absent``: the box was read and holds no such text.
    ``unreadable``: no form was found, or its box could not be told or read for certain, or OCR took
    its words apart.
    """

    EXACT = "exact"
    VARIANT = "variant"
    NEAR_MISS = "near_miss"
    ABSENT = "absent"
    UNREADABLE = "unreadable"

    @property
    def counts(self) -> bool:
        """Whether the marker counts as present."""
        return self in (MarkerStatus.EXACT, MarkerStatus.VARIANT)


@dataclass(frozen=True, slots=True)
class Witness:
    """One independent reading of a marker's box (attributes as in ``Evidence``)."""

    source: TextSource
    text: str
    upload: str
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class MarkerReading:
    """What all witnesses say of one marker.

    Attributes:
        text: the best reading; None if there is none.
        published: the official text nearest to ``text`` (the English one if there is none).
        distance: normalised edit distance 0..1 between ``text`` and ``published``; 1.0 if none.
        variants: names of the accepted differences that were seen (``hyphen_for_en_dash``, ...).
        witnesses: every reading of the box, the most certain first.
    """

    marker: Marker
    status: MarkerStatus
    text: str | None
    published: str
    distance: float
    variants: tuple[str, ...]
    witnesses: tuple[Witness, ...]
