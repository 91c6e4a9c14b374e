"""Tables of a programme file on the documents of a requirement: what serves, and what does not."""

from datetime import date
from typing import Literal

from classifiers.completeness.permit_rules import Table
from models.bilingual import Bilingual, Reason
from models.document_types import DocumentType
from models.documents import FieldName


class Accepted(Table, frozen=True):
    """A type that can satisfy a requirement, from ``since`` to ``until``, both included."""

    type: DocumentType
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the type is accepted for an application received on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Term(Table, frozen=True):
    """How many months a document is valid if issued from ``issued_from`` on."""

    months: int
    issued_from: date | None = None


class Validity(Table, frozen=True):
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


class Place(Table, frozen=True):
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


class Category(Table, frozen=True):
    """Words of a category, lower case without accents; an unsettled one is looked for first.

    Attributes:
        unsettled: of which it is not established whether they serve.
    """

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


class Freshness(Table, frozen=True):
    """How old a document may be when the application is received.

    Attributes:
        fields: dates that tell its age, the best first; the first that was read counts.
        finding: code of the finding if it is older.
    """

    months: int
    fields: tuple[FieldName, ...]
    finding: str


class Decoy(Table, frozen=True):
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


class Impostor(Table, frozen=True):
    """What is easily taken for a document of an accepted type, by what its text says.

    Attributes:
        types: types that it is taken for.
        phrases: one of these stands in its text, lower case without accents.
        unless: and none of these, which a document of the type would hold.
        because: why it is doubted.
        unless_fields: nor was one of these read, which only a document of the type holds: captions
            have more wordings than a list of phrases.
    """

    types: tuple[DocumentType, ...]
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    because: Bilingual
    unless_fields: tuple[FieldName, ...] = ()


class Narrowed(Table, frozen=True):
    """Fewer types serve while a condition holds.

    Attributes:
        when: the condition.
        types: that serve then.
        because: why the others do not.
    """

    when: str
    types: tuple[DocumentType, ...]
    because: Bilingual
