"""Which long uploads are drawn, and how: layouts that training never saw, and another renderer."""

import hashlib
import itertools
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from bench.evaluation.cases import TrueDocument
from bench.evaluation.drawing import FIRST_SEED, true_documents
from fixtures.degradation import PRESETS, Recipe, degrade
from fixtures.specimens import Specimen
from fixtures.streams import STACK, Stream, merge, random_stream
from fixtures.web_prints import Printer, chromium_path, print_kinds
from models.bilingual import Language

MOST = 60
"""Pages of one upload."""
DRAWN = "held-out layouts"
PRINTED = "second renderer"
OTHER_LANGUAGE = 0.25
"""Share of documents that are not in the applicant's usual language."""


@dataclass(frozen=True)
class Plan:
    """One long upload.

    Attributes:
        origin: ``held-out layouts`` or ``second renderer``.
        preset: how all its pages were scanned or photographed.
        fewest: least number of its pages.
        interleave: whether the pages of two of its documents alternate.
        seed: draws it.
    """

    origin: str
    preset: str
    fewest: int
    interleave: bool
    seed: int

    @property
    def recipe(self) -> Recipe:
        """The degradation; a PDF, because pictures hold one page only."""
        return replace(PRESETS[self.preset], format="pdf")

    @cached_property
    def stream(self) -> Stream:
        """The upload before it was scanned, with its truth."""
        return _printed(self) if self.origin == PRINTED else _drawn(self)

    @property
    def truth(self) -> tuple[TrueDocument, ...]:
        """What is true of every document."""
        return true_documents(self.stream)

    @property
    def name(self) -> str:
        """A hash of all that the scanned upload is made from."""
        digest = hashlib.sha256(self.stream.pdf)
        digest.update(f"{self.recipe}/{self.seed}".encode())
        return digest.hexdigest()

    def scanned(self) -> bytes:
        """Return the upload as the applicant sends it."""
        return degrade(self.stream.pdf, self.recipe, self.seed)


MANNERS = (
    (DRAWN, "office_scan", 33, False),
    (PRINTED, "phone_photo", 32, False),
    (DRAWN, "hand_photo", 47, False),
    (PRINTED, "skewed_scan", 47, False),
    (DRAWN, "worn_scan", 48, True),
    (PRINTED, "messenger", 33, False),
    (DRAWN, "phone_photo", 31, False),
    (PRINTED, "book_scan", 36, True),
    (DRAWN, "feeder_scan", 30, False),
    (PRINTED, "sideways_scan", 31, False),
)
"""Five uploads of each origin, scanned and photographed, two with pages that alternate.

Each with the least number of its pages: a document more, blank backs and copies make it longer.
"""


def plans(count: int, seed: int) -> tuple[Plan, ...]:
    """Return ``count`` uploads; those of the second renderer only where there is a browser."""
    manners = itertools.islice(itertools.cycle(MANNERS), count)
    drawn = (
        Plan(*manner, FIRST_SEED + 700_000 + seed * 1000 + number)
        for number, manner in enumerate(manners)
    )
    browser = chromium_path() is not None
    return tuple(plan for plan in drawn if browser or plan.origin == DRAWN)


def _drawn(plan: Plan) -> Stream:
    options = replace(STACK, interleave=plan.interleave)
    for documents in itertools.count(12):
        stream = random_stream(plan.seed, documents=documents, held_out=True, options=options)
        if len(stream.pages) >= plan.fewest:
            return _within(stream)
    raise AssertionError("unreachable: a stream grows with its documents")


def _printed(plan: Plan) -> Stream:
    chromium = chromium_path()
    if chromium is None:
        raise RuntimeError("the second renderer needs a browser")
    rng = Random(f"long stream/{plan.seed}")
    usual = rng.choice(tuple(Language))
    kinds = [kind for kind in print_kinds() if kind != "blank"]
    options = replace(STACK, interleave=plan.interleave)
    papers: list[Specimen] = []
    with Printer(chromium) as printer:
        while True:
            again = papers and rng.random() < OTHER_LANGUAGE / 2
            kind = papers[-1].kind if again else rng.choice(kinds)
            other = rng.random() < OTHER_LANGUAGE
            spoken = rng.choice(tuple(Language)) if other else usual
            papers.append(printer.draw(kind, spoken, plan.seed * 100 + len(papers)))
            stream = merge(papers, plan.seed, options)
            if len(stream.pages) >= plan.fewest:
                return _within(stream)


def _within(stream: Stream) -> Stream:
    if len(stream.pages) > MOST:
        raise AssertionError(f"{len(stream.pages)} pages are more than {MOST}")
    return stream
