"""Simulated reading errors, so that the model learns pages as OCR hands them over."""

import unicodedata
from dataclasses import dataclass
from random import Random

from models.extraction import QualityTier

_CONFUSIONS: dict[str, tuple[str, ...]] = {
    "l": ("1", "I", "|", "i"), "i": ("l", "1", "!", "j"), "I": ("l", "1", "|", "T"),
    "1": ("l", "I", "7"), "O": ("0", "Q", "D"), "0": ("O", "o", "8"), "o": ("0", "c", "e"),
    "e": ("c", "o", "é"), "c": ("e", "o", "("), "a": ("o", "s", "â"), "s": ("5", "a", "S"),
    "S": ("5", "8", "$"), "5": ("S", "6"), "8": ("B", "3", "6"), "B": ("8", "E", "R"),
    "g": ("q", "9", "y"), "q": ("g", "o"), "h": ("b", "n"), "b": ("h", "6"), "n": ("r", "u", "h"),
    "u": ("n", "v", "ii"), "m": ("rn", "nn", "in"), "w": ("vv", "u"), "v": ("y", "u"),
    "t": ("f", "l", "+"), "f": ("t", "r"), "r": ("t", "n", "f"), "d": ("cl", "o"), "E": ("F", "B"),
    "F": ("P", "E"), "P": ("F", "R"), "C": ("G", "O", "("), "G": ("6", "C"), "D": ("O", "0"),
    "T": ("I", "7"), "Z": ("2", "7"), "2": ("Z", "7"), "é": ("e", "è", "6", "ê"),
    "è": ("e", "é"), "ê": ("e", "é"), "à": ("a", "â"), "ç": ("c", "g"), "ô": ("o", "6"),
    "â": ("a", "4"), "î": ("i", "f"), "'": ("", "’", "`"), "’": ("'", ""), ".": (",", ""),
    ",": (".", ""), "-": ("—", "~", ""), "<": ("(", "c", "K"),
}  # fmt: skip
"""What Tesseract reads for what was printed."""

_STRAY = ("|", "~", "—", "_", ".", "'", "‘", "»", "=", "\\", "i", "ee", "oe")


@dataclass(frozen=True)
class Severity:
    """Rates, 0..1, of each error.

    Attributes:
        character: per character. blank: word broken or joined, per blank or word.
        line: line lost, per line. order: neighbouring lines exchanged, per line.
        stray: invented scraps, per line. accents: all accents lost, per page.
        cut: the top or the foot of the page lost, per page.
    """

    character: float
    blank: float
    line: float
    order: float
    stray: float
    accents: float
    cut: float


SEVERITIES: dict[QualityTier, Severity] = {
    QualityTier.GOOD: Severity(0.015, 0.02, 0.06, 0.05, 0.05, 0.1, 0.02),
    QualityTier.FAIR: Severity(0.06, 0.06, 0.18, 0.08, 0.10, 0.3, 0.06),
    QualityTier.POOR: Severity(0.12, 0.10, 0.35, 0.12, 0.20, 0.5, 0.12),
}
"""Fitted to 540 documents that were degraded and read by the real engine: of the printed lines,
8, 22 and 46 % were lost on pages of these tiers, and of the characters on the others 3, 11 and
17 % were misread, values and dot leaders among them."""


def noisy(text: str, tier: QualityTier, rng: Random) -> str:
    """Return ``text``, one text line a line, as OCR of a page of the ``tier`` might read it."""
    severity = SEVERITIES[tier]
    lines = [line for line in text.split("\n") if rng.random() >= severity.line]
    lines = _cut(lines, severity, rng)
    for at in range(len(lines) - 1):
        if rng.random() < severity.order:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
    if rng.random() < severity.accents:
        lines = [_plain(line) for line in lines]
    return "\n".join(_misread(line, severity, rng) for line in lines)


def _cut(lines: list[str], severity: Severity, rng: Random) -> list[str]:
    if len(lines) < 10 or rng.random() >= severity.cut:  # noqa: PLR2004 - a page of some length
        return lines
    lost = rng.randint(1, len(lines) // 5)
    return lines[lost:] if rng.random() < 0.5 else lines[:-lost]  # noqa: PLR2004 - even chances


def _plain(line: str) -> str:
    decomposed = unicodedata.normalize("NFKD", line)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _misread(line: str, severity: Severity, rng: Random) -> str:
    read = []
    for character in line:
        if character == " ":
            read.append("" if rng.random() < severity.blank / 2 else " ")
        elif rng.random() < severity.character:
            read.append(rng.choice((*_CONFUSIONS.get(character, ("",)), "")))
        elif rng.random() < severity.blank / 8:
            read.append(f"{character} ")
        else:
            read.append(character)
    if rng.random() < severity.stray:
        read.insert(rng.randint(0, len(read)), f" {rng.choice(_STRAY)} ")
    return "".join(read)
