"""Makes a stored revision again, from the stored extractions that it names.

A report is a pure function of stored extractions, the inputs that it carries itself, a programme
file and a model. Made again with the same ones it is the same bytes; with others, the difference is
what they change.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from classifiers import reporting
from classifiers.completeness import programme
from classifiers.completeness.programme import Programme
from classifiers.completeness.provenance import Maker
from classifiers.page_types import PageTypeModel
from classifiers.understanding import understand
from intake.store import reports
from intake.store.blobs import Blobs
from intake.store.database import Connection, fetch_all
from intake.store.opening import Store
from intake.store.reports import ReportRow
from intake.store.statements import statements
from models.application import Application, Dossier, ReadUpload, Review
from models.bilingual import Bilingual
from models.errors import IntakeError
from models.extraction import Extraction
from models.reading import UploadReading
from models.report import CompletenessReport, ModelRef, ReportedUpload, ReportInputs

_SQL = statements("reporting")

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class NoSuchRevisionError(IntakeError):
    """There is nothing to make again."""

    code = "no_such_revision"
    text = Bilingual(
        "Application {number} has no such revision. See its revisions on its page, or with "
        "csq-intake deliveries list --application {number}.",
        "La demande {number} n'a pas cette révision. Voyez ses révisions sur sa page, ou avec "
        "csq-intake deliveries list --application {number}.",
    )


class InputsNotKeptError(IntakeError):
    """The revision was made before reports named what they were made from."""

    code = "inputs_not_kept"
    text = Bilingual(
        "Revision {revision} of {number} does not name what it was made from, because an earlier "
        "version of the service made it. Replay a later revision.",
        "La révision {revision} de {number} n'indique pas ce dont elle est faite, car une version "
        "antérieure du service l'a produite. Rejouez une révision ultérieure.",
    )


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One revision with all that it was made from."""

    row: ReportRow
    report: CompletenessReport
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Replay:
    """A revision as it is stored, and as it was made again."""

    stored: StoredRevision
    report: CompletenessReport
    body: bytes = field(repr=False)

    @property
    def identical(self) -> bool:
        """Whether both are the same, byte for byte."""
        return self.body == self.stored.row.body.encode()

    @property
    def differing_places(self) -> tuple[str, ...]:
        """Places in the JSON (``/requirements/0/status``) that differ; without the identifier."""
        before: Json = json.loads(self.stored.row.body)
        after: Json = json.loads(self.body)
        return tuple(p for p in differing(before, after) if p != "/report_id")


async def stored_revision(store: Store, number: str, revision: int | None = None) -> StoredRevision:
    """Return a revision, by default the newest, with what it was made from.

    Raises:
        NoSuchRevisionError: there is no such application or revision.
        InputsNotKeptError: the revision does not name what it was made from.
        StoreError: an extraction is not where it was put.
    """
    async with store.database.transaction() as connection:
        row = await _row(connection, number, revision)
        if row is None:
            raise NoSuchRevisionError(number=number)
        reviews = await fetch_all(connection, Review, _SQL["read_reviews"], application=number)
    report = msgspec.json.decode(row.body, type=CompletenessReport)
    if report.inputs is None:
        raise InputsNotKeptError(number=number, revision=row.revision)
    uploads = [await _upload(store.blobs, upload) for upload in report.uploads]
    return StoredRevision(row, report, _dossier(report, report.inputs, tuple(uploads), reviews))


async def reported_applications(store: Store) -> tuple[str, ...]:
    """Return the numbers of all applications that have a report, ascending."""
    async with store.database.transaction() as connection:
        return await fetch_all(connection, str, _SQL["reported_applications"])


def replay(stored: StoredRevision, rules: Programme, model: PageTypeModel) -> Replay:
    """Make a revision again under these rules, with this model."""
    return replay_read(stored, readings_of(stored, model), rules, model.ref)


def readings_of(stored: StoredRevision, model: PageTypeModel) -> tuple[UploadReading, ...]:
    """Read the documents of a revision again; that part does not depend on the rules."""
    dossier = stored.dossier
    return tuple(
        understand(upload.id, upload.extraction, model, dossier.reviews)
        for upload in dossier.uploads
        if upload.extraction is not None
    )


def replay_read(
    stored: StoredRevision,
    readings: tuple[UploadReading, ...],
    rules: Programme,
    model: ModelRef,
) -> Replay:
    """Make a revision again from the documents that were read in its uploads.

    The software and the settings stay those that the stored revision names: they tell how its
    files were read, and the extractions are those of that reading.
    """
    provenance = stored.report.provenance
    maker = Maker(provenance.software, provenance.settings_sha256)
    report = reporting.report_from_readings(stored.dossier, readings, rules, model, maker)
    return Replay(stored, report, reporting.canonical_json(report))


def rules_of(stored: StoredRevision) -> Programme:
    """Return the product's rules for a stored revision: its programme on its day of receipt.

    Raises:
        ProgrammeNotFoundError: the product has no such programme any more.
        ProgrammeFileError: a programme file cannot be used.
    """
    ref = stored.report.application.programme
    return programme.load_nearest(ref.id, as_of=ref.as_of)


def differing(before: Json, after: Json, place: str = "") -> Iterator[str]:
    """Yield the places at which two JSON values differ; a longer list differs where it goes on."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            here = f"{place}/{key}"
            if key in before and key in after:
                yield from differing(before[key], after[key], here)
            else:
                yield here
    elif isinstance(before, list) and isinstance(after, list):
        for number in range(max(len(before), len(after))):
            here = f"{place}/{number}"
            if number < min(len(before), len(after)):
                yield from differing(before[number], after[number], here)
            else:
                yield here
    elif before != after:
        yield place


async def _row(connection: Connection, number: str, revision: int | None) -> ReportRow | None:
    if revision is None:
        return await reports.latest(connection, number)
    return await reports.find(connection, number, revision)


async def _upload(blobs: Blobs, reported: ReportedUpload) -> ReadUpload:
    """Return an upload as the report saw it; later readings of the same file do not count."""
    extraction = None
    if reported.extraction_sha256 is not None:
        content = await blobs.get(reported.extraction_sha256)
        extraction = msgspec.json.decode(content, type=Extraction)
    return ReadUpload(
        id=reported.id,
        sha256=reported.sha256,
        name=reported.name,
        media_type=reported.media_type,
        status=reported.status,
        extraction=extraction,
        # Of an upload that was not read, the report gives the reason as its only problem.
        reason=next(iter(reported.problems), None) if extraction is None else None,
        extraction_sha256=reported.extraction_sha256,
    )


def _dossier(
    report: CompletenessReport,
    inputs: ReportInputs,
    uploads: tuple[ReadUpload, ...],
    reviews: tuple[Review, ...],
) -> Dossier:
    """Put the revision's own inputs together; reviews made after it do not count."""
    by_id = {review.id: review for review in reviews}
    return Dossier(
        Application(
            report.application.number,
            report.application.received_at,
            inputs.declared_pr_filed,
            inputs.declared_in_canada,
        ),
        uploads,
        tuple(by_id[id_] for id_ in inputs.reviews),
        report.revision,
        report.supersedes,
        inputs.elsewhere,
        inputs.place_in_year,
    )
