"""What speaks for a type: anchors under noise, formats, the page's language."""

from dataclasses import replace
from datetime import date

import pytest

from classifiers.page_types.anchors import AnchorKind, find_anchors
from classifiers.page_types.combination import TEXT_TYPES
from classifiers.page_types.examination import ANCHORS
from classifiers.page_types.examples import page_of_text
from classifiers.page_types.languages import page_language
from classifiers.page_types.text import PageText, folded, masked
from classifiers.page_types.witnesses import format_witness
from models.classification import PageLanguage
from models.document_types import DocumentType as T
from models.extraction import Barcode, MrzKind, MrzReading, Page, PageQuality, QualityTier
from models.geometry import Box
from models.page_look import PageLook, Pictures

EMPTY = PageLook(
    writing=0, bars=0, letter_rows=0, faintest=16.0, surroundings=0.05, contours=0.06, plateau=0.9
)
THINGS = PageLook(
    writing=17, bars=16, letter_rows=3, faintest=16.0, surroundings=0.5, contours=0.5, plateau=0.06
)
PRINTS = PageLook(
    writing=9, bars=9, letter_rows=1, faintest=16.0, surroundings=0.05, contours=0.1, plateau=0.8,
    pictures=Pictures(share=0.09, beside=0, sharpness=0.6), text_lines=0,
)  # fmt: skip
BOX = Box(0.1, 0.8, 0.9, 0.9)
IMM1442 = "IMM 1442 (06-2018) B"


def _page(text: str, **changes: object) -> Page:
    page = page_of_text(text)
    for name, value in changes.items():
        object.__setattr__(page, name, value)
    return page


def _scraps(text: str, **changes: object) -> Page:
    return _page(text, words=page_of_text(text, tier=QualityTier.GOOD).words, **changes)


def _found(text: str) -> set[tuple[T, AnchorKind]]:
    hits = find_anchors(PageText.of(page_of_text(text)), ANCHORS)
    return {(hit.anchor.type, hit.anchor.kind) for hit in hits}


def _zone(kind: MrzKind, code: str, failed: tuple[str, ...] = ()) -> MrzReading:
    return MrzReading(
        kind, ("P<XYZ", "0"), code, "XYZ", "DOE", "JO", "X1", "XYZ", date(1990, 1, 1), "F",
        date(2030, 1, 1), failed, BOX, 0.9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        # A title as printed, with its accents.
        ("CERTIFICAT DE SÉLECTION DU QUÉBEC", T.CSQ, AnchorKind.TITLE),
        # The same under OCR noise: no accents, a broken word, confused letters.
        ("CERTIFlCAT DE SELECTI0N DU QUEBEC", T.CSQ, AnchorKind.TITLE),
        # A title over two lines.
        ("CERTIFICAT DE SÉLECTION\nDU QUÉBEC", T.CSQ, AnchorKind.TITLE),
        # Half of a bilingual title.
        ("STUDY PERMIT / PERMIS D'ÉTUDES", T.STUDY_PERMIT, AnchorKind.TITLE),
        # A form number with its edition.
        ("IMM 1295 (09-2023) E", T.IMM1295, AnchorKind.FORM_NUMBER),
        # Prices of the two tariffs, as both languages write them.
        ("Open work permit holder 1 100.00\nTotal $255.00 CAD", T.FEE_RECEIPT, AnchorKind.AMOUNT),
        ("Montant payé : 1 525,00 $", T.PR_FEE_RECEIPT, AnchorKind.AMOUNT),
        ("Right of permanent residence 1 575.00", T.PR_FEE_RECEIPT, AnchorKind.AMOUNT),
        # The sentence that ties an acknowledgment to permanent residence.
        (
            "This refers to your application for permanent residence received on 3 May",
            T.PR_ACKNOWLEDGMENT,
            AnchorKind.STATEMENT,
        ),
    ],
)
def test_an_anchor_is_found_in_spite_of_noise(text: str, type_: T, kind: AnchorKind) -> None:
    assert (type_, kind) in _found(text)


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        # Prose that mentions a certificate is not the certificate.
        (
            f"Vous joignez la copie du certificat de sélection du Québec {'que vous avez ' * 4}",
            T.CSQ,
            AnchorKind.TITLE,
        ),
        # A form that is named without its edition is quoted.
        ("Complete form IMM 1295 and upload it", T.IMM1295, AnchorKind.FORM_NUMBER),
        # Parts of larger sums.
        ("Balance 11,525.00", T.PR_FEE_RECEIPT, AnchorKind.AMOUNT),
        ("Balance 1,155.00", T.FEE_RECEIPT, AnchorKind.AMOUNT),
        # The acceptance certificate is not the selection certificate.
        ("CERTIFICAT D'ACCEPTATION DU QUÉBEC", T.CSQ, AnchorKind.TITLE),
    ],
)
def test_a_mention_is_not_an_anchor(text: str, type_: T, kind: AnchorKind) -> None:
    assert (type_, kind) not in _found(text)


def test_every_anchor_says_why_and_speaks_for_a_type_that_text_can_tell() -> None:
    for anchor in ANCHORS:
        assert anchor.reason.endswith((".", ")."))
        assert anchor.type in TEXT_TYPES
        assert anchor.phrases


