"""Machine-readable zones: the published specimens of ICAO 9303 and what OCR makes of them."""

from datetime import date

import pytest

from extractors.mrz.check_digits import check_digit
from extractors.mrz.parsing import parse
from models.extraction import MrzKind

TODAY = date(2022, 7, 4)
TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
MRV_A = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
)

MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
LONG_NUMBER = (
    "I<UTOD23145890<7349<<<<<<<<<<<",
    "3407127M9507122UTO<<<<<<<<<<<2",
    "STEVENSON<<PETER<JOHN<<<<<<<<<",
)


@pytest.mark.parametrize(
    ("text", "digit"),
    [("520727", "3"), ("AB2134<<<", "5")],
)
def test_check_digits_agree_with_the_examples_of_part_3(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (TD3, MrzKind.TD3),
        (TD2, MrzKind.TD2),
        (TD1, MrzKind.TD1),
        (MRV_A, MrzKind.MRV_A),
        (MRV_B, MrzKind.MRV_B),
    ],
)
def test_specimens_parse_with_all_checks(lines: tuple[str, ...], kind: MrzKind) -> None:
    zone = parse(lines, TODAY)
    assert zone is not None
    assert zone.kind is kind
    assert zone.failed_checks == ()
    assert (zone.family_name, zone.given_name) == ("ERIKSSON", "ANNA MARIA")


@pytest.mark.parametrize(
    ("damaged", "number"),
    [
        # A zero read as the letter in the birth date: only digits stand there.
        ((TD3[0], TD3[1].replace("740812", "74O812")), "L898902C3"),
        # A look-alike in the number: the check digit proves the one exchange.
        ((TD3[0], "L8989O2C3" + TD3[1][9:]), "L898902C3"),
    ],
)
def test_damage_that_check_digits_prove_is_repaired(damaged: tuple[str, ...], number: str) -> None:
    zone = parse(damaged, TODAY)
    assert zone is not None
    assert zone.failed_checks == ()
    assert zone.document_number == number
    assert zone.birth_date == date(1974, 8, 12)


def test_a_wrong_digit_is_reported_and_not_guessed() -> None:
    zone = parse((TD3[0], "L898902C9" + TD3[1][9:]), TODAY)
    assert zone is not None
    assert "document_number" in zone.failed_checks
    assert zone.document_number == "L898902C9"


def test_a_number_of_more_than_nine_characters_runs_on_in_the_optional_part() -> None:
    zone = parse(LONG_NUMBER, TODAY)
    assert zone is not None
    assert zone.document_number == "D23145890734"
    assert zone.failed_checks == ()


@pytest.mark.parametrize(
    "names",
    [
        # Fillers read as letters that look like them.
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<K<<<<<CC<<<<",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<S",
    ],
)
def test_no_name_follows_three_fillers(names: str) -> None:
    zone = parse((names, TD3[1]), TODAY)
    assert zone is not None
    assert (zone.family_name, zone.given_name) == ("ERIKSSON", "ANNA MARIA")
