"""Applications made by hand, in as few words as the rule under test needs.

An application is a list of uploads; an upload is a list of papers, one page each, or ``UNREAD``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from classifiers.completeness.programme import Programme, load
from classifiers.completeness.provenance import Maker
from classifiers.reporting import report_from_readings
from models.application import Answer, Application, Dossier, ReadUpload, SeenElsewhere
from models.bilingual import Reason
from models.classification import Candidate, Classification, DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import Document, DocumentQuality, Evidence, Field, FieldName
from models.extraction import (
    Extraction,
    Page,
    PageKind,
    PageQuality,
    QualityTier,
    ReadStatus,
    TextSource,
    Word,
)
from models.geometry import Box
from models.markers import Marker, Witness
from models.media_types import MediaType
from models.reading import BoxReading, UploadReading
from models.report import (
    CompletenessReport,
    ModelRef,
    RequirementReading,
    RequirementStatus,
)

RECEIVED = datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC)
PLACE = Box(0.1, 0.1, 0.6, 0.15)
NOT_SURE = Reason("not_certain", "The type is not certain.", "Le type n'est pas certain.")
MODEL = ModelRef("page-types", "1", "0" * 64)
MAKER = Maker("csq-intake 0.1.0", "1" * 64)
JOB = "CSQ holder outside Quebec - OWP"
A76 = "A76: International Mobility Program Plus"


@dataclass(frozen=True)
class Paper:
    """One document of one page. ``boxes`` are the texts of the two marker boxes, if it has any."""

    type: DocumentType
    fields: dict[FieldName, str] = field(default_factory=dict)
    probability: float = 0.99
    abstained: bool = False
    tier: QualityTier = QualityTier.GOOD
    source: TextSource = TextSource.OCR
    boxes: tuple[str, str] | None = None
    text: str = ""
    also: tuple[tuple[DocumentType, float], ...] = ()
    confidence: float = 0.95
    place: Box = PLACE

    def but(self, **changes: str) -> "Paper":
        """The same paper with other fields; an empty value takes a field away."""
        named = {FieldName(name): value for name, value in changes.items()}
        merged = {**self.fields, **named}
        return replace(self, fields={name: value for name, value in merged.items() if value})


@dataclass(frozen=True)
class Unread:
    """An upload that could not be read."""

    status: ReadStatus = ReadStatus.CORRUPT


UNREAD = Unread()
Upload = list[Paper] | Unread


def _named(**more: str) -> dict[FieldName, str]:
    person = {
        FieldName.FAMILY_NAME: "DIALLO",
        FieldName.GIVEN_NAME: "Aïcha",
        FieldName.BIRTH_DATE: "1990-04-17",
    }
    return {**person, **{FieldName(name): value for name, value in more.items()}}


CSQ = Paper(DocumentType.CSQ, _named(issue_date="2021-03-01", expiry_date="2023-03-01"))
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
LEASE = Paper(DocumentType.PROOF_OF_RESIDENCE, {FieldName.PROVINCE: "ON"})
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


def made_upload(name: str, upload: Upload) -> tuple[ReadUpload, UploadReading | None]:
    """One upload as read, and what was made of it."""
    if isinstance(upload, Unread):
        why = Reason("damaged", "The file is damaged.", "Le fichier est endommagé.")
        return ReadUpload(name, "a" * 64, f"{name}.pdf", None, upload.status, None, why), None
    pages = tuple(_page(number, paper) for number, paper in enumerate(upload, start=1))
    extraction = Extraction("b" * 64, 1000, MediaType.PDF, pages, None, (), ())
    media = MediaType.PDF.value
    read = ReadUpload(name, "b" * 64, f"{name}.pdf", media, ReadStatus.READ, extraction, None)
    documents = tuple(_document(name, n, paper) for n, paper in enumerate(upload, start=1))
    boxes = tuple(box for n, paper in enumerate(upload, start=1) for box in _boxes(name, n, paper))
    return read, UploadReading(name, (), documents, boxes)


def _page(number: int, paper: Paper) -> Page:
    words = tuple(
        Word(text, Box(0.1, top := 0.1 + 0.7 * share, 0.6, top + 0.02), 0.9, 0, TextSource.OCR)
        for share, text in _down_the_page(paper.text)
    )
    return Page(
        number=number,
        width=612,
        height=792,
        kind=PageKind.ORIGINAL,
        rotation=0,
        ink=0.1,
        text_source=TextSource.OCR,
        text_decision="no_text_layer",
        words=words,
        quality=PageQuality(paper.tier, 0.9, 200.0),
        image=None,
    )


def _down_the_page(text: str) -> list[tuple[float, str]]:
    """The words of a text with how far down they stand, 0..1."""
    words = text.split()
    return [(number / len(words), word) for number, word in enumerate(words)]


def _document(upload: str, page: int, paper: Paper) -> Document:
    probabilities = ((paper.type, paper.probability), *paper.also)
    candidates = [Candidate(type_, probability) for type_, probability in probabilities]
    ranked = tuple(sorted(candidates, key=lambda candidate: -candidate.probability))
    why = NOT_SURE if paper.abstained else None
    return Document(
        id=f"{upload}-{page}",
        upload=upload,
        pages=(page,),
        language=PageLanguage.FR,
        classification=Classification(ranked, DecidedBy.MODEL, why),
        quality=DocumentQuality(paper.tier, 0.9),
        fields=tuple(
            Field(name, value, (Evidence(upload, page, paper.place, value, paper.source, 0.9),))
            for name, value in paper.fields.items()
        ),
        heading=(Evidence(upload, page, PLACE, paper.type.value, paper.source, 0.9),),
    )


def _boxes(upload: str, page: int, paper: Paper) -> tuple[BoxReading, ...]:
    if paper.boxes is None:
        return ()
    return tuple(
        BoxReading(marker, Witness(paper.source, text, upload, page, PLACE, paper.confidence))
        for marker, text in zip(Marker, paper.boxes, strict=True)
    )
