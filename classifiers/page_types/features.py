"""The features of a page's text: characters, words, concepts and the words of its head.

A page under OCR noise keeps most of its character n-grams when it keeps few of its words; a page
in a wording never seen keeps its concepts when it keeps few of its sentences. Features are hashed,
so the vocabulary costs no memory and a page of any language can be read.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

from classifiers.page_types.concepts import concept_features

LINE_END = "\n"
_SIZE = 4
"""Characters of an n-gram: shorter ones tell words no longer apart, longer ones break in noise."""
_HEAD_LINES = 6
"""Words of the first lines count again as such: a document says there what it is."""
_PIECES = (2, 3, 4)
"""Characters of a piece of a word."""
_BLANK = ord(" ")
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SALTS = tuple(np.uint64(salt) for salt in (0x5EED1, 0x5EED2, 0x5EED3, 0x5EED4))
_HEAD, _PAIR, _WORD, _CONCEPT = _SALTS

Keys = NDArray[np.uint64]
_NONE: Keys = np.empty(0, np.uint64)


def page_features(tokens: list[str]) -> tuple[Keys, NDArray[np.float32]]:
    """Return the hashed features of a page and their values.

    Each of the four blocks has unit length, whatever the number of its features: two thousand
    character n-grams would otherwise drown thirty concepts.

    Args:
        tokens: words of the masked text, and a line feed for each line's end.

    Returns:
        ``(features,)`` keys and ``(features,)`` values.
    """
    blocks = tuple(feature_blocks(tokens).values())
    values = [np.full(len(block), 1 / np.sqrt(max(1, len(block))), np.float32) for block in blocks]
    return np.concatenate(blocks), np.concatenate(values)


def feature_blocks(tokens: list[str]) -> dict[str, Keys]:
    """Return the sorted, distinct keys of each block: characters, words, concepts, head.

    Args:
        tokens: as :func:`page_features` takes them.
    """
    words = [word for word in tokens if word != LINE_END]
    hashes = _hashed(words)
    pairs = (hashes[:-1] * _PRIME ^ hashes[1:]) * _PRIME + _PAIR
    return {
        "characters": window_keys(" ".join(words), _SIZE),
        "words": np.unique(np.concatenate((hashes * _PRIME + _WORD, pairs))),
        "concepts": np.unique(_hashed(sorted(concept_features(words))) * _PRIME + _CONCEPT),
        "head": np.unique(_hashed(_head(tokens)) * _PRIME + _HEAD),
    }


def spelling_features(tokens: list[str]) -> tuple[Keys, NDArray[np.float32]]:
    """Return the hashed pieces of a page's words and their values, of unit length together.

    Pieces of two to four characters that lie within one word or at its ends, each valued by one
    more than the logarithm of its number on the page. Other features tell whether a page speaks of
    a thing; these how much, and they keep what reading errors leave of a word.

    Args:
        tokens: as :func:`page_features` takes them.

    Returns:
        ``(features,)`` keys and ``(features,)`` values.
    """
    words = [word for word in tokens if word != LINE_END]
    codes = _codes(" ".join(words))
    pieces = [_within_words(codes, size) for size in _PIECES if len(codes) >= size]
    keys, counts = np.unique(np.concatenate([*pieces, _NONE]), return_counts=True)
    values = 1 + np.log(counts)
    return keys, (values / max(1.0, float(np.sqrt((values**2).sum())))).astype(np.float32)


def window_keys(text: str, size: int) -> Keys:
    """Return the sorted, distinct hashes of every window of ``size`` characters of ``text``."""
    codes = _codes(text)
    return np.unique(_rolling(codes, size)) if len(codes) >= size else _NONE


def _codes(text: str) -> Keys:
    """Return the characters of ``text``, its words parted and enclosed by single blanks."""
    words = f" {' '.join(text.split())} ".encode("ascii", "ignore")
    return np.frombuffer(words, dtype=np.uint8).astype(np.uint64)


def _within_words(codes: Keys, size: int) -> Keys:
    """Return the hash of every window of ``size`` characters that no blank parts."""
    blanks = np.cumsum(codes == _BLANK)
    windows = len(codes) - size + 1
    inner = blanks[size - 2 : size - 2 + windows] - blanks[:windows]
    whole: Keys = _rolling(codes, size)[inner == 0]
    return whole


def _rolling(codes: Keys, size: int) -> Keys:
    """Return a hash of every window of ``size`` characters."""
    hashed = np.full(len(codes) - size + 1, size, dtype=np.uint64)
    for offset in range(size):
        hashed = (hashed ^ codes[offset : offset + len(hashed)]) * _PRIME
    return hashed


def _hashed(words: list[str]) -> Keys:
    return np.asarray([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)


def _head(tokens: list[str]) -> list[str]:
    """Return the words of the first lines."""
    head: list[str] = []
    lines = 0
    for word in tokens:
        if word != LINE_END:
            head.append(word)
        elif (lines := lines + 1) >= _HEAD_LINES:
            break
    return head
