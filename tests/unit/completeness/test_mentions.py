"""Where a text names a person, and where it names only the family, a namesake or a title."""

import pytest

from classifiers.completeness.mentions import Called, mention

KARIM = Called("Karim Benaissa", "BENAISSA", "Karim")
MAMADOU = Called("Mamadou Diallo", "DIALLO", "Mamadou")
MARIA = Called("María Luisa Reyes Ortega", "Reyes Ortega", "María Luisa")
LE = Called("Quốc Bảo Lê", "Lê", "Quốc Bảo")
WHOLE = Called("Karim Benaissa", "", "")


@pytest.mark.parametrize(
    ("called", "text", "named"),
    [
        (KARIM, "We let to Karim Benaissa from May", "Karim Benaissa"),
        (KARIM, "BENAISSA, KARIM", "BENAISSA, KARIM"),
        (KARIM, "Dear K. Benaissa", "K. Benaissa"),
        (KARIM, "Karim Ben Aissa", "Karim Ben Aissa"),
        (KARIM, "P<DZABENAISSA<<KARIM", ""),
        (KARIM, "KARIMBENAISSA", "KARIMBENAISSA"),
        (KARIM, "Karirn Benaissa", "Benaissa Karirn"),
        # The names of two lines of a form, with captions in two languages between them.
        (KARIM, "Nom BENAISSA Given name(s) / Prénom(s) Karim", "BENAISSA Karim"),
        (WHOLE, "tenant Benaissa, first name Karim", "Benaissa, Karim"),
        # Papers leave out a second surname and a second given name.
        (MARIA, "Maria Reyes pays the rent", "Maria Reyes"),
        (LE, "LE, Bao", "LE, Bao"),
        # The family, a relative, another person, a title.
        (KARIM, "The Benaissa family", ""),
        (KARIM, "Omar Benaissa", ""),
        (KARIM, "Karim Haddad", ""),
        (KARIM, "à Benaissa et fils", ""),
        (MAMADOU, "M. Diallo", ""),
        (MAMADOU, "Diallo, M.", "Diallo, M."),
        # Digits are no letters of a short name.
        (LE, "Receipt 7216 Quốc", ""),
        (LE, "Receipt R433077216 Quốc Bảo", ""),
        (KARIM, "", ""),
    ],
)
def test_a_text_names_a_person_by_family_and_given_name(
    called: Called, text: str, named: str
) -> None:
    words = text.split()
    found = {words[at] for at in mention(called, words)}
    assert found == set(named.split())
