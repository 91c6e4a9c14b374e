"""The accepted writings of the two markers, read from ``writings.toml`` beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product

from classifiers.fields.folding import compact
from models.bilingual import Bilingual, Language
from models.markers import Marker


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one place of a writing.

    Attributes:
        key: letters and digits only, folded.
        damage: largest weighted edit distance that OCR may have caused here.
        rivals: keys of words that look alike and mean something else.
        core: whether a text cut by the box's limit must still reach this place.
        code: whether this is the exemption code, whose digits are judged one by one.
        words: the key in its words.
    """

    key: str
    damage: float
    rivals: tuple[str, ...]
    core: bool
    code: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """One accepted writing; ``variants`` names how its words differ from the published ones."""

    language: Language
    places: tuple[Place, ...]
    variants: tuple[str, ...]

    @property
    def key(self) -> str:
        """All places joined, letters and digits only."""
        return "".join(place.key for place in self.places)

    def start_of(self, index: int) -> int:
        """Return where in ``key`` place ``index`` begins."""
        return sum(len(place.key) for place in self.places[:index])

    @property
    def shortest_cut(self) -> int:
        """How many letters of ``key`` a cut text must hold at least."""
        index = next(i for i, place in enumerate(self.places) if place.core)
        return self.start_of(index) + min(_CORE_LETTERS, len(self.places[index].key))


@dataclass(frozen=True, slots=True)
class MarkerText:
    """Everything that is known of one marker's text.

    Attributes:
        limit: characters that the marker's own box takes.
        cues: folded words that make an unaccepted text a near miss.
        contradictions: folded words that take the marker's meaning away.
    """

    marker: Marker
    published: Bilingual
    limit: int
    cues: tuple[str, ...]
    contradictions: tuple[str, ...]
    writings: tuple[Writing, ...]


_CORE_LETTERS = 10


@cache
def marker_text(marker: Marker) -> MarkerText:
    """Return the published texts and accepted writings of ``marker``."""
    source = resources.files("classifiers.markers").joinpath("writings.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))[marker.value]
    writings = tuple(writing for entry in table["writings"] for writing in _expanded(entry))
    published = Bilingual(table["published"]["en"], table["published"]["fr"])
    return MarkerText(
        marker,
        published,
        table["limit"],
        tuple(table["cues"]),
        tuple(table["contradictions"]),
        tuple(sorted(writings, key=lambda w: (len(w.variants), -len(w.key)))),
    )


def _expanded(entry: dict[str, object]) -> list[Writing]:
    """Return every choice of one word per place."""
    choices = [_choices(place) for place in entry["places"]]  # type: ignore[attr-defined]
    return [
        Writing(
            Language(str(entry["language"])),
            tuple(place for place, _ in chosen),
            tuple(sorted({variant for _, variant in chosen if variant})),
        )
        for chosen in product(*choices)
    ]


def _choices(place: dict[str, object]) -> list[tuple[Place, str]]:
    rivals = tuple(compact(rival) for rival in place.get("rivals", ()))  # type: ignore[attr-defined]
    damage = float(place["damage"])  # type: ignore[arg-type]
    core, code = bool(place.get("core", False)), bool(place.get("code", False))
    return [
        (
            Place(compact(word["text"]), damage, rivals, core, code, tuple(word["text"].split())),
            word.get("variant", ""),
        )
        for word in place["words"]  # type: ignore[attr-defined]
    ]
