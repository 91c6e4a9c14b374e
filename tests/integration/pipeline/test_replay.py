"""A stored report made again from what is stored: the same bytes, whatever happened since."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from classifiers.completeness.programme import PROGRAMMES
from classifiers.page_types.model import CURRENT, TRAINED
from intake.cli import run
from intake.pipeline import computing
from intake.pipeline.replaying import replay, rules_of, stored_revision
from intake.pipeline.reporting import report_application
from intake.pipeline.workbench import MadeReport, Workbench
from intake.review.recording import ReviewRequest, record_review
from intake.store import applications, reports, uploads
from intake.store.blobs import Blobs
from intake.store.database import Database
from intake.store.opening import Store
from intake.store.reports import ReportRow
from intake.store.uploads import NewUpload
from models.application import Application, Dossier
from models.bilingual import Reason
from models.document_types import DocumentType
from models.extraction import (
    Extraction,
    ImageRef,
    Page,
    PageKind,
    PageQuality,
    QualityTier,
    ReadStatus,
    TextSource,
    Word,
)
from models.geometry import Box
from models.media_types import MediaType
from models.reading import UploadReading
from models.report import Outcome

pytestmark = pytest.mark.service

NUMBER, OTHER, EARLY = "W500000001", "W500000002", "W500000003"
A76 = PROGRAMMES / "a76.toml"
CSQ = """Gouvernement du Québec Ministère de l'Immigration
CERTIFICAT DE SÉLECTION DU QUÉBEC
Numéro de dossier D2021012345
Nom à la naissance DIALLO
Prénom Aïcha
Date de naissance 1990-04-17
Catégorie Travailleur qualifié
Date de délivrance 2021-03-01
Date d'échéance 2023-03-01
"""
PERMIT = """Citizenship and Immigration Canada
WORK PERMIT PERMIS DE TRAVAIL
Family name DIALLO
Given name Aïcha
Date issued 2021-05-01
Expiry date 2023-05-01
"""


class Here:
    """The computation of the worker's children, in this process."""

    async def understand(self, upload: str, extraction: Extraction) -> UploadReading:
        return computing.understood(upload, extraction, ())

    async def report(self, dossier: Dossier) -> MadeReport:
        return computing.make_report(dossier)


@dataclass(frozen=True, slots=True)
class Desk:
    """A database and a home folder, as the command line finds them."""

    url: str
    home: Path

    def do(self, work: Callable[[Workbench], Awaitable[Any]]) -> Any:
        async def opened() -> Any:
            async with Database.opened(self.url) as database:
                store = Store(database=database, blobs=Blobs.in_folder(self.home / "blobs"))
                return await work(Workbench(store, Here(), most_attempts=1, delivers=False))

        return asyncio.run(opened())


def place(line: int, word: int) -> Box:
    return Box(0.1 + 0.1 * word, 0.05 + 0.05 * line, 0.18 + 0.1 * word, 0.07 + 0.05 * line)


