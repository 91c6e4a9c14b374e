"""Reads born-digital files side by side with pdfplumber alone."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from random import Random

import pikepdf

from bench.measuring import Cost, Measured
from fixtures.specimens import draw_kind, kinds
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language
from models.extraction import ReadOutcome

PAGES_OF_FILE = 10
SCANNED = frozenset({"photo", "blank", "chat_screenshot"})
"""Kinds without a text layer to read."""

Reader = Callable[[bytes], int]
"""Reads a file and returns the number of its words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One reader's answer to one file."""

    reader: str
    pages: int
    words: int
    cost: Cost


def files(pages: int, seed: int) -> Iterator[tuple[bytes, int]]:
    """Give files of ten pages, as an applicant merges them, with their true number of words."""
    rng = Random(f"extract bench/{seed}")
    usable = [kind for kind in kinds() if kind not in SCANNED]
    for _ in range(pages // PAGES_OF_FILE):
        whole, words = pikepdf.new(), 0
        while len(whole.pages) < PAGES_OF_FILE:
            kind, language = rng.choice(usable), rng.choice(list(Language))
            layout = rng.choice(layouts_of(kind, language))
            specimen = draw_kind(kind, language, layout, seed=rng.randrange(10**6))
            with pikepdf.open(io.BytesIO(specimen.pdf)) as document:
                for page, text in zip(document.pages, specimen.page_texts, strict=True):
                    if len(whole.pages) < PAGES_OF_FILE:
                        whole.pages.append(page)
                        words += len(text.split())
        target = io.BytesIO()
        whole.save(target)
        yield target.getvalue(), words


class NotReadError(Exception):
    """The file was not read; the message is the code of the reason."""


def _contained() -> Reader:
    from extractors.contained import read_contained  # noqa: PLC0415 - each loads its own alone

    return lambda pdf: _words(read_contained(pdf))


def _in_process() -> Reader:
    from extractors.reading import read  # noqa: PLC0415

    return lambda pdf: _words(read(pdf))


def _words(outcome: ReadOutcome) -> int:
    if outcome.extraction is None:
        raise NotReadError(outcome.reason.code if outcome.reason else "")
    return sum(len(page.words) for page in outcome.extraction.pages)


def _pdfplumber() -> Reader:
    import pdfplumber  # noqa: PLC0415

    def words(pdf: bytes) -> int:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            return sum(len(page.extract_words()) for page in document.pages)

    return words


def _with_pictures() -> Reader:
    import pdfplumber  # noqa: PLC0415

    def words(pdf: bytes) -> int:
        total = 0
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            for page in document.pages:
                total += len(page.extract_words())
                page.to_image(resolution=145).save(io.BytesIO(), format="PNG")
        return total

    return words


READERS: dict[str, Callable[[], Reader]] = {
    "csq-intake": _contained,
    "csq-intake, in process": _in_process,
    "pdfplumber, words": _pdfplumber,
    "pdfplumber, words and page pictures": _with_pictures,
}
NOTE = (
    "csq-intake decides for each page whether its text layer can be trusted, looks for codes and "
    "machine-readable zones, and encodes a picture of each page, with the words; pdfplumber alone "
    "gives words, or words and pictures of the same size. Processor time and memory count every "
    "process that takes part."
)
COLUMNS = (
    "pages/s",
    "CPU s/page",
    f"seconds for {PAGES_OF_FILE} pages, slowest",
    "peak memory, MiB",
    "words found of those drawn",
)


def run(pages: int, seed: int, told: Callable[[str], None]) -> tuple[list[Row], int]:
    """Let every reader read every file, one at a time; also return the true number of words."""
    rng = Random(f"order/{seed}")
    rows: list[Row] = []
    truth = 0
    with ExitStack() as stack:
        readers = {
            name: stack.enter_context(Measured(partial(opened))) for name, opened in READERS.items()
        }
        for number, (pdf, words) in enumerate(files(pages, seed)):
            truth += words
            order = list(readers)
            rng.shuffle(order)
            if number == 0:
                for name in order:
                    readers[name].answer(pdf)
            for name in order:
                found, cost = readers[name].answer(pdf)
                if found is None:
                    told(f"{name} failed: {readers[name].complaint}")
                rows.append(Row(name, PAGES_OF_FILE, found or 0, cost))
            told(f"file {number + 1}")
    return rows, truth


def markdown(rows: Sequence[Row], truth: int, origin: str) -> str:
    """Return the table."""
    lines = [
        "# Born-digital pages",
        "",
        origin,
        "",
        NOTE,
        "",
        f"| | {' | '.join(COLUMNS)} |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for name in dict.fromkeys(each.reader for each in rows):
        mine = [each for each in rows if each.reader == name]
        pages = sum(each.pages for each in mine)
        seconds = sum(each.cost.seconds for each in mine)
        used = sum(each.cost.cpu_seconds for each in mine)
        slowest = max(each.cost.seconds for each in mine)
        memory = max(each.cost.memory for each in mine)
        found = sum(each.words for each in mine) / max(1, truth)
        lines.append(
            f"| {name} | {pages / seconds:.1f} | {used / pages:.3f} | {slowest:.2f} | "
            f"{memory:.0f} | {100 * found:.1f} % |"
        )
    return "\n".join(lines) + "\n"
