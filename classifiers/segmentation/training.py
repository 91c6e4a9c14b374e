"""Fitting of the boundary weights on streams composed of documents of unseen families."""

from random import Random

import numpy as np

from classifiers.page_types.combination import Array
from classifiers.page_types.examination import ExaminedPage, examine_pages
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.fitting import logistic
from classifiers.page_types.training import Fold, Trained
from classifiers.segmentation.boundaries import BOUNDARY_EVIDENCE, boundary_evidence
from classifiers.segmentation.decoding import REPEATS
from models.extraction import Extraction
from models.media_types import MediaType

_MOST_DOCUMENTS = 400
"""Documents of each fold that streams are composed of; more change the weights no more."""


def fit_boundary(trained: Trained, seed: int) -> dict[str, float]:
    """Return the weights of the boundary evidence by name."""
    rows: list[Array] = []
    truths: list[float] = []
    for number, fold in enumerate(trained.folds):
        stream = _stream(fold, Random(seed + number))  # noqa: S311
        examined = _examined(fold, trained, stream)
        starts = [index == 0 for document in stream for index in range(len(document.pages))]
        for before, page, start in zip(examined, examined[1:], starts[1:], strict=False):
            rows.append(boundary_evidence(before, page))
            truths.append(float(start))
    weights = logistic(np.stack(rows), np.asarray(truths))
    return {
        name: round(float(weight), 4)
        for name, weight in zip(BOUNDARY_EVIDENCE, weights, strict=True)
    }


def _stream(fold: Fold, rng: Random) -> tuple[TrainingDocument, ...]:
    """Compose documents at random, some followed by another of their type."""
    chosen = rng.sample(fold.held_back, min(_MOST_DOCUMENTS, len(fold.held_back)))
    stream: list[TrainingDocument] = []
    for document in chosen:
        stream.append(document)
        if rng.random() < REPEATS:
            stream.append(rng.choice([d for d in fold.held_back if d.type is document.type]))
    return tuple(stream)


def _examined(
    fold: Fold, trained: Trained, stream: tuple[TrainingDocument, ...]
) -> tuple[ExaminedPage, ...]:
    model = fold.model(trained.combination, trained.thresholds)
    examined: list[ExaminedPage] = []
    for document in stream:
        extraction = Extraction("", 0, MediaType.PDF, document.pages, None, (), ())
        examined += examine_pages(extraction, model)
    return tuple(examined)
