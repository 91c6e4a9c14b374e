"""What each part of the page type model contributes, against TF-IDF with logistic regression.

``python -m bench.evaluation.ablation`` trains every variant on one fold of the training set and
judges it on what the fold held back: wordings and whole kinds that it never saw. Nothing
of the evaluation set is touched, so that parts are chosen without looking at it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifiers.page_types.anchors import find_anchors
from classifiers.page_types.calibration import support_and_wrong
from classifiers.page_types.combination import EVIDENCE, TEXT_TYPES, Array, evidence
from classifiers.page_types.concepts import concepts_on
from classifiers.page_types.examination import ANCHORS, masked_page
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.features import feature_blocks
from classifiers.page_types.fitting import conditional_logit, softmax
from classifiers.page_types.text import PageText
from classifiers.page_types.text_pipeline import page_tokens
from classifiers.page_types.text_training import ROWS
from classifiers.page_types.training import FOLDS, held_decoys, with_noise
from intake.cli.train import DEFAULT_SEED, training_documents
from models.document_types import DocumentType
from models.extraction import Page, QualityTier

RESULTS = Path(__file__).parents[1] / "results"
BLOCKS = ("characters", "words", "concepts", "head")
MOST_WRONG = 0.005
_INVERSE_PENALTY = 100.0
_STEPS = 80
_LEAST = 1e-4
_HEADS = (
    "| Variant | clean, right | with reading errors, right | log loss | "
    "pages taken at 0.5 % wrong | unknown kinds, right |"
)

Vectorize = Callable[[Sequence[str]], csr_matrix]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page with its truth."""

    page: Page
    text: str
    type: DocumentType
    kind: str


@dataclass(frozen=True, slots=True)
class Split:
    """Pages learned and pages judged; ``strangers`` are kinds that were not learned at all."""

    learned: tuple[LabelledPage, ...]
    judged: tuple[LabelledPage, ...]
    strangers: frozenset[str]


def split_fold(seed: int, samples: int, part: int) -> Split:
    """Draw the training set and hold back the wordings and some kinds of ``part``."""
    documents = with_noise(tuple(training_documents(seed, samples)), seed)
    decoys = held_decoys(documents, part)
    learned = [d for d in documents if d.wording % FOLDS != part and d.kind not in decoys]
    judged = [d for d in documents if d.wording % FOLDS == part]
    return Split(_pages(learned), _pages(judged), decoys)


def _pages(documents: Sequence[TrainingDocument]) -> tuple[LabelledPage, ...]:
    return tuple(
        LabelledPage(page, masked_page(page), document.type, document.kind)
        for document in documents
        for page in document.pages
        if page.words
    )


def text_probabilities(split: Split, vectorize: Vectorize, *, by_kind: bool) -> Array:
    """Fit a logistic regression; return ``(judged, types)`` probabilities."""
    fitted = LogisticRegression(C=_INVERSE_PENALTY, max_iter=_STEPS, tol=1e-3)
    labels = [f"{p.type}/{p.kind}" if by_kind else p.type.value for p in split.learned]
    fitted.fit(vectorize([page.text for page in split.learned]), labels)
    found = fitted.predict_proba(vectorize([page.text for page in split.judged]))
    by_type = np.zeros((len(split.judged), len(TEXT_TYPES)))
    for column, label in enumerate(fitted.classes_):
        by_type[:, TEXT_TYPES.index(DocumentType(label.partition("/")[0]))] += found[:, column]
    return by_type


def block_vectorizer(blocks: Sequence[str]) -> Vectorize:
    """Return what hashes the named blocks of features, each of unit length."""

    def vectorize(texts: Sequence[str]) -> csr_matrix:
        pages = [feature_blocks(page_tokens(text)) for text in texts]
        keys = [np.concatenate([page[block] for block in blocks]) for page in pages]
        values = [np.concatenate([_unit(page[block]) for block in blocks]) for page in pages]
        ends = np.cumsum([0, *map(len, keys)])
        columns = (np.concatenate(keys) % np.uint64(ROWS)).astype(np.int64)
        return csr_matrix((np.concatenate(values), columns, ends), shape=(len(texts), ROWS))

    return vectorize


def tfidf_vectorizer(split: Split, analyzer: str, lengths: tuple[int, int]) -> Vectorize:
    """Return scikit-learn's TF-IDF, fitted to the pages learned."""
    vectorizer = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True)
    vectorizer.fit([page.text for page in split.learned])
    transform: Vectorize = vectorizer.transform
    return transform


