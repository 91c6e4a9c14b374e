"""The check digits of a zone: what each should be, and which do not agree."""

from extractors.mrz.layouts import FILLER, Check, Layout, Span

WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the check digit of ``text`` (ICAO 9303 part 3, 4.9)."""
    total = sum(_value(char) * WEIGHTS[index % 3] for index, char in enumerate(text))
    return str(total % 10)


def failed_checks(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Return the names of the checks whose digit does not agree."""
    failed = []
    for name, spans, place in checks(lines, layout):
        text = "".join(span.of(lines) for span in spans)
        stated = place.of(lines)
        unused = stated == FILLER and not text.strip(FILLER)
        if not unused and check_digit(text) != stated:
            failed.append(name)
    return tuple(failed)


def checks(lines: tuple[str, ...], layout: Layout) -> tuple[Check, ...]:
    """Return the checks of a zone; a long document number is checked with its second part."""
    rest = number_goes_on(lines, layout)
    if rest is None:
        return layout.checks
    (name, spans, _), *others = layout.checks
    digit = Span(rest.line, rest.end - 1, rest.end)
    return ((name, (*spans, Span(rest.line, rest.start, rest.end - 1)), digit), *others)


def number_goes_on(lines: tuple[str, ...], layout: Layout) -> Span | None:
    """Return the second part of a document number of more than nine characters, with its digit.

    A filler then stands in the place of the check digit (ICAO 9303 parts 5 and 6, note j).
    """
    _, _, place = layout.checks[0]
    optional = layout.optional
    full = not layout.number.of(lines).endswith(FILLER)
    if optional is None or place.of(lines) != FILLER or not full:
        return None
    rest = optional.of(lines).split(FILLER)[0]
    return Span(optional.line, optional.start, optional.start + len(rest)) if rest else None


def _value(char: str) -> int:
    if char.isdigit():
        return int(char)
    return ord(char) - 55 if "A" <= char <= "Z" else 0
