"""Word errors count what a reader would call errors, and nothing else."""

import pytest

from bench.ocr.scoring import Errors, errors

TRUTH = ["Certificat", "de", "sélection", "du", "Québec"]


@pytest.mark.parametrize(
    ("read", "edits", "missed"),
    [
        # Read as it stands; case and punctuation at the edges do not count.
        ("Certificat de sélection du Québec", 0, 0),
        ("CERTIFICAT de sélection, du «Québec».", 0, 0),
        # A lost accent is an error; so is a word cut in two, which costs two edits.
        ("Certificat de selection du Québec", 1, 1),
        ("Certi ficat de sélection du Québec", 2, 1),
        # Another order costs edits and misses nothing.
        ("du Québec Certificat de sélection", 4, 0),
        # Nothing read; something invented.
        ("", 5, 5),
        ("Certificat de sélection du Québec ~ oe oe", 3, 0),
    ],
)
def test_errors_of_a_reading(read: str, edits: int, missed: int) -> None:
    assert errors(TRUTH, read.split()) == Errors(len(TRUTH), edits, missed)


def test_errors_of_pages_add_up_by_their_words() -> None:
    whole = Errors(10, 2, 1) + Errors(30, 2, 0)
    assert (whole.rate, whole.position_free) == (0.1, 0.025)
