"""What every letter has: a date, and a person to whom it is written."""

import re
from statistics import median

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.label_words import is_label_text
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.parsing.dates import NumericOrder, date_parser, find_date
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_name
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_HEAD = 0.5
"""Share of the first page in which a letter's date and addressee stand."""
_PLACE_AND_DATE = 34
"""Characters that may stand before a date that has its line to itself (« Montréal, le »)."""
_AFTER_DATE = 3
_LEAST_COLUMN = 3
"""Dates below each other that are a table's."""
_LINE_REACH = 1.3
_MOST_BLOCK_LINES = 6
_NAME_WORDS = range(1, 8)
_LEAST_NAME_WORDS = 2
_ONE_SIZE = 1.5
_PARTICLES = (
    "von|van|vom|zu|zum|der|den|ter|ten|de|du|des|da|das|do|dos|del|della|di|la|las|le|los|al|el|"
    "ben|bin|ibn|bint|e|y|i"
)
_ELIDED = re.compile("(?:d['\u2019]|l['\u2019]|al-|el-).+")
_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u1e00-\u1eff]"
_IN_PROSE = re.compile(
    rf"\s*(?:(?:{_CAPITAL}[^\W\d_]*|{_PARTICLES})(?:['\u2019-][^\W\d_]+)*\.?(?:\s+|$|(?=,)))+"
)
_FORMS_OF_ADDRESS = (
    "dear",
    "cher",
    "chere",
    "bonjour",
    "hello",
    "madame",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "to",
    "attention",
)
_TITLES = frozenset((*_FORMS_OF_ADDRESS, "m", "mme", "mlle", "me", "mx", "miss", "dr"))
_NO_PERSON_WORDS = """
whom may concern attention
no dear hello bonjour cher chère madame monsieur sir madam applicant client cliente customer
tenant candidat candidate ministère ministry gouvernement government immigration refugees
citizenship canada québec direction bureau office centre center service services inc ltd ltée llc
bank banque caisse hydro energy power gas water telecom department ministre minister objet subject
re date page case postal box station succ street rue avenue road city réfugiés citoyenneté
francisation intégration diversité inclusion commission company compagnie municipality province
statement bill invoice facture relevé account lettre letter certificat certificate programme
program invitation confirmation avis notice application demande number numéro work permit permis
travail receipt accusé réception acknowledgment submission présentation soumission resident
résidence résident permanent permanente temporary temporaire maintained maintenu status statut
sélection selection officer agent economic économique international mobility mobilité agreement
lease bail tenancy proof preuve your votre our notre payment paiement official officiel portal
portail yours truly sincerely regards sincères salutations cordialement merci thank notification
ar aor csq uci iuc individual individuel individuelle solde balance documents messages mon compte
profile profil depuis since under total montant amount période period home accueil help aide
information renseignements section declaration
"""
_NO_PERSON = frozenset(fold(_NO_PERSON_WORDS).split())


def letter_rules(order: NumericOrder) -> tuple[Rule, ...]:
    """Rules of the labelled date and name of a letter."""
    return (
        Rule(FieldName.LETTER_DATE, v.LETTER_DATE, date_parser(order), meanings=m.LETTER_DATE),
        Rule(
            FieldName.FULL_NAME,
            v.FULL_NAME,
            find_person,
            WORDS_ONLY,
            one_line=True,
            meanings=m.FULL_NAME,
        ),
        Rule(
            FieldName.FAMILY_NAME,
            v.FAMILY_NAME_IN_FULL,
            find_person,
            WORDS_ONLY,
            one_line=True,
            meanings=m.FAMILY_NAME,
        ),
        Rule(
            FieldName.GIVEN_NAME,
            v.GIVEN_NAME,
            find_person,
            WORDS_ONLY,
            one_line=True,
            meanings=m.GIVEN_NAME,
        ),
    )


