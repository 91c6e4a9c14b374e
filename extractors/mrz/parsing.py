"""ICAO 9303 zones: layout, check digits, and repairs that check digits prove."""

from dataclasses import dataclass
from datetime import date

from models.extraction import MrzKind

WEIGHTS = (7, 3, 1)
FILLER = "<"
ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
PASSPORT_WIDTH = 44
COMPOSITE = "composite"
LINE_LENGTHS: dict[MrzKind, tuple[int, int]] = {
    MrzKind.TD3: (2, 44),
    MrzKind.MRV_A: (2, 44),
    MrzKind.TD2: (2, 36),
    MrzKind.MRV_B: (2, 36),
    MrzKind.TD1: (3, 30),
}
"""Number of lines and length of each, by layout."""

_TO_DIGIT = str.maketrans("OQDIZLSBGT", "0001215867")
_TO_LETTER = str.maketrans("0123568", "OIZESGB")
_PAIRS = ("0O", "0D", "0Q", "1I", "1L", "2Z", "4A", "5S", "6G", "8B")
_ALIKE = {
    char: "".join(pair.replace(char, "") for pair in _PAIRS if char in pair)
    for char in "".join(_PAIRS)
}
"""Characters that OCR confuses in the OCR-B face."""
NAMES_END = 3 * FILLER
"""Fillers in a row behind which no name follows: names are parted by one or two."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of one line: line number, first and last position (last not included)."""

    line: int
    start: int
    end: int


Check = tuple[str, tuple[Span, ...], Span]
"""Name, the parts that are checked in order, and the place of the check digit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a layout keeps what.

    Attributes:
        optional: where a document number of more than nine characters goes on; None if none may.
    """

    names: Span
    issuer: Span
    number: Span
    nationality: Span
    birth: Span
    sex: Span
    expiry: Span
    optional: Span | None
    checks: tuple[Check, ...]


def _two_lines(composite: tuple[Span, ...] | None, width: int) -> Layout:
    number, birth, expiry = Span(1, 0, 9), Span(1, 13, 19), Span(1, 21, 27)
    checks: list[Check] = [
        ("document_number", (number,), Span(1, 9, 10)),
        ("birth_date", (birth,), Span(1, 19, 20)),
        ("expiry_date", (expiry,), Span(1, 27, 28)),
    ]
    if width == PASSPORT_WIDTH and composite is not None:
        checks.append(("personal_number", (Span(1, 28, 42),), Span(1, 42, 43)))
    if composite is not None:
        checks.append((COMPOSITE, composite, Span(1, width - 1, width)))
    return Layout(
        names=Span(0, 5, width),
        issuer=Span(0, 2, 5),
        number=number,
        nationality=Span(1, 10, 13),
        birth=birth,
        sex=Span(1, 20, 21),
        expiry=expiry,
        # Identity cards may have longer numbers, which run on into their optional part.
        optional=Span(1, 28, 35) if width < PASSPORT_WIDTH and composite is not None else None,
        checks=tuple(checks),
    )


