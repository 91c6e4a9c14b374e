"""A paper whose text is at an end is not continued by a page that shows nothing of it."""

from dataclasses import replace

import numpy as np
import pytest

from classifiers.page_types import PageTypeModel, load
from classifiers.page_types.examination import ExaminedPage, examine_pages
from classifiers.page_types.examples import page_of_text
from classifiers.segmentation.boundaries import (
    BOUNDARY_EVIDENCE,
    BoundaryWeights,
    boundary_evidence,
)
from classifiers.segmentation.loose_ends import ends_early, nothing_continues
from classifiers.segmentation.runs import segment
from models.extraction import Extraction, Page, TextSource, Word
from models.geometry import Box
from models.media_types import MediaType

PERMIT = """Government of Canada / Gouvernement du Canada
WORK PERMIT / PERMIS DE TRAVAIL
Client ID/ID du client 1122334455
Document number / No du document U{number}
Family name / Nom de famille {name}
Given name / Prénom Anaïs
Issue date / Date de délivrance 2023/05/09
Expiry date / Date d'expiration {expiry}
Employer / Employeur Les Aliments du Fleuve inc.
Conditions: 1. Unless authorized, prohibited from attending any educational institution
2. Must leave Canada by 2025/05/08
"""


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def page_of_lines(tops: list[float], rotation: int = 0) -> Page:
    """Return a page with a line of text at each of the shares of its length from its top."""
    turned_back = (360 - rotation) % 360
    boxes = [Box(0.1, top, 0.8, top + 0.01).upright(turned_back) for top in tops]
    words = [Word("text", box, 1.0, n, TextSource.OCR) for n, box in enumerate(boxes)]
    return replace(page_of_text("text"), words=tuple(words), rotation=rotation)


def lines(first: float, last: float) -> list[float]:
    return [first + n * 0.02 for n in range(round((last - first) / 0.02) + 1)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("tops", "ends"),
    [
        (lines(0.08, 0.4), True),  # a short letter
        ([*lines(0.08, 0.4), 0.96], True),  # with a page number at its foot
        (lines(0.08, 0.9), False),  # a full page
        (lines(0.08, 0.62), False),  # so much that a photograph's table may explain the rest
        ([0.08, *lines(0.6, 0.9)], False),  # a title, and its text far below
        ([0.08, *lines(0.7, 0.9)], False),  # text that stands low is no foot
        ([], False),  # nothing was read
    ],
)
def test_a_text_ends_early_where_only_its_foot_follows(
    tops: list[float], ends: bool, rotation: int
) -> None:
    assert ends_early(page_of_lines(tops, rotation)) is ends


def examined(model: PageTypeModel, *texts: str) -> tuple[ExaminedPage, ...]:
    pages = tuple(page_of_text(text, number=n) for n, text in enumerate(texts, start=1))
    return examine_pages(Extraction("0" * 64, 1, MediaType.PDF, pages, None, (), ()), model)


@pytest.mark.parametrize(
    ("first", "second", "loose"),
    [
        ("A letter.\nIt ends here.", "Another letter.\nIt begins here.", True),
        # A number of a case or a person stands on both.
        ("File E301234567\nIt ends here.", "File E301234567\nMore of it.", False),
        # The same, but the second calls itself the first page.
        ("File E301234567\nIt ends.", "File E301234567\nPage 1 of 1", True),
        ("A letter.\nPage 1 of 2", "More of it.\nPage 2 of 2", False),
        ("A letter.", "More of it.\nPage 2", False),
        # The sentence runs on.
        ("We confirm that she has lived", "at this address since the month of May.", False),
        # The page is full.
        ("\n".join(["A line of a full page."] * 70), "Another letter.", False),
    ],
)
def test_pages_are_loose_where_neither_room_nor_words_tie_them(
    model: PageTypeModel, first: str, second: str, loose: bool
) -> None:
    assert nothing_continues(*examined(model, first, second)) is loose


@pytest.mark.parametrize(
    "second",
    [
        # The same sheet once more.
        PERMIT.format(number="412345678", name="Tremblay", expiry="2025/05/08"),
        # The permit after it, of the same person.
        PERMIT.format(number="498765432", name="Tremblay", expiry="2027/01/31"),
    ],
)
def test_a_page_that_repeats_the_print_of_the_one_before_is_a_document_of_its_own(
    model: PageTypeModel, second: str
) -> None:
    first = PERMIT.format(number="412345678", name="Tremblay", expiry="2025/05/08")
    runs = segment(examined(model, first, second), model.boundary)
    assert [(run.numbers, run.doubts) for run in runs] == [((1,), ()), ((2,), ())]


