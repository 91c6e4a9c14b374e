"""Training of the spaCy text classifier."""

from random import Random

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import Adam, fix_random_seed

from classifiers.page_types.character_grams import ARCHITECTURE, TOKENIZER
from classifiers.page_types.examination import masked_page
from classifiers.page_types.examples import TrainingDocument
from classifiers.page_types.model import CONTINUED

ROWS = 16_384
"""Rows of the weight table per label; more gained nothing on held-back families."""
_EPOCHS = 8
_BATCH = 32
_RATE = 0.01
_DECAY = 0.7
"""The learning rate shrinks by this factor after every epoch."""
_WEIGHT_DECAY = 1e-4


def labels_of(documents: tuple[TrainingDocument, ...]) -> tuple[str, ...]:
    """Return the labels that ``documents`` need, sorted."""
    return tuple(sorted({label for document in documents for label in _labels(document)}))


def train_text(
    documents: tuple[TrainingDocument, ...], labels: tuple[str, ...], seed: int
) -> Language:
    """Train a pipeline on the pages of ``documents``; equal arguments give equal weights."""
    fix_random_seed(seed)
    pipeline = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    model = {"@architectures": ARCHITECTURE, "length": ROWS}
    classifier = pipeline.add_pipe("textcat", config={"threshold": 0.0, "model": model})
    for label in labels:
        classifier.add_label(label)  # type: ignore[attr-defined]
    examples = [
        _example(pipeline, masked_page(page), label, labels)
        for document in documents
        for page, label in zip(document.pages, _labels(document), strict=True)
    ]
    pipeline.initialize(lambda: examples[:_BATCH])
    _descend(pipeline, examples, Random(seed))  # noqa: S311
    return pipeline


def _descend(pipeline: Language, examples: list[Example], rng: Random) -> None:
    optimizer = Adam(_RATE, L2=_WEIGHT_DECAY, L2_is_weight_decay=True)
    for epoch in range(_EPOCHS):
        optimizer.learn_rate = _RATE * _DECAY**epoch
        rng.shuffle(examples)
        for batch in minibatch(examples, _BATCH):  # type: ignore[no-untyped-call]
            pipeline.update(batch, sgd=optimizer)


def _labels(document: TrainingDocument) -> tuple[str, ...]:
    rest = len(document.pages) - 1
    return (document.type.value, *(document.type.value + CONTINUED,) * rest)


def _example(pipeline: Language, text: str, label: str, labels: tuple[str, ...]) -> Example:
    cats = {other: float(other == label) for other in labels}
    return Example.from_dict(pipeline.make_doc(text), {"cats": cats})
