"""Programme files: found by identifier and day, read strictly, checked against themselves."""

import hashlib
import tomllib
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import NoneType

import msgspec

from classifiers.completeness.programme_checks import faults
from classifiers.completeness.programme_faults import Fault
from classifiers.completeness.rules import Rules
from classifiers.completeness.toml_lines import Path as Place
from classifiers.completeness.toml_lines import line_at
from models.bilingual import Bilingual, Reason
from models.errors import IntakeError
from models.report import ProgrammeRef

PROGRAMMES = Path(__file__).parent.parent / "programmes"
"""The folder of the programme files that come with the product."""

_AS_IN_A76 = Bilingual(
    "Write this key as a76.toml does.", "Écrivez cette clé comme le fait a76.toml."
)
_UNFIT = Bilingual("{problem}", "valeur ou clé inattendue ({problem})")


class ProgrammeFileError(IntakeError):
    """A programme file cannot be used as it stands."""

    code = "programme_file_invalid"
    text = Bilingual(
        "Programme file {file}, line {line}, at {key}: {problem}. {remedy}",
        "Fichier de programme {file}, ligne {line}, à {key} : {problem}. {remedy}",
    )

    def __init__(self, file: str, line: int, key: str, fault: Fault) -> None:
        super().__init__(
            file=file, line=line, key=key, problem=fault.problem.en, remedy=fault.remedy.en
        )
        french = self.text.fr.format(
            file=file, line=line, key=key, problem=fault.problem.fr, remedy=fault.remedy.fr
        )
        self.reason = Reason(self.code, self.reason.en, french)


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
    """A programme as applied: its rules, and the reference that the report carries.

    Attributes:
        in_effect: whether the rules hold on the day of receipt; if not, they only show what an
            officer may look for, and the report says nothing final.
    """

    ref: ProgrammeRef
    rules: Rules
    in_effect: bool = True


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
    nearest = load_nearest(id, as_of=as_of, folder=folder)
    if not nearest.in_effect:
        raise _not_found(id, as_of, _all_in(folder))
    return nearest


def load_nearest(
    id: str = "a76",  # noqa: A002
    *,
    as_of: date,
    folder: Path | None = None,
) -> Programme:
    """Load the rules that hold on ``as_of``, else those nearest to it, marked as not in effect.

    No application waits for ever because it was received before the first rules or after the last
    ones: it gets a report that needs review.

    Raises:
        ProgrammeFileError: a file cannot be read, or contradicts itself.
        ProgrammeNotFoundError: no file has this identifier.
    """
    files = _all_in(folder)
    named = sorted(
        ((rules, sha256) for rules, sha256 in files if rules.id == id),
        key=lambda one: (one[0].effective_from, one[0].version),
    )
    if not named:
        raise _not_found(id, as_of, files)
    begun = [one for one in named if one[0].effective_from <= as_of]
    holding = [one for one in begun if _holds(one[0], as_of)]
    rules, sha256 = (holding or begun or named[:1])[-1]
    return _programme(rules, sha256, as_of)


def load_file(path: Path, *, as_of: date) -> Programme:
    """Load one programme file from anywhere, whether its rules hold on ``as_of`` or not.

    Raises:
        ProgrammeFileError: it cannot be read, or contradicts itself.
    """
    rules, sha256 = _read(path)
    return _programme(rules, sha256, as_of)


def known(folder: Path | None = None) -> tuple[Rules, ...]:
    """Return the rules of every file, by identifier and first day.

    Raises:
        ProgrammeFileError: a file cannot be read, or contradicts itself.
    """
    return tuple(
        sorted(
            (rules for rules, _ in _all_in(folder)), key=lambda one: (one.id, one.effective_from)
        )
    )


def _programme(rules: Rules, sha256: str, as_of: date) -> Programme:
    ref = ProgrammeRef(rules.id, rules.version, sha256, as_of)
    return Programme(ref, rules, in_effect=_holds(rules, as_of))


def _not_found(id_: str, day: date, files: Iterable[tuple[Rules, str]]) -> ProgrammeNotFoundError:
    known_ones = sorted({f"{rules.id} ({rules.effective_from})" for rules, _ in files})
    return ProgrammeNotFoundError(id=id_, day=day.isoformat(), known=", ".join(known_ones) or "-")


def _holds(rules: Rules, day: date) -> bool:
    """Whether the rules are in effect on ``day``."""
    until = rules.effective_until
    return rules.effective_from <= day and (until is None or day <= until)


