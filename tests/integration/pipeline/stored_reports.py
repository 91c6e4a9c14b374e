"""Applications with stored reports, made in this process as the worker makes them."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from intake.pipeline import computing
from intake.pipeline.reporting import report_application
from intake.pipeline.workbench import MadeReport, Workbench
from intake.store import applications, reports, uploads
from intake.store.blobs import Blobs
from intake.store.database import Database
from intake.store.opening import Store
from intake.store.reports import ReportRow
from intake.store.uploads import NewUpload
from models.application import Application, Dossier
from models.bilingual import Reason
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

NUMBER, OTHER, EARLY = "W500000001", "W500000002", "W500000003"
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


def stored_body(desk: Desk, revision: int) -> bytes:
    with psycopg.connect(desk.url) as connection:
        found = connection.execute(
            "select body from report where application = %s and revision = %s", (NUMBER, revision)
        ).fetchone()
    assert found is not None
    return str(found[0]).encode()
