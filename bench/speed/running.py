"""Times the understanding of uploads whose extraction is already there."""

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.evaluation.drawing import FIRST_SEED
from bench.kept import KeptExtractions
from classifiers import page_types
from classifiers.page_types import PageTypeModel, examine_pages
from classifiers.understanding import understand
from fixtures.degradation import PRESETS, degrade
from fixtures.forms.marker_texts import exact
from fixtures.specimens import draw_form
from fixtures.streams import STACK, random_stream
from models.bilingual import Language
from models.extraction import Extraction

SEED = FIRST_SEED + 800_000
SCANS = ("office_scan", "phone_photo", "photocopy")


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload as it was read.

    Attributes:
        group: what it is, in words.
    """

    group: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Timed:
    """One upload, understood once.

    Attributes:
        milliseconds: processor time a page, of everything.
        typing: processor time a page of telling page types alone, milliseconds.
        elapsed: time on the clock a page, milliseconds; it depends on what else the machine does.
    """

    group: str
    pages: int
    milliseconds: float
    typing: float
    elapsed: float


def uploads(count: int, kept: Path | None) -> Iterator[Upload]:
    """Read ``count`` uploads of each group; scans by OCR, the rest by their text layer."""
    keeping = KeptExtractions(kept)
    for number in range(count):
        seed = SEED + number
        drawn = random_stream(seed, documents=6, held_out=True).pdf
        yield from _read(keeping, "born-digital, 6 documents", seed, drawn)
        long = random_stream(seed + 100, documents=20, held_out=True, options=STACK).pdf
        yield from _read(keeping, "born-digital, 20 documents", seed, long)
        layout = "xfa" if number % 2 else "printed_narrow"
        form = draw_form("imm1295", Language.EN, layout, seed, writings=exact(Language.EN))
        yield from _read(keeping, "a form alone", seed, form.pdf)
    for number in range(max(1, count // 3)):
        seed = SEED + 500 + number
        paper = random_stream(seed, documents=3, held_out=True).pdf
        recipe = replace(PRESETS[SCANS[number % len(SCANS)]], format="pdf")
        scanned = degrade(paper, recipe, seed)
        yield from _read(keeping, "scanned or photographed, 3 documents", seed, scanned)


def _read(keeping: KeptExtractions, group: str, seed: int, pdf: bytes) -> Iterator[Upload]:
    extraction = keeping.read(f"speed/{group}/{seed}", lambda: pdf)
    if extraction is not None:
        yield Upload(group, extraction)


def timed(upload: Upload, model: PageTypeModel, repeats: int) -> Iterator[Timed]:
    """Understand one upload ``repeats`` times, after one time that is not counted."""
    pages = max(1, len(upload.extraction.pages))
    understand("u1", upload.extraction, model)
    for _ in range(repeats):
        # What other uploads left behind is no cost of this one.
        gc.collect()
        began, clock = time.process_time(), time.perf_counter()
        understand("u1", upload.extraction, model)
        ended, stopped = time.process_time(), time.perf_counter()
        examine_pages(upload.extraction, model)
        typed = time.process_time()
        yield Timed(
            upload.group,
            pages,
            1000 * (ended - began) / pages,
            1000 * (typed - ended) / pages,
            1000 * (stopped - clock) / pages,
        )


def all_timed(count: int, repeats: int, kept: Path | None) -> tuple[list[Timed], float]:
    """Return every time, and the milliseconds that loading the model took."""
    drawn = list(uploads(count, kept))
    began = time.process_time()
    model = page_types.load()
    loading = 1000 * (time.process_time() - began)
    return [one for upload in drawn for one in timed(upload, model, repeats)], loading
