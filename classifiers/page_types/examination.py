"""Pages examined: text, anchors, format and model together make a classification."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifiers.page_types.abstention import Thresholds, abstention
from classifiers.page_types.anchor_labels import AMOUNTS, LABELS, STATEMENTS
from classifiers.page_types.anchor_titles import FORM_NUMBERS, TITLES
from classifiers.page_types.anchors import Anchor, AnchorHit, AnchorKind, find_anchors
from classifiers.page_types.combination import TEXT_TYPES, Array, PageEvidence, evidence
from classifiers.page_types.concepts import concepts_on
from classifiers.page_types.languages import page_language
from classifiers.page_types.letter_signs import letter_signs
from classifiers.page_types.model import PageTypeModel, TextScores
from classifiers.page_types.text import PageText, masked
from classifiers.page_types.witnesses import FormatWitness, format_witness
from models.classification import Candidate, Classification, DecidedBy, PageReading
from models.extraction import Extraction, FormContent, Page, QualityTier

ANCHORS: tuple[Anchor, ...] = (*TITLES, *FORM_NUMBERS, *LABELS, *STATEMENTS, *AMOUNTS)
"""Every anchor, the ones that make a heading first."""

SETTLED = 0.999
"""Probability of a type that a format settles: formats are misread, if seldom."""
_LEAST_PROBABILITY = 0.0005
_DECIMALS = 6
"""Rounding of probabilities, so that another machine's last bits change no report."""


@dataclass(frozen=True)
class ExaminedPage:
    """One page with all that was learned about it.

    Attributes:
        masked: the text as the trained model read it.
        familiarity: share of its n-grams met in training, 0..1.
        first: the model's probability that a document begins here, from this page alone.
        kinds: the model's probability of each kind of document, by its label.
        parts: the papers on the page, each examined as a page, if there are several.
    """

    page: Page
    text: PageText
    masked: str
    hits: tuple[AnchorHit, ...]
    witness: FormatWitness | None
    familiarity: float
    first: float
    kinds: Mapping[str, float]
    reading: PageReading
    parts: tuple["ExaminedPage", ...] = ()

    @property
    def is_shared(self) -> bool:
        """Whether several papers stand on the page."""
        return bool(self.parts)

    @property
    def is_blank(self) -> bool:
        """Whether the page is empty."""
        return self.witness is not None and self.witness.code == "empty"

    @property
    def is_wordless(self) -> bool:
        """Whether nothing could be read on the page, and no format tells what it is."""
        return self.witness is None and not self.page.words

    @property
    def has_title(self) -> bool:
        """Whether the page bears the title of a document of its most probable type."""
        best = self.reading.classification.best.type
        return any(h.anchor.kind is AnchorKind.TITLE and h.anchor.type is best for h in self.hits)


def examine_pages(extraction: Extraction, model: PageTypeModel) -> tuple[ExaminedPage, ...]:
    """Examine every page of an upload, in order."""
    return examine(extraction.pages, extraction.form, model)


def examine(
    pages: tuple[Page, ...], form: FormContent | None, model: PageTypeModel
) -> tuple[ExaminedPage, ...]:
    """Examine pages, or parts of pages, in order; ``form`` holds the data of their upload."""
    texts = tuple(PageText.of(page) for page in pages)
    read = tuple(masked_page(page) for page in pages)
    scores = model.scores(read)
    return tuple(
        _examined(text, page_text, score, format_witness(text, form), model)
        for text, page_text, score in zip(texts, read, scores, strict=True)
    )


def classify_pages(extraction: Extraction, model: PageTypeModel) -> tuple[PageReading, ...]:
    """Classify every page of an upload by itself, in order."""
    return tuple(examined.reading for examined in examine_pages(extraction, model))


def masked_page(page: Page) -> str:
    """Return a page's text as the trained model reads it, one text line a line."""
    return "\n".join(masked(line) for line in page.text.split("\n"))


def _examined(
    text: PageText,
    read: str,
    scores: TextScores,
    witness: FormatWitness | None,
    model: PageTypeModel,
) -> ExaminedPage:
    hits = find_anchors(text, ANCHORS)
    familiarity = model.familiarity.share(read)
    tier = text.page.quality.tier
    if witness is not None:
        settled = (Candidate(witness.type, SETTLED),)
        classification = Classification(settled, DecidedBy.FORMAT, None)
    else:
        seen = page_evidence(text, scores, hits)
        probabilities = model.combination.probabilities(seen, tier)
        candidates = ranked(model.combination.letter_told(probabilities, seen))
        classification = decided(
            candidates,
            letters=text.letters,
            familiarity=familiarity,
            tier=tier,
            thresholds=model.thresholds,
        )
    reading = PageReading(
        text.page.number, classification, page_language(text), round(scores.first, _DECIMALS)
    )
    return ExaminedPage(
        text.page, text, read, hits, witness, familiarity, scores.first, scores.kinds, reading
    )


def page_evidence(text: PageText, scores: TextScores, hits: tuple[AnchorHit, ...]) -> PageEvidence:
    """Gather what speaks for each text type on a page."""
    concepts = concepts_on(text.joined.split())
    return evidence(scores.by_type, scores.by_spelling, hits, concepts, letter_signs(text))


def ranked(probabilities: Array) -> tuple[Candidate, ...]:
    """Return the types of :data:`TEXT_TYPES` by probability, the improbable left out."""
    rounded = [round(float(p), _DECIMALS) for p in probabilities]
    pairs = sorted(zip(TEXT_TYPES, rounded, strict=True), key=lambda pair: -pair[1])
    kept = [pair for pair in pairs if pair[1] >= _LEAST_PROBABILITY] or pairs[:1]
    return tuple(Candidate(type_, probability) for type_, probability in kept)


def decided(
    candidates: tuple[Candidate, ...],
    *,
    letters: int,
    familiarity: float,
    tier: QualityTier,
    thresholds: Thresholds,
) -> Classification:
    """Return the classification that the model makes of its candidates, abstaining if it must."""
    reason = abstention(
        candidates, letters=letters, familiarity=familiarity, tier=tier, thresholds=thresholds
    )
    return Classification(candidates, DecidedBy.MODEL, reason)
