"""Every hostile file through the contained reading: outcomes, times, memory."""

import contextlib
import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from extractors.contained import read_contained
from extractors.limits import MIB, Limits
from fixtures.hostile import catalogue
from fixtures.hostile.seeds import letter_pdf
from models.extraction import ReadStatus

LIMITS = Limits(wall_seconds=30.0, cpu_seconds=30)
"""Those of the service but for time: an attack on time then costs half a minute, not fifteen."""
GRACE = 5.0
"""Seconds beyond the wall limit in which the child is ended and its folder removed."""
SAMPLE_SECONDS = 0.01
SHOWN = 12


@dataclass(frozen=True, slots=True)
class HostileResult:
    """How one hostile file ended.

    Attributes:
        code: of the reason; empty if it was read.
        peak: bytes of memory of the largest process that read it.
    """

    name: str
    group: str
    size: int
    status: ReadStatus
    code: str
    seconds: float
    peak: int

    @property
    def is_sound(self) -> bool:
        """Whether the end is typed, in time, and not our own fault."""
        in_time = self.seconds < LIMITS.wall_seconds + GRACE
        return in_time and self.status is not ReadStatus.FAILED


def run(processes: int, *, mutations: int) -> Iterator[HostileResult]:
    """Read every file, several at a time; give the results in the order of the catalogue.

    Raises:
        AssertionError: if a sound file is not read afterwards, as it was before.
    """
    count = len(catalogue(mutations))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from pool.map(_read, range(count), [mutations] * count)
        # The same processes that read the hostile files read an honest one.
        for alive in pool.map(_reads_honest_files, range(processes)):
            if not alive:
                raise AssertionError("a sound file is no longer read")


def _read(index: int, mutations: int) -> HostileResult:
    file = catalogue(mutations)[index]
    content = file.build()
    with _watched() as peak:
        started = time.monotonic()
        outcome = read_contained(content, limits=LIMITS)
        seconds = time.monotonic() - started
    code = "" if outcome.reason is None else outcome.reason.code
    return HostileResult(
        file.name, file.group, len(content), outcome.status, code, seconds, max(peak)
    )


def _reads_honest_files(_: int) -> bool:
    return read_contained(letter_pdf()).status is ReadStatus.READ


@contextlib.contextmanager
def _watched() -> Iterator[list[int]]:
    """Note the largest memory of any process below this one during the block."""
    peak, ended = [0], threading.Event()
    thread = threading.Thread(target=_watch, args=(peak, ended), daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _watch(peak: list[int], ended: threading.Event) -> None:
    this = psutil.Process()
    while not ended.wait(SAMPLE_SECONDS):
        for child in this.children(recursive=True):
            peak[0] = max(peak[0], _high_water(child.pid))


def _high_water(process: int) -> int:
    """Return the most memory that a process ever had resident, bytes (proc(5), VmHWM)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    stated = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
    return int(stated) * 1024


def as_markdown(results: Iterable[HostileResult], command: str) -> str:
    """Return the results as a page of tables."""
    results = tuple(results)
    lines = [
        "# Hostile files",
        "",
        (
            f"`{command}`: {len(results)} files of our own making, each in a child of its own, "
            f"wall limit {LIMITS.wall_seconds:.0f} s, memory limit {LIMITS.address_space // MIB} "
            "MiB of address space. Every file must end in a typed outcome within the limit, none "
            "as `failed` (our own fault), and the processes that read them must read an honest "
            "file afterwards."
        ),
        "",
        f"**{sum(result.is_sound for result in results)} of {len(results)} ended so.**",
        "",
        *_counts(results),
        "",
        *_reasons(results),
        "",
        *_largest("Slowest", "s", [(r.seconds, r) for r in results]),
        "",
        *_largest("Most memory", "MiB", [(r.peak / MIB, r) for r in results]),
        "",
        *_unsound(results),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _counts(results: tuple[HostileResult, ...]) -> list[str]:
    statuses = list(ReadStatus)
    counted = Counter((result.group, result.status) for result in results)
    rows = [
        f"| {group} | "
        + " | ".join(str(counted[group, status]) for status in statuses)
        + f" | {sum(result.group == group for result in results)} |"
        for group in dict.fromkeys(result.group for result in results)
    ]
    return [
        "## How they ended",
        "",
        "| group | " + " | ".join(statuses) + " | all |",
        "|---|" + "---:|" * (len(statuses) + 1),
        *rows,
    ]


def _reasons(results: tuple[HostileResult, ...]) -> list[str]:
    counted = Counter((r.status.value, r.code) for r in results if r.code)
    rows = [f"| {status} | `{code}` | {count} |" for (status, code), count in counted.most_common()]
    return ["## Reasons", "", "| end | reason | files |", "|---|---|---:|", *rows]


def _largest(title: str, unit: str, measured: list[tuple[float, HostileResult]]) -> list[str]:
    top = sorted(measured, key=lambda each: -each[0])[:SHOWN]
    rows = [f"| {r.name} | {value:.1f} | {r.status} {r.code} |" for value, r in top]
    return [f"## {title}", "", f"| file | {unit} | end |", "|---|---:|---|", *rows]


def _unsound(results: tuple[HostileResult, ...]) -> list[str]:
    bad = [result for result in results if not result.is_sound]
    if not bad:
        return []
    rows = [f"| {r.name} | {r.status} {r.code} | {r.seconds:.1f} |" for r in bad]
    return ["## Not as they should", "", "| file | end | s |", "|---|---|---:|", *rows]