def combined(split: Split, by_type: Array, columns: Sequence[str]) -> Array:
    """Combine text with the named evidence, weights fitted on every second page, for all pages.

    The few weights are shared by all types, so that fitting them on pages that are judged as well
    gains little; every variant is treated alike.
    """
    tables = np.stack(
        [_evidence(page, row) for page, row in zip(split.judged, by_type, strict=True)]
    )
    for column, name in enumerate(EVIDENCE):
        if name not in columns:
            tables[:, :, column] = 0.0
    truths = _truths(split)
    return softmax(tables @ conditional_logit(tables[::2], truths[::2]))


def _evidence(page: LabelledPage, row: Array) -> Array:
    text = PageText.of(page.page)
    hits = find_anchors(text, ANCHORS)
    return evidence(dict(zip(TEXT_TYPES, row, strict=True)), hits, concepts_on(text.joined.split()))


def _unit(block: NDArray[np.uint64]) -> Array:
    return np.full(len(block), 1 / np.sqrt(max(1, len(block))))


def _truths(split: Split) -> Array:
    return np.asarray([TEXT_TYPES.index(page.type) for page in split.judged], dtype=np.float64)


def figures(split: Split, probabilities: Array) -> tuple[str, ...]:
    """Return the cells of one row of the table."""
    truths = _truths(split)
    support, wrong = support_and_wrong(probabilities, truths)
    strange = np.asarray([page.kind in split.strangers for page in split.judged])
    clean = np.asarray([p.page.quality.tier is QualityTier.DIGITAL for p in split.judged])
    picked = probabilities[np.arange(len(truths)), truths.astype(np.int64)]
    known = ~strange
    return (
        f"{100 * (1 - wrong[known & clean].mean()):.2f} %",
        f"{100 * (1 - wrong[known & ~clean].mean()):.2f} %",
        f"{-np.log(np.maximum(picked[known], _LEAST)).mean():.3f}",
        f"{100 * _coverage(support[known], wrong[known]):.1f} %",
        f"{100 * (1 - wrong[strange].mean()):.1f} %",
    )


def _coverage(support: Array, wrong: NDArray[np.bool_]) -> float:
    """Return the largest share of pages, most certain first, with at most MOST_WRONG errors."""
    ordered = wrong[np.argsort(-support)]
    shares = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    held = np.flatnonzero(shares <= MOST_WRONG)
    return float((held.max() + 1) / len(ordered)) if len(held) else 0.0


def ablation(seed: int, samples: int, part: int = 0) -> str:
    """Train and judge every variant; return the table as Markdown."""
    split = split_fold(seed, samples, part)
    rows: list[tuple[str, Array]] = [
        (
            "TF-IDF of words and pairs, logistic regression",
            text_probabilities(split, tfidf_vectorizer(split, "word", (1, 2)), by_kind=False),
        ),
        (
            "TF-IDF of characters (2 to 5), logistic regression",
            text_probabilities(split, tfidf_vectorizer(split, "char_wb", (2, 5)), by_kind=False),
        ),
        (
            "our features, labels are types",
            text_probabilities(split, block_vectorizer(BLOCKS), by_kind=False),
        ),
    ]
    for missing in BLOCKS:
        kept = tuple(block for block in BLOCKS if block != missing)
        probabilities = text_probabilities(split, block_vectorizer(kept), by_kind=True)
        rows.append((f"our features but {missing}, labels are kinds", probabilities))
    text = text_probabilities(split, block_vectorizer(BLOCKS), by_kind=True)
    rows.append(("**our features, labels are kinds**", text))
    parts = (
        ("essentials", ("title", "form_number", "label", "statement", "unknown")),
        ("anchors", ("unknown", "essentials")),
    )
    for name, kept in parts:
        rows.append((f"the whole model without {name}", combined(split, text, ("model", *kept))))
    rows.append(("**the whole model**", combined(split, text, EVIDENCE)))
    lines = [
        _HEADS,
        "|---|---|---|---|---|---|",
        *(f"| {name} | {' | '.join(figures(split, each))} |" for name, each in rows),
    ]
    counted = f"{len(split.learned)} pages learned, {len(split.judged)} judged"
    head = (
        "# What each part of the page type model contributes\n\n"
        "Made by `python -m bench.evaluation.ablation`: fold "
        f"{part} of the training set (seed {seed}, {samples} sample of each kind, language, "
        f"layout and share of wordings), {counted}. Judged on wordings that were not learned; "
        "**unknown kinds** "
        f"({', '.join(sorted(split.strangers))}) were not learned at all, and right means "
        "`other` or `other_letter`. The two count as one."
    )
    return head + "\n\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Write the table to ``bench/results/ablation.md``."""
    text = ablation(DEFAULT_SEED, samples=1)
    (RESULTS / "ablation.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
