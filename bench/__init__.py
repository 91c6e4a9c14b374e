"""Benchmarks and evaluation; their latest results are committed under ``results``."""
