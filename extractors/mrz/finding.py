"""Finding machine-readable zones among the words of a page."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from extractors.mrz.layouts import LINE_LENGTHS, kind_of
from extractors.mrz.parsing import Zone, parse
from extractors.ocr.engine import BLOCK, OcrEngine, SeenWord
from extractors.ocr.page import OcrReading
from models.extraction import MrzReading, TextSource, Word
from models.geometry import Box, enclosing

SURE_CHECKS = 2
"""Check digits that agree by chance in one of a hundred readings."""
LOWEST_STRIP = 16
"""Pixels below which a strip holds no text."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
LEAST_LENGTH = 24
"""Characters from which a line may be one of a zone."""
LEAST_NAMES = 12
NAMES_LINE = {2: 0, 3: 2}
"""Which line holds the names, by the number of lines of the zone."""
SLACK = 3
"""Characters that OCR may add to or lose from a line (runs of fillers are miscounted)."""

_NAMES = re.compile(r"[PVIAC][A-Z<][A-Z<]{3}[A-Z]+<.*|[A-Z]+(<[A-Z]+)*<<[A-Z<]+")
"""A line with the names, whose fillers at the end may be lost without harm."""
_FILLER_LIKE = str.maketrans({"«": "<<", "‹": "<", "(": "<", "[": "<", "{": "<", "_": "<"})
_NOT_ALPHABET = re.compile(r"[^A-Z0-9<]")
_CANDIDATE = re.compile(r"[<«‹]{2}|^[PVIAC][A-Z<][A-Z]{3}[A-Z]*<|\d{6}[0-9OQ][MFX<]\d{6}")


@dataclass(frozen=True, slots=True)
class Line:
    """One text line as the zone's alphabet shows it."""

    text: str
    box: Box
    confidence: float


def read_zones(
    words: tuple[Word, ...], reading: OcrReading | None, engine: OcrEngine
) -> tuple[MrzReading, ...]:
    """Return the zones of a page.

    Args:
        words: of the page.
        reading: the OCR reading of the page, if it was read by OCR; its image is read once more
            with the zone's alphabet where the first reading shows a zone and does not prove it.
        engine: reads that part.
    """
    lines = candidate_lines(words)
    if not lines:
        return ()
    zones = _zones(lines)
    if reading is not None and not any(not zone.failed_checks for zone in zones):
        # The first reading may have lost a whole line of the zone above or below what it has.
        for beyond in (0.5,) if zones else (0.5, 2.6):
            again = _zones(_second_look(lines, reading, engine, beyond))
            if again and (not zones or _failures(again) < _failures(zones)):
                zones = again
                break
    return tuple(zones)


def candidate_lines(words: tuple[Word, ...]) -> list[Line]:
    """Return the lines of ``words`` that may belong to a zone, in reading order."""
    by_line: dict[int, list[Word]] = {}
    for word in words:
        if word.source is not TextSource.XFA:
            by_line.setdefault(word.line, []).append(word)
    lines = []
    for members in by_line.values():
        raw = "".join(word.text for word in members)
        text = _normalised(raw)
        if not _may_be_line(text) or not _CANDIDATE.search(raw.replace(" ", "").upper()):
            continue
        confidence = sum(word.confidence for word in members) / len(members)
        lines.append(Line(text, enclosing(word.box for word in members), confidence))
    return lines


def _zones(lines: list[Line]) -> list[MrzReading]:
    today = datetime.now(UTC).date()
    zones = []
    place = 0
    while place < len(lines):
        for count, length in sorted(set(LINE_LENGTHS.values()), reverse=True):
            group = lines[place : place + count]
            zone = _zone(group, count, length, today)
            if zone is not None:
                zones.append(zone)
                place += count - 1
                break
        place += 1
    return zones


def _zone(group: list[Line], count: int, length: int, today: date) -> MrzReading | None:
    if len(group) < count:
        return None
    names = NAMES_LINE[count]
    if not all(_has_length(line.text, length, names=n == names) for n, line in enumerate(group)):
        return None
    best: Zone | None = None
    for lines in _fitted(tuple(line.text for line in group), length):
        zone = parse(lines, today) if kind_of(lines) else None
        if zone is None or not _plausible(zone):
            continue
        if best is None or len(zone.failed_checks) < len(best.failed_checks):
            best = zone
    if best is None:
        return None
    return _placed(best, group)


