"""Time reports: ``script/bench report``; the table goes to ``bench/results/report.md``.

Reports per second are made from stored extractions, in one process for each core. The time to
delivery is that of the whole service with its own database, from the sending of the last upload
until the verified report lies at the receiver.
"""

import argparse
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import httpx

from classifiers.understanding import understand
from extractors.contained import read_contained
from fixtures.degradation import PRESETS, degrade
from fixtures.invention.cases import invent_case
from fixtures.specimens import draw_kind
from fixtures.streams import merge
from intake.cli.demo import Desk, running_desk
from intake.pipeline import computing
from intake.settings import Settings
from models.application import Application, Dossier, ReadUpload
from models.bilingual import Language
from models.extraction import ReadStatus

RESULT = Path(__file__).parents[1] / "results" / "report.md"
CORES = 2
PAGES = 10
LIMIT_SECONDS = 120.0
POLL_SECONDS = 0.005

# One person's papers, drawn in this order until the file has its ten pages.
KINDS = (
    ("csq", Language.FR, "certificate"),
    ("invitation_letter", Language.FR, "letter"),
    ("passport", Language.EN, "card"),
    ("pr_acknowledgment", Language.EN, "letter"),
    ("work_permit", Language.EN, "grid"),
)


def ten_pages(seed: int) -> bytes:
    """Return a born-digital file of ten pages."""
    case = invent_case(Random(f"bench/report/{seed}"), country="MAR", province="ON")
    specimens = []
    for place, (kind, language, layout) in enumerate(itertools.cycle(KINDS)):
        specimens.append(draw_kind(kind, language, layout, seed * 100 + place, case=case))
        if sum(specimen.pages for specimen in specimens) >= PAGES:
            return merge(tuple(specimens)).pdf
    raise AssertionError("a cycle ended")


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of making reports")
    parser.add_argument("--files", type=int, default=5, help="of each kind through the service")
    wanted = parser.parse_args()
    files = {
        "born-digital": [ten_pages(seed) for seed in range(wanted.files)],
        "office scan": [
            degrade(ten_pages(seed), PRESETS["office_scan"], seed) for seed in range(wanted.files)
        ],
    }
    rates = reports_per_second(files["born-digital"][0], wanted.seconds)
    with tempfile.TemporaryDirectory(prefix="csq-") as home:
        # The account of the database walks through the folder.
        Path(home).chmod(0o711)
        os.environ["INTAKE_HOME"] = home
        with running_desk(Settings()) as desk:
            times = {name: [seconds_to_delivery(desk, file) for file in batch]
                     for name, batch in files.items()}  # fmt: skip
    table = "\n".join(_table(rates, times)) + "\n"
    RESULT.write_text(table, "utf-8")
    print(table)


def reports_per_second(content: bytes, seconds: float) -> dict[str, float]:
    """Return how many reports two processes make from one stored extraction of ten pages."""
    dossier = _dossier(content)
    with ProcessPoolExecutor(CORES) as pool:
        made = list(pool.map(_reports, [dossier] * CORES, [seconds / 2] * CORES))
    return {
        "documents read anew": sum(fresh for fresh, _ in made),
        "documents remembered": sum(kept for _, kept in made),
    }


def _dossier(content: bytes) -> Dossier:
    outcome = read_contained(content)
    upload = ReadUpload(
        "u1", "0" * 64, "a.pdf", "application/pdf", ReadStatus.READ, outcome.extraction, None
    )
    return Dossier(Application("W300000000", datetime(2023, 5, 4, tzinfo=UTC)), (upload,))


def _reports(dossier: Dossier, seconds: float) -> tuple[float, float]:
    """Return reports per second of this process, reading the documents anew and remembering."""
    extraction = dossier.uploads[0].extraction
    if extraction is None:
        raise RuntimeError("the file of the measurement was not read")
    computing.make_report(dossier)

    def anew() -> None:
        understand("u1", extraction, computing.model())
        computing.make_report(dossier)

    return _rate(anew, seconds), _rate(lambda: computing.make_report(dossier), seconds)


def _rate(work: Callable[[], object], seconds: float) -> float:
    done, begin = 0, time.perf_counter()
    while (passed := time.perf_counter() - begin) < seconds:
        work()
        done += 1
    return done / passed


def seconds_to_delivery(desk: Desk, content: bytes) -> float:
    """Return the seconds from the sending of the last upload until the report is delivered."""
    number = f"W{next(_NUMBERS)}"
    headers = {"Authorization": f"Bearer {desk.key}"}
    with httpx.Client(base_url=f"{desk.url}/v1", headers=headers, trust_env=False) as api:
        registration = {"number": number, "received_at": "2023-05-04T12:00:00Z"}
        api.post("/applications", json=registration).raise_for_status()
        path = f"/applications/{number}"
        files = [("file", ("Client Information.pdf", content))]
        begin = time.perf_counter()
        answer = api.post(f"{path}/uploads", data={"slot": "client_information"}, files=files)
        answer.raise_for_status()
        api.post(f"{path}/submit").raise_for_status()
    while time.perf_counter() - begin < LIMIT_SECONDS:
        if any(number.encode() in file.read_bytes() for file in desk.received.glob("*.json")):
            return time.perf_counter() - begin
        time.sleep(POLL_SECONDS)
    raise RuntimeError(f"no report within {LIMIT_SECONDS} seconds")


_NUMBERS = itertools.count(310_000_000)


def _table(rates: dict[str, float], times: dict[str, list[float]]) -> Iterator[str]:
    yield "# Reports\n"
    yield f"Made by `script/bench report`: files of {PAGES} pages, {CORES} cores.\n"
    yield "| Reports from a stored extraction | a second |\n|---|---|"
    for name, rate in rates.items():
        yield f"| {name} | {rate:.1f} |"
    yield "\n| Last upload to delivered report, seconds | minimum | median | maximum | files |"
    yield "|---|---|---|---|---|"
    for name, seconds in times.items():
        low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
        yield f"| {name} | {low:.2f} | {middle:.2f} | {high:.2f} | {len(seconds)} |"


if __name__ == "__main__":
    main()
