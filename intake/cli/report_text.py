"""A completeness report as a person reads it in a terminal."""

import tomllib
from functools import cache
from importlib.resources import files

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from models.bilingual import Bilingual, Language
from models.document_types import TITLES
from models.documents import Evidence
from models.extraction import ReadStatus
from models.markers import Marker, MarkerReading, MarkerStatus
from models.report import (
    CompletenessReport,
    Outcome,
    ReportedDocument,
    RequirementReading,
    RequirementStatus,
    Severity,
)

OUTCOMES: dict[Outcome, tuple[Bilingual, str]] = {
    Outcome.COMPLETE: (Bilingual("Complete", "Complète"), "green"),
    Outcome.INCOMPLETE: (Bilingual("Incomplete", "Incomplète"), "red"),
    Outcome.NEEDS_REVIEW: (Bilingual("Needs review", "À examiner"), "yellow"),
}

STATUSES: dict[RequirementStatus, tuple[Bilingual, str]] = {
    RequirementStatus.SATISFIED: (Bilingual("satisfied", "satisfaite"), "green"),
    RequirementStatus.MISSING: (Bilingual("missing", "manquante"), "red"),
    RequirementStatus.UNCERTAIN: (Bilingual("uncertain", "incertaine"), "yellow"),
    RequirementStatus.CONTRADICTED: (Bilingual("contradicted", "contredite"), "red"),
    RequirementStatus.NOT_APPLICABLE: (Bilingual("not applicable", "sans objet"), "dim"),
}

MARKER_NAMES: dict[Marker, Bilingual] = {
    Marker.JOB_TITLE: Bilingual("Job title", "Titre de l'emploi"),
    Marker.A76: Bilingual("Description of duties (A76)", "Description des fonctions (A76)"),
}

MARKER_STATUSES: dict[MarkerStatus, tuple[Bilingual, str]] = {
    MarkerStatus.EXACT: (Bilingual("exact", "exact"), "green"),
    MarkerStatus.VARIANT: (Bilingual("accepted variant", "variante acceptée"), "green"),
    MarkerStatus.NEAR_MISS: (Bilingual("near miss", "presque"), "red"),
    MarkerStatus.ABSENT: (Bilingual("absent", "absent"), "red"),
    MarkerStatus.UNREADABLE: (Bilingual("unreadable", "illisible"), "yellow"),
}

SEVERITY_STYLES: dict[Severity, str] = {
    Severity.INFORMATION: "dim",
    Severity.ATTENTION: "yellow",
    Severity.REVIEW: "red",
}


def print_report(
    report: CompletenessReport, language: Language, console: Console | None = None
) -> None:
    """Print ``report`` in ``language`` (default: to standard output)."""
    out = console or Console(highlight=False)
    out.print(_heading(report, language))
    out.print(_requirements(report, language))
    out.print(_markers(report, language))
    out.print(_documents(report, language))
    _print_conditions(report, language, out)
    _print_unread(report, language, out)
    _print_findings(report, language, out)


def _heading(report: CompletenessReport, language: Language) -> Panel:
    name, style = OUTCOMES[report.outcome]
    who = report.application.applicant
    applicant = " ".join(part for part in (who.given_name, who.family_name) if part) or "-"
    words = Bilingual(
        "Application {number}, received {day}\nApplicant: {applicant}\n"
        "Revision {revision} of the report, programme {programme} {version}\n{route}",
        "Demande {number}, reçue le {day}\nDemandeur : {applicant}\n"
        "Révision {revision} du rapport, programme {programme} {version}\n{route}",
    ).in_language(language)
    text = words.format(
        number=report.application.number,
        day=report.application.received_at.date().isoformat(),
        applicant=applicant,
        revision=report.revision,
        programme=report.application.programme.id,
        version=report.application.programme.version,
        route=report.route.reason.in_language(language),
    )
    title = f"[bold {style}]{name.in_language(language)}[/]"
    return Panel(escape(text), title=title, title_align="left")


def _table(title: Bilingual, columns: tuple[Bilingual, ...], language: Language) -> Table:
    table = Table(title=title.in_language(language), title_justify="left", expand=True)
    for column in columns:
        table.add_column(column.in_language(language))
    return table