def _all_in(folder: Path | None) -> list[tuple[Rules, str]]:
    return [_read(path) for path in sorted((folder or PROGRAMMES).glob("*.toml"))]


def _read(path: Path) -> tuple[Rules, str]:
    """Read one file; return its rules and its SHA-256 in hexadecimal."""
    return _understood(path.name, path.read_bytes())


@lru_cache(maxsize=64)
def _understood(name: str, content: bytes) -> tuple[Rules, str]:
    """Read the content of a file, which is the same for thousands of reports."""
    text, raw = _parsed(name, content)
    try:
        rules = msgspec.convert(raw, Rules)
    except msgspec.ValidationError as error:
        problem = str(error).partition(" - at ")[0]
        fault = Fault(place_of_error(raw, Rules), _UNFIT.filled(problem=problem), _AS_IN_A76)
        raise _refused(name, text, raw, fault) from error
    found = [
        (line_at(text, fault.path), number, fault) for number, fault in enumerate(faults(rules))
    ]
    if found:
        raise _refused(name, text, raw, min(found, key=lambda one: one[:2])[2])
    return rules, hashlib.sha256(content).hexdigest()


def _parsed(file: str, content: bytes) -> tuple[str, dict[str, object]]:
    """Decode TOML 1.0; the error names the line."""
    remedy = Bilingual("Write it as TOML 1.0 in UTF-8.", "Écrivez-le en TOML 1.0, en UTF-8.")
    try:
        text = content.decode("utf-8")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Bilingual("this is not UTF-8", "ceci n'est pas de l'UTF-8")
        raise ProgrammeFileError(file, line, "-", Fault((), problem, remedy)) from error
    except tomllib.TOMLDecodeError as error:
        # The message ends in "(at line 12, column 3)"; newer versions of Python also have .lineno.
        told = str(error).rpartition("(at line ")[2].partition(",")[0]
        line = int(told) if told.isdigit() else text.count("\n") + 1
        problem = Bilingual(str(error), f"le TOML n'est pas valide ({error})")
        raise ProgrammeFileError(file, line, "-", Fault((), problem, remedy)) from error


def _refused(file: str, text: str, raw: object, fault: Fault) -> ProgrammeFileError:
    return ProgrammeFileError(file, line_at(text, fault.path), _named(raw, fault.path), fault)


def _named(raw: object, place: Place) -> str:
    """Write a place with the identifiers of tables: ``requirements.csq.accepts[0].type``."""
    shown = ""
    for step in place:
        if isinstance(step, str):
            shown += f".{step}"
            raw = raw.get(step) if isinstance(raw, dict) else None
            continue
        raw = raw[step] if isinstance(raw, list) and step < len(raw) else None
        id_ = raw.get("id") if isinstance(raw, dict) else None
        shown += f".{id_}" if id_ is not None else f"[{step}]"
    return shown.removeprefix(".") or "-"


def place_of_error(raw: object, shape: object) -> Place:
    """Return where ``raw`` does not fit ``shape``: msgspec names fields, but no place in arrays.

    Descends into the first part that does not fit by itself, as far as there is one.
    """
    for step, part, expected in _parts(raw, shape):
        try:
            msgspec.convert(part, expected)
        except msgspec.ValidationError:
            return (step, *place_of_error(part, expected))
    unknown = _unknown_keys(raw, shape)
    return (unknown[0],) if unknown else ()


def _parts(raw: object, shape: object) -> list[tuple[str | int, object, typing.Any]]:
    """Return each part of a value with the type that it must have."""
    inner = [one for one in typing.get_args(shape) if one not in (NoneType, Ellipsis)]
    if isinstance(raw, list) and typing.get_origin(shape) is tuple:
        return [(number, item, inner[0]) for number, item in enumerate(raw)]
    if not isinstance(raw, dict):
        return []
    if typing.get_origin(shape) is dict:
        return [(key, item, inner[1]) for key, item in raw.items()]
    table = (
        shape if isinstance(shape, type) else next((i for i in inner if isinstance(i, type)), None)
    )
    hints = {} if table is None else typing.get_type_hints(table)
    return [(key, item, hints[key]) for key, item in raw.items() if key in hints]


def _unknown_keys(raw: object, shape: object) -> list[str]:
    """Return the keys that a table must not have."""
    candidates = (shape, *typing.get_args(shape))
    table = next((one for one in candidates if isinstance(one, type) and one is not NoneType), None)
    if not isinstance(raw, dict) or table is None:
        return []
    return [key for key in raw if key not in typing.get_type_hints(table)]