def test_a_hit_carries_the_words_that_stand_there() -> None:
    text = PageText.of(page_of_text("Gouvernement\nCERTIFICAT DE SÉLECTION DU QUÉBEC\nNom : X"))
    hit = next(h for h in find_anchors(text, ANCHORS) if h.anchor.type is T.CSQ)
    assert [word.text for word in hit.words] == ["CERTIFICAT", "DE", "SÉLECTION", "DU", "QUÉBEC"]


@pytest.mark.parametrize(
    ("page", "type_"),
    [
        # A passport's zone settles the page.
        (_page("a", mrz=(_zone(MrzKind.TD3, "P"),)), T.PASSPORT),
        # A visa's zone is an entry document, never a status.
        (_page("a", mrz=(_zone(MrzKind.MRV_A, "V"),)), T.ENTRY_DOCUMENT),
        # An identity card's zone settles nothing.
        (_page("a", mrz=(_zone(MrzKind.TD1, "I"),)), None),
        # A zone of which most check digits fail was not read.
        (_page("a", mrz=(_zone(MrzKind.TD3, "P", ("a", "b", "c")),)), None),
        # A form's own code names the form.
        (_page("a", barcodes=(Barcode("PDF417", "IMM1295_06-2018_5|x|", BOX),)), T.IMM1295),
        # Another code settles nothing.
        (_page("a", barcodes=(Barcode("QRCode", "https://example.org", BOX),)), None),
        # The number of the form of permits in the margin, and the title of one of them.
        (_page(f"{IMM1442}\nWORK PERMIT / PERMIS DE TRAVAIL"), T.WORK_PERMIT),
        (_page(f"{IMM1442}\nFICHE DE VISITEUR"), T.VISITOR_RECORD),
        # Without a title the number tells of four papers, with two titles of two.
        (_page(IMM1442), None),
        (_page(f"{IMM1442}\nWORK PERMIT\nSTUDY PERMIT"), None),
        # A title alone may be the heading of a page about permits; a number below is a mention.
        (_page("WORK PERMIT / PERMIS DE TRAVAIL"), None),
        (_page("WORK PERMIT" + "\nSee the back." * 12 + f"\n{IMM1442}"), None),
        # No ink and no words.
        (_page("", ink=0.0005), T.BLANK),
        # Dust that OCR read as letters, on a page whose picture shows no writing.
        (_scraps("x vi", ink=0.01, look=EMPTY), T.BLANK),
        # A word that was read with confidence is writing, whatever the picture tells.
        (_scraps("Certificate", ink=0.01, look=EMPTY), None),
        # A signature: hardly any ink and no words, but the picture shows writing.
        (_page("", ink=0.0005, look=replace(EMPTY, writing=1)), None),
        # Print that shines through leaves hardly any ink.
        (_page("", ink=0.0005, look=replace(EMPTY, bars=20)), T.BLANK),
        # Where noise hides pencil, an empty picture shows nothing.
        (_page("", ink=0.01, look=replace(EMPTY, faintest=60.0)), None),
        # A page that says that it is blank, in one language or in both, with its number.
        (_page("This page intentionally left blank\nPage 2 of 4", ink=0.003), T.BLANK),
        (_page("This page is intentionally blank\nPage laissée en blanc", ink=0.003), None),
        (_page("Page laissée intentionnellement en blanc\n7", ink=0.003), T.BLANK),
        # The same words within a text.
        (_page("This page intentionally left blank by the applicant", ink=0.003), None),
        # A picture of things without a word, and with one.
        (_scraps("ii", ink=0.5, look=THINGS), T.PHOTO),
        (_scraps("PASSPORT", ink=0.5, look=THINGS), None),
        # The same, with lines of text in it that no engine read.
        (_scraps("ii", ink=0.5, look=replace(THINGS, text_lines=9)), None),
        # Pictures on paper with nothing beside them, and with a word.
        (_scraps("ii", ink=0.1, look=PRINTS), T.PHOTO),
        (_scraps("PASSPORT", ink=0.1, look=PRINTS), None),
        # The same with lines of text in them, and where nobody looked for any.
        (_scraps("ii", ink=0.1, look=replace(PRINTS, text_lines=4)), None),
        (_scraps("ii", ink=0.1, look=replace(PRINTS, text_lines=None)), None),
        # Much ink and no words, on a page that reads well.
        (_page("", ink=0.6), T.PHOTO),
        # The same where nothing could be read may be any document.
        (_page("", ink=0.6, quality=PageQuality(QualityTier.UNREADABLE, None, None)), None),
    ],
)
def test_a_format_settles_a_page_or_says_nothing(page: Page, type_: T | None) -> None:
    witness = format_witness(PageText.of(page), None)
    assert (witness.type if witness else None) is type_


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This is to confirm that you have received the letter", PageLanguage.EN),
        ("Nous avons bien reçu la lettre que vous avez envoyée", PageLanguage.FR),
        ("Family name Nom de famille Date of birth Date de naissance Sex Sexe", PageLanguage.MIXED),
        ("X1234567", PageLanguage.UNKNOWN),
    ],
)
def test_a_page_has_the_language_of_its_function_words(text: str, language: PageLanguage) -> None:
    assert page_language(PageText.of(page_of_text(text))) is language


def test_folding_keeps_letters_and_masking_hides_the_values_of_numbers() -> None:
    assert folded("No d'œuvre : É-12") == "no d oeuvre e 12"
    assert masked("UCI 1122-3344  Née") == "uci 0000-0000 nee"