def _requirements(report: CompletenessReport, language: Language) -> Table:
    table = _table(
        Bilingual("Requirements", "Exigences"),
        (
            Bilingual("Requirement", "Exigence"),
            Bilingual("Status", "État"),
            Bilingual("Why", "Pourquoi"),
            Bilingual("Where", "Où"),
        ),
        language,
    )
    for row in report.requirements:
        name, style = STATUSES[row.status]
        table.add_row(
            escape(row.title.in_language(language)),
            f"[{style}]{name.in_language(language)}[/]",
            escape(_why(row, language)),
            escape(_places(row.evidence)),
        )
    return table


def _why(row: RequirementReading, language: Language) -> str:
    closest = [
        f"{c.document}: {c.why_not.in_language(language)}"
        for c in row.closest
        if row.status is not RequirementStatus.SATISFIED
    ]
    return "\n".join([row.reason.in_language(language), *closest])


def _places(evidence: tuple[Evidence, ...]) -> str:
    return ", ".join(dict.fromkeys(f"{e.upload} p. {e.page}" for e in evidence))


def _markers(report: CompletenessReport, language: Language) -> Table:
    table = _table(
        Bilingual("Markers on the form", "Mentions sur le formulaire"),
        (
            Bilingual("Box", "Case"),
            Bilingual("Status", "État"),
            Bilingual("Text", "Texte"),
            Bilingual("Where", "Où"),
        ),
        language,
    )
    for marker in report.markers:
        name, style = MARKER_STATUSES[marker.status]
        table.add_row(
            MARKER_NAMES[marker.marker].in_language(language),
            f"[{style}]{name.in_language(language)}[/]",
            escape(marker.text or "-"),
            escape(_witnesses(marker, language)),
        )
    return table


def _witnesses(marker: MarkerReading, language: Language) -> str:
    names = _words(language)["source"]
    return ", ".join(
        dict.fromkeys(f"{w.upload} p. {w.page} ({names[w.source]})" for w in marker.witnesses)
    )


@cache
def _words(language: Language) -> dict[str, dict[str, str]]:
    """Return the pages' own words for fields and sources, by section.

    They are read as data: to import the pages would load the whole web process.
    """
    source = files("intake.web").joinpath(f"locales/{language.value}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _documents(report: CompletenessReport, language: Language) -> Table:
    table = _table(
        Bilingual("Documents", "Documents"),
        (
            Bilingual("No.", "No"),
            Bilingual("Pages", "Pages"),
            Bilingual("Type", "Type"),
            Bilingual("Probability", "Probabilité"),
            Bilingual("Fields", "Champs"),
        ),
        language,
    )
    names = _words(language)["field"]
    colon = Bilingual(":", "\u00a0:").in_language(language)
    for document in report.documents:
        table.add_row(
            document.id,
            f"{document.upload} p. {_page_runs(document.pages)}",
            escape(_type(document, language)),
            f"{document.probability:.3f}",
            escape(
                "\n".join(f"{names[field.name]}{colon} {field.value}" for field in document.fields)
            ),
        )
    return table


def _type(document: ReportedDocument, language: Language) -> str:
    if document.type is not None:
        return TITLES[document.type].in_language(language)
    reason = document.abstained.in_language(language) if document.abstained else ""
    return f"? {reason}"


def _page_runs(pages: tuple[int, ...]) -> str:
    """Write ascending page numbers as runs: 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def _print_conditions(report: CompletenessReport, language: Language, out: Console) -> None:
    for condition in report.conditions:
        out.print(f"· {escape(condition.reason.in_language(language))}", style="dim")


def _print_unread(report: CompletenessReport, language: Language, out: Console) -> None:
    for upload in report.uploads:
        style = "yellow" if upload.status is ReadStatus.READ else "red"
        for problem in upload.problems:
            text = f"{upload.id} {upload.name}: {problem.in_language(language)}"
            out.print(escape(text), style=style)


def _print_findings(report: CompletenessReport, language: Language, out: Console) -> None:
    for finding in report.findings:
        text = finding.fr if language is Language.FR else finding.en
        places = _places(finding.evidence)
        where = f" ({places})" if places else ""
        out.print(escape(f"! {text}{where}"), style=SEVERITY_STYLES[finding.severity])
