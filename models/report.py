"""The completeness report, in the shape in which it is delivered.

Field names are those of the published JSON Schema, which is the contract with the eligibility
core. The service reports; no value here means "refuse" (Directive on Automated Decision-Making).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.application import Answer, SeenElsewhere
from models.bilingual import Bilingual, Reason
from models.classification import Candidate, DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import DocumentQuality, Evidence, Field
from models.extraction import QualityTier, ReadStatus
from models.markers import MarkerReading
from models.report_facts import ReportFacts

SCHEMA_ID = "https://schemas.example.org/intake/completeness-report/1"


class Outcome(StrEnum):
    """The verdict on completeness; never a decision on the application."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NEEDS_REVIEW = "needs_review"


class RequirementStatus(StrEnum):
    """State of one requirement."""

    SATISFIED = "satisfied"
    MISSING = "missing"
    UNCERTAIN = "uncertain"
    CONTRADICTED = "contradicted"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """How much a finding asks of an officer. ``attention`` alone never changes the outcome."""

    INFORMATION = "information"
    ATTENTION = "attention"
    REVIEW = "review"


class Settler(StrEnum):
    """Who can settle what is uncertain.

    ``officer`` by looking, ``applicant`` by sending something, ``pipeline`` by declaring a fact.
    """

    OFFICER = "officer"
    APPLICANT = "applicant"
    PIPELINE = "pipeline"


class Stance(StrEnum):
    """What a piece of evidence says of a requirement."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class ProgrammeRef:
    """The programme file applied; ``as_of`` is the day whose rules hold."""

    id: str
    version: str
    sha256: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, from the best evidence; None where nothing was read."""

    family_name: str | None
    given_name: str | None
    birth_date: str | None
    uci: str | None


@dataclass(frozen=True, slots=True)
class ReportedApplication:
    """The application as the report names it."""

    number: str
    received_at: datetime
    programme: ProgrammeRef
    applicant: Applicant


@dataclass(frozen=True, slots=True)
class Route:
    """Which office handles the application; ``form`` and ``office`` None if not known."""

    form: DocumentType | None
    office: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a condition.

    Attributes:
        basis: ``declared``, ``form`` or ``documents``.
        trust: ``proves``, ``states`` or ``suggests``, in the order of their weight.
    """

    answer: Answer
    basis: str
    trust: str
    reason: Reason
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ConditionReading:
    """Whether a condition of the programme holds, and how that is known.

    Attributes:
        id: as the programme file names it (``in_canada``, ``pr_application_filed``).
        basis: ``declared``, ``form``, ``documents`` or ``nothing``.
        title: the condition in words.
        statements: what every source that spoke said, the weightiest first; all sides are here.
    """

    id: str
    answer: Answer
    basis: str
    reason: Reason
    evidence: tuple[Evidence, ...]
    title: Bilingual | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosestCandidate:
    """The document that came nearest to a missing requirement, and why it lost.

    Attributes:
        type: the type that the document was taken for; None after an abstention.
        probability: 0..1 that it is of an accepted type.
    """

    document: str
    type: DocumentType | None
    probability: float
    why_not: Reason


@dataclass(frozen=True, slots=True)
class LookedAt:
    """How much was searched before something was called missing.

    Attributes:
        second_look: whether pages that were read poorly were read again by another method.
    """

    uploads: int
    pages: int
    second_look: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One piece of what was found, and whether it speaks for a requirement or against it.

    Attributes:
        document: identifier of the document; None if no one document says it.
    """

    stance: Stance
    document: str | None
    reason: Reason
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RequirementReading:
    """One row of the requirement matrix.

    Attributes:
        looked_at: present if and only if ``status`` is ``missing`` (negative proof).
        sides: what speaks for and against, if ``status`` is ``contradicted``; else empty.
        settled_by: who can settle it, if ``status`` is ``uncertain`` or ``contradicted``; else
            empty.
        ask: what an applicant may send, in words that an applicant understands; None if the
            programme gives none.
        authority: what asks for it, in English; ``authority_fr`` is the same in French, None if
            the programme gives none.
    """

    id: str
    title: Bilingual
    status: RequirementStatus
    documents: tuple[str, ...]
    reason: Reason
    authority: str
    evidence: tuple[Evidence, ...]
    closest: tuple[ClosestCandidate, ...]
    looked_at: LookedAt | None = None
    sides: tuple[Side, ...] = ()
    settled_by: tuple[Settler, ...] = ()
    ask: Bilingual | None = None
    authority_fr: str | None = None


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """One document as the report shows it; ``type`` is None after an abstention."""

    id: str
    upload: str
    pages: tuple[int, ...]
    type: DocumentType | None
    language: PageLanguage
    probability: float
    decided_by: DecidedBy
    candidates: tuple[Candidate, ...]
    abstained: Reason | None
    quality: DocumentQuality
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class HardPage:
    """A page on which something can be overlooked.

    Attributes:
        number: 1-based.
        tier: ``poor`` or ``unreadable``.
        reasons: what makes it so, told so that an applicant understands it.
    """

    number: int
    tier: QualityTier
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReportedUpload:
    """One upload as the report shows it; ``pages`` is 0 for a file that could not be read.

    Attributes:
        extraction_sha256: of the stored extraction that the report was made from; None if the
            upload was not read, or its extraction is not stored.
        hard_pages: pages that are hard to read or cannot be read, ascending.
    """

    id: str
    sha256: str
    name: str
    media_type: str | None
    pages: int
    status: ReadStatus
    problems: tuple[Reason, ...]
    extraction_sha256: str | None = None
    hard_pages: tuple[HardPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that an officer must see."""

    code: str
    severity: Severity
    en: str
    fr: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ModelRef:
    """The trained model that classified the pages."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OcrRef:
    """The OCR engine; None in the report if no page needed OCR."""

    engine: str
    version: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the report; with the stored extractions it can be made again."""

    software: str
    model: ModelRef
    ocr: OcrRef | None
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """What went into the report beside the uploads, so that it can be made again.

    Attributes:
        reviews: identifiers of the reviews that were applied, in their order.
        elsewhere: what other applications held too at that moment.
        place_in_year: of the application by time of receipt, at that moment; None if not counted.
    """

    declared_pr_filed: Answer
    declared_in_canada: Answer
    reviews: tuple[str, ...]
    elsewhere: tuple[SeenElsewhere, ...]
    place_in_year: int | None = None


@dataclass(frozen=True, slots=True)
class CompletenessReport:
    """The report on one application, one revision.

    Attributes:
        report_id: a ULID made from the content, so that a replay gives the same one.
        supersedes: identifier of the revision before; None for the first.
        facts: None only in reports made before there were any; ``inputs`` likewise.
    """

    schema: str
    report_id: str
    revision: int
    supersedes: str | None
    application: ReportedApplication
    outcome: Outcome
    route: Route
    conditions: tuple[ConditionReading, ...]
    markers: tuple[MarkerReading, ...]
    requirements: tuple[RequirementReading, ...]
    documents: tuple[ReportedDocument, ...]
    uploads: tuple[ReportedUpload, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance
    facts: ReportFacts | None = None
    inputs: ReportInputs | None = None
