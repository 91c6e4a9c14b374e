"""Makes the next report of one application and hands it over for delivery."""

import hashlib
from dataclasses import dataclass

import msgspec

from intake.delivery import outbox
from intake.pipeline.second_look import look_again
from intake.pipeline.workbench import MadeReport, Workbench
from intake.store import applications, audit, reports, uploads
from intake.store.applications import ApplicationRow, ApplicationState
from intake.store.audit import Action
from intake.store.database import Connection, fetch_all
from intake.store.reports import NewReport, ReportRow
from intake.store.statements import statements
from intake.store.uploads import UploadRow, UploadState
from models.application import Dossier, ReadUpload, Review, SeenElsewhere
from models.extraction import Extraction, ReadStatus

_SQL = statements("reporting")


@dataclass(frozen=True, slots=True)
class Case:
    """Every input of one report, as it stood at one moment; ``latest`` None before the first."""

    application: ApplicationRow
    uploads: tuple[UploadRow, ...]
    reviews: tuple[Review, ...]
    latest: ReportRow | None
    elsewhere: tuple[SeenElsewhere, ...]
    place_in_year: int

    @property
    def owed(self) -> bool:
        """Whether the application is to get a report that it does not have yet."""
        application, latest = self.application, self.latest
        return (
            application.state is ApplicationState.SUBMITTED
            and all(upload.state is not UploadState.RECEIVED for upload in self.uploads)
            and (latest is None or latest.inputs_version != application.inputs_version)
        )

    @property
    def revision(self) -> int:
        """Number of the report to make."""
        return 1 if self.latest is None else self.latest.revision + 1

    @property
    def supersedes(self) -> str | None:
        """Identifier of the report that it supersedes."""
        return None if self.latest is None else self.latest.id


async def report_application(bench: Workbench, number: str) -> None:
    """Make and issue the report that an application is owed, if it is owed one.

    Of several runs at the same time one commits; a run whose inputs changed meanwhile commits
    nothing, since whoever changed them has queued the job that makes the next report. Before
    anything is called missing, pages that may hold it are looked at a second time, which changes
    the inputs as well.
    """
    case = await _read_case(bench, number)
    if case is None or not case.owed:
        return
    dossier = await _open_dossier(bench, case)
    made = await bench.computation.report(dossier)
    if await look_again(bench, case.uploads, made.look_again):
        return
    await _issue(bench, case, made)


async def _read_case(bench: Workbench, number: str) -> Case | None:
    """Return the inputs, all of one moment; None if there is no such application."""
    async with bench.store.database.transaction() as connection:
        application = await applications.locked(connection, number)
        if application is None:
            return None
        return Case(
            application,
            await uploads.standing(connection, number),
            await fetch_all(connection, Review, _SQL["read_reviews"], application=number),
            await reports.latest(connection, number),
            await fetch_all(connection, SeenElsewhere, _SQL["seen_elsewhere"], application=number),
            await applications.place_in_year(connection, number),
        )


async def _open_dossier(bench: Workbench, case: Case) -> Dossier:
    opened = [await _open_upload(bench, upload) for upload in case.uploads]
    return Dossier(
        case.application.application,
        tuple(opened),
        case.reviews,
        case.revision,
        case.supersedes,
        case.elsewhere,
        case.place_in_year,
    )


async def _open_upload(bench: Workbench, row: UploadRow) -> ReadUpload:
    extraction = None
    if row.extraction_blob is not None:
        stored = await bench.store.blobs.get(row.extraction_blob)
        extraction = msgspec.json.decode(stored, type=Extraction)
    return ReadUpload(
        row.label,
        row.sha256,
        row.name,
        row.media_type,
        ReadStatus(row.state),
        extraction,
        row.reason,
        row.extraction_blob,
    )


async def _issue(bench: Workbench, case: Case, made: MadeReport) -> None:
    number = case.application.number
    async with bench.store.database.transaction() as connection:
        now = await applications.locked(connection, number)
        if now is None or now.inputs_version != case.application.inputs_version:
            return
        if not await reports.insert(connection, _as_row(case, made), made.documents):
            return
        await _audit(connection, case, made)
        if bench.delivers:
            await outbox.queue(connection, made.report_id)


def _as_row(case: Case, made: MadeReport) -> NewReport:
    body = bytes(made.body)
    return NewReport(
        made.report_id,
        case.application.number,
        case.revision,
        case.supersedes,
        case.application.inputs_version,
        made.outcome,
        body.decode(),
        hashlib.sha256(body).hexdigest(),
    )


async def _audit(connection: Connection, case: Case, made: MadeReport) -> None:
    await audit.record(
        connection,
        audit.SERVICE,
        Action.REPORT_MADE,
        application=case.application.number,
        report=made.report_id,
        revision=case.revision,
        outcome=made.outcome,
    )
