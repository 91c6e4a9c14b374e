"""A programme file as a policy officer reads it, in English or French."""

from collections.abc import Iterator

from classifiers.completeness.rule_changes import RuleChange
from classifiers.completeness.rules import Condition, Requirement, Rules, Source
from intake.cli.programme_terms_text import (
    category_lines,
    doubt_lines,
    finding_lines,
    identity_lines,
    opening_line,
    terms_lines,
    validity_lines,
)
from intake.cli.report_text import MARKER_NAMES
from intake.web.pages.messages import messages
from models.bilingual import Bilingual, Language
from models.document_types import TITLES, DocumentType
from models.documents import FieldName
from models.report import Settler

_TRUST = {
    "proves": Bilingual("proves it", "le prouve"),
    "states": Bilingual("states it", "l'affirme"),
    "suggests": Bilingual("suggests it", "le laisse penser"),
}
_SETTLERS = {
    Settler.OFFICER: Bilingual("an officer", "un agent"),
    Settler.APPLICANT: Bilingual("the applicant", "la personne qui présente la demande"),
    Settler.PIPELINE: Bilingual("the application pipeline", "la chaîne de traitement"),
}


def explained(rules: Rules, language: Language) -> str:
    """Return the rules in words, as plain text of many lines."""
    return "\n".join(_Telling(rules, language).lines()) + "\n"


def change_lines(changes: tuple[RuleChange, ...], language: Language) -> Iterator[str]:
    """Yield one line for each change of a rule."""
    nothing = Bilingual("(nothing)", "(rien)").in_language(language)
    colon = " :" if language is Language.FR else ":"
    for change in changes:
        before, after = change.before or nothing, change.after or nothing
        yield f"{change.place}{colon} {before} → {after}"


