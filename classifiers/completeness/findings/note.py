"""A finding before the programme gives it a severity."""

from dataclasses import dataclass

from classifiers.completeness.finding_texts import FINDINGS
from models.bilingual import Bilingual
from models.documents import Evidence


@dataclass(frozen=True, slots=True)
class Note:
    """What a check saw, and where."""

    code: str
    text: Bilingual
    evidence: tuple[Evidence, ...]


def note(code: str, evidence: tuple[Evidence, ...] = (), **parameters: str | int) -> Note:
    """Return the note ``code`` with the ``{named}`` places of its text filled."""
    return Note(code, FINDINGS[code].filled(**parameters), evidence)


def note_in_words(
    code: str, evidence: tuple[Evidence, ...], words: dict[str, Bilingual], **others: str | int
) -> Note:
    """Return the note ``code`` with some places filled by words of each language."""
    text = FINDINGS[code]
    english = {name: word.en for name, word in words.items()}
    french = {name: word.fr for name, word in words.items()}
    filled = Bilingual(text.en.format(**english, **others), text.fr.format(**french, **others))
    return Note(code, filled, evidence)
