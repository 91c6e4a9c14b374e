"""Blocks of a name and an address, as an envelope shows them through its window."""

import re
from dataclasses import dataclass
from statistics import median

from classifiers.fields.columns import segments
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.parsing.address_pieces import LINE_END, ends_with_province
from classifiers.fields.parsing.addresses import find_addresses
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.rules import covered, joined
from models.extraction import TextSource

Line = tuple[PlacedWord, ...]
"""Words of one line of one column."""

_LINE_REACH = 1.3
"""Largest gap between two lines of a block, in heights."""
_LINE_REACH_BY_OCR = 1.7
"""OCR measures lines without ascenders or descenders, so that gaps between them seem larger."""
_BEFORE_CODE = 2.5
"""Blank before a postal code, in heights of the row."""
_FALL = 0.75
"""Heights by which the two parts of one line may differ, as they do in none below each other."""
_MOST_WORDS = 12
"""Words of a line of an address; a longer one is a line of a paragraph that names one."""
_MOST_BLOCK_LINES = 6
_DAMAGED_CODE = re.compile(
    r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)? +(?=\S*\d)[A-Z0-9)\]]{3} ?[A-Z0-9)\]]{3}$"
)
_ONE_SIZE = 1.5


def address_blocks(sheet: Sheet) -> list[tuple[Line, ...]]:
    """Return blocks of lines, aligned left, that end with a postal code or a country.

    A block begins at most five lines above its postal code; blocks come from the top down.
    """
    lines = _with_fallen([part for row in sheet.rows for part in _lines_of(row)])
    blocks = []
    for index, line in enumerate(lines):
        if len(line) <= _MOST_WORDS and _ends_block(" ".join(word.text for word in line)):
            block = _block_above(lines[: index + 1])
            if len(block) > 1:
                blocks.append(block)
    return blocks


def _ends_block(text: str) -> bool:
    """Whether a line has a postal code, or ends with a province and what OCR made of its code."""
    return find_postal_code(text) is not None or _DAMAGED_CODE.search(text) is not None


def _lines_of(row: Row) -> list[Line]:
    """Return the parts of a row, where the wide blank before a postal code parts nothing.

    Canada Post asks for two blanks there (« Winnipeg MB  R1E 0X2 »). Nor does the blank behind a
    comma, with which no line of an address ends within its row.
    """
    lines: list[Line] = []
    for part in segments(row):
        text = " ".join(word.text for word in part)
        code = find_postal_code(text)
        ends = code is not None and code.start == 0
        if lines and (ends or lines[-1][-1].text.endswith(",")) and _is_near(row, lines[-1], part):
            lines[-1] += part
        else:
            lines.append(part)
    return lines


def _with_fallen(lines: list[Line]) -> list[Line]:
    """Put a province and a code that stand in no line of a city behind the city before them.

    Lines of a photograph fall, so that the words of one line are of two rows where another column
    stands between them.
    """
    whole = list(lines)
    for code in (line for line in lines if _is_code(line)):
        before = next((line for line in whole if line is not code and _falls(line, code)), None)
        if before is not None:
            whole[whole.index(before)] = before + code
            whole.remove(code)
    return whole


def _is_code(line: Line) -> bool:
    """Whether a line is a postal code and nothing else but the province before it."""
    text = joined(line)[0]
    code = find_postal_code(text)
    if code is None or code.end < len(text):
        return False
    before = text[: code.start].strip(" ()")
    return not before or ends_with_province(before)


def _falls(line: Line, code: Line) -> bool:
    """Whether a code goes on a line a little below or above it, one blank or two behind it."""
    height = max(line[-1].height, code[0].height)
    blank = code[0].x0 - line[-1].x1
    near = 0.0 < blank < _BEFORE_CODE * height
    return near and abs(line[-1].middle - code[0].middle) < _FALL * height and not has_digit(line)


def _is_near(row: Row, before: Line, part: Line) -> bool:
    return part[0].x0 - before[-1].x1 < _BEFORE_CODE * row.breadth


def _block_above(
    lines: list[Line],
) -> tuple[Line, ...]:
    """Follow the lines upward from the last, as long as they stand right above each other.

    What stands in another column ends no block.
    """
    block = [lines[-1]]
    for line in reversed(lines[:-1]):
        lower = block[0]
        height = max(lower[0].height, line[0].height)
        gap = lower[0].y0 - line[0].y1
        if line[-1].x1 < lower[0].x0 or line[0].x0 > lower[-1].x1:
            continue
        if gap > line_reach(line) * height or len(block) == _MOST_BLOCK_LINES:
            break
        if gap > -0.3 * height and not of_one_size(line, lower):
            break
        if abs(line[0].x0 - lower[0].x0) <= 1.5 * height and gap > -0.3 * height:
            block.insert(0, line)
    return tuple(block)


def line_reach(line: Line) -> float:
    """Return the largest gap between a line and the next one of its block, in heights."""
    by_ocr = line[0].word.source is TextSource.OCR
    return _LINE_REACH_BY_OCR if by_ocr else _LINE_REACH


def of_one_size(line: Line, other: Line) -> bool:
    """Whether two lines are set in about the same size: a title above a name is no part of it."""
    one, two = (median(word.height for word in words) for words in (line, other))
    return max(one, two) < _ONE_SIZE * min(one, two)


@dataclass(frozen=True, slots=True)
class Resident:
    """An address block as its lines say it.

    Attributes:
        names: the lines that may hold the name, the likeliest first: the two above the address.
        address: the address, with the words that it was read from; None where the lines tell none.
    """

    names: tuple[Line, ...]
    address: tuple[Match, Line] | None


def resident_of(block: tuple[Line, ...]) -> Resident:
    """Find the last address of a block, and the lines right above it.

    The date and the number of an account may stand above the name, and a company above both.
    """
    words = tuple(word for line in block for word in line)
    text = LINE_END.join(joined(line)[0] for line in block)
    found = find_addresses(text)
    if not found:
        return Resident(block[:1], None)
    seen = covered(words, joined(words)[1], found[-1])
    street = next(i for i, line in enumerate(block) if seen[0] in line)
    return Resident(tuple(reversed(block[max(0, street - 2) : street])), (found[-1], seen))


def has_digit(line: Line) -> bool:
    """Whether a line holds a digit, as a street does."""
    return any(c.isdigit() for word in line for c in word.text)
