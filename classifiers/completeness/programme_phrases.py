"""Phrases of a programme file must be written as texts are compared."""

from collections.abc import Iterator

from classifiers.completeness.programme_faults import Fault
from classifiers.completeness.rules import Condition, Requirement, Rules
from classifiers.completeness.toml_lines import Path
from classifiers.fields.folding import fold
from models.bilingual import Bilingual

_FOLD = Bilingual(
    "Write it in lower case without accents, as texts are compared.",
    "Écrivez-la en minuscules et sans accents, comme les textes sont comparés.",
)


def phrase_faults(rules: Rules) -> Iterator[Fault]:
    """A phrase that is not written as texts are compared would never be found."""
    for path, phrase in _all_phrases(rules):
        if not phrase or phrase != fold(phrase):
            yield Fault(
                path,
                Bilingual(
                    f'"{phrase}" can never be found', f"« {phrase} » ne peut jamais être trouvé"
                ),
                _FOLD,
            )


def _all_phrases(rules: Rules) -> Iterator[tuple[Path, str]]:
    for n, condition in enumerate(rules.conditions):
        yield from _phrases_of_condition(("conditions", n, "sources"), condition)
    for n, requirement in enumerate(rules.requirements):
        yield from _phrases_of_requirement(("requirements", n), requirement)
    for n, notice in enumerate(rules.notices):
        for g, group in enumerate(notice.phrases):
            yield from _listed(("notices", n, "phrases", g), group)


def _phrases_of_condition(path: Path, condition: Condition) -> Iterator[tuple[Path, str]]:
    for n, source in enumerate(condition.sources):
        yield from _listed((*path, n, "phrases"), source.phrases)


def _phrases_of_requirement(path: Path, requirement: Requirement) -> Iterator[tuple[Path, str]]:
    for n, decoy in enumerate(requirement.decoys):
        yield from _listed((*path, "decoys", n, "phrases"), decoy.phrases)
    for n, impostor in enumerate(requirement.impostors):
        yield from _listed((*path, "impostors", n, "phrases"), impostor.phrases)
        yield from _listed((*path, "impostors", n, "unless"), impostor.unless)
    if requirement.category is not None:
        yield from _listed((*path, "category", "unsettled"), requirement.category.unsettled)
        yield from _listed((*path, "category", "accepted"), requirement.category.accepted)
        yield from _listed((*path, "category", "rejected"), requirement.category.rejected)


def _listed(path: Path, phrases: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for n, phrase in enumerate(phrases):
        yield (*path, n), phrase
