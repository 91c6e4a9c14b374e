"""When a paper's own text makes doubtful what it was taken for, and what clears it."""

from dataclasses import replace

import pytest

from fixtures.papers import Paper
from models.application import Answer
from models.report import RequirementStatus as S
from tests.unit.completeness.applications import (
    AOR,
    CSQ,
    IN_CANADA,
    INVITATION,
    judged,
    row,
    separate,
)
from tests.unit.completeness.paper_variants import NO_CSQ, NO_INVITATION

DECIDED = (
    "Suite à l'examen de votre demande de sélection permanente, le Québec vous a sélectionné(e)."
)
PERMANENT = "You received a decision of permanent selection."

CERTIFICATES = [
    # A certificate tells what it answers; its day of expiry was read, under whatever caption.
    (CSQ, S.SATISFIED),
    # An acknowledgment of the application has no such day.
    (CSQ.but(expiry_date=""), S.UNCERTAIN),
]
LETTERS = [
    (f"{PERMANENT} Work in Quebec on an open work permit issued under IMP+.", S.SATISFIED),
    ("Vous avez une décision de sélection permanente. Objet : invitation, PMI+", S.SATISFIED),
    (f"{PERMANENT} You are invited under the International Mobility Program Plus.", S.SATISFIED),
    # A letter printed from the site through which permanent selection is asked for names that site.
    ("Travaillez au Québec, permis ouvert. https://arrima.example.org/espace", S.SATISFIED),
    ("Work in Quebec on an open permit. Write to arrima@example.org", S.SATISFIED),
    ("Votre demande dans Arrima a été acceptée. https://example.org/", S.UNCERTAIN),
    # An invitation to permanent selection names no work permit programme.
    (f"{PERMANENT} You are invited to submit an application.", S.UNCERTAIN),
]  # fmt: skip
ACKNOWLEDGMENTS = [
    ("Your permanent residence application needs a selection certificate", S.SATISFIED),
    # Offices and applicants shorten the name of permanent residence.
    ("PR application: received with the selection certificate", S.SATISFIED),
    ("Receipt of application - PR. The selection certificate was enclosed", S.SATISFIED),
    ("Demande de RP reçue avec le certificat de sélection", S.SATISFIED),
    # The beginning of another word is no such name.
    ("Your application processing: the selection certificate is assessed", S.UNCERTAIN),
    ("Our application for a work permit was received", S.UNCERTAIN),
]


@pytest.mark.parametrize(("paper", "status"), CERTIFICATES)
def test_a_certificate_that_mentions_its_application_is_told_by_its_day_of_expiry(
    paper: Paper, status: S
) -> None:
    named = replace(paper, text=f"{DECIDED} Aïcha Diallo. Expire le 2026/11/25")
    reading = row(judged(*separate(*NO_CSQ, named)), "csq")
    assert reading.status is status


@pytest.mark.parametrize(("text", "status"), LETTERS)
def test_an_invitation_that_mentions_permanent_selection_is_told_by_the_programme_it_names(
    text: str, status: S
) -> None:
    letter = replace(INVITATION, text=f"{text} Aïcha Diallo")
    reading = row(judged(*separate(*NO_INVITATION, letter)), "invitation_letter")
    assert reading.status is status


@pytest.mark.parametrize(("text", "status"), ACKNOWLEDGMENTS)
def test_an_acknowledgment_is_doubted_if_it_names_no_permanent_residence(
    text: str, status: S
) -> None:
    letter = replace(AOR, text=f"{text} Aïcha Diallo")
    report = judged(*separate(*IN_CANADA, letter), pr_filed=Answer.YES)
    assert row(report, "pr_application_proof").status is status
