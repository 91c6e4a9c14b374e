"""Two papers on one page are told, and neither is taken for the whole of it."""

from dataclasses import replace
from datetime import date

import pytest

from classifiers.page_types import ExaminedPage, PageTypeModel, examine_pages, load
from classifiers.page_types.examples import page_of_text
from classifiers.segmentation import told_if_shared
from classifiers.segmentation.gutters import halves
from classifiers.understanding import understand
from models.document_types import DocumentType as T
from models.extraction import Extraction, MrzKind, MrzReading, Page
from models.geometry import Box
from models.media_types import MediaType

PERMIT = """Immigration, Refugees and Citizenship Canada
WORK PERMIT / PERMIS DE TRAVAIL
Document no. / No du document U287973737
UCI / IUC 6327-3851
Family name / Nom de famille MARTIN
Date issued / Délivré le 2024-07-07
Expiry date / Date d'expiration 2027-07-07
Employer / Employeur OPEN
Employment location / Lieu d'emploi TORONTO
Conditions: MUST LEAVE CANADA BY 2027-07-07
"""
OTHER_PERMIT = PERMIT.replace("U287973737", "U412345678").replace("6327-3851", "1122-3344")
CSQ = """Gouvernement du Québec
CERTIFICAT DE SÉLECTION DU QUÉBEC
Unité administrative : Montréal
Numéro de dossier : K7064486772
Numéro de référence individuel : C9391321
Nom à la naissance : Martin
Catégorie : Travailleur qualifié
Région de destination : Montréal
Connaissances linguistiques : français
Bureau fédéral : Paris
Mentions particulières : aucune
Date d'échéance : 2026-10-27
"""
RECEIPT = """Application for permanent residence
We acknowledge that we have received your application for permanent residence
Application number E301234567
Date received 2024-03-01
Acknowledgment of receipt, application for permanent residence
Immigration, Refugees and Citizenship Canada
Your application will be processed as soon as possible
"""
PASSPORT = """PASSPORT / PASSEPORT
Surname MARTIN
Given names JO
Nationality EXAMPLE
Place of birth EXAMPLE CITY
Date of expiry 2030-01-01
Authority Ministry of the Interior
"""
HEAD = """11/9/23, 7:17 PM État : en traitement
Canada | Immigration, Réfugiés et Citoyenneté Canada
État : en traitement
"""
INVITATION = """Gouvernement du Québec
Lettre d'invitation à l'intention d'IRCC
Le Ministère vous convie à solliciter un permis de travail ouvert au titre du
Programme de mobilité internationale plus
Cette lettre atteste que le Québec soutient votre démarche de permis de travail ouvert
Demandeur : António Brandão
No réf. individuel : H1990221
Dossier Québec : H2417353775
"""
ITS_END = """Vos frais de traitement se paient directement à IRCC
Inscrivez « Titulaire d'un CSQ à l'extérieur du Québec - PTO » comme titre de l'emploi et
A76 : Programme de mobilité internationale plus
dans la description. Code : A76. Employeur : ouvert
Une fois au Québec, Accompagnement Québec vous aidera dans vos démarches d'intégration
Faites votre demande de permis de travail auprès d'IRCC dans les trois mois
Direction générale des programmes d'immigration
No réf. : H2417353775
"""
RECIPE = """Take three eggs and a cup of flour and stir them well
Add the milk slowly, then a spoon of melted butter
Let the dough rest while the pan becomes hot
Turn the pancake once and serve it with maple syrup
"""
ZONE = MrzReading(
    MrzKind.TD3, ("P<XYZMARTIN<<JO", "X12345678"), "P", "XYZ", "MARTIN", "JO", "X12345678", "XYZ",
    date(1990, 1, 1), "F", date(2030, 1, 1), (), Box(0.1, 0.8, 0.9, 0.9), 0.9,
)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def on_one_page(first: Page, second: Page, *, below: bool = False, rotation: int = 0) -> Page:
    """Return a page with one page in each half; lines of columns run over both, as OCR has them."""
    more = 1 + max((word.line for word in first.words), default=0) if below else 0

    def placed(box: Box, half: int) -> Box:
        x0, y0, x1, y1 = box
        if below:
            y0, y1 = (y0 + half) / 2, (y1 + half) / 2
        else:
            x0, x1 = (x0 + half) / 2, (x1 + half) / 2
        return Box(x0, y0, x1, y1).upright((360 - rotation) % 360)

    words = [replace(word, box=placed(word.box, 0)) for word in first.words]
    words += [
        replace(word, box=placed(word.box, 1), line=word.line + more) for word in second.words
    ]
    zones = tuple(
        replace(zone, box=placed(zone.box, half))
        for half, page in enumerate((first, second))
        for zone in page.mrz
    )
    words.sort(key=lambda word: word.line)
    return replace(first, words=tuple(words), mrz=zones, rotation=rotation)


def told(page: Page, model: PageTypeModel) -> ExaminedPage:
    extraction = Extraction("0" * 64, 1, MediaType.PDF, (page,), None, (), ())
    return told_if_shared(examine_pages(extraction, model)[0], model)


def types_of(page: ExaminedPage) -> list[T]:
    return [part.reading.classification.best.type for part in page.parts]


def with_zone(text: str) -> Page:
    return replace(page_of_text(text), mrz=(ZONE,))


