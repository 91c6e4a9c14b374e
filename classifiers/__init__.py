"""Extraction in; documents, markers, fields and the completeness report out."""
