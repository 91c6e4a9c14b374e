"""Bytes in, Extraction out: every parser of applicants' files lives here."""
