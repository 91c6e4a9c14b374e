"""Which party of a lease a name is: by the sentence that calls it so, or by the heading over it.

In a sentence ("between A (the landlord) and B (the tenant)") no caption leads to the name. What
tells whose it is stands behind it, in brackets or in quotation marks, and the sentence may break
anywhere. On a form "Name" and "Address" stand under "Landlord" as they do under "Tenant".
"""

import re
from collections.abc import Iterator

from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.person_names import NAME_WORDS, find_named_in_prose
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

TENANT = frozenset(
    ("tenant", "tenants", "lessee", "lessees", "renter", "locataire", "locataires", "preneur")
)
LANDLORD = frozenset(
    ("landlord", "landlords", "lessor", "lessors", "owner", "locateur", "locateurs", "bailleur",
     "proprietaire", "agent", "manager")
)  # fmt: skip
"""What the parties of a lease are called."""
_HOME = frozenset(
    ("rental", "rented", "unit", "premises", "dwelling", "property", "logement", "loue", "lieux",
     "loues")
)  # fmt: skip
_OF_HEADINGS = frozenset(
    ("", "the", "le", "la", "les", "du", "de", "of", "and", "et", "entre", "between", "s",
     "information", "informations", "description", "destination", "details", "section", "part",
     "partie", "a", "b", "c", "1", "2", "3", "4", "5")
)  # fmt: skip
"""Words that a heading has beside the party that it names."""
_MOST_ROWS = 10
"""Rows below a heading of a party that are about it, at most."""
_BEFORE = frozenset(("and", "et", "between", "entre", "to", "a", "with", "avec"))
"""Words that stand right before the name of a party."""
_OPENING = ("(", '"', "\u201c", "\u00ab", "[")
_CLOSING = (")", '"', "\u201d", "\u00bb", "]")
_CALLING_WORDS = """
the a as is to be who and or in this hereinafter hereafter herein called referred known named
designated collectively jointly severally individually le la les l ci apres ciapres cidessous
appele appelee appeles appelees nomme nommee nommes nommees denomme denommee denommes denommees
designe designee designes designees comme etant aussi
"""
_CALLING = frozenset(_CALLING_WORDS.split())
"""Words with which a party is called something, as in "(hereinafter referred to as the “Tenant”)".

Any other word says more of the person: "(who rents to the tenant)" is the landlord.
"""
_MOST_CALLED = 9
"""Words from the bracket to the word "tenant" at most."""
_WORD = re.compile(r"[a-z0-9]+")
_LINE_REACH = 1.7
"""Largest gap between two lines of a paragraph, in heights."""


def tenant_in_prose(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Find the first person whom a sentence calls the tenant behind the name."""
    for sheet in sheets:
        for words in paragraphs(sheet):
            for place, word in enumerate(words):
                if word.key in TENANT:
                    found = _named_before(sheet, words, place)
                    if found is not None:
                        return found
    return None


def paragraphs(sheet: Sheet) -> Iterator[tuple[PlacedWord, ...]]:
    """Yield the words of rows that stand close to each other, in the order of reading."""
    words: tuple[PlacedWord, ...] = ()
    for above, row in zip((None, *sheet.rows), sheet.rows, strict=False):
        if above is not None and row.y0 - above.y1 > _LINE_REACH * max(row.height, above.height):
            yield words
            words = ()
        words += row.words
    yield words


def _named_before(sheet: Sheet, words: tuple[PlacedWord, ...], place: int) -> Reading | None:
    """Read the name that stands before the bracket in which a party is called the tenant."""
    bracket = _opening(words, place)
    if bracket is None:
        return None
    first = bracket - max(NAME_WORDS)
    for start in range(bracket - 1, max(0, first) - 1, -1):
        if start and (words[start - 1].key in _BEFORE or words[start - 1].text.endswith(":")):
            return _name(sheet, words[start:bracket])
    return None


def _opening(words: tuple[PlacedWord, ...], place: int) -> int | None:
    """Return where what is said of a name opens: « (ci-après le « locataire ») » opens twice.

    Nothing but words of calling may stand between there and the word "tenant".
    """
    found = None
    for index in range(place, max(-1, place - _MOST_CALLED), -1):
        if index < place and not _calls(words[index]):
            break
        if words[index].text.startswith(_OPENING):
            found = index
    # A comma may stand for the bracket: « Ana Ruiz, ci-après « la locataire » ».
    lead = found or 0
    while lead and words[lead - 1].key in _CALLING and words[lead - 1].key:
        lead -= 1
    return lead if found and lead and words[lead - 1].text.endswith(",") else found


def _calls(word: PlacedWord) -> bool:
    """Whether a word only leads to what a party is called; a mark of its own does, too."""
    if not word.key:
        return True
    return word.key in _CALLING and not word.text.rstrip(",.").endswith(_CLOSING)


def _name(sheet: Sheet, words: tuple[PlacedWord, ...]) -> Reading | None:
    text = as_names(words)
    match = find_named_in_prose(text)
    if match is None or match.end < len(text.rstrip(" ,")):
        return None
    seen = covered(words, joined(words)[1], match)
    return Reading(FieldName.FULL_NAME, match.values, seen, sheet, Placement.FLOW)


def without_landlords(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out names and addresses that stand under a heading of the landlord."""
    whose = (FieldName.FULL_NAME, FieldName.ADDRESS)
    return tuple(
        r for r in readings if r.name not in whose or not is_landlords(r.sheet, r.words[0])
    )


def is_landlords(sheet: Sheet, word: PlacedWord) -> bool:
    """Whether the last heading of a party above a word, in its column, is the landlord's."""
    index = next((i for i, row in enumerate(sheet.rows) if word in row.words), 0)
    for row in reversed(sheet.rows[max(0, index - _MOST_ROWS) : index]):
        headings = [(part, party_of(part)) for part in segments(row)]
        if all(party for _, party in headings):
            left = [p for part, p in headings if part[0].x0 <= word.x0 + row.height]
            return bool(left) and left[-1] is LANDLORD
    return False


def party_of(part: tuple[PlacedWord, ...]) -> frozenset[str] | None:
    """Return the words of the party that a part of a row names and nothing else."""
    told = {key for word in part for key in _WORD.findall(fold(word.text))} - _OF_HEADINGS
    return next((party for party in (TENANT, LANDLORD, _HOME) if told and told <= party), None)