@pytest.mark.parametrize("lying", [(b, r) for b in (False, True) for r in (0, 90, 180, 270)])
@pytest.mark.parametrize(
    ("first", "second", "types"),
    [
        (page_of_text(PERMIT), page_of_text(CSQ), [T.WORK_PERMIT, T.CSQ]),
        (page_of_text(CSQ), page_of_text(RECEIPT), [T.CSQ, T.PR_ACKNOWLEDGMENT]),
        # A zone settles the part in which it stands, and not the paper beside it.
        (page_of_text(PERMIT), with_zone(PASSPORT), [T.WORK_PERMIT, T.PASSPORT]),
        (with_zone(PASSPORT), page_of_text(PERMIT), [T.PASSPORT, T.WORK_PERMIT]),
        # Two of a kind, each with its title and a document number of its own.
        (page_of_text(PERMIT), page_of_text(OTHER_PERMIT), [T.WORK_PERMIT, T.WORK_PERMIT]),
    ],
)
def test_two_papers_on_a_page_are_told_however_they_lie(
    model: PageTypeModel, first: Page, second: Page, types: list[T], lying: tuple[bool, int]
) -> None:
    below, rotation = lying
    page = on_one_page(first, second, below=below, rotation=rotation)
    assert types_of(told(page, model)) == types


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The same paper twice: nothing is overlooked.
        (PERMIT, PERMIT),
        # What nobody asks for hides nothing as long as the page passes for the wanted paper.
        (CSQ, RECIPE),
        # Half a paper that bears no second title, whatever numbers stand on it.
        (PERMIT, "Remarks\nUCI / IUC 1122-3344\nDocument no. U412345678\n" * 3),
        # Its end names the programme again, and another of its numbers stands at its foot.
        (INVITATION, ITS_END),
        # The head of a web page, whose few words pass for a receipt by themselves.
        (HEAD, RECEIPT),
        # Too little to be a paper of its own.
        (PERMIT, "Passport Canada"),
        (RECIPE, RECIPE),
        ("", ""),
    ],
)
def test_one_paper_is_not_taken_apart(
    model: PageTypeModel, first: str, second: str, below: bool
) -> None:
    page = on_one_page(page_of_text(first), page_of_text(second), below=below)
    assert not told(page, model).is_shared


def test_the_parts_hold_what_stands_in_them_and_nothing_else() -> None:
    page = on_one_page(page_of_text(PERMIT), with_zone(PASSPORT))
    first, second = next(halves(page))
    assert first.text == PERMIT.strip()
    assert second.text == PASSPORT.strip()
    assert (first.mrz, second.mrz) == ((), page.mrz)
    assert max(word.box.x1 for word in first.words) < min(word.box.x0 for word in second.words)


def test_words_that_ocr_reads_with_doubts_into_a_fold_close_no_gutter(
    model: PageTypeModel,
) -> None:
    page = on_one_page(page_of_text(PERMIT), page_of_text(CSQ))
    fold = replace(page.words[0], text="i1", box=Box(0.3, 0.1, 0.7, 0.9), confidence=0.2)
    assert told(replace(page, words=(*page.words, fold)), model).is_shared


def test_neither_paper_is_taken_and_both_are_candidates(model: PageTypeModel) -> None:
    page = on_one_page(page_of_text(CSQ), page_of_text(RECEIPT))
    extraction = Extraction("0" * 64, 1, MediaType.PDF, (page,), None, (), ())
    (document,) = understand("u1", extraction, model).documents
    assert document.type is None
    assert document.fields == ()
    assert document.classification.abstained is not None
    assert document.classification.abstained.code == "several_documents_on_page"
    assert "(CSQ)" in document.classification.abstained.en
    assert "(CSQ)" in document.classification.abstained.fr
    probabilities = [c.probability for c in document.classification.candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) <= 1.0
    # The programme calls a document possible from a tenth on.
    assert document.classification.probability_of(T.CSQ) > 0.3
    assert document.classification.probability_of(T.PR_ACKNOWLEDGMENT) > 0.3


def test_the_heading_names_each_paper_where_it_stands(model: PageTypeModel) -> None:
    page = on_one_page(page_of_text(PERMIT), with_zone(PASSPORT))
    extraction = Extraction("0" * 64, 1, MediaType.PDF, (page,), None, (), ())
    permit, passport = understand("u1", extraction, model).documents[0].heading
    assert permit.text == "PERMIS DE TRAVAIL"
    assert permit.box.x1 < 0.5 < passport.box.x0
    assert passport.text == "\n".join(ZONE.lines)


def test_a_shared_page_is_a_document_of_its_own_and_parts_no_other(model: PageTypeModel) -> None:
    # A form whose pages are numbered lies around it.
    foot = "\n." * 70 + "\nIMM 1295 (09-2023) E"
    fronts = [page_of_text(f"PAGE {n} OF 2\nFamily name\n." + foot, number=n * 2 - 1)
              for n in (1, 2)]  # fmt: skip
    shared = replace(on_one_page(page_of_text(PERMIT), page_of_text(CSQ)), number=2)
    pages = (fronts[0], shared, fronts[1])
    extraction = Extraction("0" * 64, 1, MediaType.PDF, pages, None, (), ())
    reading = understand("u1", extraction, model)
    assert [(d.type, d.pages) for d in reading.documents] == [(T.IMM1295, (1, 3)), (None, (2,))]
