"""The text classifier's own spaCy parts: a tokenizer, and hashed features into a linear layer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, chain
from thinc.types import Floats2d

from classifiers.page_types.features import LINE_END, Keys, page_features, spelling_features

TOKENIZER = "page_types.lines.v1"
BY_MEANING = "page_types.hashed_features.v2"
BY_SPELLING = "page_types.hashed_spelling.v1"

_MOST_CHARACTERS = 6_000
"""Longer pages are cut; a full page of small print has some 5,000 characters."""

Features = list[tuple[Keys, NDArray[np.float32]]]
ReadFeatures = Callable[[list[str]], tuple[Keys, NDArray[np.float32]]]


class LineTokenizer:
    """Splits text at blanks; a line's end is a token of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text``, which is folded and masked already."""
        return Doc(self.vocab, words=page_tokens(text))

    def to_bytes(self, **_kwargs: object) -> bytes:
        """Return the state, which is empty."""
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> "LineTokenizer":
        """Take the state, which is empty."""
        return self

    def to_disk(self, _path: str | Path, **_kwargs: object) -> None:
        """Write nothing: there is no state."""

    def from_disk(self, _path: str | Path, **_kwargs: object) -> "LineTokenizer":
        """Read nothing: there is no state."""
        return self


def page_tokens(text: str) -> list[str]:
    """Return the words of a masked page, with a line feed for each line's end."""
    words: list[str] = []
    for line in text[:_MOST_CHARACTERS].split("\n"):
        words += [*line.split(), LINE_END]
    return words[:-1] or [LINE_END]


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_line_tokenizer() -> Callable[[Language], LineTokenizer]:
    """Return what spaCy calls to make the tokenizer of a pipeline."""
    return lambda nlp: LineTokenizer(nlp.vocab)


@registry.architectures(BY_MEANING)  # type: ignore[untyped-decorator]
def create_hashed_features_model(
    length: int,
    nO: int | None = None,  # noqa: N803
) -> Model[list[Doc], Floats2d]:
    """Build the classifier by what a page says, see :func:`~.features.page_features`.

    Args:
        length: rows of the weight table.
        nO: number of labels, known once the classifier is initialised.
    """
    return _hashed_model("page_features", page_features, length, nO)


@registry.architectures(BY_SPELLING)  # type: ignore[untyped-decorator]
def create_hashed_spelling_model(
    length: int,
    nO: int | None = None,  # noqa: N803
) -> Model[list[Doc], Floats2d]:
    """Build the classifier by how its words are spelled, see :func:`~.features.spelling_features`.

    Args:
        length: rows of the weight table.
        nO: number of labels, known once the classifier is initialised.
    """
    return _hashed_model("spelling_features", spelling_features, length, nO)


def _hashed_model(
    name: str, read: ReadFeatures, length: int, labels: int | None
) -> Model[list[Doc], Floats2d]:
    """Build a classifier: hashed features, a linear layer, a softmax.

    The weights are fitted as a whole by :mod:`~.text_training`, not by spaCy's steps: the loss is
    convex, so that its one minimum is the same on every run.
    """

    def forward(
        _model: Model[list[Doc], Any],
        docs: list[Doc],
        is_train: bool,  # noqa: ARG001, FBT001
    ) -> tuple[Features, Callable[[Any], Any]]:
        return [read([token.text for token in doc]) for doc in docs], _fitted_elsewhere

    features: Model[list[Doc], Any] = Model(name, forward)
    linear: Model[Any, Any] = Model(
        "hashed_linear",
        _forward_linear,
        init=_allocate,
        params={"W": None, "b": None},
        dims={"nO": labels, "length": length},
    )
    model: Model[list[Doc], Any] = chain(features, linear, Model("softmax", _forward_softmax))
    model.set_ref("output_layer", model.layers[1])
    model.attrs["multi_label"] = False
    return cast("Model[list[Doc], Floats2d]", model)


def _allocate(
    model: Model[Any, Any],
    X: object = None,  # noqa: ARG001, N803
    Y: Floats2d | None = None,  # noqa: N803
) -> Model[Any, Any]:
    if Y is not None:
        model.set_dim("nO", Y.shape[1])
    labels = model.get_dim("nO")
    weights = np.zeros((model.get_dim("length"), labels), np.float16)
    # Half precision halves the file; thinc's types know single precision alone.
    model.set_param("W", cast("Floats2d", weights))
    model.set_param("b", cast("Floats2d", weights[0]))
    return model


def _forward_linear(
    model: Model[Any, Any],
    pages: Features,
    is_train: bool,  # noqa: ARG001, FBT001
) -> tuple[NDArray[np.float32], Callable[[Any], Any]]:
    weights = cast("NDArray[np.float16]", model.get_param("W"))
    bias = cast("NDArray[np.float16]", model.get_param("b")).astype(np.float32)
    rows = np.uint64(len(weights))
    scores = [values @ weights[keys % rows].astype(np.float32) + bias for keys, values in pages]
    return np.stack(scores), _fitted_elsewhere


def _forward_softmax(
    _model: Model[Any, Any],
    scores: NDArray[np.float32],
    is_train: bool,  # noqa: ARG001, FBT001
) -> tuple[NDArray[np.float32], Callable[[Any], Any]]:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True), _fitted_elsewhere


def _fitted_elsewhere(_gradient: object) -> object:
    raise TypeError("the weights are fitted by classifiers.page_types.text_training")
