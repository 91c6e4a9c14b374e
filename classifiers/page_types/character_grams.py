"""The text classifier's own spaCy parts: a tokenizer, and character n-grams into a linear layer.

A page under OCR noise keeps most of its character n-grams when it keeps few of its words. Keys
are hashed, so the vocabulary costs no memory and a page of any language can be read.
"""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, SparseLinear_v2, chain
from thinc.types import Floats2d

TOKENIZER = "page_types.lines.v1"
ARCHITECTURE = "page_types.character_grams.v1"

_SIZES = (3, 5)
"""Lengths of the character n-grams: short ones survive noise, long ones tell words apart."""
_MOST_CHARACTERS = 6_000
"""Longer pages are cut; a full page of small print has some 5,000 characters."""
_HEAD_LINES = 6
"""Words of the first lines count again as such: a document says there what it is."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_LINE_END = "\n"
_SALT_HEAD = 0x5EED1
_SALT_PAIR = 0x5EED2

Keys = NDArray[np.uint64]
Sparse = tuple[Keys, NDArray[np.float32], NDArray[np.int32]]


class LineTokenizer:
    """Splits text at blanks; a line's end is a token of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text``, which is folded and masked already."""
        words: list[str] = []
        for line in text[:_MOST_CHARACTERS].split("\n"):
            words += [*line.split(), _LINE_END]
        return Doc(self.vocab, words=words[:-1] or [_LINE_END])

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


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_line_tokenizer() -> Callable[[Language], LineTokenizer]:
    """Return what spaCy calls to make the tokenizer of a pipeline."""
    return lambda nlp: LineTokenizer(nlp.vocab)


@registry.architectures(ARCHITECTURE)  # type: ignore[untyped-decorator]
def create_character_grams_model(
    length: int,
    nO: int | None = None,  # noqa: N803
) -> Model[list[Doc], Floats2d]:
    """Build the classifier: hashed n-grams of unit length, a sparse linear layer, a softmax.

    Args:
        length: rows of the weight table per label.
        nO: number of labels, known once the classifier is initialised.
    """
    grams: Model[list[Doc], Any] = Model("character_grams", _forward_grams)
    model: Model[list[Doc], Any] = chain(
        grams, SparseLinear_v2(nO, length), Model("softmax", _forward_softmax)
    )
    model.set_ref("output_layer", model.layers[1])
    model.attrs["multi_label"] = False
    return cast("Model[list[Doc], Floats2d]", model)


def _forward_grams(
    _model: Model[list[Doc], Any],
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001, FBT001
) -> tuple[Sparse, Callable[[Any], list[Doc]]]:
    keys = [gram_keys([token.text for token in doc]) for doc in docs]
    lengths = np.asarray([len(row) for row in keys], dtype=np.int32)
    values = [np.full(len(row), 1 / np.sqrt(max(1, len(row))), np.float32) for row in keys]
    return (np.concatenate(keys), np.concatenate(values), lengths), lambda _gradient: []


def _forward_softmax(
    _model: Model[Floats2d, Floats2d],
    scores: Floats2d,
    is_train: bool,  # noqa: ARG001, FBT001
) -> tuple[Floats2d, Callable[[Floats2d], Floats2d]]:
    """Softmax whose gradient passes unchanged.

    spaCy hands back probability minus truth, which already is the gradient of the cross-entropy
    with respect to the scores.
    """
    plain = np.asarray(scores)
    raised = np.exp(plain - plain.max(axis=1, keepdims=True))
    shares = raised / raised.sum(axis=1, keepdims=True)
    return cast("Floats2d", shares), lambda gradient: gradient


def gram_keys(tokens: list[str]) -> Keys:
    """Return the sorted, distinct hashed features of a page.

    Args:
        tokens: words, and a line feed for each line's end.
    """
    words = [word for word in tokens if word != _LINE_END]
    text = f" {' '.join(words)} ".encode("ascii", "ignore")
    codes = np.frombuffer(text, dtype=np.uint8).astype(np.uint64)
    pieces = [_rolling(codes, size) for size in _SIZES if len(codes) >= size]
    hashes = np.asarray([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    if len(hashes) > 1:
        pieces.append((hashes[:-1] * _PRIME ^ hashes[1:]) * _PRIME + np.uint64(_SALT_PAIR))
    head = np.asarray([zlib.crc32(word.encode()) for word in _head(tokens)], dtype=np.uint64)
    pieces.append(head * _PRIME + np.uint64(_SALT_HEAD))
    return np.unique(np.concatenate(pieces))


def _rolling(codes: Keys, size: int) -> Keys:
    """Return a hash of every window of ``size`` characters."""
    hashed = np.full(len(codes) - size + 1, size, dtype=np.uint64)
    for offset in range(size):
        hashed = (hashed ^ codes[offset : offset + len(hashed)]) * _PRIME
    return hashed


def _head(tokens: list[str]) -> list[str]:
    """Return the words of the first lines."""
    head: list[str] = []
    lines = 0
    for word in tokens:
        if word != _LINE_END:
            head.append(word)
        elif (lines := lines + 1) >= _HEAD_LINES:
            break
    return head


def window_keys(text: str, size: int) -> Keys:
    """Return the sorted, distinct hashes of every window of ``size`` characters of ``text``."""
    words = f" {' '.join(text.split())} ".encode("ascii", "ignore")
    codes = np.frombuffer(words, dtype=np.uint8).astype(np.uint64)
    return np.unique(_rolling(codes, size)) if len(codes) >= size else np.empty(0, np.uint64)