class _Telling:
    """One telling of a programme in one language."""

    def __init__(self, rules: Rules, language: Language) -> None:
        self._rules = rules
        self._language = language
        self._messages = messages(language)

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        yield from self._section(Bilingual("Conditions", "Conditions"))
        for condition in self._rules.conditions:
            yield from self._condition(condition)
        yield from self._section(Bilingual("Requirements", "Exigences"))
        for requirement in self._rules.requirements:
            yield from self._requirement(requirement)
        yield from self._section(
            Bilingual("Facts if a permit is issued", "Faits si un permis est délivré")
        )
        yield from self._facts()
        yield from self._section(Bilingual("The same person", "La même personne"))
        yield from (f"  {line}" for line in identity_lines(self._rules, self._language))
        yield from self._section(Bilingual("Other terms", "Autres modalités"))
        yield from (f"  {line}" for line in terms_lines(self._rules, self._language))
        yield from self._section(Bilingual("Findings", "Constats"))
        yield from (f"  {line}" for line in finding_lines(self._rules, self._language))

    @property
    def _colon(self) -> str:
        return " :" if self._language is Language.FR else ":"

    def _say(self, text: Bilingual) -> str:
        return text.in_language(self._language)

    def _both(self, en: str, fr: str) -> str:
        return self._say(Bilingual(en, fr))

    def _section(self, title: Bilingual) -> Iterator[str]:
        yield ""
        yield self._say(title)
        yield "-" * len(self._say(title))

    def _heading(self) -> Iterator[str]:
        rules = self._rules
        title = self._say(rules.title)
        yield title
        yield "=" * len(title)
        until = rules.effective_until
        yield self._both(
            f"Programme {rules.id}, administrative code {rules.administrative_code}, version "
            f"{rules.version}",
            f"Programme {rules.id}, code administratif {rules.administrative_code}, version "
            f"{rules.version}",
        )
        yield self._both(
            f"In effect from {rules.effective_from} to {until or 'no known end'}",
            f"En vigueur du {rules.effective_from} au {until or '(fin inconnue)'}",
        )
        yield self._say(opening_line(rules))
        yield self._both(f"Authority: {rules.authority}", f"Source : {rules.authority}")

    def _condition(self, condition: Condition) -> Iterator[str]:
        yield f"{self._say(condition.title)} ({condition.id})"
        for source in condition.sources:
            for answer, why in (
                (self._both("yes", "oui"), source.yes),
                (self._both("no", "non"), source.no),
            ):
                if why is not None:
                    weight = self._say(_TRUST[source.trust])
                    text = why.in_language(self._language)
                    yield f"  {answer} – {weight}{self._colon} {text}{self._where(source)}"
        if condition.otherwise is not None:
            text = condition.otherwise.in_language(self._language)
            yield f"  {self._both('otherwise no', 'sinon non')}{self._colon} {text}"
        else:
            unknown = self._both("otherwise unknown", "sinon inconnu")
            yield f"  {unknown}{self._colon} {self._say(condition.settle)}"
        by = ", ".join(self._say(_SETTLERS[one]) for one in condition.settled_by)
        yield f"  {self._both('settled by', 'tranché par')}{self._colon} {by}"

    def _where(self, source: Source) -> str:
        """Say what a source reads beside document types, if anything."""
        if source.kind == "text":
            return f" ({', '.join(source.phrases)})"
        return f" ({self._field(source.field)})" if source.field is not None else ""

    def _requirement(self, requirement: Requirement) -> Iterator[str]:
        yield f"{self._say(requirement.title)} ({requirement.id})"
        yield f"  {self._both('accepted, any one of', 'accepté, un seul suffit')}{self._colon}"
        for accepted in requirement.accepts:
            days = "".join(
                f", {words} {day}"
                for words, day in (
                    (self._both("from", "à partir du"), accepted.since),
                    (self._both("until", "jusqu'au"), accepted.until),
                )
                if day is not None
            )
            yield f"    {self._type(accepted.type)}{days}"
        for line in self._terms(requirement):
            yield f"  {line}"
        authority = self._both(
            requirement.authority, requirement.authority_fr or requirement.authority
        )
        yield f"  {self._both('authority', 'source')}{self._colon} {authority}"

    def _terms(self, requirement: Requirement) -> Iterator[str]:
        """Yield the conditions and tests of a requirement."""
        titles = {condition.id: self._say(condition.title) for condition in self._rules.conditions}
        if requirement.applies_when is None:
            yield self._both("required of everyone", "exigé de tous")
        else:
            for id_ in (requirement.applies_when, *requirement.also_when):
                yield self._both(f"required if: {titles[id_]}", f"exigé si : {titles[id_]}")
        if requirement.waived_when is not None:
            waiver = titles[requirement.waived_when]
            yield self._both(f"not needed if: {waiver}", f"non nécessaire si : {waiver}")
        if requirement.not_needed_while_valid is not None:
            other = self._say(self._rules.requirement(requirement.not_needed_while_valid).title)
            yield self._both(
                f"not needed while this is in force and no source says otherwise: {other}",
                "non nécessaire tant que ceci est en vigueur et qu'aucune source ne dit le "
                f"contraire : {other}",
            )
        if requirement.same_person:
            yield self._both("must be the applicant's own", "doit être au nom de la personne")
        by_id = {condition.id: condition.title for condition in self._rules.conditions}
        yield from map(self._say, doubt_lines(requirement, by_id))
        yield from self._tests(requirement)
        for decoy in requirement.decoys:
            yield self._both("does not count: ", "ne compte pas : ") + self._say(
                Bilingual(decoy.en, decoy.fr)
            )

    def _tests(self, requirement: Requirement) -> Iterator[str]:
        if requirement.validity is not None:
            field = self._field(requirement.validity.field)
            yield self._both(
                f"must be in force on the day of receipt ({field})",
                f"doit être en vigueur le jour de la réception ({field})",
            )
            yield from map(self._say, validity_lines(requirement.validity))
            if requirement.validity.rescued_by is not None:
                other = self._say(self._rules.requirement(requirement.validity.rescued_by).title)
                yield self._both(
                    f"an expired one serves if this was made in time: {other}",
                    f"un document expiré convient si ceci a été fait à temps : {other}",
                )
        if requirement.place is not None:
            good, bad = (
                ", ".join(requirement.place.accepted),
                ", ".join(requirement.place.contradicted),
            )
            yield self._both(
                f"must name one of {good}; {bad} contradicts it",
                f"doit indiquer l'un de {good}; {bad} le contredit",
            )
        if requirement.category is not None:
            yield from map(self._say, category_lines(requirement.category))
        if requirement.freshness is not None:
            months = requirement.freshness.months
            yield self._both(
                f"an officer is told if it is older than {months} months",
                f"un agent en est averti s'il date de plus de {months} mois",
            )
        for marker in requirement.markers:
            yield self._both("must carry: ", "doit porter : ") + self._say(MARKER_NAMES[marker])

    def _facts(self) -> Iterator[str]:
        rules = self._rules
        for cap in rules.caps:
            yield self._both(
                f"  at most {cap.applications} applications in {cap.year}",
                f"  au plus {cap.applications} demandes en {cap.year}",
            )
        yield self._both(
            f"  at most {rules.windows.permit_months} months, never beyond the passport",
            f"  au plus {rules.windows.permit_months} mois, jamais au-delà du passeport",
        )
        if rules.gcms is not None:
            gcms = rules.gcms
            codes = "; ".join(
                f"{noc.code} ({noc.since or '…'} – {noc.until or '…'})" for noc in gcms.noc
            )
            yield self._both(f"  case type: {gcms.case_type}", f"  type de cas : {gcms.case_type}")
            yield self._both(
                f"  exemption code: {gcms.exemption_code}",
                f"  code de dispense : {gcms.exemption_code}",
            )
            yield self._both(f"  NOC: {codes}", f"  CNP : {codes}")
            place = f"{gcms.province_of_destination}, {gcms.city_of_destination}"
            yield self._both(f"  destination: {place}", f"  destination : {place}")
            yield self._both(
                f"  condition: {gcms.location_condition}",
                f"  condition : {gcms.location_condition}",
            )
            yield self._both(
                f"  user note: {gcms.user_note}", f"  note d'utilisateur : {gcms.user_note}"
            )
        if rules.biometric_letter is not None:
            hours = rules.biometric_letter.hours
            yield self._both(
                f"  biometric letter: leaves {hours} hours after receipt",
                f"  lettre de biométrie : part {hours} heures après la réception",
            )
        if rules.extension is not None:
            months, terms = rules.extension.months, self._say(rules.extension.terms)
            yield self._both(
                f"  extension: {months} months. {terms}", f"  prolongation : {months} mois. {terms}"
            )

    def _type(self, type_: DocumentType) -> str:
        return self._say(TITLES[type_])

    def _field(self, name: FieldName) -> str:
        return self._messages(f"field.{name}").lower()
