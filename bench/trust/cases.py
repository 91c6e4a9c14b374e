"""Pages with what should become of their text layer."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bench.trust import encodings, overlays
from bench.trust.generators import SoundPage, sound_pages, western
from extractors.decisions import Judgement

MOST_LOST = 0.03
"""Share of a kept layer's words that may be cut differently from the truth's."""


class Wanted(StrEnum):
    """What should become of a text layer."""

    KEEP = "layer alone"
    PART = "layer in part, and OCR"
    DROP = "OCR alone"
    BLANK = "nothing to read"


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled page.

    Attributes:
        kind: what was done to it.
        accepted: the outcomes that are right.
        lines: what its text layer truly shows; of a page of parts, all that may be kept.
    """

    kind: str
    maker: str
    pdf: bytes
    accepted: frozenset[Wanted]
    lines: tuple[str, ...]


Made = Callable[[SoundPage, Random], bytes]

KEEP = frozenset({Wanted.KEEP})
DROP = frozenset({Wanted.DROP})
PART = frozenset({Wanted.PART})
BROKEN = frozenset({Wanted.DROP, Wanted.PART})
ANY = frozenset({Wanted.KEEP, Wanted.PART, Wanted.DROP})
"""Right either way, since some fonts can be read without their encoding; what counts is that no
word is kept that the page does not show."""
HEADER = 3

KINDS: dict[str, tuple[frozenset[Wanted], Made]] = {
    "sound": (KEEP, lambda page, _: page.pdf),
    "sound, on a pale picture": (KEEP, lambda page, _: overlays.on_pale_ground(page.pdf)),
    "turned by its entry": (
        KEEP,
        lambda page, rng: overlays.turned(page.pdf, rng.choice((90, 180, 270)), by_content=False),
    ),
    "turned by its content": (
        KEEP,
        lambda page, rng: overlays.turned(page.pdf, rng.choice((90, 180, 270)), by_content=True),
    ),
    "cropped and shifted": (
        KEEP,
        lambda page, rng: overlays.cropped(page.pdf, rng.choice((-40, 60))),
    ),
    "with hidden words": (
        KEEP,
        lambda page, rng: overlays.with_decoy(
            page.pdf,
            rng.choice(("white", "tiny", "outside", "invisible", "clipped", "covered")),
        ),
    ),
    "letters shifted": (
        DROP,
        lambda page, rng: encodings.with_encoding(
            page.pdf, encodings.shifted(rng.choice((1, 3, 13, 29)))
        ),
    ),
    "letters permuted": (
        DROP,
        lambda page, rng: encodings.with_encoding(page.pdf, encodings.permuted(rng)),
    ),
    "private-use values": (
        DROP,
        lambda page, _: encodings.with_encoding(page.pdf, encodings.private),
    ),
    "no encoding": (ANY, lambda page, _: encodings.without_encoding(page.pdf)),
    "some letters lost": (
        BROKEN,
        lambda page, rng: encodings.with_encoding(
            page.pdf, encodings.lost("".join(rng.sample("aeinrstuo", 2)))
        ),
    ),
    "scan": (DROP, lambda page, _: overlays.scan(page.pdf)),
    "scan, layer right": (
        DROP,
        lambda page, rng: overlays.searchable_scan(page.pdf, page.lines, rng, "right"),
    ),
    "scan, layer misplaced": (
        DROP,
        lambda page, rng: overlays.searchable_scan(page.pdf, page.lines, rng, "misplaced"),
    ),
    "scan, layer garbage": (
        DROP,
        lambda page, rng: overlays.searchable_scan(page.pdf, page.lines, rng, "garbage"),
    ),
    "scan over its layer": (
        DROP,
        lambda page, _: overlays.text_beneath_scan(page.pdf, page.lines),
    ),
    "header over a scanned body": (
        PART,
        lambda page, _: overlays.half_and_half(page.pdf, page.lines[:HEADER]),
    ),
    "scan with a stamp": (PART, lambda page, _: overlays.stamped_scan(page.pdf)),
    "letters as curves": (DROP, lambda page, _: overlays.as_outlines(page.lines)),
    "blank": (
        frozenset({Wanted.BLANK}),
        lambda _page, rng: overlays.blank(with_hidden=rng.random() < 0.5),  # noqa: PLR2004
    ),
}
"""What is done to pages, and what is right then."""


def cases(count: int, seed: int) -> Iterator[Case]:
    """Give ``count`` labelled pages; kinds and makers meet in every combination in turn."""
    rng = Random(f"damage/{seed}")
    pages = sound_pages(count, seed)
    for number, page in enumerate(pages):
        # One kind for a whole round of makers, so that each maker meets each kind.
        kind = list(KINDS)[(number // 5) % len(KINDS)]
        accepted, made = KINDS[kind]
        yield Case(kind, page.maker, made(page, rng), accepted, page.lines)


def outcome_of(judgement: Judgement) -> Wanted:
    """Return what a decision makes of the layer."""
    if judgement.words:
        return Wanted.PART if judgement.read_image else Wanted.KEEP
    return Wanted.DROP if judgement.read_image else Wanted.BLANK


def is_right(case: Case, judgement: Judgement) -> bool:
    """Whether the decision is right, and the words that it keeps are those that the page shows."""
    outcome = outcome_of(judgement)
    if outcome not in case.accepted:
        return False
    kept = Counter(word.text for word in judgement.words)
    truth = Counter(" ".join((*case.lines, overlays.STAMP)).split())
    # Headers are written with the standard fonts, whatever the page was printed with.
    truth += Counter(" ".join(western(line) for line in case.lines).split())
    if set(kept) & set(overlays.DECOY):
        return False
    invented = sum((kept - truth).values())
    shown = Counter(" ".join(case.lines).split())
    lost = sum((shown - kept).values()) if outcome is Wanted.KEEP else 0
    return invented <= MOST_LOST * kept.total() and lost <= MOST_LOST * shown.total()
