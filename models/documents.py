"""Documents found in an upload, their fields, and where each fact was seen."""

from dataclasses import dataclass
from enum import StrEnum

from models.classification import Classification, PageLanguage
from models.document_types import DocumentType
from models.extraction import QualityTier, TextSource
from models.geometry import Box


class FieldName(StrEnum):
    """The closed list of facts read from documents. Dates are ISO 8601 (``YYYY-MM-DD``)."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    CITIZENSHIP = "citizenship"
    UCI = "uci"
    APPLICATION_NUMBER = "application_number"
    DOCUMENT_NUMBER = "document_number"
    FILE_NUMBER = "file_number"
    REFERENCE_NUMBER = "reference_number"
    PASSPORT_NUMBER = "passport_number"
    ISSUE_DATE = "issue_date"
    EXPIRY_DATE = "expiry_date"
    LETTER_DATE = "letter_date"
    RECEIVED_DATE = "received_date"
    DEADLINE = "deadline"
    CATEGORY = "category"
    CASE_TYPE = "case_type"
    ISSUER = "issuer"
    AMOUNT = "amount"
    ADDRESS = "address"
    PROVINCE = "province"
    CURRENT_COUNTRY = "current_country"
    CURRENT_STATUS = "current_status"
    RESIDENCE_COUNTRY = "residence_country"
    RESIDENCE_PROVINCE = "residence_province"
    INTENDED_PROVINCE = "intended_province"
    PERMIT_TYPE = "permit_type"
    FORM_VERSION = "form_version"
    FORM_VALIDATED = "form_validated"
    SIGNATURE = "signature"
    SIGNATURE_DATE = "signature_date"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was seen.

    Attributes:
        upload: the upload's identifier within its application (``u1``).
        page: 1-based page of that upload.
        box: place on the displayed page.
        text: the words as they stand there, before normalisation.
        confidence: 0..1.
    """

    upload: str
    page: int
    box: Box
    text: str
    source: TextSource
    confidence: float


@dataclass(frozen=True, slots=True)
class Field:
    """One typed, normalised fact. Unknown and absent facts have no ``Field``.

    Attributes:
        value: normalised; dates ISO 8601, numbers without blanks or dashes, provinces and
            countries as two-letter and three-letter codes.
        evidence: at least one; several where several witnesses agree.
    """

    name: FieldName
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DocumentQuality:
    """The worst page tier of a document, and the mean OCR confidence (None: no OCR)."""

    tier: QualityTier
    ocr_confidence: float | None


@dataclass(frozen=True, slots=True)
class Document:
    """A run of pages (contiguous or not) of one upload that forms one document.

    Attributes:
        id: within its application (``d1``), in order of upload and first page.
        pages: 1-based, ascending.
        heading: evidence for the type, best first; the words or codes that speak for it.
        doubts: pages at which it is in doubt whether another document begins; at the first one,
            whether it continues the document before. The fields are read before any such page.
        one_of: types of which it certainly is one where it is not certain which, the most probable
            first; empty if a type was taken, or none is certain enough. Its fields are read then.
    """

    id: str
    upload: str
    pages: tuple[int, ...]
    language: PageLanguage
    classification: Classification
    quality: DocumentQuality
    fields: tuple[Field, ...]
    heading: tuple[Evidence, ...]
    doubts: tuple[int, ...] = ()
    one_of: tuple[DocumentType, ...] = ()

    @property
    def type(self) -> DocumentType | None:
        """The type that was taken; None after an abstention."""
        return self.classification.type

    @property
    def kinds(self) -> frozenset[DocumentType]:
        """The type that was taken, or those of which it certainly is one; empty if unknown."""
        return frozenset(self.one_of) if self.type is None else frozenset((self.type,))

    def field(self, name: FieldName) -> Field | None:
        """Return the field ``name``, or None if it was not read."""
        return next((field for field in self.fields if field.name is name), None)

    def value(self, name: FieldName) -> str | None:
        """Return the normalised value of ``name``, or None if it was not read."""
        found = self.field(name)
        return None if found is None else found.value
