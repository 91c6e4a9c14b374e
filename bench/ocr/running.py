"""Runs the contestants side by side, page by page, and writes table and plot."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from bench.measuring import Measured
from bench.ocr.contestants import Contestant, Reader
from bench.ocr.pages import ScannedPage, scanned_pages
from bench.ocr.scoring import NO_ERRORS, Errors, errors

Pair = tuple[bytes, bytes]
"""One page as JPEG and as PDF."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant made of one page."""

    contestant: str
    degradation: str
    language: str
    errors: Errors
    seconds: float
    cpu_seconds: float
    memory: float
    failed: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What a contestant made of several pages.

    Attributes:
        memory: MiB, most of all pages.
        failed: pages on which it failed; all their words count as missed.
    """

    pages: int
    errors: Errors
    seconds: float
    cpu_seconds: float
    memory: float
    failed: int

    @property
    def pages_a_second(self) -> float:
        """One page at a time."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def cpu_a_page(self) -> float:
        """Processor seconds."""
        return self.cpu_seconds / max(1, self.pages)


def run(
    contestants: Sequence[Contestant], pages: int, seed: int, told: Callable[[str], None]
) -> Iterator[list[Result]]:
    """Let every contestant read every page, in an order drawn anew; give the results so far.

    One works at a time. The first page is read once before and not counted, so that loading
    what each needs is no part of the figures.
    """
    rng = Random(f"order/{seed}")
    results: list[Result] = []
    with ExitStack() as stack:
        readers = {
            each.name: stack.enter_context(
                Measured(partial(_reader, each.opened), threads=each.threads)
            )
            for each in contestants
        }
        for number, page in enumerate(scanned_pages(pages, seed)):
            order = list(readers)
            rng.shuffle(order)
            if number == 0:
                for name in order:
                    readers[name].answer((page.jpeg, page.pdf))
            for name in order:
                result = _result(name, page, readers[name])
                results.append(result)
                if result.failed:
                    told(f"{name} failed: {readers[name].complaint}")
            told(f"{number + 1} of {pages}: {page.degradation}, {page.language.value}")
            yield results


def summary(results: Iterable[Result]) -> Summary:
    """Add up the results of one contestant."""
    total = Summary(0, NO_ERRORS, 0.0, 0.0, 0.0, 0)
    for each in results:
        total = replace(
            total,
            pages=total.pages + 1,
            errors=total.errors + each.errors,
            seconds=total.seconds + each.seconds,
            cpu_seconds=total.cpu_seconds + each.cpu_seconds,
            memory=max(total.memory, each.memory),
            failed=total.failed + each.failed,
        )
    return total


def _reader(opened: Callable[[], Reader]) -> Callable[[Pair], list[str]]:
    read = opened()

    def answer(page: Pair) -> list[str]:
        return read(*page)

    return answer


def _result(name: str, page: ScannedPage, reader: Measured[Pair, list[str]]) -> Result:
    words, cost = reader.answer((page.jpeg, page.pdf))
    return Result(
        name,
        page.degradation,
        page.language.value,
        errors(page.words, words or ()),
        cost.seconds,
        cost.cpu_seconds,
        cost.memory,
        failed=words is None,
    )
