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
    # Letters that a barcode's character set does not have, several in one part.
    ("Mehmet Ça?r? ÖZDEMIR", "MEHMET ÇAĞRI ÖZDEMİR"),
    ("Pawe? W?JCIK-?LIWA", "WÓJCIK ŚLIWA Paweł"),
]

NOT_THE_SAME = [
    # Spouses, siblings, strangers.
    ("Aïcha DIALLO", "Mamadou DIALLO"),
    ("Jean MARTIN", "Marie TREMBLAY"),
    ("Wei LI", "Na WANG"),
    # What is left of a name must be most of it, and agree.
    ("P??? DUBOIS", "Paul MARTIN"),
    ("Mehmet Ça?r? ÖZDEMIR", "Mehmet Çetin ÖZDEMIR"),
]


@pytest.mark.parametrize(("first", "second"), ONE_PERSON)
def test_honest_variation_is_one_name(first, second):
    assert likeness(first, second) >= Likeness.ALIKE
    assert likeness(first, second) is likeness(second, first)


@pytest.mark.parametrize(("first", "second"), NOT_THE_SAME)
def test_names_of_different_people_are_not_alike(first, second):
    assert likeness(first, second) < Likeness.ALIKE


MISREAD_ACCENTS = [
    # A cedilla closes a c to a g.
    ("Gargon Lee", "Garçon Lee"),
    ("Gelik Ali", "Çelik Ali"),
    # The tilde over an n is the head of an f before an i.
    ("Nufiez Ana", "Nuñez Ana"),
    ("Mufoz Ana", "Muñoz Ana"),
    ("Zielifiski Jan", "Zieliński Jan"),
    # A tilde over an a is the stem of a d.
    ("Jodo Roy", "João Roy"),
    # Two dots over an i are the head of an f.
    ("Anafs Roy", "Anaïs Roy"),
    # A sharp s is a B.
    ("GroBmann Eva", "Großmann Eva"),
]


@pytest.mark.parametrize(("read", "name"), MISREAD_ACCENTS)
def test_an_accent_that_ocr_took_for_a_stroke_makes_no_other_person(read, name):
    assert likeness(read, name) is Likeness.ALIKE
    assert likeness(name, read) is Likeness.ALIKE
    assert likeness(read, name, by_ocr=False) is Likeness.PARTLY


MERGED = [
    # The dot of the i is lost, and its stroke ends an n.
    ("Çağn Şahin", "Çağrı Şahin", Likeness.ALIKE),
    ("Manam Roy", "Mariam Roy", Likeness.ALIKE),
    ("Dovis Vvard", "Clovis Ward", Likeness.ALIKE),
    # A letter less is another name.
    ("Can Roy", "Carina Roy", Likeness.PARTLY),
]


@pytest.mark.parametrize(("read", "name", "found"), MERGED)
def test_two_letters_whose_strokes_are_those_of_one_make_no_other_person(read, name, found):
    assert likeness(read, name) is found
    assert likeness(read, name, by_ocr=False) is Likeness.PARTLY


def test_the_same_letters_without_the_accent_are_another_name():
    assert likeness("Gelik Ali", "Celik Ali") is Likeness.PARTLY
    assert likeness("Jodo Roy", "Joao Roy") is Likeness.PARTLY


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
