"""Typed, normalised facts of a document, each with the place where it was seen."""

from classifiers.fields.reading import read_fields

__all__ = ["read_fields"]