def extraction(text: str) -> Extraction:
    """A page with these lines, as a born-digital file gives it."""
    words = tuple(
        Word(
            word,
            Box(0.1 + 0.1 * n, top := 0.05 + 0.05 * line, 0.18 + 0.1 * n, top + 0.02),
            0.95,
            line,
            TextSource.TEXT_LAYER,
        )
        for line, content in enumerate(text.splitlines())
        for n, word in enumerate(content.split())
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    page = Page(
        number=1, width=612, height=792, kind=PageKind.ORIGINAL, rotation=0, ink=0.1,
        text_source=TextSource.TEXT_LAYER, text_decision="text_layer_trusted", words=words,
        quality=PageQuality(QualityTier.DIGITAL, None, None),
        image=ImageRef(digest, "image/webp", 1200, 1600),
    )  # fmt: skip
    return Extraction(digest, len(text), MediaType.PDF, (page,), None, (), ())


async def take_in(bench: Workbench, number: str, text: str) -> None:
    """Add one upload with its stored extraction, as the pipeline leaves it; no text: unreadable."""
    content = text.encode() or b"broken"
    await bench.store.blobs.put(content)
    async with bench.store.database.transaction() as connection:
        row = await applications.locked(connection, number)
        assert row is not None
        ordinal = row.uploads_count + 1
        sha256 = hashlib.sha256(content).hexdigest()
        new = NewUpload(
            number,
            ordinal,
            sha256,
            f"{ordinal}.pdf",
            len(content),
            MediaType.PDF,
            "client_information",
        )
        upload = await uploads.insert(connection, new)
        await applications.add_uploads(connection, number, 1)
        if text:
            read = extraction(text)
            blob = await bench.store.blobs.put(msgspec.json.encode(read, order="deterministic"))
            reading = msgspec.json.encode(computing.understood(upload.label, read, ()))
            await uploads.finish_read(
                connection, upload.id, extraction_blob=blob, reading=reading, pages=read.pages
            )
        else:
            why = Reason("damaged", "The file is damaged.", "Le fichier est endommagé.")
            await uploads.finish_unread(
                connection, upload.id, status=ReadStatus.CORRUPT, reason=why
            )
        await applications.raise_inputs_version(connection, number)


async def upload_and_report(bench: Workbench, number: str, *texts: str) -> ReportRow:
    """Add uploads to a submitted application and make its report."""
    for text in texts:
        await take_in(bench, number, text)
    await report_application(bench, number)
    async with bench.store.database.transaction() as connection:
        made = await reports.latest(connection, number)
    assert made is not None
    return made


async def register(bench: Workbench, number: str, received: datetime) -> None:
    async with bench.store.database.transaction() as connection:
        await applications.insert(connection, Application(number, received))
        await applications.submit(connection, number)


@pytest.fixture(scope="module")
def desk(server: Any, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One application with two revisions, its file in another one, and one of long ago."""
    desk = Desk(server.create_database(), tmp_path_factory.mktemp("home"))

    async def fill(bench: Workbench) -> None:
        received = datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC)
        await register(bench, OTHER, received)
        await upload_and_report(bench, OTHER, CSQ)
        await register(bench, NUMBER, received)
        first = await upload_and_report(bench, NUMBER, CSQ, "")
        request = ReviewRequest(NUMBER, "u1", (1,), DocumentType.CAQ, "qa-1", first.id)
        await record_review(bench.store.database, request)
        await upload_and_report(bench, NUMBER, PERMIT)
        await register(bench, EARLY, datetime(2019, 3, 1, tzinfo=UTC))
        await upload_and_report(bench, EARLY, PERMIT)

    desk.do(fill)
    return desk


@pytest.fixture
def settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line looks at this desk."""
    monkeypatch.setenv("INTAKE_DATABASE_URL", desk.url)
    monkeypatch.setenv("INTAKE_HOME", str(desk.home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return desk


def stored_body(desk: Desk, revision: int) -> bytes:
    with psycopg.connect(desk.url) as connection:
        found = connection.execute(
            "select body from report where application = %s and revision = %s", (NUMBER, revision)
        ).fetchone()
    assert found is not None
    return str(found[0]).encode()


@pytest.mark.parametrize("revision", [1, 2])
def test_a_revision_made_again_is_the_same_bytes_though_inputs_changed_since(
    desk: Desk, revision: int
) -> None:
    async def again(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, NUMBER, revision)
        made = replay(stored, rules_of(stored), computing.model())
        assert made.identical, made.differing_places
        assert made.body == stored_body(desk, revision)
        assert len(made.report.uploads) == revision + 1
        assert len(stored.dossier.reviews) == revision - 1

    desk.do(again)


def test_the_command_prints_the_stored_bytes(
    settings: Desk, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["replay", NUMBER, "--revision", "1"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.out == stored_body(settings, 1)
    assert b"the same bytes" in printed.err


def test_other_rules_print_their_difference(
    settings: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "a76.toml"
    text = A76.read_text(encoding="utf-8")
    other.write_text(
        text.replace(
            'accepts = [{ type = "csq" }]', 'accepts = [{ type = "csq" }, { type = "caq" }]'
        ),
        encoding="utf-8",
    )
    assert run(["replay", NUMBER, "--programme", str(other)]) == 1
    printed = capsys.readouterr().out
    assert "another report" in printed
    assert "Quebec Selection Certificate: uncertain became" in printed
    assert "/requirements/0/status" in printed


def test_the_same_model_from_elsewhere_changes_nothing(
    settings: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", NUMBER, "--model", str(TRAINED / CURRENT)]) == 0
    assert "the same bytes" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["W599999999"], [NUMBER, "--revision", "9"]])
def test_what_is_not_there_is_named(
    settings: Desk, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", *arguments]) == 70
    assert "no_such_revision" in capsys.readouterr().err


def test_the_same_file_in_another_application_is_found_and_kept_for_the_replay(desk: Desk) -> None:
    async def look(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, NUMBER, 1)
        assert [seen.applications for seen in stored.dossier.elsewhere] == [(OTHER,)]

    desk.do(look)


def test_an_application_older_than_the_rules_gets_its_report(desk: Desk) -> None:
    async def look(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, EARLY)
        assert stored.row.outcome is Outcome.NEEDS_REVIEW
        assert "rules_not_in_effect" in {finding.code for finding in stored.report.findings}
        made = replay(stored, rules_of(stored), computing.model())
        assert made.identical

    desk.do(look)


def test_a_rule_change_names_the_applications_that_it_changes(
    settings: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "a76.toml"
    text = A76.read_text(encoding="utf-8")
    changed = text.replace("invitation_days = 90", "invitation_days = 60").replace(
        'accepts = [{ type = "csq" }]', 'accepts = [{ type = "csq" }, { type = "caq" }]'
    )
    new.write_text(changed, encoding="utf-8")
    assert run(["programme", "diff", str(A76), str(new)]) == 0
    printed = capsys.readouterr().out
    assert "windows.invitation_days: 90 → 60" in printed
    assert "requirements.csq.accepts.caq.type: (nothing) → caq" in printed
    assert NUMBER in printed
    # The reviewed certificate counts under the new rules, and stands in another application too.
    assert f"The whole content of upload u1 is also in other applications: {OTHER}" in printed
    assert "1 of 3 stored applications would get another report" in printed


def test_a_reissue_makes_the_next_revision_and_only_where_something_changed(
    settings: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    number = "W500000004"

    async def fill(bench: Workbench) -> None:
        await register(bench, number, datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC))
        await upload_and_report(bench, number, CSQ)

    settings.do(fill)
    # Nothing has changed since, neither the rules nor the model.
    assert run(["reissue", "--changed"]) == 0
    assert number not in capsys.readouterr().out
    assert run(["reissue", number, "W500000009"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 ")
    second = settings.do(lambda bench: upload_and_report(bench, number))
    assert second.revision == 2
    assert second.supersedes is not None


def test_a_reissue_must_be_told_of_what(settings: Desk) -> None:
    assert run(["reissue"]) == 64
    assert run(["reissue", NUMBER, "--changed"]) == 64
