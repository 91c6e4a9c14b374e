"""Where each layout of ICAO 9303 keeps what, and which check digit covers it."""

from dataclasses import dataclass

from models.extraction import MrzKind

FILLER = "<"
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


@dataclass(frozen=True, slots=True)
class Span:
    """A part of one line: line number, first and last position (last not included)."""

    line: int
    start: int
    end: int

    def of(self, lines: tuple[str, ...]) -> str:
        """Return what these lines have here."""
        return lines[self.line][self.start : self.end]

    def put(self, lines: tuple[str, ...], text: str) -> tuple[str, ...]:
        """Return the lines with another text here."""
        line = lines[self.line]
        changed = line[: self.start] + text + line[self.end :]
        return (*lines[: self.line], changed, *lines[self.line + 1 :])


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
