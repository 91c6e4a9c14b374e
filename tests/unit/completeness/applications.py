"""Applications made by hand, in as few words as the rule under test needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from classifiers.completeness.programme import Programme, load
from classifiers.completeness.provenance import Maker
from classifiers.reporting import report_from_readings
from fixtures.papers import Paper, Unread, Upload, made_upload
from models.application import Answer, Application, Dossier, SeenElsewhere
from models.document_types import DocumentType
from models.documents import FieldName
from models.extraction import QualityTier, TextSource
from models.report import (
    CompletenessReport,
    ModelRef,
    RequirementReading,
    RequirementStatus,
)

RECEIVED = datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC)
MODEL = ModelRef("page-types", "1", "0" * 64)
MAKER = Maker("csq-intake 0.1.0", "1" * 64)
JOB = "CSQ holder outside Quebec - OWP"
A76 = "A76: International Mobility Program Plus"


def _named(**more: str) -> dict[FieldName, str]:
    person = {
        FieldName.FAMILY_NAME: "DIALLO",
        FieldName.GIVEN_NAME: "Aïcha",
        FieldName.BIRTH_DATE: "1990-04-17",
    }
    return {**person, **{FieldName(name): value for name, value in more.items()}}


CSQ = Paper(
    DocumentType.CSQ,
    _named(issue_date="2021-03-01", expiry_date="2023-03-01", category="Travailleur qualifié"),
)
INVITATION = Paper(DocumentType.INVITATION_LETTER, _named(letter_date="2022-06-01"))
AOR = Paper(
    DocumentType.PR_ACKNOWLEDGMENT,
    _named(application_number="E001234567", received_date="2022-02-01"),
)
WORK_PERMIT = Paper(
    DocumentType.WORK_PERMIT, _named(document_number="W123456789", expiry_date="2023-01-31")
)
PASSPORT = Paper(
    DocumentType.PASSPORT,
    _named(passport_number="P1234567", expiry_date="2030-01-01"),
    source=TextSource.MRZ,
)
LEASE = Paper(
    DocumentType.PROOF_OF_RESIDENCE,
    {FieldName.PROVINCE: "ON"},
    text="The landlord lets to Aïcha Diallo",
)
QUEBEC_LEASE = LEASE.but(province="QC")
IMM1295 = Paper(
    DocumentType.IMM1295,
    _named(current_country="GIN"),
    source=TextSource.XFA,
    boxes=(JOB, A76),
    tier=QualityTier.DIGITAL,
    confidence=1.0,
)
IMM5710 = replace(
    IMM1295,
    type=DocumentType.IMM5710,
    fields=_named(current_country="CAN", residence_province="ON"),
)
OTHER_LETTER = Paper(DocumentType.OTHER_LETTER)
PHOTO = Paper(DocumentType.PHOTO)
OVERSEAS = (CSQ, INVITATION, IMM1295, PASSPORT)
IN_CANADA = (CSQ, INVITATION, IMM5710, PASSPORT, WORK_PERMIT, LEASE)


def separate(*papers: Paper | Unread) -> list[Upload]:
    """Each paper as an upload of its own."""
    return [paper if isinstance(paper, Unread) else [paper] for paper in papers]


def without(papers: tuple[Paper, ...], *types: DocumentType) -> tuple[Paper, ...]:
    """All papers but those of ``types``."""
    return tuple(paper for paper in papers if paper.type not in types)


def judged(
    *uploads: Upload,
    pr_filed: Answer = Answer.UNKNOWN,
    in_canada: Answer = Answer.UNKNOWN,
    received: datetime = RECEIVED,
    programme: Programme | None = None,
    elsewhere: tuple[SeenElsewhere, ...] = (),
    names: Sequence[str] = (),
) -> CompletenessReport:
    """The report on an application of these uploads, whose files may have names of their own."""
    made = [made_upload(f"u{number}", upload) for number, upload in enumerate(uploads, start=1)]
    if names:
        pairs = zip(made, names, strict=False)
        made = [(replace(upload, name=name), reading) for (upload, reading), name in pairs]
    application = Application("W301234567", received, pr_filed, in_canada)
    dossier = Dossier(application, tuple(upload for upload, _ in made), elsewhere=elsewhere)
    readings = tuple(reading for _, reading in made if reading is not None)
    rules = programme or a76(received.date())
    return report_from_readings(dossier, readings, rules, MODEL, MAKER)


def a76(day: date) -> Programme:
    """The shipped programme on a day."""
    return load("a76", as_of=day)


def row(report: CompletenessReport, requirement: str) -> RequirementReading:
    """One row of the matrix."""
    return next(one for one in report.requirements if one.id == requirement)


def statuses(report: CompletenessReport) -> dict[str, RequirementStatus]:
    """The status of each requirement."""
    return {one.id: one.status for one in report.requirements}


def codes(report: CompletenessReport) -> set[str]:
    """The codes of all findings."""
    return {finding.code for finding in report.findings}
