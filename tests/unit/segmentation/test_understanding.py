"""From a hand-made extraction to documents, with and without a person's word."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from classifiers.page_types import PageTypeModel, load
from classifiers.page_types.examples import page_of_text
from classifiers.understanding import understand
from models.application import Review, ReviewKind
from models.classification import DecidedBy
from models.document_types import DocumentType as T
from models.extraction import Barcode, Extraction, MrzKind, MrzReading, Page
from models.geometry import Box
from models.media_types import MediaType
from models.reading import UploadReading

CSQ = """Gouvernement du Québec
Ministère de l'Immigration, de la Francisation et de l'Intégration
CERTIFICAT DE SÉLECTION DU QUÉBEC
Unité administrative : Montréal
Numéro de dossier : K7064486772
Numéro de référence individuel : C9391321
Nom à la naissance : {name}
Prénom : Jo
Date de naissance : 1983-06-15
Catégorie : Travailleur qualifié
Région de destination : Montréal
Connaissances linguistiques : français
CSQ antérieur : non
Bureau fédéral : Paris
Mentions particulières : aucune
Date de délivrance : 2024-10-28
Date d'échéance : 2026-10-27
Nom et code du fonctionnaire : 7130
"""
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


DETAILS = """APPLICATION FOR WORK PERMIT MADE OUTSIDE OF CANADA
DETAILS OF INTENDED WORK IN CANADA
What type of work permit are you applying for? Open Work Permit
Details of my prospective employer (attach original offer of employment)
Name of employer
Complete address of employer
Intended location of employment in Canada? Province City
My occupation in Canada will be:
Job title CSQ holder outside Quebec - OWP
Brief description of duties A76: International Mobility Program Plus
Duration of expected employment From To
Labour Market Impact Assessment (LMIA) No. or Offer of Employment No.
EDUCATION Have you had any post secondary education?
EMPLOYMENT Give details of your employment for the past 10 years
"""
LAST_PAGE = """Date of Birth
Applicant Name
APPLICATION FOR WORK PERMIT MADE OUTSIDE OF CANADA
IMMIGRATION, REFUGEES AND CITIZENSHIP CANADA
"""


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def _extraction(*texts: str) -> Extraction:
    pages = tuple(page_of_text(text, number=n) for n, text in enumerate(texts, start=1))
    return Extraction("0" * 64, 1, MediaType.PDF, pages, None, (), ())


def _split(reading: UploadReading) -> list[tuple[T, tuple[int, ...]]]:
    return [(d.classification.best.type, d.pages) for d in reading.documents]


def _review(type_: T, *pages: int) -> Review:
    return Review(
        "r1", ReviewKind.CORRECTION, "u1", pages, type_, "qa", datetime(2024, 1, 1, tzinfo=UTC)
    )


def test_two_of_a_kind_in_a_row_are_two_documents(model: PageTypeModel) -> None:
    extraction = _extraction(CSQ.format(name="Martin"), CSQ.format(name="Tremblay"), PERMIT)
    assert _split(understand("u1", extraction, model)) == [
        (T.CSQ, (1,)), (T.CSQ, (2,)), (T.WORK_PERMIT, (3,)),
    ]  # fmt: skip


def test_a_blank_separator_belongs_to_no_document(model: PageTypeModel) -> None:
    reading = understand("u1", _extraction(CSQ.format(name="Martin"), "", PERMIT), model)
    assert _split(reading) == [(T.CSQ, (1,)), (T.BLANK, (2,)), (T.WORK_PERMIT, (3,))]
    assert reading.documents[1].classification.decided_by is DecidedBy.FORMAT


def test_the_pages_of_a_printed_form_are_one_document_until_it_begins_anew(
    model: PageTypeModel,
) -> None:
    # The form's number stands in the foot of the page, 78 lines down.
    pages = [f"PAGE {n} OF 2{chr(10)}Family name{'.' + chr(10)}" for n in (1, 2, 1, 2)]
    foot = "\n." * 70 + "\nIMM 1295 (09-2023) E"
    reading = understand("u1", _extraction(*(page + foot for page in pages)), model)
    assert _split(reading) == [(T.IMM1295, (1, 2)), (T.IMM1295, (3, 4))]


def test_backs_on_which_nothing_could_be_read_do_not_take_a_form_apart(
    model: PageTypeModel,
) -> None:
    # Print shines through the backs of a duplex scan: they are dark enough not to be blank.
    foot = "\n." * 70 + "\nIMM 1295 (09-2023) E"
    fronts = [f"PAGE {n} OF 3\nFamily name\n." + foot for n in (1, 2, 3)]
    extraction = _extraction(fronts[0], "", fronts[1], "", fronts[2])
    pages = tuple(page if page.words else replace(page, ink=0.05) for page in extraction.pages)
    reading = understand("u1", replace(extraction, pages=pages), model)
    assert [(d.type, d.pages) for d in reading.documents] == [
        (T.IMM1295, (1, 3, 5)), (None, (2,)), (None, (4,)),
    ]  # fmt: skip


def test_two_copies_of_a_form_without_page_numbers_are_two_documents(
    model: PageTypeModel,
) -> None:
    # The margin with the form's number was read, the page numbers were cut off; names differ.
    first = "Family name {name} given names date of birth place of birth sex citizenship country "
    first += "residence status marital status language preferred passport number country of issue"
    second = "Details of intended work what type of permit are you applying for employer address "
    second += "location job title brief description of duties duration of employment {name}"
    foot = "\n." * 70 + "\nIMM 1295 (09-2023) E"
    pages = [
        "\n".join(question.format(name=name).split("  ")) + foot
        for name in ("MARTIN", "OKAFOR")
        for question in (first, second)
    ]
    reading = understand("u1", _extraction(*pages), model)
    assert _split(reading) == [(T.IMM1295, (1, 2)), (T.IMM1295, (3, 4))]


def test_interleaved_pages_are_joined_by_their_numbering_and_their_identity(
    model: PageTypeModel,
) -> None:
    first, second = (
        f"IMM 1295 sheet {'x ' * 20}\nUCI {uci}\nPage {{n}} of 2"
        for uci in ("1122-3344", "5566-7788")
    )
    foot = "\n." * 70 + "\nIMM 1295 (09-2023) E"
    pages = [text.format(n=n) + foot for n in (1, 2) for text in (first, second)]
    reading = understand("u1", _extraction(*pages), model)
    assert _split(reading) == [(T.IMM1295, (1, 3)), (T.IMM1295, (2, 4))]


def test_the_heading_is_the_title_as_it_stands(model: PageTypeModel) -> None:
    document = understand("u1", _extraction(CSQ.format(name="Martin")), model).documents[0]
    assert document.heading[0].text == "CERTIFICAT DE SÉLECTION DU QUÉBEC"
    assert document.heading[0].page == 1


def test_a_review_overrides_the_model_and_parts_its_neighbours(model: PageTypeModel) -> None:
    extraction = _extraction(PERMIT, "Some note about the file", PERMIT)
    reading = understand("u1", extraction, model, (_review(T.OTHER_LETTER, 2),))
    middle = reading.documents[1]
    assert middle.pages == (2,)
    assert middle.type is T.OTHER_LETTER
    assert middle.classification.decided_by is DecidedBy.REVIEW
    assert middle.classification.best.probability == 1.0


def test_of_two_reviews_of_a_page_the_later_holds(model: PageTypeModel) -> None:
    reviews = (_review(T.CAQ, 1, 2), _review(T.CSQ, 2))
    extraction = _extraction(CSQ.format(name="Martin"), CSQ.format(name="Roy"))
    assert _split(understand("u1", extraction, model, reviews)) == [(T.CAQ, (1,)), (T.CSQ, (2,))]


def test_reviews_of_other_uploads_change_nothing(model: PageTypeModel) -> None:
    extraction = _extraction(PERMIT)
    plain = understand("u2", extraction, model)
    assert understand("u2", extraction, model, (_review(T.CSQ, 1),)) == plain


def test_the_same_extraction_is_understood_the_same(model: PageTypeModel) -> None:
    extraction = _extraction(CSQ.format(name="Martin"), PERMIT, "", "x")
    assert understand("u1", extraction, model) == understand("u1", extraction, model)


def test_every_page_is_in_exactly_one_document(model: PageTypeModel) -> None:
    texts = ("", PERMIT, "Page 2 of 2\nRemarks", "", "", CSQ.format(name="X"), "word")
    documents = understand("u1", _extraction(*texts), model).documents
    assert sorted(n for d in documents for n in d.pages) == list(range(1, len(texts) + 1))


def _passport(number: int) -> Page:
    zone = MrzReading(
        MrzKind.TD3, ("P<XYZ", "0"), "P", "XYZ", "DOE", "JO", "X1", "XYZ", date(1990, 1, 1), "F",
        date(2030, 1, 1), (), Box(0.1, 0.8, 0.9, 0.9), 0.9,
    )  # fmt: skip
    text = "PASSPORT Republic of Examples\nSurname DOE\nGiven names JO\nNationality EXAMPLE"
    return replace(page_of_text(text, number=number), mrz=(zone,))


def test_each_page_with_a_zone_is_a_passport_of_its_own(model: PageTypeModel) -> None:
    extraction = replace(_extraction("", ""), pages=(_passport(1), _passport(2)))
    assert _split(understand("u1", extraction, model)) == [(T.PASSPORT, (1,)), (T.PASSPORT, (2,))]


def test_the_page_with_the_codes_ends_the_form_before_it(model: PageTypeModel) -> None:
    details = page_of_text(DETAILS, number=1)
    code = Barcode("PDF417", "IMM1295_06-2018_3|", Box(0.5, 0.1, 0.9, 0.2))
    last = replace(page_of_text(LAST_PAGE, number=2), barcodes=(code,))
    reading = understand("u1", replace(_extraction("", ""), pages=(details, last)), model)
    assert _split(reading) == [(T.IMM1295, (1, 2))]


def test_too_little_text_is_never_given_a_type(model: PageTypeModel) -> None:
    document = understand("u1", _extraction("CSQ"), model).documents[0]
    assert document.type is None
    assert document.fields == ()
    assert document.classification.abstained is not None
    assert document.classification.abstained.code == "too_little_text"


def test_digits_alone_are_too_little_text(model: PageTypeModel) -> None:
    # OCR made them of the other side of a page, which shows through.
    noise = ".610.52 5 30.23 1986= 96m2 948696222 ..2.1 0.262 2.102\n18 4206 489.767a. 2.4026\nL O"
    document = understand("u1", _extraction(noise), model).documents[0]
    assert document.classification.abstained is not None
    assert document.classification.abstained.code == "too_little_text"
