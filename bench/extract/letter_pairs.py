"""Counts the pairs of letters of English and French text for ``extractors.language``.

``python -m bench.extract.letter_pairs`` writes ``extractors/letter_pairs.txt``: one row for each
first letter, one column for each second, the edge of a word first in both, in parts of 10,000 of
the row. The text is that of the invented documents, of layouts that are not held out, each
language as often as the other.
"""

from collections import Counter
from pathlib import Path
from random import Random

import extractors.language
from extractors.language import EDGE, LETTERS, bare
from fixtures.specimens import HELD_OUT, draw_kind, kinds
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language

SEEDS = range(6)
ROW = 10_000


def counted() -> Counter[str]:
    """Count the pairs over every kind of document in both languages."""
    pairs: Counter[str] = Counter()
    rng = Random("letter pairs")
    for kind in kinds():
        for language in Language:
            usable = [each for each in layouts_of(kind, language) if each not in HELD_OUT]
            for seed in SEEDS:
                specimen = draw_kind(kind, language, rng.choice(usable), seed=seed)
                for word in set(" ".join(specimen.page_texts).split()):
                    pairs.update(_pairs(word))
    return pairs


def _pairs(word: str) -> list[str]:
    spelled = bare(word.strip(".,;:()'’«»\"!?"))
    if not spelled or any(sign not in LETTERS for sign in spelled):
        return []
    spelled = EDGE + spelled + EDGE
    return [spelled[place : place + 2] for place in range(len(spelled) - 1)]


def main() -> None:
    """Write the table beside the module that reads it."""
    pairs = counted()
    rows = []
    for first in EDGE + LETTERS:
        whole = max(1, sum(pairs[first + second] for second in EDGE + LETTERS))
        rows.append(
            " ".join(str(round(ROW * pairs[first + second] / whole)) for second in EDGE + LETTERS)
        )
    target = Path(extractors.language.__file__).with_name("letter_pairs.txt")
    target.write_text("\n".join(rows) + "\n", "ascii")


if __name__ == "__main__":
    main()
