"""A letter's sentence tells who lives in a home, in the words of a landlord or a host."""

import textwrap

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def found(name: F, sentence: str, *head: Text) -> str | None:
    lines = enumerate(textwrap.wrap(sentence, 80))
    made = page(*head, *((50, 200 + 12 * n, line) for n, line in lines))
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (made,), None)
    return next((field.value for field in fields if field.name is name), None)


LODGERS = [
    # What a person does at home stands behind the name.
    "Ana Maria Ruiz has shared this apartment with me since August 2020.",
    "I rent the flat. Ana Maria Ruiz lives there and pays half of the rent.",
    "Our old friend Ana Maria Ruiz is staying in the basement of our house.",
    "The basement is home to Ana Maria Ruiz, who has rented it since March 2021.",
    "Par la présente, Mme Ana Maria Ruiz habite chez nous depuis le 3 mars 2021.",
    "Ma belle-soeur Ana Maria Ruiz partage mon logement.",
    # What is done for a guest stands before the name, whatever stands between them.
    "Je soussigné, Marc Roy, demeurant au 15, rue Roy, atteste héberger Mme Ana Maria Ruiz.",
    "J'atteste héberger à mon domicile depuis le 2 février 2021 Mme Ana Maria Ruiz.",
    "We are hosting Ana Maria Ruiz in our house.",
    # The noun of what she has leads to her.
    "This letter is to confirm the tenancy of Ana Maria Ruiz.",
    "Our roommate Ana Maria Ruiz came in May.",
]
OTHERS = [
    # Who writes lives elsewhere, or tells of it in the first person.
    "I, Jonathan Peters, rent the apartment and have a quiet roommate.",
    "Je soussigné, Marc Roy, demeurant au 15, rue Roy, loue une chambre.",
    # A street's name is nobody's.
    "J'héberge un ami au 15, boulevard René Lévesque.",
    # An office rents, too.
    "Maple Properties Inc rents homes to many people.",
]


@pytest.mark.parametrize("sentence", LODGERS)
def test_who_lives_in_a_home_is_named_beside_the_verb_that_says_so(sentence: str) -> None:
    assert found(F.FULL_NAME, sentence) == "Ana Maria Ruiz"


@pytest.mark.parametrize("sentence", OTHERS)
def test_who_writes_and_whatever_else_has_capitals_lives_in_no_home(sentence: str) -> None:
    assert found(F.FULL_NAME, sentence) is None


def test_a_sentence_that_names_the_lodger_comes_before_the_head_of_the_writers_letter() -> None:
    head = ((50, 60, "Rosa Klein"), (50, 72, "12 Main Street"), (50, 84, "Winnipeg MB R1E 0X2"))
    assert found(F.FULL_NAME, "Ana Maria Ruiz lives in my house.", *head) == "Ana Maria Ruiz"


SUBJECTS = [
    "RE: Tenancy at 88 Main Street East, Unit 1410, Toronto, Ontario M4W 3G9",
    "Subject: lease at 88 Main Street East, Unit 1410, Toronto, Ontario M4W 3G9",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_letters_matter_names_the_home(subject: str) -> None:
    told = ((50, 100, subject),)
    sentence = "Ana Ruiz has rented the above unit from me."
    address = "88 Main Street East, Unit 1410, Toronto, Ontario M4W 3G9"
    assert found(F.ADDRESS, sentence, *told) == address
    assert found(F.PROVINCE, sentence, *told) == "ON"
