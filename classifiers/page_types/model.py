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
from classifiers.page_types.combination import EVIDENCE, Combination
from classifiers.page_types.familiarity import Familiarity
from classifiers.page_types.manifest import Manifest, ModelRefusedError, verified
from models.document_types import DocumentType
from models.report import ModelRef

TRAINED = Path(__file__).parent.parent / "trained"
CURRENT = "page-types-2"
PIPELINE = "pipeline"
FAMILIARITY = "familiarity.bin"
OF_KIND = "/"
"""Parts type and kind in a label (``proof_of_residence/lease``)."""
CONTINUED = "+"
"""Ends the label of a page that continues its document (``imm1295/imm1295+``)."""


@dataclass(frozen=True)
class TextScores:
    """What the trained text classifier says of one page.

    Attributes:
        by_type: probabilities that sum to 1, not yet calibrated.
        first: probability 0..1 that the page is the first of its document.
    """

    by_type: MappingProxyType[DocumentType, float]
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
            manifest.margin,
            manifest.familiarity,
            MappingProxyType(manifest.trust),
        ),
        boundary=MappingProxyType(manifest.boundary),
    )


def _combination(manifest: Manifest) -> Combination:
    if set(manifest.combination) != set(EVIDENCE):
        raise ModelRefusedError(file="combination")
    weights = tuple(manifest.combination[name] for name in EVIDENCE)
    return Combination(weights, manifest.temperatures)


def _scores(cats: dict[str, float]) -> TextScores:
    by_type: dict[DocumentType, float] = {}
    continued = 0.0
    for label, probability in cats.items():
        type_ = DocumentType(label.partition(OF_KIND)[0])
        by_type[type_] = by_type.get(type_, 0.0) + probability
        if label.endswith(CONTINUED):
            continued += probability
    return TextScores(MappingProxyType(by_type), 1.0 - min(1.0, continued))
