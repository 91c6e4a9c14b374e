"""Divider sheets are told by the mark of their tab, and nothing else is told for one."""

from dataclasses import replace

import pytest

from classifiers.page_types.examples import page_of_text
from classifiers.page_types.text import PageText
from classifiers.page_types.witnesses import format_witness
from models.document_types import DocumentType
from models.extraction import Page, QualityTier
from models.page_look import PageLook

LOOK = PageLook(
    writing=2, bars=2, letter_rows=1, faintest=16.0, surroundings=0.0, contours=0.0, plateau=1.0
)

DIVIDERS = [
    ("Tab 3", "Proof of residence"),
    ("TAB C", "Lease and hydro bill", "Ana Ruiz"),
    ("Onglet 12", "Facture d'électricité"),
    ("Annexe IV : Certificat de sélection du Québec",),
    # The number of a form is no number of a paper.
    ("Section B", "Use of a Representative (IMM 5476)", "Page 1 of 1"),
    # The consultant who bound the papers stands above.
    ("Roy Immigration inc.", "Exhibit 4", "Passport"),
    ("E.", "Visitor record"),
    # Whatever its tab is called.
    ("Feuillet 7", "Passeport"),
    ("Roy Immigration", "Folder B", "Study permit"),
    ("7.: Study permit",),
    ('This is Exhibit "B" to the affidavit of Ana Ruiz: Medical examination',),
]
OTHERS = [
    # A page of a lease begins with a section too, and goes on.
    ("Section 4", *(f"The tenant shall keep clause {n} of this agreement" for n in range(6))),
    # It dates something, or bears a reference.
    ("Schedule A", "Signed at Toronto on 3 March 2024"),
    ("Annex 2", "Reference 20210455"),
    # The last page of a form.
    ("Section D", "Signature of the applicant"),
    ("Part C", "Page 4 of 4"),
    # A sentence may begin with a letter that is a word.
    ("A certificate of selection", "Ana Ruiz"),
    ("Permanent residence",),
    # A paper that is called so says more.
    ("Form 7", "Notice of the landlord to the tenant about the next increase of the rent"),
    ("Class 5",),
    # A speck over the end of a letter is a small one.
    ("l", "Sincerely,", "Ana Ruiz"),
]


def page_of(*lines: str, tier: QualityTier = QualityTier.DIGITAL) -> Page:
    return page_of_text("\n".join(lines), tier=tier)


def witnessed(page: Page) -> str | None:
    witness = format_witness(PageText.of(page), None)
    return None if witness is None else witness.code


@pytest.mark.parametrize("lines", DIVIDERS)
def test_a_sheet_with_the_mark_of_a_tab_and_a_name_is_another_document(
    lines: tuple[str, ...],
) -> None:
    witness = format_witness(PageText.of(page_of(*lines)), None)
    assert witness is not None
    assert (witness.code, witness.type) == ("divider", DocumentType.OTHER)
    assert witness.text


@pytest.mark.parametrize("lines", OTHERS)
def test_a_page_that_says_more_or_less_is_no_divider(lines: tuple[str, ...]) -> None:
    assert witnessed(page_of(*lines)) is None


@pytest.mark.parametrize(
    ("look", "tier", "code"),
    [
        (LOOK, QualityTier.GOOD, "divider"),
        # Print that nobody read may be a whole document.
        (replace(LOOK, writing=9, bars=6), QualityTier.GOOD, None),
        (None, QualityTier.GOOD, None),
        (LOOK, QualityTier.POOR, None),
    ],
)
def test_a_scanned_divider_shows_nothing_that_was_not_read(
    look: PageLook | None, tier: QualityTier, code: str | None
) -> None:
    page = replace(page_of("Tab 3", "Proof of residence", tier=tier), look=look)
    assert witnessed(page) == code