def joined_names(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Put one full name in the place of its parts; a bare « Nom » beside « Prénom » is one."""
    parts = {FieldName.FAMILY_NAME, FieldName.GIVEN_NAME}
    others = tuple(reading for reading in readings if reading.name not in parts)
    full, family, given = (
        next((reading for reading in readings if reading.name is name), None)
        for name in (FieldName.FULL_NAME, FieldName.FAMILY_NAME, FieldName.GIVEN_NAME)
    )
    last = family or full
    if given is None or last is None or given.values[0] in last.values[0]:
        return others
    name = f"{given.values[0]} {last.values[0]}"
    words = given.words + last.words
    whole = Reading(FieldName.FULL_NAME, (name,), words, given.sheet, given.placement)
    return (whole, *(r for r in others if r.name is not FieldName.FULL_NAME))


def standing_date(sheets: tuple[Sheet, ...], order: NumericOrder) -> Reading | None:
    """Find the date that has a line to itself near the top of the first page."""
    parse = date_parser(order)
    dated = []
    for row in sheets[0].rows if sheets else ():
        for words in segments(row):
            text, places = joined(words)
            match = parse(text)
            if match and match.start <= _PLACE_AND_DATE and len(text) - match.end <= _AFTER_DATE:
                seen = covered(words, places, match)
                dated.append(
                    Reading(FieldName.LETTER_DATE, match.values, seen, sheets[0], Placement.FLOW)
                )
    return next((found for found in dated if _stands_alone(found, dated)), None)


def _stands_alone(found: Reading, dated: list[Reading]) -> bool:
    """Whether a date stands in the upper half and heads no column of dates, as transactions do."""
    column = [
        other
        for other in dated
        if abs(other.words[0].x0 - found.words[0].x0) < found.words[0].height
    ]
    return found.words[0].y0 <= _HEAD * found.sheet.height and len(column) < _LEAST_COLUMN


def addressee(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Find the person to whom a letter is written: above the address, or in the salutation."""
    if not sheets:
        return None
    for block in address_blocks(sheets[0]):
        for line in named_lines(block):
            found = _person(line, sheets[0])
            if found is not None:
                return found
    over = _over_street(sheets[0])
    if over is not None:
        return over
    greeted, lone = saluted(sheets[0]), _lone_name(sheets[0])
    if greeted and lone and fold(greeted.values[0]) in fold(lone.values[0]):
        return lone
    return greeted or lone


def _lone_name(sheet: Sheet) -> Reading | None:
    """Find a name alone in its row, or before a colon, between letterhead and letter."""
    for row in sheet.rows[1:]:
        if row.y0 > _HEAD * sheet.height:
            break
        for line in segments(row):
            if line != row.words and not line[-1].text.endswith((":", ",")):
                continue
            name = tuple(word for word in line if word.key)
            found = _person(line, sheet)
            if found and len(found.words) >= _LEAST_NAME_WORDS and found.words == name:
                return found
    return None


def address_blocks(sheet: Sheet) -> list[tuple[tuple[PlacedWord, ...], ...]]:
    """Return blocks of lines, aligned left, that end with a postal code or a country.

    A block begins at most five lines above its postal code; blocks come from the top down.
    """
    lines = [part for row in sheet.rows for part in segments(row)]
    blocks = []
    for index, line in enumerate(lines):
        if find_postal_code(" ".join(word.text for word in line)):
            block = _block_above(lines[: index + 1])
            if len(block) > 1:
                blocks.append(block)
    return blocks


def _block_above(
    lines: list[tuple[PlacedWord, ...]],
) -> tuple[tuple[PlacedWord, ...], ...]:
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
        if gap > _LINE_REACH * height or len(block) == _MOST_BLOCK_LINES:
            break
        if gap > -0.3 * height and not _of_one_size(line, lower):
            break
        if abs(line[0].x0 - lower[0].x0) <= 1.5 * height and gap > -0.3 * height:
            block.insert(0, line)
    return tuple(block)


def _of_one_size(line: tuple[PlacedWord, ...], other: tuple[PlacedWord, ...]) -> bool:
    """Whether two lines are set in about the same size: a title above a name is no part of it."""
    one, two = (median(word.height for word in words) for words in (line, other))
    return max(one, two) < _ONE_SIZE * min(one, two)


def named_lines(
    block: tuple[tuple[PlacedWord, ...], ...],
) -> tuple[tuple[PlacedWord, ...], ...]:
    """Return the lines of an address block that may hold the name, the likeliest first.

    The name stands right above the street, which has a number; a line above may be a company.
    """
    street = next((i for i, line in enumerate(block) if _has_digit(line)), len(block))
    return tuple(reversed(block[max(0, street - 2) : street])) or block[:1]


def _over_street(sheet: Sheet) -> Reading | None:
    """Find a person's name right above a line with a number, as abroad where no postal code tells.

    Both stand alone in their columns and begin at the same place.
    """
    lines = [part for row in sheet.rows for part in segments(row)]
    for index, line in enumerate(lines):
        if line[0].y0 > _HEAD * sheet.height:
            break
        if len(line) < _LEAST_NAME_WORDS or _has_digit(line):
            continue
        lower = next((low for low in lines[index + 1 : index + 5] if _right_below(line, low)), None)
        if lower and _has_digit(lower) and any(w.key.isalpha() for w in lower):
            found = _person(line, sheet)
            if found is not None and not _is_dated(lower):
                return found
    return None


def _is_dated(line: tuple[PlacedWord, ...]) -> bool:
    return find_date(" ".join(word.text for word in line)) is not None


def _has_digit(line: tuple[PlacedWord, ...]) -> bool:
    return any(c.isdigit() for word in line for c in word.text)


def _right_below(line: tuple[PlacedWord, ...], lower: tuple[PlacedWord, ...]) -> bool:
    height = max(line[0].height, lower[0].height)
    gap = lower[0].y0 - line[0].y1
    aligned = abs(lower[0].x0 - line[0].x0) < height
    return -0.3 * height < gap <= _LINE_REACH * height and aligned and _of_one_size(line, lower)


def _person(line: tuple[PlacedWord, ...], sheet: Sheet) -> Reading | None:
    text, places = joined(line)
    match = find_name(text)
    if match is None or not is_person(match.values[0]) or match.end < len(text.rstrip(" ,.:;")):
        return None
    words = covered(line, places, match)
    return Reading(FieldName.FULL_NAME, match.values, words, sheet, Placement.FLOW)


def find_person(text: str) -> Match | None:
    """Take the name of a person that a text begins with."""
    match = find_name(text)
    return match if match and is_person(match.values[0]) else None


def find_named_in_prose(text: str) -> Match | None:
    """Take the capitalised words that a text begins with, with particles between them."""
    match = _IN_PROSE.match(text)
    if match is None:
        return None
    found = find_person(match[0].rstrip(" ,"))
    if found is None or " " not in found.values[0]:
        return None
    return found


def is_person(name: str) -> bool:
    """Whether a text can be a person's name: a few words, no digit, no word of an organisation."""
    words = re.findall(r"[^\W\d_]+", fold(name))
    return (
        len(words) in _NAME_WORDS
        and "+" not in name
        and _is_written_like_a_name(name)
        and not any(c.isdigit() for c in name)
        and not is_label_text(name)
        and not any(word in _NO_PERSON for word in words)
    )


def _is_written_like_a_name(name: str) -> bool:
    """Whether every word has a capital, as names have and sentences do not, or is a particle."""
    if ".." in name:
        return False
    return not any(
        word[0].islower() and not (re.fullmatch(_PARTICLES, word) or _ELIDED.fullmatch(word))
        for word in name.split()
    )


def saluted(sheet: Sheet) -> Reading | None:
    """Find the person whom a salutation names."""
    for row in sheet.rows:
        words = segments(row)[0]
        if not _addresses(words[0]) or len(words) > max(_NAME_WORDS) + 3:
            continue
        skip = 1
        while skip < len(words) and (_titles(words[skip]) or words[skip].key in ("de", "of")):
            skip += 1
        if skip < len(words):
            found = _person(words[skip:], sheet)
            if found is not None:
                return found
    return None


def _addresses(word: PlacedWord) -> bool:
    """Whether a word begins a salutation: « Madame », "To", « À l'attention », « M./Mme »."""
    parts = _parts(word)
    return word.text in ("\u00c0", "A") or (
        _titles(word) and (parts[0] in _FORMS_OF_ADDRESS or len(parts) > 1)
    )


def _titles(word: PlacedWord) -> bool:
    """Whether a word is nothing but forms of address, with an elided article at most."""
    parts = _parts(word)
    return bool(parts) and all(part in _TITLES for part in parts)


def _parts(word: PlacedWord) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.sub(r"^l'", "", fold(word.text)))
