"""A day below a caption is the paper's own, and not one or two of a table's."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.rules import Rule, RuleBook
from classifiers.fields.setting_out import lay_out
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page

HEAD = ((50, 100, "Date"), (150, 100, "Description"), (300, 100, "Balance"))
TABLES: list[tuple[str, tuple[Text, ...], str | None]] = [
    (
        "the day of one line and the number of the next are no date",
        ((50, 115, "Apr 1"), (150, 115, "Rent"), (50, 130, "Apr 14"), (150, 130, "Pay"),
         (50, 145, "Apr 21"), (150, 145, "Food")),
        None,
    ),
    (
        "nor are they where the day stands before its month",
        ((50, 115, "1 Apr"), (150, 115, "Rent"), (50, 130, "14 Apr"), (150, 130, "Pay")),
        None,
    ),
    (
        "two days below one caption are two transactions",
        ((50, 115, "02/13/2022 Pay"), (50, 130, "03/13/2022 Rent"), (50, 160, "Balance 12.00")),
        None,
    ),
    (
        "one day is the paper's",
        ((50, 115, "2022-02-13"), (150, 115, "Bill"), (50, 130, "Thank you")),
        "2022-02-13",
    ),
    (
        "a narrow column breaks a day into whole lines",
        ((50, 115, "Feb 13"), (150, 115, "Bill"), (50, 126, "2022"), (50, 150, "Thank you")),
        "2022-02-13",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "day"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES]
)
def test_a_day_below_a_caption_takes_whole_lines_and_stands_alone(
    texts: tuple[Text, ...], day: str | None
) -> None:
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (page(*HEAD, *texts),), None)
    found = [field.value for field in fields if field.name is F.LETTER_DATE]
    assert found == ([day] if day else [])


def test_two_days_below_another_caption_may_be_its_own_and_one_whose_caption_is_lost() -> None:
    """A permit has many days, of which poor print may lose a caption."""
    rule = Rule(F.EXPIRY_DATE, ("Expiry date",), date_parser(NumericOrder.UNKNOWN))
    texts = ((50, 100, "Expiry date"), (50, 115, "2024-02-13"), (50, 130, "1988-11-02"))
    (reading,) = RuleBook((rule,)).read((lay_out(page(*texts)),))
    assert reading.values == ("2024-02-13",)


TERMS: list[tuple[tuple[Text, ...], str | None]] = [
    # One caption may head both days.
    (((50, 100, "Valide du / au"), (50, 112, "2019-08-15 / 2021-08-31")), "2021-08-31"),
    (((50, 100, "Valide du 15 août 2019 au 31 août 2021"),), "2021-08-31"),
    (((50, 100, "Validité : 2019-08-15 - 2021-08-31"),), "2021-08-31"),
    # The first day alone ends nothing.
    (((50, 100, "Valide du"), (50, 112, "2019-08-15")), None),
    # No term goes backwards, or names another thing between its days.
    (((50, 100, "Valide du / au"), (50, 112, "2021-08-31 / 2019-08-15")), None),
    (((50, 100, "Valide du 2019-08-15"), (50, 112, "signé 2021-08-31")), None),
]


@pytest.mark.parametrize(("texts", "day"), TERMS)
def test_a_certificate_expires_on_the_last_day_of_a_term_that_is_told_by_both(
    texts: tuple[Text, ...], day: str | None
) -> None:
    fields = read_fields(T.CAQ, "u1", (page(*texts),), None)
    found = [field.value for field in fields if field.name is F.EXPIRY_DATE]
    assert found == ([day] if day else [])
