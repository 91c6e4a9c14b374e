"""Tells what an ICAO 9303 zone says, after the repairs that its check digits prove."""

from dataclasses import dataclass
from datetime import date

from extractors.mrz.check_digits import failed_checks, number_goes_on
from extractors.mrz.layouts import FILLER, LAYOUTS, Layout, kind_of
from extractors.mrz.repairs import repaired, typed
from models.extraction import MrzKind

ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
NAMES_END = 3 * FILLER
"""Fillers in a row behind which no name follows: names are parted by one or two."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as parsed, before it is placed on its page; see ``models.extraction.MrzReading``."""

    kind: MrzKind
    lines: tuple[str, ...]
    document_code: str
    issuing_state: str
    family_name: str
    given_name: str
    document_number: str
    nationality: str
    birth_date: date | None
    sex: str
    expiry_date: date | None
    failed_checks: tuple[str, ...]


def parse(lines: tuple[str, ...], today: date) -> Zone | None:
    """Parse a zone.

    Args:
        lines: upper-case lines of ``A-Z0-9<``, all of one length.
        today: tells the century of a birth date, which has two digits of its year.

    Returns:
        The zone, with the checks that fail even after repairs; None if it has no known layout.
    """
    kind = kind_of(lines)
    if kind is None:
        return None
    layout = LAYOUTS[kind]
    lines = repaired(typed(lines, layout), layout)
    names = layout.names.of(lines).split(NAMES_END)[0]
    family, _, given = names.partition("<<")
    return Zone(
        kind=kind,
        lines=lines,
        document_code=lines[0][:2].replace(FILLER, ""),
        issuing_state=layout.issuer.of(lines).replace(FILLER, ""),
        family_name=_name(family),
        given_name=_name(given),
        document_number=_document_number(lines, layout),
        nationality=layout.nationality.of(lines).replace(FILLER, ""),
        birth_date=_date(layout.birth.of(lines), latest=today),
        sex=layout.sex.of(lines).replace(FILLER, ""),
        expiry_date=_date(layout.expiry.of(lines), latest=None),
        failed_checks=failed_checks(lines, layout),
    )


def parse_text(text: str, today: date) -> Zone | None:
    """Parse a zone from any text, one line of the zone a line; pure, and raises nothing.

    Returns:
        The zone; None if the text is none: other characters, or lines of no known layout.
    """
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    if any(set(line) - ALPHABET for line in lines):
        return None
    return parse(lines, today)


def _document_number(lines: tuple[str, ...], layout: Layout) -> str:
    rest = number_goes_on(lines, layout)
    more = rest.of(lines)[:-1] if rest is not None else ""
    return (layout.number.of(lines) + more).replace(FILLER, "")


def _name(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _date(text: str, latest: date | None) -> date | None:
    """Return the date of six digits; no later than ``latest`` (birth), else of this century."""
    if not text.isdigit():
        return None
    try:
        found = date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
        if latest is not None and found > latest:
            found = date(1900 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
    return found
