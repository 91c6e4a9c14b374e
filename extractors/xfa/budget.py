"""What the laying out of one form may take, so that a hostile template ends in the plain list."""

import time

MOST_NODES = 20_000
"""Elements laid out; the largest forms have two thousand."""
MOST_SECONDS = 5.0
"""Processor time of one form; the largest forms take a tenth of it."""
MOST_PAGES = 40


class NoGeometryError(Exception):
    """The template cannot be laid out; the form is shown as a plain list instead."""


class Budget:
    """Counts what was laid out and drawn."""

    def __init__(self, nodes: int = MOST_NODES, seconds: float = MOST_SECONDS) -> None:
        self._nodes = nodes
        self._until = time.thread_time() + seconds

    def spend(self, nodes: int = 1) -> None:
        """Count ``nodes`` elements.

        Raises:
            NoGeometryError: if there were too many of them, or the time is over.
        """
        self._nodes -= nodes
        if self._nodes < 0 or time.thread_time() > self._until:
            raise NoGeometryError
