"""The terms of a programme that stand beside its requirements, in words."""

import re
from collections.abc import Iterator

from classifiers.completeness.document_rules import Category, Validity
from classifiers.completeness.finding_texts import FINDINGS
from classifiers.completeness.rules import Requirement, Rules
from intake.web.pages.messages import messages
from models.application import Answer
from models.bilingual import Bilingual, Language
from models.document_types import TITLES, DocumentType
from models.report import Severity

_OPEN = {
    Answer.YES: Bilingual("Takes applications", "Accepte des demandes"),
    Answer.NO: Bilingual("Takes no applications", "N'accepte aucune demande"),
    Answer.UNKNOWN: Bilingual(
        "Whether it takes applications is not established",
        "Il n'est pas établi qu'il accepte des demandes",
    ),
}
_SEVERITIES = {
    Severity.REVIEW: Bilingual("An officer must look first:", "Un agent doit d'abord regarder :"),
    Severity.ATTENTION: Bilingual("Shown to an officer:", "Montré à un agent :"),
    Severity.INFORMATION: Bilingual("For information:", "À titre d'information :"),
}
_PLACE = re.compile(r"\{[a-z]+\}")


def opening_line(rules: Rules) -> Bilingual:
    """Say whether the category takes applications, as far as it is known."""
    return _OPEN[rules.open]


def validity_lines(validity: Validity) -> Iterator[Bilingual]:
    """Say how long a document holds where only its date of issue was read."""
    for term in validity.terms:
        months, since = term.months, term.issued_from
        if since is None:
            yield Bilingual(
                f"without a date of expiry: {months} months from the date of issue",
                f"sans date d'échéance : {months} mois à compter de la délivrance",
            )
        else:
            yield Bilingual(
                f"without a date of expiry: {months} months if issued from {since} on",
                f"sans date d'échéance : {months} mois si délivré à partir du {since}",
            )


def category_lines(category: Category) -> Iterator[Bilingual]:
    """Say which categories serve, which do not, and of which that is open."""
    good, bad, unsettled = (
        ", ".join(words) or "-"
        for words in (category.accepted, category.rejected, category.unsettled)
    )
    yield Bilingual(f"categories that serve: {good}", f"catégories qui conviennent : {good}")
    yield Bilingual(
        f"categories that do not serve: {bad}", f"catégories qui ne conviennent pas : {bad}"
    )
    yield Bilingual(
        f"categories of which it is not established, like all others: {unsettled}",
        f"catégories pour lesquelles ce n'est pas établi, comme toutes les autres : {unsettled}",
    )


def doubt_lines(requirement: Requirement, titles: dict[str, Bilingual]) -> Iterator[Bilingual]:
    """Say what makes a document of an accepted type doubtful."""
    if requirement.same_person and requirement.holder_unread == "uncertain":
        yield Bilingual("must name the applicant", "doit nommer la personne qui fait la demande")
    if requirement.particulars:
        english, french = (
            ", ".join(messages(language)(f"field.{name}") for name in requirement.particulars)
            for language in (Language.EN, Language.FR)
        )
        yield Bilingual(f"must give one of: {english}", f"doit indiquer un de : {french}")
    for narrowed in requirement.narrowed:
        when = titles[narrowed.when]
        types = [TITLES[type_] for type_ in narrowed.types]
        english, french = "; ".join(t.en for t in types), "; ".join(t.fr for t in types)
        yield Bilingual(f"only {english} if: {when.en}", f"uniquement {french} si : {when.fr}")
    for impostor in requirement.impostors:
        yield Bilingual(
            f"doubted if: {impostor.because.en}", f"mis en doute si : {impostor.because.fr}"
        )


def identity_lines(rules: Rules, language: Language) -> Iterator[str]:
    """Say which documents must be the applicant's and what must agree in them."""
    told = messages(language)
    fields = ", ".join(told(f"field.{one.field}") for one in rules.identity.agree) or "-"
    names = "; ".join(_type(type_, language) for type_ in rules.identity.compare)
    yield Bilingual(f"Names in: {names}", f"Noms dans : {names}").in_language(language)
    yield Bilingual(f"Also compared: {fields}", f"Aussi comparés : {fields}").in_language(language)


def terms_lines(rules: Rules, language: Language) -> Iterator[str]:
    """Say the periods, the offices, the letters to look for and the thresholds."""
    days, limits = rules.windows.invitation_days, rules.thresholds
    texts = [
        Bilingual(
            f"{days} days to apply from the date of the letter of invitation",
            f"{days} jours pour présenter la demande à compter de la lettre d'invitation",
        ),
        *(Bilingual(office.reason.en, office.reason.fr) for office in rules.routing.offices),
        Bilingual(rules.routing.quebec.en, rules.routing.quebec.fr),
        Bilingual(
            f"Not missing: what an undecided document may be with a probability of "
            f"{limits.could_be} or more",
            f"N'est pas manquant ce qu'un document indécis peut être avec une probabilité de "
            f"{limits.could_be} ou plus",
        ),
        Bilingual(
            f"A marker is certainly not in a box that OCR read with a confidence of "
            f"{limits.certain_ocr} or more",
            f"Une mention n'est certainement pas dans une case que l'OCR a lue avec une confiance "
            f"de {limits.certain_ocr} ou plus",
        ),
    ]
    for text in texts:
        yield text.in_language(language)
    for notice in rules.notices:
        colon = " :" if language is Language.FR else ":"
        words = " + ".join(f"({', '.join(group)})" for group in notice.phrases)
        yield f"{_finding(notice.finding, language).rstrip('.')}{colon} {words}"


def finding_lines(rules: Rules, language: Language) -> Iterator[str]:
    """Say every finding by how much it asks of an officer."""
    for severity, words in _SEVERITIES.items():
        yield words.in_language(language)
        for code in sorted(code for code, one in rules.findings.items() if one is severity):
            yield f"  {code}: {_finding(code, language)}"


def _finding(code: str, language: Language) -> str:
    """Return the text of a finding with its places left open."""
    return _PLACE.sub("…", FINDINGS[code].in_language(language))


def _type(type_: DocumentType, language: Language) -> str:
    return TITLES[type_].in_language(language)
