"""Training of the page type model from documents of known type, end to end and reproducible."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random

import numpy as np
from spacy.language import Language

from classifiers.page_types.abstention import Thresholds
from classifiers.page_types.acceptance import upper_bound
from classifiers.page_types.calibration import (
    IS_CATCH_ALL,
    HeldBackPage,
    as_uploaded,
    fit_combination,
    fit_thresholds,
    held_back_page,
    named_letter_weights,
    named_weights,
    support_and_wrong,
    taken,
)
from classifiers.page_types.combination import CATCH_ALL, Combination
from classifiers.page_types.examination import masked_page
from classifiers.page_types.examples import TrainingDocument, as_read
from classifiers.page_types.familiarity import Familiarity
from classifiers.page_types.manifest import FORMAT, Manifest, weight_files, write_manifest
from classifiers.page_types.model import CURRENT, FAMILIARITY, PIPELINE, PageTypeModel, text_scores
from classifiers.page_types.text_training import labels_of, train_text
from models.extraction import QualityTier
from models.report import ModelRef

FOLDS = 5
"""Each fold's text model sees four wordings of five. One that saw two of three was judged on
wordings so much stranger to it than a new document is to the shipped model that the thresholds
left a third more to people."""
_STRANGERS = 2 * FOLDS
"""Of so many kinds of decoys each fold holds back one whole."""
_NOISE = (QualityTier.GOOD, QualityTier.FAIR, QualityTier.POOR)
_LIBRARIES = ("numpy", "rapidfuzz", "spacy", "thinc")
Documents = tuple[TrainingDocument, ...]


@dataclass(frozen=True)
class Fold:
    """A text model and documents in wordings that it did not see.

    Attributes:
        strangers: the kinds among ``held_back`` of which it saw no document at all.
    """

    pipeline: Language
    familiarity: Familiarity
    held_back: Documents
    strangers: frozenset[str]

    def model(self, combination: Combination, thresholds: Thresholds) -> PageTypeModel:
        """Return a model that reads the fold's held-back documents as the final one will."""
        return PageTypeModel(
            ModelRef("fold", "0", ""), self.pipeline, combination, self.familiarity, thresholds, {}
        )


@dataclass(frozen=True)
class Trained:
    """All that was learned, before it is written."""

    labels: tuple[str, ...]
    pipeline: Language
    familiarity: Familiarity
    combination: Combination
    thresholds: Thresholds
    folds: tuple[Fold, ...]
    metrics: dict[str, float]


def train(documents: Documents, seed: int) -> Trained:
    """Train and calibrate on ``documents``; equal arguments give equal weights.

    Every document is learned as given and as OCR reads it at two of three noise levels. The
    combination, the temperatures and the thresholds are fitted on wordings, and on whole kinds of
    decoys, that the text model of their fold did not see, in the mix of an upload. The metrics
    tell what becomes of wordings and of the kinds that it did not see.
    """
    learned = with_noise(documents, seed)
    labels = labels_of(learned)
    folds = tuple(_fold(learned, labels, part) for part in range(FOLDS))
    pages = tuple(
        page for number, fold in enumerate(folds) for page in _held_back_pages(fold, number)
    )
    mixed = as_uploaded(pages, seed)
    combination = fit_combination(mixed)
    thresholds = fit_thresholds(mixed, combination)
    return Trained(
        labels,
        train_text(learned, labels),
        _familiarity(documents),
        combination,
        thresholds,
        folds,
        _metrics(mixed, _strangers(pages), combination, thresholds),
    )


def write(
    trained: Trained, boundary: dict[str, float], documents: Documents, *, out: Path, seed: int
) -> Manifest:
    """Write the weights and their manifest to the folder ``out``, which is made if need be."""
    out.mkdir(parents=True, exist_ok=True)
    trained.pipeline.to_disk(out / PIPELINE, exclude=["vocab"])
    (out / FAMILIARITY).write_bytes(trained.familiarity.to_bytes())
    name, _, number = CURRENT.rpartition("-")
    manifest = Manifest(
        format=FORMAT,
        name=name,
        version=number,
        seed=seed,
        files=weight_files(out),
        data_sha256=data_digest(documents),
        libraries={library: version(library) for library in _LIBRARIES},
        labels=trained.labels,
        combination=named_weights(trained.combination),
        letter=named_letter_weights(trained.combination),
        temperatures=dict(trained.combination.temperatures),
        probability=dict(trained.thresholds.probability),
        catch_all=dict(trained.thresholds.catch_all),
        look_alikes=dict(trained.thresholds.look_alikes),
        margin=trained.thresholds.margin,
        familiarity=trained.thresholds.familiarity,
        boundary=boundary,
        metrics=trained.metrics,
        trust=dict(trained.thresholds.trust),
    )
    write_manifest(out, manifest)
    return manifest


