"""What single words of a label mean, in English and French.

No list of labels is ever complete, but labels are made of few words: a "Date of" something, « No
du » something.
"""

import re
import tomllib
from importlib import resources

from classifiers.fields.folding import compact

ELISION = re.compile("^(?:[dlns]|qu)['\u2019](?=\\w)|['\u2019]s?(?=\\W*$)", re.IGNORECASE)
"""What a word of a label carries without meaning it: « l'employeur », "landlord's"."""


_Ideas = dict[str, frozenset[str]]


def _read() -> tuple[frozenset[str], frozenset[str], _Ideas, _Ideas]:
    source = resources.files("classifiers.fields.parsing").joinpath("label_words.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    fillers, surnames = (frozenset(table[name].split()) for name in ("fillers", "surnames"))
    return fillers, surnames, _by_word(table["ideas"]), _by_word(table["lone"])


def _by_word(table: dict[str, str]) -> _Ideas:
    found: _Ideas = {}
    for idea, words in table.items():
        for word in words.split():
            found[word] = found.get(word, frozenset()) | {idea}
    return found


FILLERS, _SURNAMES, IDEAS_OF, LONE_IDEAS_OF = _read()
"""Words that change nothing in what a label says; those that are names as well; the ideas of each
word that is no filler; and those that a filler has where it is all that a label says."""


def is_mostly_label(text: str) -> bool:
    """Whether a text begins like a caption and has one word at most that captions do not have.

    « Date de la première entrée » beside a caption is the caption of the next column, though no
    list has all of its words. Two ideas at least are told, which names of persons do not.
    """
    keys = [key for word in text.split() if (key := compact(ELISION.sub("", word)))]
    ideas = [key for key in keys if key in IDEAS_OF and key not in _SURNAMES]
    strange = [key for key in keys if key not in IDEAS_OF and key not in FILLERS]
    begins = bool(ideas) and keys[0] == ideas[0]
    return begins and len(ideas) > 1 and len(strange) <= 1


def is_label_text(text: str) -> bool:
    """Whether a text of at least one idea has no other words than labels have.

    Where a value is looked for, such a text is the neighbour's label. One word alone may be a
    person's name.
    """
    keys = [key for word in text.split() if (key := compact(ELISION.sub("", word)))]
    if len(keys) == 1 and keys[0] in _SURNAMES:
        return False
    return any(key in IDEAS_OF for key in keys) and all(
        key in IDEAS_OF or key in FILLERS for key in keys
    )
