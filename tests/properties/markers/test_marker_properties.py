"""The judge under generated writings and random OCR damage."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.fields.folding import compact, fold, level, tidy
from classifiers.markers import judge
from models.extraction import TextSource
from models.geometry import WHOLE_PAGE
from models.markers import Marker, Witness

DASHES = st.sampled_from(["–", "—", "-", "--", "−", "", ":"])
JOBS = st.builds(
    lambda holder, place, quebec, dash, permit: f"{holder} {place} {quebec} {dash} {permit}",
    st.sampled_from(["CSQ holder", "CSQ holders"]),
    st.sampled_from(["outside", "outside of"]),
    st.sampled_from(["Quebec", "Québec"]),
    DASHES,
    st.sampled_from(["OWP", "Open Work Permit"]),
)
FRENCH_JOBS = st.builds(
    lambda holder, of, dash, permit: f"{holder} {of} CSQ à l'extérieur du Québec {dash} {permit}",
    st.sampled_from(["Titulaire", "Titulaires", "Détenteur"]),
    st.sampled_from(["d'un", "d’un", "du"]),
    DASHES,
    st.sampled_from(["PTO", "permis de travail ouvert"]),
)
CODES = st.sampled_from(["A76", "A 76", "A-76", "a76"])
MARKS = st.sampled_from([":", " :", " -", " –", ""])
PROGRAMMES = st.sampled_from(
    [
        "International Mobility Program Plus",
        "International Mobility Programme Plus",
        "IMP Plus",
        "IMP+",
        "Programme de mobilité internationale plus",
        "PMI+",
    ]
)
DUTIES = st.builds(lambda code, mark, text: f"{code}{mark} {text}", CODES, MARKS, PROGRAMMES)
CASES = st.sampled_from([str, str.upper, str.lower])


def counts(marker: Marker, text: str, source: TextSource) -> bool:
    return judge(marker, (Witness(source, text, "u1", 1, WHOLE_PAGE, 0.9),)).status.counts


@given(JOBS | FRENCH_JOBS, CASES)
def test_every_generated_job_title_counts(text: str, case: type[str]) -> None:
    assert counts(Marker.JOB_TITLE, case(text), TextSource.XFA)
    assert counts(Marker.JOB_TITLE, case(text), TextSource.OCR)


@given(DUTIES, CASES)
def test_every_generated_duties_text_counts(text: str, case: type[str]) -> None:
    assert counts(Marker.A76, case(text), TextSource.XFA)
    assert counts(Marker.A76, case(text), TextSource.OCR)


@given(DUTIES, st.integers(0, 99).filter(lambda n: n != 76), CASES)
def test_no_other_code_counts(text: str, number: int, case: type[str]) -> None:
    other = text.replace("76", f"{number:02d}")
    assert not counts(Marker.A76, case(other), TextSource.XFA)
    assert not counts(Marker.A76, case(other), TextSource.OCR)


@given(JOBS, CASES)
def test_holders_in_quebec_never_count(text: str, case: type[str]) -> None:
    inside = text.replace("outside of", "in").replace("outside", "in")
    assert not counts(Marker.JOB_TITLE, case(inside), TextSource.OCR)


def damaged(text: str, rng: random.Random, hits: int) -> str:
    """Damage letters as OCR does: look-alikes, losses, doublings; digits stay what they are."""
    alike = {"o": "0", "l": "1", "i": "l", "s": "5", "e": "c", "b": "h", "u": "v", "t": "f"}
    letters = list(text)
    for _ in range(hits):
        place = rng.randrange(len(letters))
        if letters[place].isdigit():
            continue
        kind = rng.random()
        if kind < 0.6:
            letters[place] = alike.get(letters[place].lower(), letters[place])
        elif kind < 0.85:
            letters[place] = ""
        else:
            letters[place] *= 2
    return "".join(letters)


@settings(max_examples=150)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_damage_never_makes_another_code_count(seed: int, hits: int) -> None:
    rng = random.Random(seed)
    for code in ("A75", "A73", "A78", "A16", "A70"):
        text = damaged(f"{code}: International Mobility Program Plus", rng, hits)
        assert not counts(Marker.A76, text, TextSource.OCR), text


@settings(max_examples=150)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_damage_never_puts_a_holder_in_quebec_outside(seed: int, hits: int) -> None:
    rng = random.Random(seed)
    for place in ("in", "inside", "within"):
        text = damaged(f"CSQ holder {place} Quebec - OWP", rng, hits)
        assert not counts(Marker.JOB_TITLE, text, TextSource.OCR), text


@given(st.text(max_size=60))
def test_normalisers_change_nothing_twice(text: str) -> None:
    for normalise in (tidy, level, fold, compact):
        once = normalise(text)
        assert normalise(once) == once


@given(st.text(max_size=120))
def test_any_text_is_judged(text: str) -> None:
    for marker in Marker:
        for source in (TextSource.XFA, TextSource.OCR):
            reading = judge(marker, (Witness(source, text, "u1", 1, WHOLE_PAGE, 0.9),))
            assert 0.0 <= reading.distance <= 1.0
