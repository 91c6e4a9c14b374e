"""Training of the spaCy text classifier."""

from collections.abc import Sequence

import numpy as np
import spacy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.training import Example

from classifiers.page_types.examination import masked_page
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.features import page_features
from classifiers.page_types.model import CONTINUED, OF_KIND
from classifiers.page_types.text_pipeline import ARCHITECTURE, TOKENIZER, page_tokens

ROWS = 1 << 16
"""Rows of the weight table; features that share a row blur one another."""
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

    A label without a page is never given.
    """
    pages = [page for document in documents for page in document.pages]
    given = [label for document in documents for label in _labels(document)]
    fitted = LogisticRegression(C=_INVERSE_PENALTY, max_iter=_MOST_STEPS, tol=_TOLERANCE)
    fitted.fit(feature_table([masked_page(page) for page in pages]), given)
    pipeline = _untrained(labels)
    layer = pipeline.get_pipe("textcat").model.get_ref("output_layer")  # type: ignore[attr-defined]
    weights, bias = np.zeros((ROWS, len(labels))), np.full(len(labels), _NEVER)
    for row, label in enumerate(fitted.classes_):
        # Of two labels, scikit-learn gives the weights of the second alone.
        column, sign = (row, 1) if len(fitted.coef_) > 1 else (0, 2 * row - 1)
        weights[:, labels.index(label)] = sign * fitted.coef_[column]
        bias[labels.index(label)] = sign * fitted.intercept_[column]
    layer.set_param("W", weights.astype(np.float16))
    layer.set_param("b", bias.astype(np.float16))
    return pipeline


def feature_table(texts: Sequence[str]) -> csr_matrix:
    """Return the features of masked pages: shape ``(pages, ROWS)``, single precision.

    Double precision costs half as much time again and finds the same minimum.
    """
    found = [page_features(page_tokens(text)) for text in texts]
    ends = np.cumsum([0, *(len(keys) for keys, _ in found)], dtype=np.int32)
    columns = np.concatenate([keys % np.uint64(ROWS) for keys, _ in found]).astype(np.int32)
    values = np.concatenate([values for _, values in found])
    return csr_matrix((values, columns, ends), shape=(len(texts), ROWS))


def _untrained(labels: tuple[str, ...]) -> Language:
    pipeline = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    model = {"@architectures": ARCHITECTURE, "length": ROWS}
    classifier = pipeline.add_pipe("textcat", config={"threshold": 0.0, "model": model})
    for label in labels:
        classifier.add_label(label)  # type: ignore[attr-defined]
    blank = pipeline.make_doc("")
    example = Example.from_dict(blank, {"cats": dict.fromkeys(labels, 0.0)})
    pipeline.initialize(lambda: [example])
    return pipeline


def _labels(document: TrainingDocument) -> tuple[str, ...]:
    """Return the label of each page.

    It names the kind, because a linear layer tells a bill and a lease from everything else more
    surely than it tells the two together.
    """
    label = f"{document.type}{OF_KIND}{document.kind}"
    return (label, *(label + CONTINUED,) * (len(document.pages) - 1))
