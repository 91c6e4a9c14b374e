"""What a document of a type cannot be without: the guard against look-alikes of unknown kinds.

A pay slip has an address, a period and an amount as a utility bill has, but speaks of no meter;
a certificate that never mentions a marriage is no marriage certificate. Where none of a type's
alternatives stands on the page, the type loses ground to ``other``, by a weight that is fitted on
pages of kinds unknown to the text classifier.
"""

from collections.abc import Set as AbstractSet

from models.document_types import DocumentType as T

ESSENTIALS: dict[T, tuple[frozenset[str], ...]] = {
    type_: tuple(frozenset(alternative.split()) for alternative in alternatives)
    for type_, alternatives in (
        (T.CSQ, ("csq", "selection certificate")),
        (T.CAQ, ("caq", "acceptance certificate")),
        (T.INVITATION_LETTER, ("imp", "mobility", "invite permit")),
        (T.PR_ACKNOWLEDGMENT, ("permanent resident",)),
        (T.PR_SUBMISSION_CONFIRMATION, ("permanent submit", "portal submit", "permanent confirm")),
        (T.PR_FEE_RECEIPT, ("permanent fee", "permanent pay")),
        (T.FEE_RECEIPT, ("work fee", "permit fee", "biometric fee", "work pay", "biometric pay")),
        (T.WORK_PERMIT, ("work permit",)),
        (T.STUDY_PERMIT, ("study permit",)),
        (T.VISITOR_RECORD, ("visitor",)),
        (T.TEMPORARY_RESIDENT_PERMIT, ("temporary resident permit",)),
        (T.MAINTAINED_STATUS_LETTER, ("work maintain", "work extend", "work authorize until")),
        (T.PASSPORT, ("passport", "nationality sex birth")),
        (
            T.PROOF_OF_RESIDENCE,
            ("lease", "landlord", "tenant", "premises", "electricity", "meter", "balance",
             "deposit", "licence", "live_at", "internet", "insurance"),
        ),
        (T.FAMILY_INFORMATION, ("siblings", "child parents", "accompany")),
        (T.USE_OF_REPRESENTATIVE, ("represent",)),
        (T.MARRIAGE_CERTIFICATE, ("marriage",)),
        (T.ENTRY_DOCUMENT, ("visa", "eta", "entry")),
    )
}  # fmt: skip
"""Sets of concepts, of which one must wholly be on the page. Types that are not named here (the
work-permit forms, whose pages differ; the catch-alls) lack nothing."""


def has_essentials(type_: T, concepts: AbstractSet[str]) -> bool:
    """Whether a page that speaks of ``concepts`` has what a document of ``type_`` must have."""
    alternatives = ESSENTIALS.get(type_)
    return alternatives is None or any(needed <= concepts for needed in alternatives)
