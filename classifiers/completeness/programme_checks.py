"""Whether a programme file agrees with itself: references lead somewhere, no value is idle."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import msgspec

from classifiers.completeness.finding_texts import FINDINGS
from classifiers.completeness.programme_faults import Fault
from classifiers.completeness.programme_phrases import phrase_faults
from classifiers.completeness.rules import Rules, Source
from classifiers.completeness.toml_lines import Path
from models.bilingual import Bilingual
from models.document_types import DocumentType

_ADD_REASON = Bilingual("Add it with code, en and fr.", "Ajoutez-la avec code, en et fr.")


def faults(rules: Rules) -> Iterator[Fault]:
    """Yield every fault, in no promised order."""
    for check in _CHECKS:
        yield from check(rules)


def _repeated(rules: Rules) -> Iterator[Fault]:
    """Identifiers that stand twice: the second one is at fault."""
    tables: tuple[tuple[str, str, Iterable[object]], ...] = (
        ("conditions", "id", [condition.id for condition in rules.conditions]),
        ("requirements", "id", [requirement.id for requirement in rules.requirements]),
        ("caps", "year", [cap.year for cap in rules.caps]),
    )
    for table, key, ids in tables:
        seen: Counter[object] = Counter()
        for number, id_ in enumerate(ids):
            seen[id_] += 1
            if seen[id_] > 1:
                yield Fault(
                    (table, number, key),
                    Bilingual(f"{id_} stands more than once", f"{id_} figure plus d'une fois"),
                    Bilingual("Give each its own.", "Donnez à chacun le sien."),
                )


def _sources(rules: Rules) -> Iterator[Fault]:
    for place, condition in enumerate(rules.conditions):
        for number, source in enumerate(condition.sources):
            yield from _source(("conditions", place, "sources", number), source)
        if not condition.settled_by:
            yield Fault(
                ("conditions", place, "settled_by"),
                Bilingual("nobody can settle the condition", "personne ne peut trancher"),
                Bilingual(
                    "Name officer, applicant or pipeline.", "Nommez officer, applicant ou pipeline."
                ),
            )


def _source(path: Path, source: Source) -> Iterator[Fault]:
    """A source must have what its kind reads, and a reason for each answer that it can give."""
    needed = {
        "documents": (source.yes_types or source.no_types, "yes_types"),
        "field": (source.field and source.types and source.yes_values, "yes_values"),
        "text": (source.types and source.phrases, "phrases"),
        "declared": (source.declaration, "declaration"),
    }
    present, key = needed[source.kind]
    if not present:
        yield Fault(
            path,
            Bilingual(
                f"a source of kind {source.kind} lacks {key} or what goes with it",
                f"une source de genre {source.kind} n'a pas {key} ou ce qui l'accompagne",
            ),
            Bilingual(f"Add {key}.", f"Ajoutez {key}."),
        )
    speaks_yes = source.kind != "documents" or bool(source.yes_types)
    speaks_no = source.kind == "declared" or bool(source.no_types)
    for answer, given, speaks in (("yes", source.yes, speaks_yes), ("no", source.no, speaks_no)):
        if speaks and given is None:
            yield Fault(
                (*path, answer),
                Bilingual(
                    f"the answer {answer} has no reason", f"la réponse {answer} n'a pas de raison"
                ),
                _ADD_REASON,
            )


def _references(rules: Rules) -> Iterator[Fault]:
    conditions = [condition.id for condition in rules.conditions]
    requirements = [requirement.id for requirement in rules.requirements]
    for number, requirement in enumerate(rules.requirements):
        here = ("requirements", number)
        rescued_by = requirement.validity.rescued_by if requirement.validity else None
        references: list[tuple[Path, str | None, list[str]]] = [
            ((*here, "applies_when"), requirement.applies_when, conditions),
            ((*here, "waived_when"), requirement.waived_when, conditions),
            ((*here, "not_needed_while_valid"), requirement.not_needed_while_valid, requirements),
            ((*here, "validity", "rescued_by"), rescued_by, requirements),
            *[
                ((*here, "also_when", n), one, conditions)
                for n, one in enumerate(requirement.also_when)
            ],
            *[
                ((*here, "narrowed", n, "when"), one.when, conditions)
                for n, one in enumerate(requirement.narrowed)
            ],
        ]
        yield from _dangling(references)
        if not requirement.accepts:
            yield Fault(
                (*here, "accepts"),
                Bilingual("no type is accepted", "aucun type n'est accepté"),
                Bilingual("Name at least one type.", "Nommez au moins un type."),
            )
    if rules.extension is not None:
        extension = (("extension", "condition"), rules.extension.condition, conditions)
        yield from _dangling([extension])


def _types(rules: Rules) -> Iterator[Fault]:
    """What narrows or doubts the accepted types names only types that are accepted."""
    for number, requirement in enumerate(rules.requirements):
        accepted = [str(one.type) for one in requirement.accepts]
        named = {
            "narrowed": [one.types for one in requirement.narrowed],
            "impostors": [one.types for one in requirement.impostors],
        }
        for table, rows in named.items():
            for row, types in enumerate(rows):
                here = ("requirements", number, table, row, "types")
                yield from _not_accepted(here, types, accepted)


def _not_accepted(
    here: Path, types: tuple[DocumentType, ...], accepted: list[str]
) -> Iterator[Fault]:
    listed = ", ".join(accepted) or "-"
    for n, type_ in enumerate(types):
        if type_ not in accepted:
            yield Fault(
                (*here, n),
                Bilingual(f"{type_} is not accepted here", f"{type_} n'est pas accepté ici"),
                Bilingual(f"Use one of: {listed}.", f"Utilisez l'un de ceux-ci : {listed}."),
            )


def _dangling(references: Iterable[tuple[Path, str | None, list[str]]]) -> Iterator[Fault]:
    for path, reference, known in references:
        if reference is not None and reference not in known:
            listed = ", ".join(known) or "-"
            yield Fault(
                path,
                Bilingual(f"unknown id {reference}", f"identifiant inconnu : {reference}"),
                Bilingual(f"Use one of: {listed}.", f"Utilisez l'un de ceux-ci : {listed}."),
            )


def _findings(rules: Rules) -> Iterator[Fault]:
    """Each finding of the product has a severity, and each one named exists."""
    for code in sorted(set(FINDINGS) - set(rules.findings)):
        yield Fault(
            ("findings", code),
            Bilingual(
                f"the finding {code} has no severity", f"le constat {code} n'a pas de gravité"
            ),
            Bilingual(
                f'Add a line {code} = "information", "attention" or "review".',
                f"Ajoutez une ligne {code} = « information », « attention » ou « review ».",
            ),
        )
    named: list[tuple[Path, str]] = [(("findings", code), code) for code in rules.findings]
    named += [(("notices", n, "finding"), one.finding) for n, one in enumerate(rules.notices)]
    named += [
        (("identity", "agree", n, "finding"), one.finding)
        for n, one in enumerate(rules.identity.agree)
    ]
    named += [
        (("requirements", n, "freshness", "finding"), one.freshness.finding)
        for n, one in enumerate(rules.requirements)
        if one.freshness is not None
    ]
    listed = ", ".join(sorted(FINDINGS))
    for path, code in named:
        if code not in FINDINGS:
            yield Fault(
                path,
                Bilingual(f"there is no finding {code}", f"il n'y a pas de constat {code}"),
                Bilingual(f"Use one of: {listed}.", f"Utilisez l'un de ceux-ci : {listed}."),
            )


def _ranges(rules: Rules) -> Iterator[Fault]:
    """Probabilities lie between 0 and 1, days in order, lengths of time above nothing."""
    for name, value in msgspec.structs.asdict(rules.thresholds).items():
        if not 0.0 <= value <= 1.0:
            yield Fault(
                ("thresholds", name),
                Bilingual(f"{value} is not between 0 and 1", f"{value} n'est pas entre 0 et 1"),
                Bilingual("Give a probability.", "Donnez une probabilité."),
            )
    if rules.effective_until is not None and rules.effective_until < rules.effective_from:
        yield Fault(
            ("effective_until",),
            Bilingual("it is before effective_from", "il précède effective_from"),
            Bilingual(
                "Give a later day, or leave it out.", "Donnez un jour ultérieur, ou retirez-le."
            ),
        )
    lengths: list[tuple[Path, int]] = [
        (("windows", "invitation_days"), rules.windows.invitation_days),
        (("windows", "permit_months"), rules.windows.permit_months),
        *[(("caps", n, "applications"), cap.applications) for n, cap in enumerate(rules.caps)],
    ]
    if rules.extension is not None:
        lengths.append((("extension", "months"), rules.extension.months))
    if rules.biometric_letter is not None:
        lengths.append((("biometric_letter", "hours"), rules.biometric_letter.hours))
    for path, length in lengths:
        if length < 1:
            yield Fault(
                path,
                Bilingual(f"{length} is less than 1", f"{length} est inférieur à 1"),
                Bilingual("Give a number from 1 up.", "Donnez un nombre à partir de 1."),
            )


def _occupation_codes(rules: Rules) -> Iterator[Fault]:
    """For no day of receipt two occupation codes."""
    codes = rules.gcms.noc if rules.gcms else ()
    for number, (first, second) in enumerate(pairwise(codes), start=1):
        if first.until is None or second.since is None or second.since <= first.until:
            yield Fault(
                ("gcms", "noc", number),
                Bilingual(
                    "its days overlap those of the code before",
                    "ses jours recoupent ceux du code précédent",
                ),
                Bilingual(
                    "Let it begin after the other ends.",
                    "Faites-le commencer après la fin de l'autre.",
                ),
            )


_CHECKS: tuple[Callable[[Rules], Iterator[Fault]], ...] = (
    _repeated,
    _sources,
    _references,
    _findings,
    _ranges,
    _occupation_codes,
    phrase_faults,
    _types,
)
