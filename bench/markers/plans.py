"""Which files are read: every manner of sending a form, and every way of not having the markers."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from bench.evaluation.drawing import FIRST_SEED
from bench.markers.sending import QUOTING, Part, Sent
from bench.markers.texts import EMPTY, negatives
from fixtures.degradation import PRESETS, Recipe
from fixtures.forms.marker_texts import (
    DUTIES_VARIANTS,
    JOB_VARIANTS,
    PUBLISHED_DUTIES,
    PUBLISHED_JOB,
    Writing,
)
from models.bilingual import Language
from models.markers import MarkerStatus

FORMS = ("imm1295", "imm5710")
RESOLUTIONS = (100, 150, 200, 250, 300)
ROTATIONS = (0, 90, 180, 270)
SCAN = Recipe("scan", skew=0.6, noise=3.0, blur=0.4, format="pdf")
"""An office scanner's work; its resolution and rotation are varied."""

DATA = "form data (XFA)"
FLAT = "flattened, text layer"
SCANNED = "scanned"
PRESET = "preset"
CODES = "barcode page alone"
NEAR_DATA = "near misses, form data"
NEAR_FLAT = "near misses, flattened"
NEAR_SCANNED = "near misses, scanned or photographed"
QUOTED = "documents that quote, no form"
QUOTED_SCANNED = "documents that quote, no form, scanned or photographed"
BESIDE = "empty boxes beside a document that quotes"
BESIDE_SCANNED = "empty boxes beside a document that quotes, scanned"
NEGATIVE = (
    NEAR_DATA,
    NEAR_FLAT,
    NEAR_SCANNED,
    QUOTED,
    QUOTED_SCANNED,
    BESIDE,
    BESIDE_SCANNED,
)
_HARSH = ("office_scan", "pale_scan", "phone_photo", "messenger", "worn_scan", "photocopy")


@dataclass(frozen=True, slots=True)
class Amount:
    """How many files are read.

    Attributes:
        samples: draws of each cell of the curves; 1 takes minutes of a core by the dozen.
        real: whether the real forms lie beside this checkout.
    """

    samples: int
    real: bool


def planned(amount: Amount) -> tuple[Sent, ...]:
    """Return all files, in the order in which they are read."""
    drawn = (
        *_whole(amount),
        *_denied(amount),
        *_scanned(amount),
        *_codes(amount),
        *_presets(amount),
        *_denied_scanned(amount),
    )
    return tuple(
        replace(sent, seed=FIRST_SEED + 500_000 + number) for number, sent in enumerate(drawn)
    )


def _origins(amount: Amount) -> tuple[bool, ...]:
    return (False, True) if amount.real else (False,)


def _whole(amount: Amount) -> Iterator[Sent]:
    for group, part in ((DATA, Part.DATA), (FLAT, Part.WHOLE)):
        for form, language in itertools.product(FORMS, Language):
            for job, duties in _accepted(language)[: 6 * amount.samples]:
                yield Sent(group, form, part, language=language, writings=(job, duties))
        if amount.real:
            for form in FORMS:
                pairs = [*_accepted(Language.EN)[:2], *_accepted(Language.FR)[:2]]
                for pair in pairs:
                    yield Sent(group, form, part, real=True, writings=pair)


