"""How often honest writings of one name alarm, and how often different people do not: counted.

``python -m tests.corpus.completeness.test_name_alarms`` prints the counts.
"""

import random
from collections import Counter
from functools import cache

import pytest

from classifiers.completeness.names import Likeness, likeness
from tests.corpus.completeness.name_variants import (
    DIFFERENT,
    HELD_OUT_TRANSLITERATIONS,
    HONEST,
    held_out,
    invented,
    pairs,
    person,
)

SEED, PEOPLE = 20_221_207, 1_000
Counts = Counter[tuple[str, str]]
POPULATIONS = {"invented": invented, "held_out": held_out}


@cache
def counted(population: str) -> tuple[Counts, Counts]:
    """All comparisons, and those that come out wrong, by kind and way."""
    made: Counts = Counter()
    wrong: Counts = Counter()
    for kind, way, one, other in pairs(SEED, POPULATIONS[population](SEED, PEOPLE)):
        alike = likeness(one.full, other) >= Likeness.ALIKE
        made[kind, way] += 1
        wrong[kind, way] += alike is (kind == "different")
    return made, wrong


def share(population: str, kind: str) -> float:
    """Wrong comparisons among all of a kind."""
    made, wrong = counted(population)
    return sum(n for key, n in wrong.items() if key[0] == kind) / sum(
        n for key, n in made.items() if key[0] == kind
    )


def held_out_alarms() -> list[tuple[str, str]]:
    """Transliterations never looked at that alarm, beside a second part that is the same."""
    rng = random.Random(SEED)
    alarms = []
    for first, second in HELD_OUT_TRANSLITERATIONS:
        beside = person(rng, "quebec").family[0]
        if likeness(f"{first} {beside}", f"{second} {beside}") < Likeness.ALIKE:
            alarms.append((first, second))
    return alarms


each_population = pytest.mark.parametrize("population", POPULATIONS)


@each_population
def test_honest_variation_hardly_ever_alarms(population):
    assert share(population, "honest") <= 0.002


@each_population
def test_no_way_of_writing_is_a_blind_spot(population):
    _, wrong = counted(population)
    assert {way: n for (_, way), n in wrong.items() if n > 0.01 * PEOPLE} == {}


@each_population
def test_different_people_are_hardly_ever_taken_for_one(population):
    assert share(population, "different") <= 0.005


def test_unseen_transliterations_alarm_seldom():
    assert len(held_out_alarms()) <= 0.25 * len(HELD_OUT_TRANSLITERATIONS)


def main() -> None:
    for population in POPULATIONS:
        made, wrong = counted(population)
        for kind, ways in (("honest", HONEST), ("different", DIFFERENT)):
            for way in ways:
                print(
                    f"{population:9} {kind:10} {way:18} {wrong[kind, way]:4} of {made[kind, way]}"
                )
            print(f"{population:9} {kind:10} {'all':18} {share(population, kind):.3%}")
    print(f"held-out transliterations that alarm: {held_out_alarms()}")


if __name__ == "__main__":
    main()
