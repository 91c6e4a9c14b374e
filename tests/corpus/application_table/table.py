"""Makes the reports of the table of applications, and keeps them.

After a change that is meant to change reports, write them again with
``python -m tests.corpus.application_table.table`` and read every difference before committing it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from classifiers.completeness.programme import load_nearest
from classifiers.completeness.provenance import Maker
from classifiers.reporting import canonical_json, report_from_readings
from fixtures.applications import TableApplication, applications
from models.report import CompletenessReport, ModelRef

REPORTS = Path(__file__).parent / "reports"
_MODEL = ModelRef("page-types", "1", "0" * 64)
_MAKER = Maker("csq-intake", "1" * 64)


def report_of(application: TableApplication) -> CompletenessReport:
    """Return the report on an application of the table."""
    rules = load_nearest("a76", as_of=application.dossier.application.received_on)
    return report_from_readings(application.dossier, application.readings, rules, _MODEL, _MAKER)


def shown(report: CompletenessReport) -> str:
    """Return a report as its golden file holds it: the delivered JSON, one line for each part.

    Left out are the two values that change with every word of the programme file: its own hash and
    the report's identifier, which is made from the whole content.
    """
    content = json.loads(canonical_json(report))
    del content["report_id"], content["application"]["programme"]["sha256"]
    return "{\n" + ",\n".join(_lines(content)) + "\n}\n"


def _lines(content: dict[str, object]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, list) and value:
            parts = ",\n".join(f"  {_compact(part)}" for part in value)
            yield f"{_compact(key)}: [\n{parts}\n]"
        else:
            yield f"{_compact(key)}: {_compact(value)}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def golden(application: TableApplication) -> Path:
    """Return where the report on an application is kept."""
    return REPORTS / f"{application.id}.json"


def main() -> None:
    """Write every golden file, and remove those of applications that are gone."""
    for path in REPORTS.glob("*.json"):
        path.unlink()
    for application in applications():
        golden(application).write_text(shown(report_of(application)), "utf-8")


if __name__ == "__main__":
    main()
