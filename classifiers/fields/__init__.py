"""Typed, normalised facts of a document, each with the place where it was seen."""
