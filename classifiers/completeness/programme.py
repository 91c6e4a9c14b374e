"""Programme files: found by identifier and day, read strictly, checked against themselves."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from classifiers.completeness.rules import Condition, Requirement, Rules
from classifiers.completeness.texts import FINDINGS
from models.bilingual import Bilingual
from models.errors import IntakeError
from models.report import ProgrammeRef

PROGRAMMES = Path(__file__).parent.parent / "programmes"
"""The folder of the programme files that come with the product."""


class ProgrammeFileError(IntakeError):
    """A programme file cannot be used as it stands."""

    code = "programme_file_invalid"
    text = Bilingual(
        "Programme file {file}, at {key}: {problem}. {remedy}",
        "Fichier de programme {file}, à {key} : {problem}. {remedy}",
    )


class ProgrammeNotFoundError(IntakeError):
    """No programme file has the identifier and holds on the day."""

    code = "programme_not_found"
    text = Bilingual(
        "No programme {id} holds on {day}. Use one of: {known}; or add a file to the programmes "
        "folder.",
        "Aucun programme {id} n'est en vigueur le {day}. Utilisez l'un de ceux-ci : {known}; ou "
        "ajoutez un fichier au dossier des programmes.",
    )


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as applied: its rules, and the reference that the report carries."""

    ref: ProgrammeRef
    rules: Rules

    @property
    def day(self) -> date:
        """The day whose rules hold."""
        return self.ref.as_of


def load(id: str = "a76", *, as_of: date, folder: Path | None = None) -> Programme:  # noqa: A002
    """Load the programme ``id`` with the rules that hold on ``as_of``.

    Args:
        id: the identifier that the file gives itself.
        as_of: the day on which the application was received (UTC).
        folder: where the programme files are; the product's own by default.

    Raises:
        ProgrammeFileError: a file cannot be read, or contradicts itself.
        ProgrammeNotFoundError: no file has this identifier and holds on this day.
    """
    files = [_read(path) for path in sorted((folder or PROGRAMMES).glob("*.toml"))]
    holding = [
        (rules, sha256) for rules, sha256 in files if rules.id == id and _holds(rules, as_of)
    ]
    if not holding:
        known = sorted({f"{rules.id} ({rules.effective_from})" for rules, _ in files})
        raise ProgrammeNotFoundError(id=id, day=as_of.isoformat(), known=", ".join(known) or "-")
    rules, sha256 = max(holding, key=lambda one: one[0].effective_from)
    return Programme(ProgrammeRef(rules.id, rules.version, sha256, as_of), rules)


def _holds(rules: Rules, day: date) -> bool:
    """Whether the rules are in effect on ``day``."""
    until = rules.effective_until
    return rules.effective_from <= day and (until is None or day <= until)


def _read(path: Path) -> tuple[Rules, str]:
    """Read one file; return its rules and its SHA-256 in hexadecimal."""
    content = path.read_bytes()
    rules = _decode(path.name, content)
    contradiction = next(_contradictions(rules), None)
    if contradiction is not None:
        key, problem, remedy = contradiction
        raise ProgrammeFileError(file=path.name, key=key, problem=problem, remedy=remedy)
    return rules, hashlib.sha256(content).hexdigest()


def _decode(file: str, content: bytes) -> Rules:
    """Decode TOML into rules; the error names the key."""
    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8")), Rules)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgrammeFileError(
            file=file,
            key="-",
            problem=str(error),
            remedy="Write it as TOML 1.0 in UTF-8 / Écrivez-le en TOML 1.0, en UTF-8",
        ) from error
    except msgspec.ValidationError as error:
        problem, _, key = str(error).partition(" - at ")
        raise ProgrammeFileError(
            file=file,
            key=key.strip("`").removeprefix("$.") or "-",
            problem=problem,
            remedy="Correct this key as in a76.toml / Corrigez cette clé comme dans a76.toml",
        ) from error


def _contradictions(rules: Rules) -> Iterator[tuple[str, str, str]]:
    """Yield (key, problem, remedy) for each reference or value that cannot hold."""
    conditions = [condition.id for condition in rules.conditions]
    requirements = [requirement.id for requirement in rules.requirements]
    yield from _repeated("conditions", conditions)
    yield from _repeated("requirements", requirements)
    for condition in rules.conditions:
        yield from _speechless_sources(condition)
    for requirement in rules.requirements:
        yield from _dangling(requirement, conditions, requirements)
    for code in sorted(set(FINDINGS) - set(rules.findings)):
        yield f"findings.{code}", "severity missing", "Add information, attention or review"
    for code in sorted(set(rules.findings) - set(FINDINGS)):
        yield f"findings.{code}", "no such finding", f"Use one of: {', '.join(sorted(FINDINGS))}"
    for name, value in msgspec.structs.asdict(rules.thresholds).items():
        if not 0.0 <= value <= 1.0:
            yield f"thresholds.{name}", "not between 0 and 1", "Give a probability"
    if rules.effective_until is not None and rules.effective_until < rules.effective_from:
        yield "effective_until", "before effective_from", "Give a later day, or leave it out"


def _repeated(table: str, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield identifiers that stand twice."""
    for id_, count in Counter(ids).items():
        if count > 1:
            yield f"{table}.{id_}", "stands more than once", "Give each its own id"


def _speechless_sources(condition: Condition) -> Iterator[tuple[str, str, str]]:
    """Yield sources that lack what their kind needs, or the reason for an answer they can give."""
    for number, source in enumerate(condition.sources):
        key = f"conditions.{condition.id}.sources[{number}]"
        needed = {
            "documents": bool(source.yes_types or source.no_types),
            "field": source.field is not None and bool(source.types and source.yes_values),
            "declared": source.declaration is not None,
        }
        if not needed[source.kind]:
            yield key, f"a source of kind {source.kind} lacks what it reads", "See a76.toml"
        if source.kind != "documents" and (source.yes is None or source.no is None):
            yield key, "yes or no has no reason", "Add yes and no, each with code, en and fr"
        if (source.yes_types and source.yes is None) or (source.no_types and source.no is None):
            yield key, "an answer has no reason", "Add its reason with code, en and fr"


def _dangling(
    requirement: Requirement, conditions: list[str], requirements: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield references of one requirement that lead nowhere."""
    rescued_by = requirement.validity.rescued_by if requirement.validity else None
    references = (
        ("applies_when", requirement.applies_when, conditions),
        ("not_needed_while_valid", requirement.not_needed_while_valid, requirements),
        ("validity.rescued_by", rescued_by, requirements),
    )
    for key, reference, known in references:
        if reference is not None and reference not in known:
            place = f"requirements.{requirement.id}.{key}"
            yield place, f"unknown id {reference}", f"Use one of: {', '.join(known)}"
    if not requirement.accepts:
        yield f"requirements.{requirement.id}.accepts", "empty", "Name at least one type"