_NUMBERS = (Span(1, 0, 10), Span(1, 13, 20))
LAYOUTS: dict[MrzKind, Layout] = {
    MrzKind.TD3: _two_lines((*_NUMBERS, Span(1, 21, 43)), 44),
    MrzKind.TD2: _two_lines((*_NUMBERS, Span(1, 21, 35)), 36),
    MrzKind.MRV_A: _two_lines(None, 44),
    MrzKind.MRV_B: _two_lines(None, 36),
    MrzKind.TD1: Layout(
        names=Span(2, 0, 30),
        issuer=Span(0, 2, 5),
        number=Span(0, 5, 14),
        nationality=Span(1, 15, 18),
        birth=Span(1, 0, 6),
        sex=Span(1, 7, 8),
        expiry=Span(1, 8, 14),
        optional=Span(0, 15, 30),
        checks=(
            ("document_number", (Span(0, 5, 14),), Span(0, 14, 15)),
            ("birth_date", (Span(1, 0, 6),), Span(1, 6, 7)),
            ("expiry_date", (Span(1, 8, 14),), Span(1, 14, 15)),
            (
                COMPOSITE,
                (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
                Span(1, 29, 30),
            ),
        ),
    ),
}


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


def check_digit(text: str) -> str:
    """Return the check digit of ``text`` (ICAO 9303 part 3, 4.9)."""
    total = sum(_value(char) * WEIGHTS[index % 3] for index, char in enumerate(text))
    return str(total % 10)


def kind_of(lines: tuple[str, ...]) -> MrzKind | None:
    """Tell the layout by the number of lines, their length and the document code."""
    if not lines or len({len(line) for line in lines}) != 1:
        return None
    shape = (len(lines), len(lines[0]))
    visa = lines[0].startswith("V")
    match shape:
        case (2, 44):
            kind = MrzKind.MRV_A if visa else MrzKind.TD3
            return kind if lines[0][0] in "PV" else None
        case (2, 36):
            kind = MrzKind.MRV_B if visa else MrzKind.TD2
            return kind if lines[0][0] in "PVIAC" else None
        case (3, 30):
            return MrzKind.TD1 if lines[0][0] in "IAC" else None
        case _:
            return None


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
    lines = _repaired(_typed(lines, layout), layout)
    names = _part(lines, layout.names).split(NAMES_END)[0]
    family, _, given = names.partition("<<")
    return Zone(
        kind=kind,
        lines=lines,
        document_code=lines[0][:2].replace(FILLER, ""),
        issuing_state=_part(lines, layout.issuer).replace(FILLER, ""),
        family_name=_name(family),
        given_name=_name(given),
        document_number=_document_number(lines, layout),
        nationality=_part(lines, layout.nationality).replace(FILLER, ""),
        birth_date=_date(_part(lines, layout.birth), latest=today),
        sex=_part(lines, layout.sex).replace(FILLER, ""),
        expiry_date=_date(_part(lines, layout.expiry), latest=None),
        failed_checks=_failed(lines, layout),
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


def _value(char: str) -> int:
    if char.isdigit():
        return int(char)
    return ord(char) - 55 if "A" <= char <= "Z" else 0


def _part(lines: tuple[str, ...], span: Span) -> str:
    return lines[span.line][span.start : span.end]


def _with(lines: tuple[str, ...], span: Span, text: str) -> tuple[str, ...]:
    line = lines[span.line]
    changed = line[: span.start] + text + line[span.end :]
    return (*lines[: span.line], changed, *lines[span.line + 1 :])


def _typed(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Read letters as digits where only digits may stand, and the reverse."""
    digits = (layout.birth, layout.expiry, *(place for _, _, place in layout.checks))
    for span in digits:
        lines = _with(lines, span, _part(lines, span).translate(_TO_DIGIT))
    for span in (layout.names, layout.issuer, layout.nationality):
        lines = _with(lines, span, _part(lines, span).translate(_TO_LETTER))
    return lines


def _repaired(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Exchange one look-alike character where check digits prove the exchange.

    A check of one digit is right by chance in one of ten readings, so an exchange is kept only if
    it is the single one that works, suits the characters beside it, breaks no other check, and
    leaves no check over the changed character in doubt. The composite digit has to agree as well,
    but proves little: it weighs the number as the number's own digit does.
    """
    repaired = lines
    for name in _failed(lines, layout):
        failed = _failed(repaired, layout)
        if name not in failed:
            continue
        spans = next(spans for check, spans, _ in _checks(repaired, layout) if check == name)
        working = [
            exchange
            for exchange in _exchanges(repaired, spans)
            if name not in (after := _failed(exchange.lines, layout)) and set(after) < set(failed)
        ]
        if len(working) == 1 and working[0].fits:
            repaired = working[0].lines
    return repaired if COMPOSITE not in _failed(repaired, layout) else lines


@dataclass(frozen=True, slots=True)
class Exchange:
    """A zone with one look-alike exchanged.

    Attributes:
        fits: whether the characters beside it are of its class, digit or letter; the check digit
            alone would bless one in ten wrong exchanges.
    """

    lines: tuple[str, ...]
    fits: bool


def _exchanges(lines: tuple[str, ...], spans: tuple[Span, ...]) -> list[Exchange]:
    return [
        Exchange(
            _with(lines, Span(span.line, place, place + 1), other),
            _fits(other, lines[span.line][max(span.start, place - 1) : place])
            and _fits(other, lines[span.line][place + 1 : min(span.end, place + 2)]),
        )
        for span in spans
        for place in range(span.start, span.end)
        for other in _ALIKE.get(lines[span.line][place], "")
    ]


def _fits(char: str, neighbour: str) -> bool:
    """Whether a neighbour is of the same class, digit or letter; a filler is of neither."""
    return not neighbour.isalnum() or neighbour.isdigit() == char.isdigit()


def _failed(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    failed = []
    for name, spans, place in _checks(lines, layout):
        text = "".join(_part(lines, span) for span in spans)
        stated = _part(lines, place)
        unused = stated == FILLER and not text.strip(FILLER)
        if not unused and check_digit(text) != stated:
            failed.append(name)
    return tuple(failed)


def _checks(lines: tuple[str, ...], layout: Layout) -> tuple[Check, ...]:
    """Return the checks of a zone; a long document number is checked with its second part."""
    rest = _number_goes_on(lines, layout)
    if rest is None:
        return layout.checks
    (name, spans, _), *others = layout.checks
    digit = Span(rest.line, rest.end - 1, rest.end)
    return ((name, (*spans, Span(rest.line, rest.start, rest.end - 1)), digit), *others)


def _number_goes_on(lines: tuple[str, ...], layout: Layout) -> Span | None:
    """Return the second part of a document number of more than nine characters, with its digit.

    A filler then stands in the place of the check digit (ICAO 9303 parts 5 and 6, note j).
    """
    _, _, place = layout.checks[0]
    optional = layout.optional
    full = not _part(lines, layout.number).endswith(FILLER)
    if optional is None or _part(lines, place) != FILLER or not full:
        return None
    rest = _part(lines, optional).split(FILLER)[0]
    return Span(optional.line, optional.start, optional.start + len(rest)) if rest else None


def _document_number(lines: tuple[str, ...], layout: Layout) -> str:
    rest = _number_goes_on(lines, layout)
    more = _part(lines, rest)[:-1] if rest is not None else ""
    return (_part(lines, layout.number) + more).replace(FILLER, "")


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
