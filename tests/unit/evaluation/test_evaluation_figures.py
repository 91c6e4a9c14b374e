"""How the evaluation counts: what misleads, what is compared, what the curves say."""

import pytest

from bench.evaluation.pictures import risk_coverage
from bench.evaluation.tables import changes_table
from bench.evaluation.tally import JudgedPage, misleads
from models.document_types import DocumentType as T


@pytest.mark.parametrize(
    ("taken", "true", "misleading"),
    [
        (T.CSQ, T.CSQ, False),
        # Nothing rests on which of the two other documents are called.
        (T.OTHER, T.OTHER_LETTER, False),
        # A required document is hidden, or one is invented.
        (T.OTHER_LETTER, T.INVITATION_LETTER, True),
        (T.PROOF_OF_RESIDENCE, T.OTHER, True),
    ],
)
def test_a_wrong_type_misleads_unless_nothing_rests_on_it(
    taken: T, true: T, *, misleading: bool
) -> None:
    assert misleads(taken, true) is misleading


def test_errors_are_counted_from_the_most_certain_page_on() -> None:
    pages = [JudgedPage(0.6, right=False, taken=False), JudgedPage(0.9, right=True, taken=True)]
    coverage, risk = risk_coverage(pages)
    assert coverage.tolist() == [0.5, 1.0]
    assert risk.tolist() == [0.0, 0.5]


def test_gains_are_told_in_points_and_figures_without_a_past_are_left_out() -> None:
    now = {"clean": {"pages_right": (99, 100), "files_split": (9, 10)}}
    table = changes_table(now, {"clean": {"pages_right": (96, 100)}})
    assert "96.00 % (96/100) | 99.00 % (99/100) | +3.00" in table
    assert "files split" not in table
