"""Who lives in a home, as the sentence of a letter tells it: before a verb or behind one.

"Ana Ruiz has shared this apartment with me" names her before what she does, « atteste héberger à
mon domicile Mme Ana Ruiz » behind what is done for her. Who writes and who is written to live
elsewhere, and are told by other verbs: "I rent", « je loue ».
"""

import re
from collections.abc import Iterator

from classifiers.fields.layout import Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.match import Match
from classifiers.fields.parties import paragraphs
from classifiers.fields.person_names import NAME_WORDS, find_named_in_prose
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_LIVES = re.compile(
    r"(?:,?\s+(?:who|qui))?\s+(?:currently\s+|also\s+)?(?:"
    r"(?:has\s+)?(?:lived|resided|shared|rented|occupied|boarded|lodged|stayed)|"
    r"(?:is|has\s+been)\s+(?:living|residing|sharing|renting|occupying|boarding|lodging|staying)|"
    r"lives|resides|shares|rents|occupies|boards|lodges|stays|"
    r"habit(?:e|ait)|r[ée]sid(?:e|ait)|demeur(?:e|ait)|log(?:e|eait)|vit|vivait|partage(?:ait)?|"
    r"cohabit(?:e|ait)|occup(?:e|ait)|lou(?:e|ait))\b"
)
"""What a person does at home, in the words of somebody else. Who says it of oneself writes "I rent"
or « demeurant au »."""
_HOUSES = re.compile(
    r"\b(?:h[ée]berge(?:r|ons|ant)?|accueill(?:e|ir|ons|ant)|hosting|housing|accommodating)\s",
    re.IGNORECASE,
)
"""What is done for a guest; the guest's name follows."""
_TITLED = re.compile(r"\b(?:Mme|Mlle|Madame|Monsieur|Mademoiselle|M\.|Mr\.?|Mrs\.?|Ms\.?|Miss)\s")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s|(?<=\d)[.!?]\s|;\s")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w'\u2019-]*\s*$")


def lodger(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Find the first person of whom a sentence says that the person lives somewhere."""
    for sheet in sheets:
        for words in paragraphs(sheet):
            text, places = as_names(words), joined(words)[1]
            match = next(_before_verbs(text), None) or next(_behind_verbs(text), None)
            if match is not None:
                seen = covered(words, places, match)
                return Reading(FieldName.FULL_NAME, match.values, seen, sheet, Placement.FLOW)
    return None


def _before_verbs(text: str) -> Iterator[Match]:
    """Yield the names right before a verb of living, which begin where words are still of a name.

    The longest text that is a name of one person as a whole is taken.
    """
    for verb in _LIVES.finditer(text):
        start, longest = verb.start(), None
        for _ in NAME_WORDS:
            word = _WORD_BEFORE.search(text, 0, start)
            if word is None:
                break
            start = word.start()
            found = find_named_in_prose(text[start : verb.start()] + " ")
            if found and start + found.end == verb.start() and text[start].isupper():
                longest = Match(found.values, start + found.start, verb.start())
        if longest is not None:
            yield longest


def _behind_verbs(text: str) -> Iterator[Match]:
    """Yield the names behind a verb of housing, in its sentence: right behind it or with a title.

    Other capitals of the sentence may be those of a street or a city.
    """
    for verb in _HOUSES.finditer(text):
        end = _SENTENCE_END.search(text, verb.end())
        sentence = text[: end.start() if end else len(text)]
        titles = (title.start() for title in _TITLED.finditer(sentence, verb.end()))
        for start in (verb.end(), *titles):
            found = find_named_in_prose(sentence[start:].rstrip(".") + " ")
            if found is not None:
                yield Match(found.values, start + found.start, start + found.end)
