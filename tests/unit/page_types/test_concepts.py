"""What words speak of, in two languages, and what a type cannot be without."""

import pytest

from classifiers.page_types.concepts import CONCEPTS, concept_features, concepts_of, concepts_on
from classifiers.page_types.essentials import ESSENTIALS, has_essentials
from classifiers.page_types.text import folded
from models.document_types import DocumentType as T


@pytest.mark.parametrize(
    ("english", "french", "concept"),
    [
        # Other words, the same thing said.
        ("acknowledged", "accusé", "receive"),
        ("submission", "soumise", "submit"),
        ("landlord", "locateur", "landlord"),
        ("wages", "salaire", "salary"),
        # A word that ends otherwise keeps its stem.
        ("marriages", "mariages", "marriage"),
    ],
)
def test_words_of_both_languages_speak_of_one_concept(
    english: str, french: str, concept: str
) -> None:
    assert concept in concepts_of(folded(english))
    assert concept in concepts_of(folded(french))


def test_a_short_stem_must_be_the_whole_word() -> None:
    assert concepts_of("csq") == ("csq",)
    assert "eta" not in concepts_of("etage")


def test_concepts_far_apart_are_not_said_together() -> None:
    near = concept_features(["permanent", "residence"])
    far = concept_features(["permanent", *["x"] * 40, "residence"])
    assert "permanent+resident" in near
    assert {"permanent", "resident"} <= far
    assert "permanent+resident" not in far


def test_stems_are_folded_and_essentials_name_concepts_that_exist() -> None:
    stems = " ".join(CONCEPTS.values())
    assert folded(stems) == stems
    named = {concept for type_ in ESSENTIALS.values() for each in type_ for concept in each}
    assert named <= CONCEPTS.keys()


@pytest.mark.parametrize(
    ("text", "type_", "present"),
    [
        # A lease speaks of a tenant; a pay slip does not.
        ("Landlord and tenant agree on the rent", T.PROOF_OF_RESIDENCE, True),
        ("Gross earnings, deductions and net pay of the period", T.PROOF_OF_RESIDENCE, False),
        # A birth certificate speaks of no marriage.
        ("Acte de naissance, nom du père et de la mère", T.MARRIAGE_CERTIFICATE, False),
        # The pages of the work-permit forms differ too much to demand anything.
        ("Signature", T.IMM1295, True),
    ],
)
def test_a_type_cannot_be_without_its_essentials(text: str, type_: T, *, present: bool) -> None:
    assert has_essentials(type_, concepts_on(folded(text).split())) is present
