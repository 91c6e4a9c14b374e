"""``csq-intake check``: files in, completeness report out, without service or database."""

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from intake.cli.evidence_images import PagePicture, write_evidence_images
from intake.cli.language import language, say
from intake.cli.report_text import print_report
from intake.settings import Settings
from models.application import Answer, Application, Dossier, ReadUpload
from models.extraction import PageImage, ReadOutcome, ReadStatus
from models.media_types import HEAD_LENGTH, MediaType, identify
from models.report import CompletenessReport, Outcome

UNNAMED_APPLICATION = "X00000000"
"""Application number of a report on files that belong to no application yet."""

_NUMBER = re.compile("[A-Z][0-9]{8,9}")
STATUS_OF_OUTCOME = {Outcome.COMPLETE: 0, Outcome.INCOMPLETE: 1, Outcome.NEEDS_REVIEW: 2}
UNREADABLE_INPUT_STATUS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class CheckedFile:
    """One input file: its upload as the report sees it, and the pictures of its pages."""

    upload: ReadUpload
    images: tuple[PageImage, ...]


@click.command(
    help=say(
        "Read FILES (a folder stands for all its files) as one application and print the "
        "completeness report. Exit status: 0 complete, 1 incomplete, 2 needs review, 3 an input "
        "could not be read, 64 wrong call.",
        "Lit les FICHIERS (un dossier compte pour tous ses fichiers) comme une seule demande et "
        "affiche le rapport de complétude. Code de sortie : 0 complet, 1 incomplet, 2 à examiner, "
        "3 un fichier n'a pu être lu, 64 appel erroné.",
    )
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar=say("FILES...", "FICHIERS..."),
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("Print the report as JSON.", "Affiche le rapport en JSON."),
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=say(
        "Write the report and the pages with their evidence to this folder.",
        "Écrit le rapport et les pages avec leurs preuves dans ce dossier.",
    ),
)
@click.option(
    "--number",
    default=UNNAMED_APPLICATION,
    show_default=True,
    callback=lambda _context, _option, value: application_number(value),
    help=say("Application number.", "Numéro de la demande."),
)
@click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help=say(
        "When the application was received, UTC (default: now).",
        "Quand la demande a été reçue, UTC (par défaut : maintenant).",
    ),
)
@click.option("--pr-filed", type=click.Choice([a.value for a in Answer]), default="unknown")
@click.option("--in-canada", type=click.Choice([a.value for a in Answer]), default="unknown")
def command(
    *,
    files: tuple[Path, ...],
    as_json: bool,
    out: Path | None,
    number: str,
    received: datetime | None,
    pr_filed: str,
    in_canada: str,
) -> int:
    """Check the files and return the exit status of the report."""
    application = Application(
        number,
        (received or datetime.now(UTC)).replace(tzinfo=UTC, microsecond=0),
        Answer(pr_filed),
        Answer(in_canada),
    )
    paths = expand(files)
    checked = look_again(application, read_files(paths), paths)
    report, document = report_on(application, tuple(file.upload for file in checked))
    if out is not None:
        write_evidence_images(out, report, pictures(checked))
        (out / "report.json").write_bytes(document)
    if as_json:
        click.echo(document.decode())
    else:
        print_report(report, language())
    return exit_status(report)


def application_number(text: str) -> str:
    """Return ``text`` if it is an application number.

    Raises:
        click.BadParameter: if it is none.
    """
    if not _NUMBER.fullmatch(text):
        raise click.BadParameter(
            say(
                "Give a letter and 8 or 9 digits, for example W301234567.",
                "Donnez une lettre et 8 ou 9 chiffres, par exemple W301234567.",
            )
        )
    return text


def exit_status(report: CompletenessReport) -> int:
    """Return the exit status that tells the report's outcome."""
    if any(upload.status is not ReadStatus.READ for upload in report.uploads):
        return UNREADABLE_INPUT_STATUS
    return STATUS_OF_OUTCOME[report.outcome]


def expand(paths: tuple[Path, ...]) -> list[Path]:
    """Replace each folder by its files, in order of name; hidden files are left out.

    Raises:
        click.UsageError: if no file is left.
    """
    found = [file for path in paths for file in _files_of(path)]
    if not found:
        raise click.UsageError(
            say(
                "There is no file in the folders given. Name at least one file.",
                "Il n'y a aucun fichier dans les dossiers donnés. Nommez au moins un fichier.",
            )
        )
    return found


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden:
            yield file


def read_files(paths: list[Path]) -> tuple[CheckedFile, ...]:
    """Read every file in a contained child, showing progress on standard error."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    checked: list[CheckedFile] = []
    with Progress(*columns, console=_standard_error(), transient=True) as progress:
        task = progress.add_task(say("Reading", "Lecture"), total=len(paths))
        for number, path in enumerate(paths, 1):
            progress.update(task, description=f"{say('Reading', 'Lecture')} {path.name}")
            checked.append(_read_file(f"u{number}", path))
            progress.advance(task)
    return tuple(checked)


def _standard_error() -> Console:
    return Console(stderr=True)


def look_again(
    application: Application, checked: tuple[CheckedFile, ...], paths: list[Path]
) -> tuple[CheckedFile, ...]:
    """Read the pages again that may hold what is not found yet, as the service does."""
    from classifiers.completeness.second_look import pages_to_look_at_again

    uploads = tuple(file.upload for file in checked)
    report, _ = report_on(application, uploads)
    wanted = pages_to_look_at_again(report, uploads)
    again = [
        _read_file(file.upload.id, path, wanted[file.upload.id])
        if file.upload.id in wanted
        else file
        for file, path in zip(checked, paths, strict=True)
    ]
    return tuple(
        second if second.upload.extraction is not None else first
        for first, second in zip(checked, again, strict=True)
    )


def _read_file(upload: str, path: Path, second_look: tuple[int, ...] = ()) -> CheckedFile:
    """Read one file; whatever it is, it ends as an upload with a status."""
    from extractors.contained import read_contained

    content = path.read_bytes()
    outcome = read_contained(content, engine=Settings().ocr_engine, second_look=second_look)
    media_type = identify(content[:HEAD_LENGTH])
    return CheckedFile(_as_upload(upload, path.name, content, media_type, outcome), outcome.images)


def _as_upload(
    upload: str, name: str, content: bytes, media_type: MediaType | None, outcome: ReadOutcome
) -> ReadUpload:
    return ReadUpload(
        id=upload,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        media_type=media_type.value if media_type else None,
        status=outcome.status,
        extraction=outcome.extraction,
        reason=outcome.reason,
    )


def report_on(
    application: Application, uploads: tuple[ReadUpload, ...]
) -> tuple[CompletenessReport, bytes]:
    """Make the report on uploads that were read, and its canonical JSON."""
    from classifiers import reporting
    from classifiers.completeness import programme
    from intake.pipeline import computing

    rules = programme.load_nearest(as_of=application.received_on)
    report = reporting.report(
        Dossier(application, uploads),
        rules,
        computing.model(),
        computing.maker(Settings().ocr_engine),
    )
    return report, reporting.canonical_json(report)


def pictures(checked: tuple[CheckedFile, ...]) -> tuple[PagePicture, ...]:
    """Return the picture of every page that could be drawn."""
    found: list[PagePicture] = []
    for file in checked:
        if file.upload.extraction is None:
            continue
        by_hash = {image.ref.sha256: image.content for image in file.images}
        found += [
            PagePicture(file.upload.id, page.number, by_hash[page.image.sha256])
            for page in file.upload.extraction.pages
            if page.image is not None
        ]
    return tuple(found)
