"""A fault of a programme file: where it is, what is wrong, what to do."""

from dataclasses import dataclass

from classifiers.completeness.toml_lines import Path
from models.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a programme file, and what to do about it."""

    path: Path
    problem: Bilingual
    remedy: Bilingual
