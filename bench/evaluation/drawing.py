"""Draws held-back files: layouts that training and tuning never see, and their degradations."""

import dataclasses
from collections.abc import Iterator
from random import Random

from bench.evaluation.cases import EvaluationCase, TrueDocument
from fixtures.degradation import degrade
from fixtures.forms.marker_texts import (
    DUTIES_NEAR_MISSES,
    JOB_NEAR_MISSES,
    Writing,
    invent_writings,
)
from fixtures.recipes import Recipe, random_recipe
from fixtures.specimens import Specimen, draw_form
from fixtures.streams import Stream, merge, random_stream
from fixtures.web_prints import Printer, print_kinds
from models.bilingual import Language
from models.markers import MarkerStatus

FIRST_SEED = 900_000
"""Seeds from here on are used for evaluation only."""
SEED_STEP = 100_000
"""Distance between the draws of two seeds of an evaluation."""

DOCUMENTS = (3, 8)
"""Fewest and most documents in one file."""

CLEAN = "clean"
DEGRADED = "degraded"
PRINTED = "printed"
FORM_LAYOUT = "printed_narrow"
UNDEGRADED = "none"


def first_seed(seed: int) -> int:
    """Return where the draws of the evaluation seed ``seed`` begin."""
    return FIRST_SEED + seed * SEED_STEP


def held_back_files(
    files: int, population: str, *, strength: float, seed: int
) -> Iterator[EvaluationCase]:
    """Yield ``files`` merged uploads in held-out layouts.

    Args:
        files: how many; every number of documents occurs equally often.
        population: ``clean`` leaves them born-digital, ``degraded`` scans or photographs them.
        strength: 0 (mild) to 1 (harsh), of the degradation.
        seed: of the evaluation.
    """
    fewest, most = DOCUMENTS
    for number in range(files):
        drawn = first_seed(seed) + number
        documents = fewest + number % (most - fewest + 1)
        stream = random_stream(drawn, documents=documents, held_out=True)
        recipe = None if population == CLEAN else file_recipe(drawn, strength)
        yield _case(f"{population}-{drawn}", population, stream, recipe, drawn)


def form_files(
    files: int, population: str, *, strength: float, seed: int
) -> Iterator[EvaluationCase]:
    """Yield ``files`` single work-permit forms, every second one with near misses in its boxes.

    Forms are rare in merged files, and forms without the markers rarer; here both have numbers.
    """
    for number in range(files):
        drawn = first_seed(seed) + SEED_STEP // 2 + number
        rng = Random(f"form/{drawn}")
        language = rng.choice(tuple(Language))
        form = rng.choice(("imm1295", "imm5710"))
        writings = _near_misses(rng) if number % 2 else invent_writings(rng, language)
        specimen = draw_form(form, language, FORM_LAYOUT, drawn, writings=writings)
        recipe = None if population == CLEAN else file_recipe(drawn, strength)
        yield _case(f"{population}-form-{drawn}", population, merge([specimen]), recipe, drawn)


def printed_files(files: int, chromium: str, *, strength: float, seed: int) -> list[EvaluationCase]:
    """Print ``files`` merged uploads with a browser, every second one degraded.

    Other words, other people, another renderer: nothing that training saw.
    """
    cases = []
    fewest, most = DOCUMENTS
    with Printer(chromium) as printer:
        for number in range(files):
            drawn = first_seed(seed) + SEED_STEP * 3 // 4 + number
            rng = Random(f"printed/{drawn}")
            language = rng.choice(tuple(Language))
            papers: list[Specimen] = [
                printer.draw(rng.choice(print_kinds()), language, drawn * 10 + place)
                for place in range(fewest + number % (most - fewest + 1))
            ]
            recipe = file_recipe(drawn, strength) if number % 2 else None
            cases.append(_case(f"{PRINTED}-{drawn}", PRINTED, merge(papers), recipe, drawn))
    return cases


def file_recipe(seed: int, strength: float) -> Recipe:
    """Draw a degradation whose result keeps every page: most formats hold only one."""
    return dataclasses.replace(random_recipe(seed, strength), format="pdf")


def _near_misses(rng: Random) -> tuple[Writing, Writing]:
    return (
        Writing(rng.choice(JOB_NEAR_MISSES), MarkerStatus.NEAR_MISS),
        Writing(rng.choice(DUTIES_NEAR_MISSES), MarkerStatus.NEAR_MISS),
    )


def _manner(recipe: Recipe) -> str:
    """Name the manner of a degradation, by what hurts its pages most."""
    if recipe.perspective:
        return "photo"
    if recipe.bilevel or recipe.copies:
        return "fax or photocopy"
    return "screenshot" if recipe.frame else "scan"


def true_documents(stream: Stream) -> tuple[TrueDocument, ...]:
    """Return the truth about every document of ``stream``, in its order."""
    return tuple(
        TrueDocument(
            type=document.specimen.type,
            kind=document.specimen.kind,
            language=document.specimen.language.value,
            layout=document.specimen.layout,
            pages=document.pages,
            facts=document.specimen.facts,
            markers=tuple((m.marker, m.status.counts) for m in document.specimen.markers),
        )
        for document in stream.documents
    )


def _case(
    name: str, population: str, stream: Stream, recipe: Recipe | None, seed: int
) -> EvaluationCase:
    documents = true_documents(stream)
    if recipe is None:
        return EvaluationCase(name, population, UNDEGRADED, stream.pdf, documents)
    content = degrade(stream.pdf, recipe, seed)
    return EvaluationCase(name, population, _manner(recipe), content, documents)
