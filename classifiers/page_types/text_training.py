"""Training of the spaCy text classifier."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np
import spacy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.pipeline import TextCategorizer
from spacy.training import Example
from thinc.types import Floats2d

from classifiers.page_types.examination import masked_page
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.features import page_features, spelling_features
from classifiers.page_types.model import CONTINUED, OF_KIND, SPELLED
from classifiers.page_types.text_pipeline import (
    BY_MEANING,
    BY_SPELLING,
    TOKENIZER,
    ReadFeatures,
    page_tokens,
)


@dataclass(frozen=True)
class _Classifier:
    """One of the classifiers of the pipeline.

    Attributes:
        architecture: as spaCy's registry names it. read: the features that it reads.
        prefix: begins its labels.
        rows: of its weight table; features that share a row blur one another.
    """

    name: str
    architecture: str
    read: ReadFeatures
    prefix: str
    rows: int


_CLASSIFIERS = (
    _Classifier("meaning", BY_MEANING, page_features, "", 1 << 16),
    # The pieces of words are fewer: twice as many rows told no more pages rightly.
    _Classifier("spelling", BY_SPELLING, spelling_features, SPELLED, 1 << 15),
)
_INVERSE_PENALTY = 100.0
"""scikit-learn's ``C``: chosen by the log loss of wordings held back within the training set."""
_MOST_STEPS = 80
_TOLERANCE = 1e-3
_NEVER = -100.0
"""Score of a label that no page of a fold has."""


def labels_of(documents: tuple[TrainingDocument, ...]) -> tuple[str, ...]:
    """Return the labels that ``documents`` need, sorted."""
    return tuple(sorted({label for document in documents for label in _labels(document)}))


def train_text(documents: tuple[TrainingDocument, ...], labels: tuple[str, ...]) -> Language:
    """Train a pipeline on the pages of ``documents``; equal arguments give equal weights.

    Two classifiers tell the kind of every page, one of them by the spelling of its words alone;
    they err on different pages. A label without a page is never given.
    """
    pages = [page for document in documents for page in document.pages]
    kinds = [label for document in documents for label in _labels(document)]
    tokens = [page_tokens(masked_page(page)) for page in pages]
    pipeline = _untrained(labels)

    def fit(classifier: _Classifier) -> None:
        _fit(pipeline, classifier, feature_table(tokens, classifier.read, classifier.rows), kinds)

    with ThreadPoolExecutor() as threads:
        # Exhausted, so that an exception in a thread is one here.
        tuple(threads.map(fit, _CLASSIFIERS))
    return pipeline


def feature_table(pages: Sequence[list[str]], read: ReadFeatures, rows: int) -> csr_matrix:
    """Return the features of the pages' tokens: shape ``(pages, rows)``, single precision.

    Double precision costs half as much time again and finds the same minimum.
    """
    found = [read(tokens) for tokens in pages]
    ends = np.cumsum([0, *(len(keys) for keys, _ in found)], dtype=np.int32)
    columns = np.concatenate([keys % np.uint64(rows) for keys, _ in found]).astype(np.int32)
    values = np.concatenate([values for _, values in found])
    return csr_matrix((values, columns, ends), shape=(len(pages), rows))


def _fit(pipeline: Language, part: _Classifier, table: csr_matrix, given: list[str]) -> None:
    """Fit a classifier of ``pipeline`` to the label of each row of ``table``."""
    fitted = LogisticRegression(C=_INVERSE_PENALTY, max_iter=_MOST_STEPS, tol=_TOLERANCE)
    fitted.fit(table, given)
    classifier = cast("TextCategorizer", pipeline.get_pipe(part.name))
    labels = classifier.labels
    weights, bias = np.zeros((part.rows, len(labels))), np.full(len(labels), _NEVER)
    for row, label in enumerate(fitted.classes_):
        # Of two labels, scikit-learn gives the weights of the second alone.
        source, sign = (row, 1) if len(fitted.coef_) > 1 else (0, 2 * row - 1)
        column = labels.index(part.prefix + label)
        weights[:, column] = sign * fitted.coef_[source]
        bias[column] = sign * fitted.intercept_[source]
    layer = classifier.model.get_ref("output_layer")
    # Half precision halves the file; thinc's types know single precision alone.
    layer.set_param("W", cast("Floats2d", weights.astype(np.float16)))
    layer.set_param("b", cast("Floats2d", bias.astype(np.float16)))


def _untrained(labels: tuple[str, ...]) -> Language:
    pipeline = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for part in _CLASSIFIERS:
        model = {"@architectures": part.architecture, "length": part.rows}
        config = {"threshold": 0.0, "model": model}
        classifier = cast("TextCategorizer", pipeline.add_pipe("textcat", part.name, config=config))
        own = [part.prefix + label for label in labels]
        blank = Example.from_dict(pipeline.make_doc(""), {"cats": dict.fromkeys(own, 0.0)})
        # Each by itself: the pipeline as a whole would give every classifier the labels of all.
        classifier.initialize(partial(iter, [blank]), nlp=pipeline, labels=own)
    return pipeline


def _labels(document: TrainingDocument) -> tuple[str, ...]:
    """Return the label of each page.

    It names the kind, because a linear layer tells a bill and a lease from everything else more
    surely than it tells the two together.
    """
    label = f"{document.type}{OF_KIND}{document.kind}"
    return (label, *(label + CONTINUED,) * (len(document.pages) - 1))
