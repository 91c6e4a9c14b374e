"""What the pipeline works with."""

from dataclasses import dataclass
from typing import Protocol

import msgspec

from intake.store.opening import Store
from intake.store.reports import DocumentRow
from models.application import Dossier
from models.extraction import Extraction
from models.reading import UploadReading
from models.report import Outcome


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was made and validated, not yet issued.

    Attributes:
        body: canonical JSON, exactly as it will be stored and delivered.
        look_again: pages that another reading may change the report by, by upload label.
    """

    report_id: str
    outcome: Outcome
    documents: tuple[DocumentRow, ...]
    body: msgspec.Raw
    look_again: dict[str, tuple[int, ...]]


class Computation(Protocol):
    """Work that fills a processor core, done outside the worker's own process.

    Both methods raise :class:`intake.worker.computation.ComputationError` if the work failed.
    """

    async def understand(self, upload: str, extraction: Extraction) -> UploadReading:
        """Classify the pages of one upload and read its documents."""
        ...

    async def report(self, dossier: Dossier) -> MadeReport:
        """Make the completeness report on one application."""
        ...


@dataclass(frozen=True, slots=True)
class Workbench:
    """The store and the means of one worker.

    Attributes:
        most_attempts: at one upload, before it is given up.
        delivers: whether a delivery is queued with each report.
        ocr_engine: name of the engine that reads scanned pages.
    """

    store: Store
    computation: Computation
    most_attempts: int
    delivers: bool
    ocr_engine: str = "tesseract"
