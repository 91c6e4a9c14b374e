"""Draws held-back files: layouts that training and tuning never see, and their degradations."""

import dataclasses
from collections.abc import Iterator

from bench.evaluation.cases import EvaluationCase, TrueDocument
from fixtures.degradation import degrade, random_recipe
from fixtures.streams import Stream, random_stream

FIRST_SEED = 900_000
"""Seeds from here on are used for evaluation only."""

DOCUMENTS = (3, 8)
"""Fewest and most documents in one file."""

CLEAN = "clean"
DEGRADED = "degraded"


def held_back_files(files: int, population: str, *, strength: float) -> Iterator[EvaluationCase]:
    """Yield ``files`` merged uploads in held-out layouts.

    Args:
        files: how many; every number of documents occurs equally often.
        population: ``clean`` leaves them born-digital, ``degraded`` scans or photographs them.
        strength: 0 (mild) to 1 (harsh), of the degradation.
    """
    fewest, most = DOCUMENTS
    for number in range(files):
        seed = FIRST_SEED + number
        documents = fewest + number % (most - fewest + 1)
        stream = random_stream(seed, documents=documents, held_out=True)
        name = f"{population}-{number:03}"
        if population == CLEAN:
            yield _case(name, population, "none", stream.pdf, stream)
        else:
            # The other formats hold one page, and a stream has many.
            recipe = dataclasses.replace(random_recipe(seed, strength), format="pdf")
            content = degrade(stream.pdf, recipe, seed)
            yield _case(name, population, recipe.name, content, stream)


def _case(
    name: str, population: str, recipe: str, content: bytes, stream: Stream
) -> EvaluationCase:
    documents = tuple(
        TrueDocument(
            type=document.specimen.type,
            kind=document.specimen.kind,
            pages=document.pages,
            facts=document.specimen.facts,
            markers=tuple((m.marker, m.status.counts) for m in document.specimen.markers),
        )
        for document in stream.documents
    )
    return EvaluationCase(name, population, recipe, content, documents)
