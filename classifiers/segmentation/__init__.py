"""Segmentation: the pages of an upload split into documents."""

from classifiers.segmentation.description import (
    document_heading,
    document_kindred,
    document_language,
    document_quality,
)
from classifiers.segmentation.doubts import Decided, decided_runs
from classifiers.segmentation.runs import Run, segment
from classifiers.segmentation.shared_pages import told_if_shared

__all__ = [
    "Decided",
    "Run",
    "decided_runs",
    "document_heading",
    "document_kindred",
    "document_language",
    "document_quality",
    "segment",
    "told_if_shared",
]
