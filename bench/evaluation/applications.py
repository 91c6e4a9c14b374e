"""Whole held-back applications, and how often the status of every requirement is right."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from random import Random

from bench.evaluation.drawing import FORM_LAYOUT, first_seed
from bench.evaluation.proportions import Proportion
from classifiers import page_types, reporting
from classifiers.completeness import programme
from classifiers.completeness.second_look import pages_to_look_at_again
from extractors.reading import read
from fixtures.degradation import degrade
from fixtures.forms.marker_texts import exact
from fixtures.invention.cases import Case, invent_case
from fixtures.invention.dates import years_later
from fixtures.recipes import random_recipe
from fixtures.specimens import HELD_OUT, Specimen, draw_form, draw_kind
from fixtures.specimens.drawing import layouts_of
from models.application import Answer, Application, Dossier, ReadUpload
from models.bilingual import Language
from models.report import CompletenessReport, RequirementStatus

KINDS = {
    "csq": "csq",
    "invitation_letter": "invitation_letter",
    "passport": "passport",
    "pr_application_proof": "pr_acknowledgment",
    "status_in_canada": "work_permit",
    "residence_outside_quebec": "utility_bill",
}
"""The kind of document that proves each requirement here."""

IN_CANADA_ALONE = ("pr_application_proof", "status_in_canada", "residence_outside_quebec")
"""Requirements of the applicants in Canada drawn here; those overseas filed nothing yet."""


@dataclass(frozen=True, slots=True)
class DrawnApplication:
    """One application as its files, with the requirements that its documents prove.

    Attributes:
        absent: the one requirement left unproven; None if all are proven.
    """

    application: Application
    files: tuple[bytes, ...]
    absent: str | None


@dataclass(frozen=True, slots=True)
class Statuses:
    """The status of every requirement, before and after the second look at doubtful pages.

    Attributes:
        pages_again: pages that the second look read.
    """

    before: dict[str, RequirementStatus]
    after: dict[str, RequirementStatus]
    pages_again: int


@dataclass(slots=True)
class ReportTally:
    """Figures over requirement rows.

    Attributes:
        false_satisfied: rows called satisfied, among those unproven.
        false_missing: rows called missing, among those proven; ``..._at_first`` before the second
            look that a report takes before it calls anything missing.
        looked_again: applications of which pages were read a second time on request.
    """

    applications_right: Proportion = field(default_factory=Proportion)
    rows_right: Proportion = field(default_factory=Proportion)
    false_satisfied: Proportion = field(default_factory=Proportion)
    false_missing: Proportion = field(default_factory=Proportion)
    rows_right_at_first: Proportion = field(default_factory=Proportion)
    false_missing_at_first: Proportion = field(default_factory=Proportion)
    looked_again: Proportion = field(default_factory=Proportion)

    def add(self, drawn: DrawnApplication, made: Statuses) -> None:
        """Count one report."""
        statuses = made.after
        expected = {name: _expected(name, drawn) for name in statuses}
        self.looked_again.count(success=made.pages_again > 0)
        for name, status in made.before.items():
            self.rows_right_at_first.count(success=status is expected[name])
            if expected[name] is RequirementStatus.SATISFIED:
                self.false_missing_at_first.count(success=status is RequirementStatus.MISSING)
        for name, status in statuses.items():
            self.rows_right.count(success=status is expected[name])
            if expected[name] is RequirementStatus.MISSING:
                self.false_satisfied.count(success=status is RequirementStatus.SATISFIED)
            elif expected[name] is RequirementStatus.SATISFIED:
                self.false_missing.count(success=status is RequirementStatus.MISSING)
        self.applications_right.count(success=statuses == expected)


def _expected(name: str, drawn: DrawnApplication) -> RequirementStatus:
    if name in IN_CANADA_ALONE and drawn.application.declared_in_canada is Answer.NO:
        return RequirementStatus.NOT_APPLICABLE
    if name == drawn.absent:
        return RequirementStatus.MISSING
    return RequirementStatus.SATISFIED


def held_back_applications(
    count: int, *, strength: float | None, seed: int
) -> Iterator[DrawnApplication]:
    """Yield applications in held-out layouts; every second one lacks one document.

    Args:
        count: how many, half of them in Canada.
        strength: of the degradation, 0 to 1; None leaves the files born-digital.
        seed: of the evaluation.
    """
    for number in range(count):
        drawn = first_seed(seed) + 50_000 + number
        rng = Random(f"application/{drawn}")
        inland = number // 2 % 2 == 0
        case = _with_permit_in_force(invent_case(rng, province="ON" if inland else None))
        needed = [name for name in KINDS if inland or name not in IN_CANADA_ALONE]
        absent = rng.choice(needed) if number % 2 else None
        language = rng.choice(tuple(Language))
        papers = [_form(case, language, drawn, inland=inland)]
        papers += [_paper(KINDS[n], language, case, drawn, rng) for n in needed if n != absent]
        files = tuple(_file(paper, drawn + place, strength) for place, paper in enumerate(papers))
        yield DrawnApplication(_application(case, inland=inland), files, absent)


def _with_permit_in_force(case: Case) -> Case:
    """Return the case with a permit that proves status on the day of the application."""
    if case.permit_expiry > case.applied:
        return case
    return replace(case, permit_expiry=years_later(case.applied, 1))


def statuses_of(drawn: DrawnApplication) -> Statuses:
    """Read the files for real, take the second look as the service does, and report."""
    uploads = tuple(_upload(f"u{n}", file) for n, file in enumerate(drawn.files, 1))
    first = _report(drawn, uploads)
    wanted = pages_to_look_at_again(first, uploads)
    again = tuple(
        _upload(upload.id, file, wanted[upload.id]) if upload.id in wanted else upload
        for upload, file in zip(uploads, drawn.files, strict=True)
    )
    last = _report(drawn, again) if wanted else first
    return Statuses(_statuses(first), _statuses(last), sum(map(len, wanted.values())))


def _report(drawn: DrawnApplication, uploads: tuple[ReadUpload, ...]) -> CompletenessReport:
    rules = programme.load(as_of=drawn.application.received_on)
    return reporting.report(Dossier(drawn.application, uploads), rules, page_types.load())


def _statuses(report: CompletenessReport) -> dict[str, RequirementStatus]:
    return {row.id: row.status for row in report.requirements}


def _application(case: Case, *, inland: bool) -> Application:
    received = datetime.combine(case.applied, time(12), tzinfo=UTC)
    declared = Answer.YES if inland else Answer.NO
    return Application(case.work_number, received, declared, declared)


def _form(case: Case, language: Language, seed: int, *, inland: bool) -> Specimen:
    form = "imm5710" if inland else "imm1295"
    writings = exact(language)
    return draw_form(form, language, FORM_LAYOUT, seed, case=case, writings=writings)


def _paper(kind: str, language: Language, case: Case, seed: int, rng: Random) -> Specimen:
    layouts = [name for name in layouts_of(kind, language) if name in HELD_OUT]
    return draw_kind(kind, language, rng.choice(layouts), seed, case=case)


def _file(paper: Specimen, seed: int, strength: float | None) -> bytes:
    if strength is None:
        return paper.pdf
    recipe = random_recipe(seed, strength)
    one_page = paper.pages == 1 or recipe.format in ("pdf", "tiff")
    return degrade(paper.pdf, recipe, seed) if one_page else paper.pdf


def _upload(name: str, content: bytes, second_look: tuple[int, ...] = ()) -> ReadUpload:
    outcome = read(content, second_look=second_look)
    return ReadUpload(
        name,
        sha256(content).hexdigest(),
        name,
        None,
        outcome.status,
        outcome.extraction,
        outcome.reason,
    )