def with_noise(documents: Documents, seed: int) -> Documents:
    """Return every document as given and, with simulated errors, at two noise levels."""
    rng = Random(seed)  # noqa: S311
    learned: list[TrainingDocument] = []
    for document in documents:
        levels = rng.sample(_NOISE, 2)
        learned += [document, *(as_read(document, level, rng) for level in levels)]
    return tuple(learned)


def data_digest(documents: Documents) -> str:
    """Return the sha256 of the types, families and texts of ``documents``."""
    hashed = hashlib.sha256()
    for document in documents:
        texts = "\f".join(page.text for page in document.pages)
        hashed.update(f"{document.type}\0{document.family}\0{texts}\0".encode())
    return hashed.hexdigest()


def _fold(documents: Documents, labels: tuple[str, ...], part: int) -> Fold:
    """Hold back one share of the wordings, and some whole decoys.

    A document of the share that calibrates nothing is neither learned nor judged.
    Layouts are not held back: on those that a fold had seen and on others it was right as often.
    """
    decoys = held_decoys(documents, part)
    kept = tuple(d for d in documents if d.wording % FOLDS != part and d.kind not in decoys)
    known = {document.type for document in kept}
    out = tuple(
        d for d in documents if d.wording % FOLDS == part and d.type in known and d.calibrates
    )
    return Fold(train_text(kept, labels), _familiarity(kept), out, decoys)


def held_decoys(documents: Documents, part: int) -> frozenset[str]:
    """Return some kinds that no requirement asks for: to the fold they are strangers."""
    decoys = sorted({d.kind for d in documents if d.type in CATCH_ALL})
    return frozenset(decoys[part::_STRANGERS])


def _familiarity(documents: Documents) -> Familiarity:
    """Remember what documents say; their noisy readings would teach every n-gram."""
    return Familiarity.of(
        masked_page(page)
        for document in documents
        for page in document.pages
        if page.quality.tier is QualityTier.DIGITAL
    )


def _held_back_pages(fold: Fold, number: int) -> tuple[HeldBackPage, ...]:
    pages = [(page, d) for d in fold.held_back for page in d.pages if page.words]
    scores = text_scores(fold.pipeline, tuple(masked_page(page) for page, _ in pages))
    return tuple(
        held_back_page(
            page,
            d.type,
            score,
            fold.familiarity,
            stranger=d.kind in fold.strangers,
            fold=number,
        )
        for (page, d), score in zip(pages, scores, strict=True)
    )


def _strangers(pages: tuple[HeldBackPage, ...]) -> tuple[HeldBackPage, ...]:
    return tuple(page for page in pages if page.stranger)


def _metrics(
    pages: tuple[HeldBackPage, ...],
    strangers: tuple[HeldBackPage, ...],
    combination: Combination,
    thresholds: Thresholds,
) -> dict[str, float]:
    """Measure pages of unseen wordings, tier by tier, and of strangers: right, taken, wrong."""
    figures: dict[str, float] = {}
    tiers = (*_NOISE, QualityTier.DIGITAL)
    groups = {str(tier): [p for p in pages if p.tier is tier and not p.stranger] for tier in tiers}
    groups["strangers"] = list(strangers)
    for name, group in groups.items():
        if not group:
            continue
        calibrated = np.stack([combination.probabilities(p.seen, p.tier) for p in group])
        truths = np.asarray([page.truth for page in group], dtype=np.float64)
        _, wrong = support_and_wrong(calibrated, truths)
        kept = taken(calibrated, group, thresholds)
        errors, count = int(wrong[kept].sum()), int(kept.sum())
        figures[f"{name}_pages"] = len(group)
        figures[f"{name}_accuracy"] = round(1 - float(wrong.mean()), 4)
        figures[f"{name}_taken"] = round(count / len(group), 4)
        figures[f"{name}_wrong_among_taken"] = round(errors / max(1, count), 4)
        figures[f"{name}_wrong_upper_bound"] = round(upper_bound(errors, count), 4)
    figures["letters_told"] = round(_letters_told(pages, combination), 4)
    return figures


def _letters_told(pages: tuple[HeldBackPage, ...], combination: Combination) -> float:
    """Return how often letters are told from other papers, among those that nobody asks for."""
    right = []
    for page in pages:
        told = combination.letter_told(combination.probabilities(page.seen, page.tier), page.seen)
        best = int(told.argmax())
        if IS_CATCH_ALL[page.truth] and IS_CATCH_ALL[best]:
            right.append(best == page.truth)
    return sum(right) / max(1, len(right))