def _may_be_line(text: str) -> bool:
    return len(text) >= LEAST_LENGTH or (len(text) >= LEAST_NAMES and bool(_NAMES.fullmatch(text)))


def _has_length(text: str, length: int, *, names: bool) -> bool:
    if abs(len(text) - length) <= SLACK:
        return True
    return names and LEAST_NAMES <= len(text) < length and bool(_NAMES.fullmatch(text))


def _fitted(texts: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    """Bring each line to ``length`` by its longest run of fillers, or by its end."""
    fitted = tuple(_fit(text, length) for text in texts)
    cut = tuple(text[:length].ljust(length, "<") for text in texts)
    # A speck at the edge of the page is read as a first character now and then.
    shifted = tuple(_fit(text[1:], length) if len(text) > length else _fit(text, length)
                    for text in texts)  # fmt: skip
    return [fitted, cut, shifted]


def _fit(text: str, length: int) -> str:
    if len(text) == length:
        return text
    runs = sorted(re.finditer(r"<{2,}", text), key=lambda run: run.end() - run.start())
    if not runs:
        return text[:length].ljust(length, "<")
    start, end = runs[-1].span()
    size = max(0, end - start + length - len(text))
    return (text[:start] + "<" * size + text[end:])[:length].ljust(length, "<")


def _plausible(zone: Zone) -> bool:
    """Whether at least two checks agree, or the dates are dates and the issuer is a state."""
    checks = 3 if zone.kind.value.startswith("mrv") else 4
    agree = checks - len(zone.failed_checks)
    dated = zone.birth_date is not None and zone.expiry_date is not None
    return agree >= SURE_CHECKS or (agree >= 1 and dated and zone.issuing_state.isalpha())


def _placed(zone: Zone, group: list[Line]) -> MrzReading:
    return MrzReading(
        kind=zone.kind,
        lines=zone.lines,
        document_code=zone.document_code,
        issuing_state=zone.issuing_state,
        family_name=zone.family_name,
        given_name=zone.given_name,
        document_number=zone.document_number,
        nationality=zone.nationality,
        birth_date=zone.birth_date,
        sex=zone.sex,
        expiry_date=zone.expiry_date,
        failed_checks=zone.failed_checks,
        box=enclosing(line.box for line in group),
        confidence=round(sum(line.confidence for line in group) / len(group), 4),
    )


def _failures(zones: list[MrzReading]) -> int:
    return min(len(zone.failed_checks) for zone in zones)


def _second_look(
    lines: list[Line], reading: OcrReading, engine: OcrEngine, beyond: float
) -> list[Line]:
    """Read the strip around the candidate lines again, with the zone's alphabet alone.

    Args:
        lines: the candidates.
        reading: of the page.
        engine: reads the strip.
        beyond: how far the strip reaches above and below them, in heights of a line.
    """
    prepared = reading.prepared
    height, _ = prepared.image.shape
    corners = prepared.mapping.rectangle(enclosing(line.box for line in lines))
    margin = max(8.0, beyond * (corners[3] - corners[1]) / len(lines))
    top, bottom = max(0, int(corners[1] - margin)), min(height, int(corners[3] + margin))
    if bottom - top < LOWEST_STRIP:
        return []
    seen = engine.words(prepared.image[top:bottom], mode=BLOCK, whitelist=ALPHABET)
    by_line: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in seen:
        by_line.setdefault(word.line, []).append(word)
    again = []
    for members in by_line.values():
        text = _normalised("".join(word.text for word in members))
        if not _may_be_line(text):
            continue
        boxes = [
            prepared.mapping.box(
                word.left, top + word.top, word.left + word.width, top + word.top + word.height
            )
            for word in members
        ]
        confidence = sum(word.confidence for word in members) / len(members)
        again.append(Line(text, enclosing(boxes), confidence))
    return again


def _normalised(text: str) -> str:
    return _NOT_ALPHABET.sub("", text.translate(_FILLER_LIKE).upper())
