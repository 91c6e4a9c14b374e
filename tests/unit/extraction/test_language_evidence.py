"""Letters in the order of a language, and values in their shapes, are told from noise."""

import string
from random import Random

import pytest

from extractors.language import Reads, measure

PROSE = [
    # Texts that the table of letter pairs was not counted on.
    "The farmers of the valley were told that the drainage works would begin after the harvest",
    "Les enfants jouaient au jardin pendant que leurs parents préparaient le repas du soir",
    "LES VOYAGEURS SONT PRIÉS DE NE PAS LAISSER LEURS BAGAGES SANS SURVEILLANCE DANS LA GARE",
    "Los niños jugaban en el jardín mientras sus padres preparaban la cena con los vecinos",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_reads_as_language(text: str) -> None:
    assert measure(text.split()).reads is Reads.AS_LANGUAGE


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("seed", range(5))
def test_dealt_out_letters_never_read_as_language(text: str, seed: int) -> None:
    dealt = Random(seed).sample(string.ascii_lowercase, 26)
    table = str.maketrans(string.ascii_lowercase, "".join(dealt))
    assert measure(text.lower().translate(table).split()).reads is not Reads.AS_LANGUAGE


@pytest.mark.parametrize("shift", [1, 3, 13, 29])
def test_a_shifted_table_never_reads_as_language(shift: int) -> None:
    shifted = ["".join(chr(ord(sign) + shift) for sign in word) for word in PROSE[0].split()]
    assert measure(shifted).reads is not Reads.AS_LANGUAGE


@pytest.mark.parametrize(
    "value",
    [
        # Amounts, dates, times, reference and postal codes, telephone numbers, addresses.
        "1,204.55", "$155.00", "(12.40)", "-61.10", "2025-03-14", "14/03/2025", "09:41", "100%",
        "E001234567", "Q1234567890", "0000-0000", "IMM1295_06-2018_1", "V6B", "1A1", "K1A0B1",
        "604-555-0134", "+1-604-555-0134", "20e", "3rd", "someone@example.org", "www.canada.ca",
    ],
)  # fmt: skip
def test_a_form_value_has_a_known_shape(value: str) -> None:
    assert measure([value]).values == 1


@pytest.mark.parametrize("mark", ["q\x7f{1~", "¤¦§¨©", "a#%&@!^"])
def test_a_jumble_of_signs_has_none(mark: str) -> None:
    assert measure([mark]).values == 0


def test_a_few_letters_prove_nothing() -> None:
    assert measure(["Xqz"]).reads is Reads.UNSURE
    assert measure([]).reads is Reads.UNSURE
