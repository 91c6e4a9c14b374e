"""When a type is taken, how certain it is called, and which weights are refused."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classifiers.page_types import ModelRefusedError, load
from classifiers.page_types.abstention import FEWEST_LETTERS, Thresholds, abstention, kindred
from classifiers.page_types.acceptance import (
    acceptance_threshold,
    certainty,
    fit_trust,
    upper_bound,
)
from classifiers.page_types.calibration import HeldBackPage, fit_thresholds, taken
from classifiers.page_types.combination import (
    EVIDENCE,
    TEXT_TYPES,
    Combination,
    PageEvidence,
)
from classifiers.page_types.examples import TrainingDocument, page_of_text
from classifiers.page_types.fitting import temperature
from classifiers.page_types.manifest import MANIFEST
from classifiers.page_types.model import CURRENT, TRAINED, type_of_kind
from classifiers.page_types.training import train, write
from models.classification import Candidate
from models.document_types import DocumentType as T
from models.extraction import QualityTier

TIERS = dict.fromkeys(QualityTier, 0.8)
STRICT = dict.fromkeys(QualityTier, 0.98)
ALIKE = (1.0,) * len(EVIDENCE)
LETTER = (-1.0, 0.5, 0.5, 2.0, 1.0)
"""Weights of what tells a letter, as training finds them roughly."""
NO_LETTER = np.asarray((1.0, 0.0, 0.0, 0.0, 0.0))
THRESHOLDS = Thresholds(TIERS, STRICT, STRICT, margin=0.3, familiarity=0.2)


@pytest.mark.parametrize(
    ("candidates", "letters", "familiarity", "code"),
    [
        # Certain, known, enough text.
        (((T.CSQ, 0.95), (T.CAQ, 0.03)), 500, 0.9, None),
        # A stamp and three words.
        (((T.CSQ, 0.95), (T.CAQ, 0.03)), 12, 0.9, "too_little_text"),
        # A greeting and a page number, the tail of some letter.
        (((T.OTHER, 0.99), (T.CAQ, 0.01)), FEWEST_LETTERS - 1, 0.9, "too_little_text"),
        (((T.OTHER, 0.99), (T.CAQ, 0.01)), FEWEST_LETTERS, 0.9, None),
        # A language that the model never met.
        (((T.CSQ, 0.95), (T.CAQ, 0.03)), 500, 0.1, "unlike_training"),
        # Strange text is rightly called "other".
        (((T.OTHER, 0.985), (T.CAQ, 0.01)), 500, 0.1, None),
        (((T.CSQ, 0.55), (T.CAQ, 0.40)), 500, 0.9, "types_too_close"),
        (((T.CSQ, 0.70), (T.CAQ, 0.20)), 500, 0.9, "below_threshold"),
        # The two catch-alls together are certain.
        (((T.OTHER, 0.50), (T.OTHER_LETTER, 0.49)), 500, 0.9, None),
        # Certain enough for a type of its own, not for a form that looks like another one.
        (((T.IMM5710, 0.95), (T.OTHER, 0.03)), 500, 0.9, "below_threshold"),
        (((T.IMM5710, 0.985), (T.OTHER, 0.01)), 500, 0.9, None),
        # Certain enough for a required type, not for hiding one.
        (((T.OTHER_LETTER, 0.90), (T.INVITATION_LETTER, 0.09)), 500, 0.9, "below_threshold"),
    ],
)
def test_a_type_is_taken_only_where_nothing_speaks_against_it(
    candidates: tuple[tuple[T, float], ...], letters: int, familiarity: float, code: str | None
) -> None:
    reason = abstention(
        tuple(Candidate(*pair) for pair in candidates),
        letters=letters,
        familiarity=familiarity,
        tier=QualityTier.GOOD,
        thresholds=THRESHOLDS,
    )
    assert (reason.code if reason else None) == code
    assert reason is None or reason.en != reason.fr


def held_back(number: int, *, letters: int, wrong: bool) -> HeldBackPage:
    """A page whose evidence says ``other``, rightly or not."""
    seen = np.zeros((len(TEXT_TYPES), len(EVIDENCE)))
    seen[TEXT_TYPES.index(T.OTHER), 0] = 6.0 + 0.001 * number
    truth = TEXT_TYPES.index(T.PROOF_OF_RESIDENCE if wrong else T.OTHER)
    evidence = PageEvidence(seen, NO_LETTER)
    return HeldBackPage(
        evidence, truth, letters, QualityTier.GOOD, 0.9, stranger=False, fold=number % 5
    )


def test_scraps_that_nobody_could_tell_neither_set_a_threshold_nor_are_taken() -> None:
    combination = Combination(ALIKE, LETTER, dict.fromkeys(QualityTier, 1.0))
    pages = [held_back(n, letters=400, wrong=False) for n in range(1000)]
    scraps = [held_back(n, letters=20, wrong=True) for n in range(900, 1000)]
    with_scraps = fit_thresholds([*pages, *scraps], combination)
    assert with_scraps.catch_all == fit_thresholds(pages, combination).catch_all
    calibrated = np.stack([combination.probabilities(p.seen, p.tier) for p in scraps])
    assert not taken(calibrated, scraps, with_scraps).any()
    # The same errors on pages with enough text leave nothing that may be taken.
    letters = [replace(scrap, letters=400) for scrap in scraps]
    strict = fit_thresholds([*pages, *letters], combination)
    assert strict.catch_all[QualityTier.GOOD] > with_scraps.catch_all[QualityTier.GOOD]


def test_forms_that_look_alike_set_no_threshold_but_their_own() -> None:
    combination = Combination(ALIKE, LETTER, dict.fromkeys(QualityTier, 1.0))

    def page(number: int, type_: T, truth: T) -> HeldBackPage:
        seen = np.zeros((len(TEXT_TYPES), len(EVIDENCE)))
        seen[TEXT_TYPES.index(type_), 0] = 6.0 + 0.001 * number
        row = TEXT_TYPES.index(truth)
        evidence = PageEvidence(seen, NO_LETTER)
        return HeldBackPage(
            evidence, row, 400, QualityTier.FAIR, 0.9, stranger=False, fold=number % 5
        )

    certificates = [page(n, T.CSQ, T.CSQ) for n in range(1200)]
    forms = [page(n, T.IMM1295, T.IMM1295 if n % 3 else T.IMM5710) for n in range(1200)]
    alone = fit_thresholds(certificates, combination)
    beside = fit_thresholds([*certificates, *forms], combination)
    assert beside.least(T.CSQ, QualityTier.FAIR) == alone.least(T.CSQ, QualityTier.FAIR)
    assert beside.least(T.IMM1295, QualityTier.FAIR) > beside.least(T.CSQ, QualityTier.FAIR)
    assert beside.least(T.IMM5710, QualityTier.FAIR) == beside.least(T.IMM1295, QualityTier.FAIR)


def test_a_poorer_tier_is_less_certain_of_the_same_evidence() -> None:
    temperatures = dict.fromkeys(QualityTier, 1.0) | {QualityTier.POOR: 2.0}
    combination = Combination(ALIKE, LETTER, temperatures)
    seen = np.zeros((len(TEXT_TYPES), len(EVIDENCE)))
    seen[3, 1] = 4.0
    evidence = PageEvidence(seen, NO_LETTER)
    good = combination.probabilities(evidence, QualityTier.GOOD)
    poor = combination.probabilities(evidence, QualityTier.POOR)
    assert good.sum() == pytest.approx(1.0)
    assert good[3] > poor[3] > 1 / len(TEXT_TYPES)


def test_the_temperature_makes_stated_certainty_agree_with_the_truth() -> None:
    # Scores that say 0.98 where 3 of 4 are right deserve a temperature near log(49)/log(3).
    scores = np.tile([np.log(49.0), 0.0], (400, 1))
    truths = np.asarray([0.0, 0.0, 0.0, 1.0] * 100)
    assert temperature(scores, truths) == pytest.approx(3.54, rel=0.05)


def test_the_bound_on_wrong_types_is_the_exact_binomial_one() -> None:
    # 1 - 0.05 ** (1 / n), the "rule of three".
    assert upper_bound(0, 598) == pytest.approx(0.005, abs=1e-4)
    assert upper_bound(0, 0) == 1.0


def test_a_type_that_is_often_mistaken_needs_more_than_its_stated_probability() -> None:
    rng = np.random.default_rng(7)
    support, types = rng.uniform(0.5, 1.0, 4000), rng.integers(0, 2, 4000)
    # The second type is wrong half of the time where it claims to be wrong never or seldom.
    wrong = rng.random(4000) < np.where(types == 1, 0.5, 0.05)
    trust = fit_trust(support, types, wrong, count=3)
    assert trust[0] > 1.0 > -1.0 > trust[1]
    # Nothing was seen of the third.
    assert trust[2] == pytest.approx(0.0, abs=0.01)


def test_trust_moves_a_type_and_no_other() -> None:
    wary = replace(THRESHOLDS, trust={T.IMM1295: -3.0, T.CSQ: 1.0})
    for type_, code in ((T.IMM1295, "below_threshold"), (T.PASSPORT, None), (T.CSQ, None)):
        reason = abstention(
            (Candidate(type_, 0.9),),
            letters=500,
            familiarity=0.9,
            tier=QualityTier.GOOD,
            thresholds=wary,
        )
        assert (reason.code if reason else None) == code


def test_certainty_without_trust_is_the_probability() -> None:
    support = np.asarray([0.0, 0.3, 0.97, 1.0])
    assert certainty(support, np.zeros(4)) == pytest.approx(support, abs=1e-5)


@pytest.mark.parametrize(
    ("pages", "errors_at", "lowest", "highest"),
    [
        # Six hundred right pages are the fewest that prove the bound.
        (500, (), 0.995, 0.995),
        # Without an error everything may be taken.
        (2000, (), 0.5, 0.51),
        # Errors among the certain pages leave nothing that may be taken.
        (2000, (1990, 1991, 1992), 0.995, 0.995),
        # Errors among the doubtful pages are left below the threshold.
        (2000, (0, 100, 200, 300, 400, 500, 600), 0.55, 0.65),
    ],
)
def test_the_threshold_is_the_last_before_the_bound_fails(
    pages: int, errors_at: tuple[int, ...], lowest: float, highest: float
) -> None:
    support = np.linspace(0.5, 1.0, pages)
    wrong = np.zeros(pages, dtype=bool)
    wrong[list(errors_at)] = True
    assert lowest <= acceptance_threshold(support, wrong) <= highest


def test_both_text_classifiers_share_out_their_certainty_among_all_types() -> None:
    for text in ("curriculum vitae\nwork experience", "", "x"):
        (scores,) = load().scores((text,))
        for told in (scores.by_type, scores.by_spelling, scores.kinds):
            assert sum(told.values()) == pytest.approx(1.0, abs=1e-4)
        assert scores.by_type.keys() == scores.by_spelling.keys() == set(TEXT_TYPES)
        assert {type_of_kind(kind) for kind in scores.kinds} == set(TEXT_TYPES)
        assert 0 <= scores.first <= 1


def test_weights_that_differ_from_their_manifest_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / CURRENT
    shutil.copytree(TRAINED / CURRENT, folder)
    weights = folder / "familiarity.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelRefusedError) as refused:
        load(folder)
    assert "familiarity.bin" in refused.value.reason.fr


@pytest.mark.parametrize("fault", ["missing_file", "extra_file", "no_manifest", "other_format"])
def test_a_model_folder_with_a_fault_is_refused(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / CURRENT
    shutil.copytree(TRAINED / CURRENT, folder)
    if fault == "missing_file":
        (folder / "familiarity.bin").unlink()
    elif fault == "extra_file":
        (folder / "pipeline" / "more.bin").write_bytes(b"x")
    elif fault == "no_manifest":
        (folder / MANIFEST).unlink()
    else:
        plain = json.loads((folder / MANIFEST).read_text())
        (folder / MANIFEST).write_text(json.dumps(plain | {"format": 99}))
    with pytest.raises(ModelRefusedError):
        load(folder)


def test_training_on_the_same_documents_gives_the_same_bytes(tmp_path: Path) -> None:
    documents = tuple(
        TrainingDocument(
            type_, kind, f"{kind}/{layout}", n, "en", (page_of_text(f"{text} {layout} {n}"),)
        )
        for type_, kind, text in (
            (T.CSQ, "csq", "certificat de sélection du Québec délivré par le ministère"),
            (T.OTHER, "diploma", "université grade de maîtrise conféré par le conseil"),
            (T.OTHER, "vitae", "curriculum vitae formation expérience de travail langues"),
        )
        for layout in ("first", "second", "third")
        for n in range(3)
    )
    manifests = [
        write(train(documents, 7), {}, documents, out=tmp_path / name, seed=7)
        for name in ("one", "two")
    ]
    assert manifests[0] == manifests[1]
    assert manifests[0].labels == ("csq/csq", "other/diploma", "other/vitae")


@pytest.mark.parametrize(
    ("candidates", "told"),
    [
        # Two of the papers of IMM 1442 share what the text says.
        (
            ((T.WORK_PERMIT, 0.62), (T.VISITOR_RECORD, 0.37), (T.OTHER, 0.01)),
            (T.WORK_PERMIT, T.VISITOR_RECORD),
        ),
        (
            ((T.PR_ACKNOWLEDGMENT, 0.8), (T.PR_SUBMISSION_CONFIRMATION, 0.19)),
            (T.PR_ACKNOWLEDGMENT, T.PR_SUBMISSION_CONFIRMATION),
        ),
        # A letter that answers something else is as probable as one of them.
        (((T.PR_ACKNOWLEDGMENT, 0.77), (T.PR_SUBMISSION_CONFIRMATION, 0.06)), ()),
        # Types that are no kin: each would have to serve, and they hold other facts.
        (((T.CSQ, 0.6), (T.CAQ, 0.39)), ()),
        (((T.OTHER, 0.5), (T.WORK_PERMIT, 0.49)), ()),
    ],
)
def test_kindred_types_are_told_together_where_together_they_are_certain(
    candidates: tuple[tuple[T, float], ...], told: tuple[T, ...]
) -> None:
    ranked = tuple(Candidate(*pair) for pair in candidates)
    assert kindred(ranked, QualityTier.GOOD, THRESHOLDS) == told
