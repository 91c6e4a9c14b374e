"""``csq-intake train``: train the page type model from generated documents."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.language import say

if TYPE_CHECKING:
    from classifiers.page_types.examples import TrainingDocument
    from models.bilingual import Language

DEFAULT_SEED = 20221207
DEFAULT_SAMPLES = 2
"""Documents of each kind in each language, layout and share of wordings."""
RARE_LAYOUTS = frozenset(("columns",))
"""Layouts that few documents have."""
_RARE_SEED = 10_000
"""Begins the seeds of rare documents, so that none is another in the same words."""


@click.command(
    help=say(
        "Train the page type model from generated documents; the same seed gives the same model. "
        "Needs the development packages.",
        "Entraîne le modèle des types de page sur des documents produits; la même graine donne "
        "le même modèle. Exige les paquets de développement.",
    )
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help=say("Folder of the new model.", "Dossier du nouveau modèle."),
)
@click.option(
    "--seed", type=int, default=DEFAULT_SEED, show_default=True, help=say("Seed.", "Graine.")
)
@click.option(
    "--samples",
    type=click.IntRange(1, 200),
    default=DEFAULT_SAMPLES,
    show_default=True,
    help=say(
        "Documents of each kind, language, layout and share of wordings.",
        "Documents de chaque genre, langue, mise en page et part des formulations.",
    ),
)
def command(out: Path, seed: int, samples: int) -> int:
    """Train, and print what was measured on families that the model did not see."""
    # Imported here, so that no other command waits for spaCy or needs the generators.
    from classifiers.page_types.training import train, write
    from classifiers.segmentation.training import fit_boundary

    # Made before the work of minutes, which would be lost if it could not be made after.
    out.parent.mkdir(parents=True, exist_ok=True)
    documents = tuple(training_documents(seed, samples))
    trained = train(documents, seed)
    boundary = fit_boundary(trained, seed)
    with tempfile.TemporaryDirectory(dir=out.parent) as place:
        # Written aside and moved, so that an interrupted run leaves the old model whole.
        fresh = Path(place) / out.name
        manifest = write(trained, boundary, documents, out=fresh, seed=seed)
        _replace(out, fresh)
    for name, figure in manifest.metrics.items():
        click.echo(f"{name:32}{figure:10.4f}")
    return 0


def training_documents(seed: int, samples: int) -> Iterator["TrainingDocument"]:
    """Draw every kind in both languages, in the layouts and wordings that are not held out.

    First as most uploads hold them, then fewer in rare voices and in columns, to be learned alone.
    """
    from classifiers.page_types.training import FOLDS

    families = tuple(_families())
    for family in families:
        if family.layout not in RARE_LAYOUTS:
            for sample in range(samples * FOLDS):
                yield _document(family, sample % FOLDS, seed + sample, rare=False)
    part = 0
    for family in families:
        more = samples * FOLDS // 2 if family.layout in RARE_LAYOUTS else samples
        for sample in range(more):
            # One share after another over all layouts, so that every voice is heard of.
            part = (part + 1) % FOLDS
            yield _document(family, part, seed + _RARE_SEED + sample, rare=True)


@dataclass(frozen=True)
class _Family:
    """A kind in one language and one layout."""

    kind: str
    language: "Language"
    layout: str


def _families() -> Iterator[_Family]:
    from classifiers.page_types.combination import TEXT_TYPES
    from fixtures.specimens import HELD_OUT, kinds
    from fixtures.specimens.drawing import layouts_of, type_of
    from models.bilingual import Language

    return (
        _Family(kind, language, layout)
        for kind in kinds()
        if type_of(kind) in TEXT_TYPES
        for language in Language
        for layout in sorted(set(layouts_of(kind, language)) - HELD_OUT)
    )


def _document(family: _Family, part: int, seed: int, *, rare: bool) -> "TrainingDocument":
    from classifiers.page_types.examples import TrainingDocument, page_of_text
    from classifiers.page_types.training import FOLDS
    from fixtures.contents.content import WordingShare
    from fixtures.contents.phrases import Voices
    from fixtures.specimens import draw_kind

    voices = Voices.RARE if rare else Voices.USUAL
    share = WordingShare(part, FOLDS)
    drawn = draw_kind(family.kind, family.language, family.layout, seed, share=share, voices=voices)
    pages = tuple(
        page_of_text(text, number=number) for number, text in enumerate(drawn.page_texts, start=1)
    )
    name = f"{family.kind}/{family.layout}"
    return TrainingDocument(
        drawn.type, family.kind, name, part, family.language.value, pages, calibrates=not rare
    )


def _replace(out: Path, fresh: Path) -> None:
    """Put the fresh weights in place of the old ones; the model card stays."""
    from classifiers.page_types.manifest import MODEL_CARD

    card = out / MODEL_CARD
    if card.exists():
        shutil.copy2(card, fresh / MODEL_CARD)
    if out.exists():
        shutil.rmtree(out)
    fresh.rename(out)