def _scanned(amount: Amount) -> Iterator[Sent]:
    """Every rotation at every resolution; of the real forms, whose reading is dear, every second.

    ``bench.real_forms`` reads those in every rotation.
    """
    for sample, real in itertools.product(range(amount.samples), _origins(amount)):
        for n, (form, dpi, turned) in enumerate(itertools.product(FORMS, RESOLUTIONS, ROTATIONS)):
            if real and (n + n // 4 + sample) % 2:
                continue
            language = tuple(Language)[(n + n // 4 + sample) % 2]
            yield Sent(
                SCANNED,
                form,
                Part.FIRST_AND_OCCUPATION,
                real=real,
                language=language,
                writings=_some(language, n + sample),
                recipe=replace(SCAN, dpi=dpi, rotation=turned),
            )


def _presets(amount: Amount) -> Iterator[Sent]:
    for sample, real in itertools.product(range(amount.samples), _origins(amount)):
        for n, (recipe, form) in enumerate(itertools.product(PRESETS.values(), FORMS)):
            if real and (recipe.name not in _HARSH or (n // 2 + sample) % 2 != n % 2):
                continue
            language = tuple(Language)[(n // 2 + sample) % 2]
            yield Sent(
                PRESET,
                form,
                Part.FIRST_AND_OCCUPATION,
                real=real,
                language=language,
                writings=_some(language, n + sample),
                recipe=replace(recipe, format="pdf"),
            )


def _codes(amount: Amount) -> Iterator[Sent]:
    scans = [replace(SCAN, dpi=dpi) for dpi in RESOLUTIONS]
    recipes = [*scans, *(replace(PRESETS[name], format="pdf") for name in _HARSH)]
    for sample, real in itertools.product(range(amount.samples), _origins(amount)):
        for n, (recipe, form) in enumerate(itertools.product(recipes, FORMS)):
            if real and recipe.name != SCAN.name:
                continue
            language = tuple(Language)[(n // 2 + sample) % 2]
            yield Sent(
                CODES,
                form,
                Part.CODES,
                real=real,
                language=language,
                writings=_some(language, n + sample),
                recipe=recipe,
            )


def _denied(amount: Amount) -> Iterator[Sent]:
    for group, part in ((NEAR_DATA, Part.DATA), (NEAR_FLAT, Part.WHOLE)):
        for form, language, pair in itertools.product(FORMS, Language, negatives()):
            yield Sent(group, form, part, language=language, writings=pair)
    if amount.real:
        for form, pair in itertools.product(FORMS, negatives()):
            yield Sent(NEAR_DATA, form, Part.DATA, real=True, writings=pair)
    for kind, language in itertools.product(QUOTING, Language):
        for _ in range(8 * amount.samples):
            yield Sent(QUOTED, "", Part.WHOLE, language=language, quoting=kind)
    for kind, language, form in itertools.product(QUOTING, Language, FORMS):
        for _ in range(2 * amount.samples):
            yield Sent(BESIDE, form, Part.WHOLE, language=language, quoting=kind, writings=EMPTY)


def _denied_scanned(amount: Amount) -> Iterator[Sent]:
    recipes = [replace(SCAN, dpi=dpi) for dpi in RESOLUTIONS[1:]]
    recipes += [replace(PRESETS[name], format="pdf") for name in _HARSH]
    cycled = itertools.cycle(recipes)
    for n, (real, pair) in enumerate(itertools.product(_origins(amount), negatives())):
        if real and n % 3:
            continue
        language = Language.EN if real else tuple(Language)[n % 2]
        yield Sent(
            NEAR_SCANNED,
            FORMS[n % 2],
            Part.FIRST_AND_OCCUPATION,
            real=real,
            language=language,
            writings=pair,
            recipe=next(cycled),
        )
    for kind, language in itertools.product(QUOTING, Language):
        for _ in range(2 * amount.samples):
            recipe = next(cycled)
            yield Sent(
                QUOTED_SCANNED, "", Part.WHOLE, language=language, quoting=kind, recipe=recipe
            )
    for n, kind in enumerate(QUOTING * amount.samples):
        yield Sent(
            BESIDE_SCANNED,
            FORMS[n % 2],
            Part.FIRST_AND_OCCUPATION,
            quoting=kind,
            writings=EMPTY,
            recipe=next(cycled),
        )


def _accepted(language: Language) -> list[tuple[Writing, Writing]]:
    """Return pairs of accepted texts, the published ones first."""
    jobs = (PUBLISHED_JOB[language], *JOB_VARIANTS[language])
    duties = (PUBLISHED_DUTIES[language], *DUTIES_VARIANTS[language])
    statuses = (MarkerStatus.EXACT, *itertools.repeat(MarkerStatus.VARIANT, 50))
    count = max(len(jobs), len(duties))
    return [
        (
            Writing(jobs[n % len(jobs)], statuses[n % len(jobs)]),
            Writing(duties[n % len(duties)], statuses[n % len(duties)]),
        )
        for n in range(count)
    ]


def _some(language: Language, number: int) -> tuple[Writing, Writing]:
    """Return one pair of accepted texts; which, depends on ``number`` alone."""
    return Random(f"writing/{number}").choice(_accepted(language))
