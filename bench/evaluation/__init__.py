"""Evaluation of the whole reading path on held-back fixtures, by ``csq-intake evaluate``."""
