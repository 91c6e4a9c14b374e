"""What each part of the page type model contributes, against TF-IDF with logistic regression.

``script/bench ablation`` trains every variant on each fold of the training set and judges it on
what the fold held back: wordings and whole kinds that it never saw. Nothing of the evaluation set
is touched, so that parts are chosen without looking at it.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.evaluation.ablation_figures import HEADS, Judged, figures, pooled
from classifiers.page_types.anchors import find_anchors
from classifiers.page_types.calibration import support_and_wrong
from classifiers.page_types.combination import EVIDENCE, TEXT_TYPES, Array, evidence
from classifiers.page_types.concepts import concepts_on
from classifiers.page_types.examination import ANCHORS, masked_page
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.features import feature_blocks, spelling_features
from classifiers.page_types.fitting import conditional_logit, softmax
from classifiers.page_types.letter_signs import letter_signs
from classifiers.page_types.text import PageText
from classifiers.page_types.text_pipeline import page_tokens
from classifiers.page_types.text_training import feature_table
from classifiers.page_types.training import FOLDS, held_decoys, with_noise
from intake.cli.train import DEFAULT_SEED, training_documents
from models.document_types import DocumentType
from models.extraction import Page, QualityTier

RESULTS = Path(__file__).parents[1] / "results"
BLOCKS = ("characters", "words", "concepts", "head")
ROWS = 1 << 16
_INVERSE_PENALTY = 100.0
_STEPS = 80
_LEAST = 1e-4
WHOLE = "**the whole model**"
WITHOUT_ANCHORS = ("model", "spelling", "essentials")
NOTE = (
    "**Unknown kinds** were not learned at all, and right means `other` or `other_letter`, which "
    "count as one everywhere. Intervals are two-sided, 95 %, of Clopper and Pearson. *Against the "
    "whole model*: pages of every group on which the variant alone is right, and on which the "
    "whole model alone is, with the two-sided sign test; pages drawn from one wording err "
    "together, so that a p near 0.05 proves little."
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
    judged = [d for d in documents if d.wording % FOLDS == part and d.calibrates]
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


def spelling_vectorizer(texts: Sequence[str]) -> csr_matrix:
    """Return the features of the classifier by spelling, as the shipped model has them."""
    return feature_table([page_tokens(text) for text in texts], spelling_features, ROWS)


def evidence_tables(split: Split, by_type: Array, by_spelling: Array) -> Array:
    """Return the evidence of every judged page as ``(judged, types, evidence)``."""
    told = zip(split.judged, by_type, by_spelling, strict=True)
    return np.stack([_evidence(page, *rows) for page, *rows in told])


def combined(split: Split, tables: Array, columns: Sequence[str]) -> Array:
    """Combine the named evidence; return ``(judged, types)`` probabilities.

    The few weights, shared by all types, are fitted on every second page and judged on the others,
    and the other way round.
    """
    kept = np.asarray([name in columns for name in EVIDENCE])
    seen, truths = tables * kept, _truths(split)
    found = np.zeros(seen.shape[:2])
    halves = slice(0, None, 2), slice(1, None, 2)
    for learned, held in (halves, halves[::-1]):
        found[held] = softmax(seen[held] @ conditional_logit(seen[learned], truths[learned]))
    return found


def _evidence(page: LabelledPage, by_type: Array, by_spelling: Array) -> Array:
    text = PageText.of(page.page)
    hits = find_anchors(text, ANCHORS)
    return evidence(
        dict(zip(TEXT_TYPES, by_type, strict=True)),
        dict(zip(TEXT_TYPES, by_spelling, strict=True)),
        hits,
        concepts_on(text.joined.split()),
        letter_signs(text),
    ).by_type


def _unit(block: NDArray[np.uint64]) -> Array:
    return np.full(len(block), 1 / np.sqrt(max(1, len(block))))


def _truths(split: Split) -> Array:
    return np.asarray([TEXT_TYPES.index(page.type) for page in split.judged], dtype=np.float64)


def judged(split: Split, probabilities: Array) -> Judged:
    """Compare ``(judged, types)`` probabilities with the truth."""
    truths = _truths(split)
    support, wrong = support_and_wrong(probabilities, truths)
    picked = probabilities[np.arange(len(truths)), truths.astype(np.int64)]
    return Judged(
        support,
        np.asarray(wrong, dtype=np.bool_),
        -np.log(np.maximum(picked, _LEAST)),
        np.asarray([page.kind in split.strangers for page in split.judged]),
        np.asarray([p.page.quality.tier is QualityTier.DIGITAL for p in split.judged]),
    )


def variants(split: Split) -> Iterator[tuple[str, Array]]:
    """Train every variant; yield its name and its ``(judged, types)`` probabilities."""
    for name, analyzer, lengths in (
        ("TF-IDF of words and pairs, logistic regression", "word", (1, 2)),
        ("TF-IDF of characters (2 to 5), logistic regression", "char_wb", (2, 5)),
    ):
        plain = tfidf_vectorizer(split, analyzer, lengths)
        yield name, text_probabilities(split, plain, by_kind=False)
    ours = block_vectorizer(BLOCKS)
    yield "our features, labels are types", text_probabilities(split, ours, by_kind=False)
    for missing in BLOCKS:
        kept = tuple(block for block in BLOCKS if block != missing)
        probabilities = text_probabilities(split, block_vectorizer(kept), by_kind=True)
        yield f"our features but {missing}, labels are kinds", probabilities
    text = text_probabilities(split, ours, by_kind=True)
    yield "our features, labels are kinds", text
    spelled = text_probabilities(split, spelling_vectorizer, by_kind=True)
    yield "pieces of words, labels are kinds", spelled
    tables = evidence_tables(split, text, spelled)
    for missing in EVIDENCE:
        if missing != "model":
            kept = tuple(column for column in EVIDENCE if column != missing)
            yield f"the whole model without {missing}", combined(split, tables, kept)
    yield "the whole model without any anchor", combined(split, tables, WITHOUT_ANCHORS)
    yield WHOLE, combined(split, tables, EVIDENCE)


def ablation(seed: int, samples: int, parts: Sequence[int]) -> str:
    """Train and judge every variant on the folds ``parts``; return the table as Markdown."""
    found: dict[str, list[Judged]] = {}
    learned = 0
    strangers: set[str] = set()
    for part in parts:
        split = split_fold(seed, samples, part)
        learned += len(split.learned)
        strangers |= split.strangers
        for name, probabilities in variants(split):
            found.setdefault(name, []).append(judged(split, probabilities))
    rows = {name: pooled(folds) for name, folds in found.items()}
    lines = [
        HEADS,
        "|---|---|---|---|---|---|---|",
        *(f"| {name} | {' | '.join(figures(row, rows[WHOLE]))} |" for name, row in rows.items()),
    ]
    head = (
        "# What each part of the page type model contributes\n\n"
        f"Made by `script/bench ablation --samples {samples}`: {len(parts)} of {FOLDS} folds of "
        f"the training set (seed {seed}, {samples} of each kind, language, layout and share of "
        f"wordings), {learned} pages learned, {len(rows[WHOLE].wrong)} judged, on wordings that "
        f"were not learned. Unknown kinds: {', '.join(sorted(strangers))}.\n\n{NOTE}"
    )
    return head + "\n\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Write the table to ``ablation.md``."""
    asked = argparse.ArgumentParser(prog="script/bench ablation", description=__doc__)
    asked.add_argument("--samples", type=int, default=1, help="default: %(default)s")
    asked.add_argument("--folds", type=int, default=FOLDS, help="default: %(default)s")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    text = ablation(DEFAULT_SEED, given.samples, range(given.folds))
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "ablation.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
