"""The shape of a programme file: one frozen structure per table, unknown keys refused."""

from datetime import date
from typing import Literal

from classifiers.completeness.document_rules import (
    Accepted,
    Category,
    Decoy,
    Freshness,
    Impostor,
    Narrowed,
    Place,
    Validity,
)
from classifiers.completeness.permit_rules import (
    BiometricLetterTerms,
    Cap,
    ExtensionTerms,
    Gcms,
    Notice,
    Table,
)
from models.application import Answer
from models.bilingual import Bilingual, Reason
from models.document_types import DocumentType
from models.documents import FieldName
from models.markers import Marker
from models.report import Settler, Severity


class Thresholds(Table, frozen=True):
    """Probabilities and confidences, 0..1, that divide certain from uncertain.

    Attributes:
        could_be: an abstained document may be the missing one from this probability up.
        closest: probability from which a document is worth naming as closest candidate.
        certain_ocr: confidence from which OCR alone shows that a marker is not in its box.
    """

    could_be: float
    closest: float
    certain_ocr: float


class Agreement(Table, frozen=True):
    """A number or date that must be the same in all of the applicant's documents.

    Attributes:
        finding: code of the finding if it is not.
    """

    field: FieldName
    finding: str


class Identity(Table, frozen=True):
    """Which document types must be about the applicant, and what must agree in them."""

    compare: tuple[DocumentType, ...]
    agree: tuple[Agreement, ...]


class Windows(Table, frozen=True):
    """Periods: days to apply after the invitation, months that a permit lasts at most."""

    invitation_days: int
    permit_months: int


class Source(Table, frozen=True):
    """One way to know whether a condition holds.

    Attributes:
        kind: ``documents`` looks for document types, ``field`` reads a field of the types in
            ``types``, ``text`` looks for one of ``phrases`` in documents of ``types``,
            ``declared`` takes the pipeline's declaration.
        trust: ``proves`` settles; ``states`` must agree; ``suggests`` counts if nothing else does.
        basis: how the report names the source.
        yes: reason of the answer yes; None if this source cannot say yes. ``no`` likewise.
        certain_only: take the field only where it was read as data, not by OCR.
        phrases: lower case, without accents.
        valid_at_receipt: count only documents whose expiry was read and is not past.
    """

    kind: Literal["documents", "field", "text", "declared"]
    trust: Literal["proves", "states", "suggests"]
    basis: Literal["documents", "form", "declared"]
    yes: Reason | None = None
    no: Reason | None = None
    declaration: Literal["pr_filed", "in_canada"] | None = None
    types: tuple[DocumentType, ...] = ()
    field: FieldName | None = None
    certain_only: bool = False
    yes_values: tuple[str, ...] = ()
    yes_types: tuple[DocumentType, ...] = ()
    no_types: tuple[DocumentType, ...] = ()
    phrases: tuple[str, ...] = ()
    valid_at_receipt: bool = False


class Condition(Table, frozen=True):
    """A fact on which requirements depend.

    Attributes:
        settle: what would make it known.
        settled_by: who can do that.
        otherwise: reason of the answer no where no source speaks; None: then it is unknown.
    """

    id: str
    title: Bilingual
    settle: Bilingual
    settled_by: tuple[Settler, ...]
    sources: tuple[Source, ...]
    otherwise: Reason | None = None


class Requirement(Table, frozen=True):
    """One row of the requirement matrix.

    Attributes:
        authority: the part of the instruction that asks for it, in English; ``authority_fr`` is
            the same in French, if the programme gives it.
        ask: what an applicant may send, in words that an applicant understands.
        applies_when: condition that must hold; None: always required.
        also_when: conditions each of which makes it required whatever ``applies_when`` says.
        waived_when: condition that makes it unnecessary.
        not_needed_while_valid: requirement whose satisfied document makes this one unnecessary
            as long as the condition is unknown.
        same_person: whether the document must be about the applicant.
        holder_unread: what a document is worth of which no holder was read and whose text nowhere
            names the applicant.
        particulars: facts of which the right document has one at least. A page that explains a
            programme to everybody names nobody and has no number.
        narrowed: conditions under which fewer types serve.
        impostors: what is easily taken for a document of an accepted type.
        markers: what the form must carry.
    """

    id: str
    title: Bilingual
    authority: str
    accepts: tuple[Accepted, ...]
    authority_fr: str | None = None
    ask: Bilingual | None = None
    applies_when: str | None = None
    also_when: tuple[str, ...] = ()
    waived_when: str | None = None
    not_needed_while_valid: str | None = None
    same_person: bool = False
    holder_unread: Literal["uncertain", "accept"] = "uncertain"
    particulars: tuple[FieldName, ...] = ()
    narrowed: tuple[Narrowed, ...] = ()
    impostors: tuple[Impostor, ...] = ()
    validity: Validity | None = None
    place: Place | None = None
    category: Category | None = None
    freshness: Freshness | None = None
    markers: tuple[Marker, ...] = ()
    decoys: tuple[Decoy, ...] = ()

    def accepted_types(self, day: date) -> frozenset[DocumentType]:
        """Return the types that satisfy the requirement for an application received on ``day``."""
        return frozenset(accepted.type for accepted in self.accepts if accepted.holds(day))


class Office(Table, frozen=True):
    """Where a form goes; ``in_canada`` says where its applicants are."""

    form: DocumentType
    office: str
    in_canada: bool
    reason: Reason


class Routing(Table, frozen=True):
    """Offices by form, and the reasons where none can be named."""

    quebec: Reason
    none: Reason
    several: Reason
    offices: tuple[Office, ...]


class Rules(Table, frozen=True):
    """A whole programme file.

    Attributes:
        authority: the instruction that the rules come from, and its date.
        open: whether the category takes applications, as far as it is known.
        effective_until: last day on which the rules hold; None: no end is known.
        findings: severity of each finding by its code.
    """

    id: str
    version: str
    administrative_code: str
    title: Bilingual
    authority: str
    effective_from: date
    open: Answer
    thresholds: Thresholds
    identity: Identity
    windows: Windows
    conditions: tuple[Condition, ...]
    requirements: tuple[Requirement, ...]
    routing: Routing
    findings: dict[str, Severity]
    effective_until: date | None = None
    caps: tuple[Cap, ...] = ()
    gcms: Gcms | None = None
    extension: ExtensionTerms | None = None
    biometric_letter: BiometricLetterTerms | None = None
    notices: tuple[Notice, ...] = ()

    def requirement(self, id_: str) -> Requirement:
        """Return the requirement ``id_``, which the loader has shown to exist."""
        return next(requirement for requirement in self.requirements if requirement.id == id_)

    @property
    def form_types(self) -> frozenset[DocumentType]:
        """The application forms: types of the requirements that ask for markers."""
        return frozenset(
            accepted.type
            for requirement in self.requirements
            if requirement.markers
            for accepted in requirement.accepts
        )
