"""Reads the committed applications as ``csq-intake check`` does, and keeps their reports.

After a change that is meant to change reports, write them again with
``python -m tests.corpus.applications.golden`` and read every difference before committing it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.cli.check import read_files, report_on
from models.application import Answer, Application
from models.report import CompletenessReport

CORPUS = Path(__file__).parents[3] / "fixtures" / "corpus"
REPORTS = Path(__file__).parent / "reports"

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None

ENGINE_NUMBERS = frozenset({"box", "confidence", "ocr_confidence", "probability"})
"""Numbers that follow from the OCR engine's arithmetic, which differs between processors."""
ENGINE_TEXTS = frozenset({"text", "report_id"})
"""Texts that may change with the engine's version; the identifier is made from the content."""
TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class CommittedApplication:
    """One folder of the corpus.

    Attributes:
        truth: the content of its ``truth.json``.
    """

    folder: Path
    truth: dict[str, Json]

    @property
    def golden(self) -> Path:
        """Where the report on it is kept."""
        return REPORTS / f"{self.folder.name}.json"

    def read(self) -> tuple[CompletenessReport, bytes]:
        """Read the uploads in the truth's order; return the report and its canonical JSON."""
        uploads = self.truth["uploads"]
        assert isinstance(uploads, list)
        names = [str(each["name"]) for each in uploads if isinstance(each, dict)]
        files = read_files([self.folder / name for name in names])
        return report_on(self._application(), tuple(file.upload for file in files))

    def _application(self) -> Application:
        return Application(
            str(self.truth["application_number"]),
            datetime.fromisoformat(str(self.truth["received_at"])),
            Answer(str(self.truth["declared_pr_filed"])),
            Answer(str(self.truth["declared_in_canada"])),
        )


def applications() -> tuple[CommittedApplication, ...]:
    """Return every committed application, by name."""
    return tuple(
        CommittedApplication(path.parent, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(CORPUS.glob("*/truth.json"))
    )


def differences(kept: Json, made: Json, *, same_engine: bool, place: str = "") -> Iterator[str]:
    """Yield the places where two reports differ, with both values.

    Args:
        same_engine: whether both come from one version of the OCR engine. If not, what the engine
            decides alone (numbers, quoted texts, its own version) is left out.
    """
    name = place.rsplit("/", 1)[-1]
    if name in ENGINE_NUMBERS:
        if same_engine and not _close(kept, made):
            yield f"{place}: kept {kept}, made {made}"
    elif name == "report_id" or (not same_engine and (name in ENGINE_TEXTS or name == "ocr")):
        return
    elif isinstance(kept, dict) and isinstance(made, dict):
        for key in sorted(kept.keys() | made.keys()):
            below = f"{place}/{key}"
            yield from differences(
                kept.get(key), made.get(key), same_engine=same_engine, place=below
            )
    elif isinstance(kept, list) and isinstance(made, list) and len(kept) == len(made):
        for number, (one, other) in enumerate(zip(kept, made, strict=True)):
            below = f"{place}/{number}"
            yield from differences(one, other, same_engine=same_engine, place=below)
    elif kept != made:
        yield f"{place}: kept {kept}, made {made}"


def _close(kept: Json, made: Json) -> bool:
    if isinstance(kept, list) and isinstance(made, list):
        return len(kept) == len(made) and all(map(_close, kept, made))
    if isinstance(kept, int | float) and isinstance(made, int | float):
        return abs(kept - made) <= TOLERANCE
    return kept == made


def main() -> None:
    """Write the report on every committed application."""
    REPORTS.mkdir(exist_ok=True)
    for application in applications():
        _, document = application.read()
        application.golden.write_bytes(document)


if __name__ == "__main__":
    main()
