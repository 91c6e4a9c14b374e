"""The shape of a programme file: one frozen structure per table, unknown keys refused."""

from datetime import date
from typing import Literal

import msgspec

from models.application import Answer
from models.bilingual import Bilingual, Reason
from models.document_types import DocumentType
from models.documents import FieldName
from models.markers import Marker
from models.report import Severity


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the programme file."""


class Cap(_Table, frozen=True):
    """How many applications the programme takes in one calendar year."""

    year: int
    applications: int


class Thresholds(_Table, frozen=True):
    """Probabilities and confidences, 0..1, that divide certain from uncertain.

    Attributes:
        could_be: an abstained document may be the missing one from this probability up.
        closest: probability from which a document is worth naming as closest candidate.
        certain_ocr: confidence from which OCR alone shows that a marker is not in its box.
    """

    could_be: float
    closest: float
    certain_ocr: float


class Identity(_Table, frozen=True):
    """Which document types must be about the applicant."""

    compare: tuple[DocumentType, ...]


class Windows(_Table, frozen=True):
    """Periods: days to apply after the invitation, months that a permit lasts at most."""

    invitation_days: int
    permit_months: int


class Source(_Table, frozen=True):
    """One way to know whether a condition holds.

    Attributes:
        kind: ``documents`` looks for document types, ``field`` reads a field of the types in
            ``types``, ``declared`` takes the pipeline's declaration.
        trust: ``proves`` settles; ``states`` must agree; ``suggests`` counts if nothing else does.
        basis: how the report names the source.
        yes: reason of the answer yes; None if this source cannot say yes. ``no`` likewise.
        certain_only: take the field only where it was read as data, not by OCR.
        valid_at_receipt: count only documents whose expiry was read and is not past.
    """

    kind: Literal["documents", "field", "declared"]
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
    valid_at_receipt: bool = False


class Condition(_Table, frozen=True):
    """A fact on which requirements depend; ``settle`` says what would make it known."""

    id: str
    title: Bilingual
    settle: Bilingual
    sources: tuple[Source, ...]


class Accepted(_Table, frozen=True):
    """A type that can satisfy a requirement, from ``since`` to ``until``, both included."""

    type: DocumentType
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the type is accepted for an application received on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Term(_Table, frozen=True):
    """How many months a document is valid if issued from ``issued_from`` on."""

    months: int
    issued_from: date | None = None


class Validity(_Table, frozen=True):
    """The document must be in force when the application is received.

    Attributes:
        unread: what an unread date makes of the document.
        undated_types: types that need no date.
        rescued_by: requirement whose document, dated before the expiry, makes up for it.
        terms: where only the issue date was read, the first term that applies gives the expiry.
    """

    field: FieldName
    unread: Literal["uncertain", "accept"]
    undated_types: tuple[DocumentType, ...] = ()
    rescued_by: str | None = None
    terms: tuple[Term, ...] = ()


class Place(_Table, frozen=True):
    """The document must name a place in ``accepted``; one in ``contradicted`` speaks against it.

    Attributes:
        form_field: field of the application form that tells the same fact.
        against: why a document that names a contradicted place does not serve.
    """

    field: FieldName
    accepted: tuple[str, ...]
    contradicted: tuple[str, ...]
    form_field: FieldName
    against: Reason


class Category(_Table, frozen=True):
    """Words of a category that serve or do not, lower case without accents."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


class Decoy(_Table, frozen=True):
    """A kind of document that is often sent instead, and why it does not count.

    Attributes:
        types: the decoy's types.
        phrases: one of these, lower case without accents, must be in its text; empty: any text.
    """

    types: tuple[DocumentType, ...]
    code: str
    en: str
    fr: str
    phrases: tuple[str, ...] = ()

    @property
    def reason(self) -> Reason:
        """Why the document does not count."""
        return Reason(self.code, self.en, self.fr)


class Requirement(_Table, frozen=True):
    """One row of the requirement matrix.

    Attributes:
        applies_when: condition that must hold; None: always required.
        not_needed_while_valid: requirement whose satisfied document makes this one unnecessary
            as long as the condition is unknown.
        same_person: whether the document must be about the applicant.
        markers: what the form must carry.
    """

    id: str
    title: Bilingual
    authority: str
    accepts: tuple[Accepted, ...]
    applies_when: str | None = None
    not_needed_while_valid: str | None = None
    same_person: bool = False
    validity: Validity | None = None
    place: Place | None = None
    category: Category | None = None
    markers: tuple[Marker, ...] = ()
    decoys: tuple[Decoy, ...] = ()

    def accepted_types(self, day: date) -> frozenset[DocumentType]:
        """Return the types that satisfy the requirement for an application received on ``day``."""
        return frozenset(accepted.type for accepted in self.accepts if accepted.holds(day))


class Office(_Table, frozen=True):
    """Where a form goes; ``in_canada`` says where its applicants are."""

    form: DocumentType
    office: str
    in_canada: bool
    reason: Reason


class Routing(_Table, frozen=True):
    """Offices by form, and the reasons where none can be named."""

    quebec: Reason
    none: Reason
    several: Reason
    offices: tuple[Office, ...]


class Rules(_Table, frozen=True):
    """A whole programme file.

    Attributes:
        open: whether the category takes applications, as far as it is known.
        effective_until: last day on which the rules hold; None: no end is known.
        findings: severity of each finding by its code.
    """

    id: str
    version: str
    administrative_code: str
    title: Bilingual
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
