"""What single words of a label mean, in English and French.

No list of labels is ever complete, but labels are made of few words: a "Date of" something, « No
du » something.
"""

import tomllib
from importlib import resources


def _read() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    source = resources.files("classifiers.fields.parsing").joinpath("label_words.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    by_word: dict[str, frozenset[str]] = {}
    for idea, words in table["ideas"].items():
        for word in words.split():
            by_word[word] = by_word.get(word, frozenset()) | {idea}
    return frozenset(table["fillers"].split()), by_word


FILLERS, IDEAS_OF = _read()
"""Words that change nothing in what a label says; and the ideas of each other word."""
