"""A seeded sample of the hostile files ends in typed outcomes, with the reading alive after it."""

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from extractors.contained import read_contained
from extractors.limits import Limits
from fixtures.hostile import SEED, HostileFile, catalogue
from fixtures.hostile.seeds import SEEDS, letter_pdf
from models.extraction import ReadOutcome, ReadStatus

pytestmark = pytest.mark.ocr

LIMITS = Limits(wall_seconds=12.0, cpu_seconds=12)
GRACE = 5.0
SAMPLE = {"bomb": 20, "mutation": 16, "stranger": 4}
# Each of these takes all the time that it is given; script/fuzz reads them with the others.
PATIENT = ("flood of", "operators", "pattern of step 0.0001", "character map", "million pages",
           "ranges", "packed", "Word text of blanks")  # fmt: skip


def sample() -> list[HostileFile]:
    random = Random(SEED)
    files = [file for file in catalogue() if not any(word in file.name for word in PATIENT)]
    return [
        file
        for group, count in SAMPLE.items()
        for file in random.sample([each for each in files if each.group == group], count)
    ]


def test_there_are_more_than_three_hundred_and_each_is_another_file() -> None:
    files = catalogue()
    assert len(files) > 300
    assert len({file.name for file in files}) == len(files)


def test_the_same_seed_makes_the_same_file_and_another_seed_another() -> None:
    damaged = [file for file in catalogue() if file.group == "mutation"]
    again = [file for file in catalogue() if file.group == "mutation"]
    other = [file for file in catalogue(seed=SEED + 1) if file.group == "mutation"]
    picked = range(0, len(damaged), 16)
    assert [damaged[n].build() for n in picked] == [again[n].build() for n in picked]
    assert all(damaged[n].build() != other[n].build() for n in picked)


def test_what_the_fuzzer_damages_is_sound_before() -> None:
    with ThreadPoolExecutor(2) as threads:
        outcomes = threads.map(lambda seed: read_contained(seed[0]()), SEEDS.values())
        ends = dict(zip(SEEDS, outcomes, strict=True))
    assert {name for name, end in ends.items() if end.status is not ReadStatus.READ} == set()


@pytest.fixture(scope="module")
def ends() -> dict[str, tuple[ReadOutcome, float]]:
    """How each file of the sample ended, and after how many seconds."""

    def read(file: HostileFile) -> tuple[str, tuple[ReadOutcome, float]]:
        content = file.build()
        started = time.monotonic()
        outcome = read_contained(content, limits=LIMITS)
        return file.name, (outcome, time.monotonic() - started)

    with ThreadPoolExecutor(2) as threads:
        return dict(threads.map(read, sample()))


@pytest.mark.parametrize("name", [file.name for file in sample()])
def test_a_hostile_file_ends_typed_and_in_time(
    name: str, ends: dict[str, tuple[ReadOutcome, float]]
) -> None:
    outcome, seconds = ends[name]
    assert outcome.status is not ReadStatus.FAILED
    assert (outcome.extraction is None) == (outcome.reason is not None)
    assert seconds < LIMITS.wall_seconds + GRACE


def test_an_honest_file_is_read_after_all_of_them(
    ends: dict[str, tuple[ReadOutcome, float]],
) -> None:
    assert ends
    outcome = read_contained(letter_pdf())
    assert outcome.status is ReadStatus.READ
