"""Reads the files and tells what was made of both boxes."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.kept import KeptExtractions
from bench.markers.sending import Sent
from bench.real_forms.forms import FORMS
from classifiers import page_types
from classifiers.markers import judge_boxes
from classifiers.understanding import understand
from models.markers import MarkerStatus

TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What was made of one file.

    Attributes:
        statuses: of the job title and of A76.
        texts: what was read in the two boxes; None where nothing was.
        typed: whether a document of the form's type was found; True if there is no form and none
            was found.
    """

    sent: Sent
    statuses: tuple[MarkerStatus, MarkerStatus]
    texts: tuple[str | None, str | None]
    typed: bool


def seen(sent: Sent, kept: Path | None) -> Seen:
    """Make one file, read it and judge its boxes.

    Raises:
        ValueError: if the file could not be read.
    """
    base = sent.base()
    extraction = KeptExtractions(kept).read(sent.name(base), lambda: sent.content(base))
    if extraction is None:
        raise ValueError(f"the file of seed {sent.seed} could not be read")
    reading = understand("u1", extraction, page_types.load())
    job, duties = judge_boxes(reading.boxes)
    types = {document.type.value for document in reading.documents if document.type is not None}
    typed = sent.form in types if sent.form else not types & {form.type.value for form in FORMS}
    return Seen(sent, (job.status, duties.status), (job.text, duties.text), typed)


def all_seen(files: tuple[Sent, ...], processes: int, kept: Path | None) -> Iterator[Seen]:
    """Give what was made of every file, in order."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for number, done in enumerate(pool.map(partial(seen, kept=kept), files), start=1):
            if number % TOLD_EVERY == 0:
                print(f"{number} of {len(files)}: {done.sent.group}", file=sys.stderr)
            yield done
