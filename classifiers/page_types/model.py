"""The page type model: trained weights, verified and ready to read pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import spacy
from spacy.language import Language

# Importing this module registers the pipeline's own parts with spaCy.
from classifiers.page_types import text_pipeline  # noqa: F401
from classifiers.page_types.abstention import Thresholds
from classifiers.page_types.combination import EVIDENCE, LETTER_EVIDENCE, Combination
from classifiers.page_types.familiarity import Familiarity
from classifiers.page_types.manifest import Manifest, ModelRefusedError, verified
from models.document_types import DocumentType
from models.report import ModelRef

TRAINED = Path(__file__).parent.parent / "trained"
CURRENT = "page-types-7"
PIPELINE = "pipeline"
FAMILIARITY = "familiarity.bin"
OF_KIND = "/"
"""Parts type and kind in a label (``proof_of_residence/lease``)."""
CONTINUED = "+"
"""Ends the label of a page that continues its document (``imm1295/imm1295+``)."""

SPELLED = "~"
"""Begins the labels of the classifier by spelling, so that they differ from the other one's."""


@dataclass(frozen=True)
class TextScores:
    """What the trained text classifiers say of one page.

    Attributes:
        by_type: probabilities by what the page says; they sum to 1, not yet calibrated.
        by_spelling: the same by the spelling of its words alone.
        kinds: probabilities of the kinds of each type (``proof_of_residence/lease``), the mean of
            what both classifiers say; they sum to 1.
        first: probability 0..1 that the page is the first of its document, the mean of what both
            classifiers say.
    """

    by_type: MappingProxyType[DocumentType, float]
    by_spelling: MappingProxyType[DocumentType, float]
    kinds: MappingProxyType[str, float]
    first: float


@dataclass(frozen=True)
class PageTypeModel:
    """Everything that was learned; immutable once loaded.

    Attributes:
        boundary: weights of the evidence for a document's start, by name; read by the
            segmentation.
    """

    ref: ModelRef
    pipeline: Language
    combination: Combination
    familiarity: Familiarity
    thresholds: Thresholds
    boundary: Mapping[str, float]

    def scores(self, pages: tuple[str, ...]) -> tuple[TextScores, ...]:
        """Score masked page texts.

        The zone of memory drops the strings that spaCy would otherwise keep of every page.
        """
        return text_scores(self.pipeline, pages)


def text_scores(pipeline: Language, pages: tuple[str, ...]) -> tuple[TextScores, ...]:
    """Score masked page texts with a trained spaCy pipeline."""
    with pipeline.memory_zone():
        return tuple(_scores(doc.cats) for doc in pipeline.pipe(pages))


def type_of_kind(kind: str) -> DocumentType:
    """Return the type of a kind by its label (``proof_of_residence/lease``)."""
    return DocumentType(kind.partition(OF_KIND)[0])


def load(folder: Path | None = None) -> PageTypeModel:
    """Load the trained model, by default the one that ships with the service.

    Raises:
        ModelRefusedError: if a file is missing, changed or not in the manifest.
    """
    place = TRAINED / CURRENT if folder is None else folder
    manifest, ref = verified(place)
    return PageTypeModel(
        ref=ref,
        pipeline=spacy.load(place / PIPELINE),
        combination=_combination(manifest),
        familiarity=Familiarity.from_bytes((place / FAMILIARITY).read_bytes()),
        thresholds=Thresholds(
            manifest.probability,
            manifest.catch_all,
            manifest.look_alikes,
            manifest.margin,
            manifest.familiarity,
            MappingProxyType(manifest.trust),
        ),
        boundary=MappingProxyType(manifest.boundary),
    )


def _combination(manifest: Manifest) -> Combination:
    weights = _named("combination", manifest.combination, EVIDENCE)
    letter = _named("letter", manifest.letter, LETTER_EVIDENCE)
    return Combination(weights, letter, manifest.temperatures)


def _named(part: str, weights: Mapping[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
    if set(weights) != set(names):
        raise ModelRefusedError(file=part)
    return tuple(weights[name] for name in names)


def _scores(cats: dict[str, float]) -> TextScores:
    by_type: dict[DocumentType, float] = {}
    by_spelling: dict[DocumentType, float] = {}
    kinds: dict[str, float] = {}
    continued = 0.0
    for label, probability in cats.items():
        kind = label.removeprefix(SPELLED).removesuffix(CONTINUED)
        type_ = type_of_kind(kind)
        told = by_spelling if label.startswith(SPELLED) else by_type
        told[type_] = told.get(type_, 0.0) + probability
        kinds[kind] = kinds.get(kind, 0.0) + probability / 2
        if label.endswith(CONTINUED):
            continued += probability / 2
    return TextScores(
        MappingProxyType(by_type),
        MappingProxyType(by_spelling),
        MappingProxyType(kinds),
        1.0 - min(1.0, continued),
    )