def test_strangers_that_are_joined_for_their_type_are_left_to_a_person(
    model: PageTypeModel,
) -> None:
    pages = examined(model, "Parking rules of the garden club.", "notes on bees and their hives")
    alike = tuple(replace(page, first=1e-6) for page in pages)
    runs = segment(alike, {**model.boundary, "always": -30.0})
    assert [(run.numbers, run.doubts) for run in runs] == [((1, 2), (2,))]


ANOTHER = """Government of Canada / Gouvernement du Canada
WORK PERMIT / PERMIS DE TRAVAIL
Conditions: must not work in a place other than stated
Client ID/ID du client {client}
Document number / No du document U{number}
Family name / Nom de famille Sakurai
Given name / Prénom Kenji
Travel document / Titre de voyage X6707455
Citizenship / Citoyenneté Japan
Employer / Employeur OPEN
{foot}
"""


@pytest.mark.parametrize(
    ("client", "number", "foot", "settled"),
    [
        # Another person's permit.
        ("4467074555", "467074555", "IMM 1442", True),
        # One number alone differs, as where one digit was misread: the client's is the same.
        ("1122334455", "467074555", "IMM 1442", False),
        # A page that says that it goes on.
        ("4467074555", "467074555", "Page 2 of 2", False),
    ],
)
def test_a_title_again_with_numbers_of_another_person_begins_a_document(
    model: PageTypeModel, client: str, number: str, foot: str, *, settled: bool
) -> None:
    first = PERMIT.format(number="412345678", name="Tremblay", expiry="2025/05/08")
    second = ANOTHER.format(client=client, number=number, foot=foot)
    reluctant = {**model.boundary, "always": -30.0}
    runs = segment(examined(model, first, second), reluctant)
    assert (len(runs) > 1) is settled
    assert not any(run.doubts for run in runs) or not settled


def test_the_running_title_of_a_lease_begins_no_document(model: PageTypeModel) -> None:
    page = "RESIDENTIAL TENANCY AGREEMENT\n{n} The tenant pays the landlord rent.\nTelephone {tel}"
    first = page.format(n=1, tel="613-555-0142, 613-555-0143")
    second = page.format(n=2, tel="343-555-0187, 343-555-0188")
    runs = segment(examined(model, first, second), {**model.boundary, "always": -30.0})
    assert all(run.numbers == (1, 2) or run.doubts for run in runs[1:])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("A letter\nRedwood Property Management", "More\nRedwood Property Management", 1.0),
        # The number of a page: two first pages have the same.
        ("A letter\n01", "Another letter\n01", 0.0),
        ("A letter\n- 1 -", "Another letter\n- 1 -", 0.0),
    ],
)
def test_a_running_foot_has_letters(
    model: PageTypeModel, first: str, second: str, same: float
) -> None:
    seen = boundary_evidence(*examined(model, first, second))
    assert seen[BOUNDARY_EVIDENCE.index("same_foot")] == same


@pytest.mark.parametrize(
    ("second", "scant"),
    [
        # A signature that did not fit on the page before.
        ("SIGNATURE AUTORISÉE\nKhadija Hajar Roy", True),
        ("A letter of some length.\n" * 6, False),
    ],
)
def test_a_page_with_little_text_is_weighed_by_itself(
    model: PageTypeModel, second: str, *, scant: bool
) -> None:
    seen = boundary_evidence(*examined(model, "A letter", second))
    looks = seen[BOUNDARY_EVIDENCE.index("looks_first")]
    assert seen[BOUNDARY_EVIDENCE.index("scant")] == scant
    assert seen[BOUNDARY_EVIDENCE.index("scant_first")] == (looks if scant else 0.0)


def test_a_scrap_that_looks_like_a_short_letter_begins_one_less_surely(
    model: PageTypeModel,
) -> None:
    weights = BoundaryWeights.named(model.boundary)
    told = {"always": 1.0, "looks_first": 2.5}
    scrap = {**told, "scant": 1.0, "scant_first": 2.5}
    full, little = (
        weights.probability(np.asarray([seen.get(name, 0.0) for name in BOUNDARY_EVIDENCE]))
        for seen in (told, scrap)
    )
    assert full > 0.8
    assert little < full - 0.1
