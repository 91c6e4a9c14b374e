"""Papers of the complete applications, changed, doubtful or left out, and what they lack."""

from dataclasses import replace

from fixtures.papers import Paper
from models.document_types import DocumentType as T
from models.documents import FieldName
from models.extraction import QualityTier, TextSource
from models.geometry import Box
from tests.unit.completeness.applications import (
    CSQ,
    IMM1295,
    IN_CANADA,
    OTHER_LETTER,
    OVERSEAS,
    without,
)

CAQ = Paper(T.CAQ)
VISA = Paper(T.ENTRY_DOCUMENT)
PR_RECEIPT = Paper(T.PR_FEE_RECEIPT, {FieldName.AMOUNT: "1085.00"}, text="Received from A. Diallo")
FEE_RECEIPT = Paper(T.FEE_RECEIPT)
WORK_LETTER = replace(OTHER_LETTER, text="Your application for a work permit was received")
EXPIRED_CSQ = CSQ.but(expiry_date="2022-05-01")
UNDATED_CSQ = CSQ.but(expiry_date="", issue_date="")
NAMELESS_CSQ = CSQ.but(family_name="", given_name="", birth_date="")
SPOUSES_CSQ = CSQ.but(given_name="Mamadou", birth_date="1988-02-02")
SCANNED_1295 = replace(IMM1295, source=TextSource.OCR, tier=QualityTier.GOOD, confidence=0.9)
MAYBE_PERMIT = Paper(T.OTHER, probability=0.5, abstained=True, also=((T.STUDY_PERMIT, 0.4),))
HARDLY_PERMIT = Paper(T.OTHER, probability=0.8, abstained=True, also=((T.STUDY_PERMIT, 0.04),))
BLUR = Paper(T.OTHER, probability=0.3, abstained=True, tier=QualityTier.UNREADABLE)
MAINTAINED = Paper(
    T.MAINTAINED_STATUS_LETTER, {FieldName.FAMILY_NAME: "DIALLO", FieldName.GIVEN_NAME: "Aïcha"}
)
SIGNED = Paper(
    T.INVITATION_LETTER,
    {FieldName.FULL_NAME: "Harriet MacLeod"},
    text="Madame Aïcha Diallo, nous vous invitons. Harriet MacLeod",
)
ADDRESSED_TO_ANOTHER = replace(SIGNED, text="Harriet MacLeod, nous vous invitons.")
SIGNED_AND_ADDRESSED_TO_NOBODY = replace(
    SIGNED, text="Nous vous invitons. Harriet MacLeod", place=Box(0.1, 0.7, 0.6, 0.75)
)
NO_INVITATION = without(OVERSEAS, T.INVITATION_LETTER)
INVITATION_TO_NOBODY = Paper(T.INVITATION_LETTER, {FieldName.LETTER_DATE: "2022-06-01"})
NO_CSQ = without(OVERSEAS, T.CSQ)
NO_FORM = without(OVERSEAS, T.IMM1295)
NO_STATUS = without(IN_CANADA, T.WORK_PERMIT)
NO_LEASE = without(IN_CANADA, T.PROOF_OF_RESIDENCE)
