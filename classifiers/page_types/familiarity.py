"""How much of a page's text the model met in training: a guard against the unknown."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.page_types.features import Keys, window_keys

BITS = 1 << 18
_SIZE = 5
"""Characters of an n-gram: long enough that a strange text has strange ones."""


@dataclass(frozen=True)
class Familiarity:
    """The character n-grams met in training, as a bit table (a Bloom filter of one hash).

    Attributes:
        bits: ``(BITS,)`` booleans.
    """

    bits: NDArray[np.bool_]

    @classmethod
    def of(cls, pages: Iterable[str]) -> "Familiarity":
        """Remember the n-grams of masked ``pages`` that stand on two pages at least."""
        counts = np.zeros(BITS, dtype=np.int32)
        for page in pages:
            counts[_places(window_keys(page, _SIZE))] += 1
        return cls(counts > 1)

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Familiarity":
        """Read what :meth:`to_bytes` wrote."""
        return cls(np.unpackbits(np.frombuffer(packed, dtype=np.uint8)).astype(np.bool_))

    def to_bytes(self) -> bytes:
        """Return eight bits a byte."""
        return np.packbits(self.bits).tobytes()

    def share(self, page: str) -> float:
        """Return the share, 0..1, of a masked page's different n-grams that were met before.

        A page without text is wholly familiar: nothing on it is new.
        """
        keys = window_keys(page, _SIZE)
        return math.fsum(self.bits[_places(keys)]) / len(keys) if len(keys) else 1.0


def _places(keys: Keys) -> NDArray[np.int64]:
    return (keys % np.uint64(BITS)).astype(np.int64)
