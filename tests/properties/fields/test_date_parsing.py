"""Dates survive every format, language and order in which documents write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.fields.parsing.dates import NumericOrder, find_date, find_dates, numeric_order

ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
COURT = ("JANV", "FÉVR", "MARS", "AVR", "MAI", "JUIN", "JUIL", "AOÛT", "SEPT", "OCT", "NOV", "DÉC")
DAYS = st.dates(date(1930, 1, 1), date(2049, 12, 31))


def month(names: tuple[str, ...], day: date) -> str:
    return names[day.month - 1]


UNAMBIGUOUS = {
    "iso": lambda d: d.isoformat(),
    "year first, slashes": lambda d: f"{d:%Y/%m/%d}",
    "year first, blanks": lambda d: f"{d:%Y %m %d}",
    "English": lambda d: f"{month(ENGLISH, d)} {d.day}, {d.year}",
    "English, day first": lambda d: f"{d.day} {month(ENGLISH, d)} {d.year}",
    "French": lambda d: f"{'1er' if d.day == 1 else d.day} {month(FRENCH, d)} {d.year}",
    "French in capitals": lambda d: f"{d.day} {month(FRENCH, d)} {d.year}".upper(),
    "English ordinals": lambda d: f"{d.day}th of {month(ENGLISH, d)} {d.year}",
    "short": lambda d: f"{d.day:02d} {month(SHORT, d)} {d.year}",
    "short French": lambda d: f"{d.day:02d} {month(COURT, d)} {d.year}",
    "short with dashes": lambda d: f"{d.day:02d}-{month(SHORT, d)}-{d.year}",
    "year, short month, day": lambda d: f"{d.year}-{month(SHORT, d).title()}-{d.day:02d}",
    "both languages": lambda d: f"{d.day:02d} {month(SHORT, d)} / {month(COURT, d)} {d.year}",
}


@pytest.mark.parametrize("style", UNAMBIGUOUS.values(), ids=UNAMBIGUOUS.keys())
@given(DAYS)
def test_a_written_date_is_read_back(style, day: date) -> None:  # type: ignore[no-untyped-def]
    match = find_date(f"Le {style(day)}.")
    assert match is not None
    assert match.values == (day.isoformat(),)


@given(DAYS, st.sampled_from("/-."))
def test_numbers_alone_keep_both_readings_until_the_order_is_known(day: date, mark: str) -> None:
    text = f"{day.day:02d}{mark}{day.month:02d}{mark}{day.year}"
    match = find_date(text)
    assert match is not None
    assert match.values[0] == day.isoformat()
    both = day.day <= 12 and day.day != day.month
    assert len(match.values) == (2 if both else 1)
    known = find_date(text, NumericOrder.DAY_FIRST)
    assert known is not None
    assert known.values == (day.isoformat(),)


def test_other_dates_of_a_document_tell_the_order() -> None:
    assert numeric_order("04/25/2024 and 03/04/2024") is NumericOrder.MONTH_FIRST
    assert numeric_order("25/04/2024 and 03/04/2024") is NumericOrder.DAY_FIRST
    assert numeric_order("03/04/2024") is NumericOrder.UNKNOWN
    # A document that contradicts itself proves nothing.
    assert numeric_order("25/04/2024 and 04/25/2024") is NumericOrder.UNKNOWN


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # OCR reads digits as letters and slips in months.
        ("2O24-O3-l5", "2024-03-15"),
        ("15 janvler 2024", "2024-01-15"),
        ("Septernber 5, 2023", "2023-09-05"),
        ("2024 - 03 - 15", "2024-03-15"),
        ("05MAR2024", "2024-03-05"),
        ("12 AUG /AOÛT 85", "1985-08-12"),
        # An upright letter alone is a 1.
        ("l avril 2022", "2022-04-01"),
        ("April I, 2022", "2022-04-01"),
        ("ler avril 2022", "2022-04-01"),
        # The raised letters of 1er are small.
        ("le 1° mars 2024", "2024-03-01"),
        ("le 1 ° mars 2024", "2024-03-01"),
        ('du 1" juillet 2023', "2023-07-01"),
        ("April 1*, 2024", "2024-04-01"),
    ],
)
def test_damaged_and_tight_dates_are_read(text: str, value: str) -> None:
    match = find_date(text)
    assert match is not None
    assert match.values[0] == value


@pytest.mark.parametrize(
    "text",
    [
        *("2024-13-45", "99/99/2024", "UCI 5384-2019", "2023-2024", "page 3 of 12", "", "le mars"),
        # A month and a year alone: the month's last letter is no day.
        *("le mars 2024", "avril 2024", "juil 2024", "en mars 2024", "s mars 2024"),
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert find_date(text) is None


@given(st.text(max_size=200))
def test_any_text_is_searched_to_its_end(text: str) -> None:
    for match in find_dates(text):
        assert 0 <= match.start < match.end <= len(text)
