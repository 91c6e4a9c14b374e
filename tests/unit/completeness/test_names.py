"""Names of one person written in different ways, and names of different people."""

import pytest

from classifiers.completeness.names import Likeness, likeness, stands_in

ONE_PERSON = [
    # Order, hyphens, joined parts.
    ("Jean-Pierre MARTIN", "MARTIN JEAN PIERRE"),
    ("Maria DE LA CRUZ", "DELACRUZ Maria"),
    # Umlauts and ligatures as a machine-readable zone writes them.
    ("Jürgen MÜLLER", "MUELLER JUERGEN"),
    ("Søren ØSTERGÅRD", "OESTERGAARD SOEREN"),
    # Transliterations.
    ("Mohamed YOUSSEF", "Muhammad YUSUF"),
    ("Aicha DIALLO", "Aisha DIALLO"),
    # A name cut at the end of its zone, an apostrophe, a single name.
    ("Venkatanarasimharajuvaripeta SRI", "VENKATANARASIMHA SRI"),
    ("Sinéad O'CONNOR", "OCONNOR SINEAD"),
    ("XXX SUKARNO", "SUKARNO"),
    # A glyph that the font does not map, beside a short part.
    ("Ng\x00c Ánh LÊ", "LE NGOC ANH"),
]

NOT_THE_SAME = [
    # Spouses, siblings, strangers.
    ("Aïcha DIALLO", "Mamadou DIALLO"),
    ("Jean MARTIN", "Marie TREMBLAY"),
    ("Wei LI", "Na WANG"),
]


@pytest.mark.parametrize(("first", "second"), ONE_PERSON)
def test_honest_variation_is_one_name(first, second):
    assert likeness(first, second) >= Likeness.ALIKE
    assert likeness(first, second) is likeness(second, first)


@pytest.mark.parametrize(("first", "second"), NOT_THE_SAME)
def test_names_of_different_people_are_not_alike(first, second):
    assert likeness(first, second) < Likeness.ALIKE


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("Aïcha DIALLO", "Objet : Madame Aicha Diallo, dossier 12", True),
        ("Aïcha DIALLO", "Dear Mamadou Diallo", False),
        # Two letters stand in any text.
        ("LI", "li", False),
    ],
)
def test_name_stands_in_a_text_with_all_its_parts(name, text, stands):
    assert stands_in(name, text) is stands
