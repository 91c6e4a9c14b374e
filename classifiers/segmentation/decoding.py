"""The best joint reading of page types and document starts (Viterbi decoding)."""

from dataclasses import dataclass

import numpy as np

from classifiers.page_types.combination import Array

REPEATS = 0.2
"""Share of documents that are followed by another of their own type: copies, two permits in a row.
It is an assumption, the same with which the boundary evidence is weighed in training; any other
type follows with equal probability."""


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """The decoded state of one page: the column of its type, and whether a document starts."""

    type: int
    starts: bool


def transitions(count: int) -> Array:
    """Return ``(before, after)`` probabilities of the type that a new document has."""
    if count == 1:
        return np.ones((1, 1))
    table = np.full((count, count), (1 - REPEATS) / (count - 1))
    np.fill_diagonal(table, REPEATS)
    return table


def decode(types: Array, starts: Array) -> tuple[DecodedPage, ...]:
    """Return the most probable sequence of types and starts.

    A page either starts a document of any type or continues the document, and so the type, of
    the page before it.

    Args:
        types: ``(pages, types)`` probabilities, all above 0.
        starts: ``(pages,)`` probabilities that a document starts, between 0 and 1; the first
            is not looked at, because the first page always starts one.
    """
    if len(types) == 0:
        return ()
    turns = np.log(transitions(types.shape[1]))
    emitted, begin, stay = np.log(types), np.log(starts), np.log1p(-starts)
    started = emitted[0]
    continued = np.full(types.shape[1], -np.inf)
    # For each page and type: which type a start came from, and whether the page before had itself
    # started its document.
    from_type: list[Array] = []
    from_start: list[Array] = []
    for page in range(1, len(types)):
        before = np.maximum(started, continued)
        came = before[:, None] + turns
        from_start.append(started >= continued)
        from_type.append(came.argmax(axis=0))
        started, continued = (
            emitted[page] + begin[page] + came.max(axis=0),
            (emitted[page] + stay[page] + before),
        )
    return _traced(started, continued, from_type, from_start)


def start_posteriors(types: Array, starts: Array) -> Array:
    """Return how probable it is that a document starts at each page, all sequences considered.

    The forward-backward algorithm over the states of :func:`decode`.

    Args:
        types: ``(pages, types)`` probabilities, all above 0.
        starts: ``(pages,)`` probabilities that a document starts, between 0 and 1.
    """
    pages, count = types.shape
    turns = transitions(count)
    forward = np.zeros((pages, 2, count))
    forward[0, 0] = types[0] / types[0].sum()
    for page in range(1, pages):
        before = forward[page - 1].sum(axis=0)
        forward[page, 0] = types[page] * starts[page] * (before @ turns)
        forward[page, 1] = types[page] * (1 - starts[page]) * before
        forward[page] /= forward[page].sum()
    backward = np.ones((pages, count))
    for page in range(pages - 2, -1, -1):
        after = types[page + 1] * backward[page + 1]
        begun, gone_on = starts[page + 1] * (turns @ after), (1 - starts[page + 1]) * after
        backward[page] = begun + gone_on
        backward[page] /= backward[page].sum()
    marginal = forward * backward[:, None, :]
    return np.asarray(marginal[:, 0].sum(axis=1) / marginal.sum(axis=(1, 2)))


def _traced(
    started: Array, continued: Array, from_type: list[Array], from_start: list[Array]
) -> tuple[DecodedPage, ...]:
    type_ = int(np.maximum(started, continued).argmax())
    state = DecodedPage(type_, bool(started[type_] >= continued[type_]))
    path = [state]
    for came_type, came_start in zip(reversed(from_type), reversed(from_start), strict=True):
        type_ = int(came_type[state.type]) if state.starts else state.type
        state = DecodedPage(type_, bool(came_start[type_]))
        path.append(state)
    return tuple(reversed(path))
