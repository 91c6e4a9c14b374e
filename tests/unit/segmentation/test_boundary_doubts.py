"""What of a run is taken, and what is left to a person, where it may be two papers."""

from dataclasses import replace

import pytest

from classifiers.page_types import PageTypeModel, load
from classifiers.page_types.examination import examine
from classifiers.page_types.examples import page_of_text
from classifiers.segmentation import Run, decided_runs
from models.document_types import DocumentType as T

BILL = """Ottawa Valley Hydro
Electricity bill
Billing date: February 3, 2025
Account holder: Rita Abou Rjeily
Service address: 673 Dundas Crescent, Apt 25, Ottawa ON K5J 0Y2
Meter reading 14 210 kWh, previous reading 13 880 kWh
Electricity charges 45.95
Amount due 51.92"""
NEXT_BILL = BILL.replace("February 3", "March 4").replace("51.92", "60.17")
RESUME = """Curriculum vitae
Rita Abou Rjeily
Professional experience: accountant, 2015 to 2021
Education: bachelor of commerce, University of Toronto, 2014
Skills: spreadsheets, audits. References on request"""
SCRAP = "Call before you dig"


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def run_of(model: PageTypeModel, *texts: str, doubts: tuple[int, ...]) -> Run:
    pages = tuple(page_of_text(text, number=number) for number, text in enumerate(texts, 1))
    return Run(T.PROOF_OF_RESIDENCE, examine(pages, None, model), doubts)


def told(model: PageTypeModel, run: Run) -> list[tuple[tuple[int, ...], T | None, tuple[int, ...]]]:
    decided = decided_runs(run, model.thresholds)
    return [(part.numbers, read.type, part.doubts) for part, read in decided]


PROOF = T.PROOF_OF_RESIDENCE
CASES = [
    # Each page is certainly a proof: how many proofs there are is all that is open.
    ((BILL, NEXT_BILL), (2,), [((1, 2), PROOF, (2,))]),
    # The second page says too little by itself: the first one proves all the same.
    ((BILL, SCRAP), (2,), [((1,), PROOF, ()), ((2,), None, (2,))]),
    # By itself the second page is another paper; what it is here is not certain.
    ((BILL, RESUME), (2,), [((1,), PROOF, ()), ((2,), None, (2,))]),
    # Nothing was in doubt.
    ((BILL, SCRAP), (), [((1, 2), PROOF, ())]),
    # What follows a page in doubt belongs with it.
    ((BILL, SCRAP, SCRAP), (2,), [((1,), PROOF, ()), ((2, 3), None, (2,))]),
    # It may go on with the document before; what it is, is certain.
    ((BILL,), (1,), [((1,), PROOF, (1,))]),
]


@pytest.mark.parametrize(("texts", "doubts", "expected"), CASES)
def test_what_is_certain_of_a_run_in_doubt_is_taken_and_the_rest_left_to_a_person(
    model: PageTypeModel,
    texts: tuple[str, ...],
    doubts: tuple[int, ...],
    expected: list[tuple[tuple[int, ...], T | None, tuple[int, ...]]],
) -> None:
    assert told(model, run_of(model, *texts, doubts=doubts)) == expected


def test_pages_left_open_say_that_their_boundary_is_in_doubt(model: PageTypeModel) -> None:
    decided = decided_runs(run_of(model, BILL, RESUME, doubts=(2,)), model.thresholds)
    reasons = [read.abstained and read.abstained.code for _, read in decided]
    assert reasons == [None, "boundary_in_doubt"]


def test_a_page_that_says_too_little_says_so_rather_than_that_its_boundary_is_in_doubt(
    model: PageTypeModel,
) -> None:
    decided = decided_runs(run_of(model, BILL, SCRAP, doubts=(2,)), model.thresholds)
    assert [read.abstained and read.abstained.code for _, read in decided][1] == "too_little_text"


def test_the_parts_of_a_run_are_its_pages_in_order_with_their_own_doubts(
    model: PageTypeModel,
) -> None:
    run = run_of(model, BILL, SCRAP, BILL, SCRAP, doubts=(1, 3))
    assert [(part.numbers, part.doubts) for part in run.parts] == [((1, 2), (1,)), ((3, 4), (3,))]
    assert [page for part in run.parts for page in part.pages] == list(run.pages)
    assert replace(run, doubts=()).parts == (replace(run, doubts=()),)
