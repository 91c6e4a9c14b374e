"""How often honest readings of one number or date alarm, and how often other ones do not: counted.

``python -m tests.corpus.completeness.test_number_alarms`` prints the counts.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from classifiers.completeness.holders import agree
from models.documents import Evidence, Field, FieldName
from models.extraction import TextSource
from models.geometry import WHOLE_PAGE

SEED, PEOPLE = 20_221_207, 2_000
SLIPS = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "5", "3": "8", "7": "1", "B": "8"}


def field(name: FieldName, value: str, source: TextSource) -> Field:
    return Field(name, value, (Evidence("u1", 1, WHOLE_PAGE, value, source, 0.9),))


def birth_date(rng: random.Random) -> str:
    return (date(1950, 1, 1) + timedelta(days=rng.randrange(20_000))).isoformat()


def passport_number(rng: random.Random) -> str:
    letters = "".join(rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=rng.choice([1, 2])))
    return letters + "".join(rng.choices("0123456789", k=7))


def uci(rng: random.Random) -> str:
    return "".join(rng.choices("123456789", k=rng.choice([8, 10])))


KINDS: dict[FieldName, Callable[[random.Random], str]] = {
    FieldName.BIRTH_DATE: birth_date,
    FieldName.PASSPORT_NUMBER: passport_number,
    FieldName.UCI: uci,
}


def slipped(rng: random.Random, value: str) -> str:
    """One character read as another."""
    places = [n for n, character in enumerate(value) if character in SLIPS]
    if not places:
        return value
    at = rng.choice(places)
    return value[:at] + SLIPS[value[at]] + value[at + 1 :]


def honest(rng: random.Random, name: FieldName, value: str) -> tuple[str, TextSource]:
    """What another document of the same person gives, and where it was read."""
    ways: list[tuple[str, TextSource]] = [
        (value, TextSource.TEXT_LAYER),
        (slipped(rng, value), TextSource.OCR),
    ]
    if name is FieldName.BIRTH_DATE:
        year, month, day = value.split("-")
        if int(day) <= 12:
            ways.append((f"{year}-{day}-{month}", TextSource.TEXT_LAYER))
    if name is FieldName.UCI and len(value) == 8:
        ways.append((f"00{value}", TextSource.XFA))
    return rng.choice(ways)


def counted(name: FieldName) -> Counter[str]:
    """Wrong comparisons of one kind: false alarms, and missed ones by where they were read."""
    rng = random.Random(SEED)
    wrong: Counter[str] = Counter()
    for _ in range(PEOPLE):
        value = KINDS[name](rng)
        known = field(name, value, TextSource.XFA)
        wrong["false"] += not agree(name, known, field(name, *honest(rng, name, value)))
        other = KINDS[name](rng)
        for source in (TextSource.MRZ, TextSource.OCR):
            missed = other != value and agree(name, known, field(name, other, source))
            wrong[f"missed {source}"] += missed
    return wrong


@pytest.mark.parametrize("name", KINDS)
def test_honest_readings_do_not_alarm_and_other_persons_do(name):
    wrong = counted(name)
    assert wrong["false"] == 0
    assert wrong["missed mrz"] == 0
    assert wrong["missed ocr"] <= 0.005 * PEOPLE


@pytest.mark.parametrize(
    ("second", "source", "same"),
    [
        # Day and month the other way round: print may do that, a form's data may not.
        ("1990-12-04", TextSource.TEXT_LAYER, True),
        ("1990-12-04", TextSource.OCR, True),
        ("1990-12-04", TextSource.MRZ, False),
        # Another day, another year.
        ("1990-04-21", TextSource.TEXT_LAYER, False),
        ("1989-12-04", TextSource.TEXT_LAYER, False),
    ],
)
def test_turned_dates_agree_only_where_print_allows_for_it(second, source, same):
    first = field(FieldName.BIRTH_DATE, "1990-04-12", TextSource.XFA)
    other = field(FieldName.BIRTH_DATE, second, source)
    assert agree(FieldName.BIRTH_DATE, first, other) is same
    assert agree(FieldName.BIRTH_DATE, other, first) is same


def main() -> None:
    for name in KINDS:
        print(f"{name:16} {dict(counted(name))} of {PEOPLE}")


if __name__ == "__main__":
    main()
