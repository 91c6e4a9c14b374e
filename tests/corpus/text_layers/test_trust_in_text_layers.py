"""On labelled pages of five programs and twenty kinds, the decision on the layer is right."""

import pytest

from bench.trust.__main__ import Judged, judged
from bench.trust.cases import KINDS, cases

# Drawing and reading the pages takes 45 s of a processor; a busy machine spreads it over minutes.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.timeout(900),
]

PAGES = 200
SEED = 31
FLOOR = 0.97


@pytest.fixture(scope="session")
def decisions() -> list[Judged]:
    return judged(cases(PAGES, SEED))


def test_the_layer_is_rightly_kept_or_replaced(decisions: list[Judged]) -> None:
    assert len(decisions) == PAGES
    assert {each.case.kind for each in decisions} == set(KINDS)
    wrong = [
        f"{each.case.kind}, {each.case.maker}: {each.judgement.decision}"
        for each in decisions
        if not each.right
    ]
    assert len(wrong) <= (1 - FLOOR) * PAGES, wrong


def test_no_word_that_the_page_hides_is_ever_kept(decisions: list[Judged]) -> None:
    hidden = [each for each in decisions if each.case.kind == "with hidden words"]
    assert hidden
    assert all(each.right for each in hidden)
