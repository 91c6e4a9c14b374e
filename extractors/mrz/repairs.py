"""Repairs of what OCR misread: by what may stand where, and as check digits prove."""

from dataclasses import dataclass

from extractors.mrz.check_digits import checks, failed_checks
from extractors.mrz.layouts import COMPOSITE, Layout, Span

_TO_DIGIT = str.maketrans("OQDIZLSBGT", "0001215867")
_TO_LETTER = str.maketrans("0123568", "OIZESGB")
_PAIRS = ("0O", "0D", "0Q", "1I", "1L", "2Z", "4A", "5S", "6G", "8B")
_ALIKE = {
    char: "".join(pair.replace(char, "") for pair in _PAIRS if char in pair)
    for char in "".join(_PAIRS)
}
"""Characters that OCR confuses in the OCR-B face."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A zone with one look-alike exchanged.

    Attributes:
        fits: whether the characters beside it are of its class, digit or letter; the check digit
            alone would bless one in ten wrong exchanges.
    """

    lines: tuple[str, ...]
    fits: bool


def typed(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Read letters as digits where only digits may stand, and the reverse."""
    digits = (layout.birth, layout.expiry, *(place for _, _, place in layout.checks))
    for span in digits:
        lines = span.put(lines, span.of(lines).translate(_TO_DIGIT))
    for span in (layout.names, layout.issuer, layout.nationality):
        lines = span.put(lines, span.of(lines).translate(_TO_LETTER))
    return lines


def repaired(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Exchange one look-alike character where check digits prove the exchange.

    A check of one digit is right by chance in one of ten readings, so an exchange is kept only if
    it is the single one that works, suits the characters beside it, breaks no other check, and
    leaves no check over the changed character in doubt. The composite digit has to agree as well,
    but proves little: it weighs the number as the number's own digit does.
    """
    mended = lines
    for name in failed_checks(lines, layout):
        failed = failed_checks(mended, layout)
        if name not in failed:
            continue
        spans = next(spans for check, spans, _ in checks(mended, layout) if check == name)
        working = [
            exchange
            for exchange in _exchanges(mended, spans)
            if name not in (after := failed_checks(exchange.lines, layout))
            and set(after) < set(failed)
        ]
        if len(working) == 1 and working[0].fits:
            mended = working[0].lines
    return mended if COMPOSITE not in failed_checks(mended, layout) else lines


def _exchanges(lines: tuple[str, ...], spans: tuple[Span, ...]) -> list[Exchange]:
    return [
        Exchange(
            Span(span.line, place, place + 1).put(lines, other),
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
