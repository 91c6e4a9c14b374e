"""What is asked of a computation child, and how it answers: JSON (msgspec), never pickles."""

import msgspec

from models.application import Dossier
from models.extraction import Extraction


class Understand(msgspec.Struct, frozen=True, tag="understand"):
    """Ask to classify one upload; the answer is a :class:`models.reading.UploadReading`."""

    upload: str
    extraction: Extraction


class Report(msgspec.Struct, frozen=True, tag="report"):
    """Ask for a report; the answer is a :class:`intake.pipeline.workbench.MadeReport`."""

    dossier: Dossier


Request = Understand | Report


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The request succeeded; ``answer`` is JSON of the type that the request asks for."""

    answer: msgspec.Raw


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The request failed. Names and places only: an exception's text may quote an applicant."""

    error: str
    places: tuple[str, ...]


Answer = Done | Failed
