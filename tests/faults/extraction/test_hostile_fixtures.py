"""Every hostile file of the fixtures ends as it deserves, and none reaches the process outside."""

import pytest

from extractors.contained import read_contained
from fixtures.hostile import HOSTILE
from models.extraction import ReadStatus as S

DESERVED = {
    "empty": S.REFUSED,
    "executable": S.REFUSED,
    "truncated_pdf": S.CORRUPT,
    "password_pdf": S.REFUSED,
    "no_pages_pdf": S.REFUSED,
    # The page tree names each of its nodes ten times, which no sound file does.
    "million_pages_pdf": S.CORRUPT,
    "pixel_bomb_png": S.RESOURCE,
    # It is large but honest.
    "large_file": S.READ,
    # What begins as an archive is not taken for a PDF because of what follows.
    "polyglot": S.REFUSED,
    "entity_bomb_xfa": S.POLICY,
    "encapsulated_postscript": S.REFUSED,
}


def test_every_hostile_file_is_expected_to_end_somehow() -> None:
    assert DESERVED.keys() == HOSTILE.keys()


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_ends_as_it_deserves(name: str) -> None:
    _, build = HOSTILE[name]
    outcome = read_contained(build())
    assert outcome.status is DESERVED[name]
    if outcome.status is S.READ:
        assert outcome.extraction is not None
    else:
        assert outcome.reason is not None
        assert outcome.reason.en
        assert outcome.reason.fr
        assert outcome.images == ()
