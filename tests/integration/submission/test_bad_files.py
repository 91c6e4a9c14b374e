"""Bad files over real HTTP and through the real pipeline: refused, or ended with a reason."""

import asyncio
import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import httpx
import psycopg
import pytest
from PIL import Image

from fixtures.hostile import million_pages_pdf, password_pdf, pixel_bomb_png
from fixtures.hostile.careless import entity_bomb_xfa, no_pages_pdf, truncated_pdf
from fixtures.hostile.seeds import letter_pdf
from fixtures.hostile.strangers import STRANGERS
from intake.pipeline.processing import process_upload
from intake.pipeline.workbench import Workbench
from intake.store.blobs import Blobs
from intake.store.database import Database
from intake.store.opening import Store
from intake.worker.computation import Children

pytestmark = pytest.mark.service


def post(service: Any, number: str, name: str, content: bytes) -> httpx.Response:
    with service.client() as client:
        return client.post(
            f"/v1/applications/{number}/uploads",
            data={"slot": "client_information"},
            files=[("file", (name, content))],
        )


def status_of(service: Any, number: str) -> dict[str, Any]:
    with service.client() as client:
        (item,) = client.get(f"/v1/applications/{number}/uploads").json()["items"]
    return dict(item)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Dear officer, I explain my travels in this letter.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (200, 260), "white").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture(scope="module")
def worker(service: Any) -> Iterator[Callable[[str], None]]:
    """The pipeline of a worker on the same database and blobs; works off one application."""
    with asyncio.Runner() as runner, contextlib.ExitStack() as stack:
        children = Children.opened(1, 60.0)
        computation = runner.run(children.__aenter__())
        stack.callback(lambda: runner.run(children.__aexit__(None, None, None)))

        async def work(number: str) -> None:
            async with Database.opened(service.database_url) as database:
                store = Store(
                    database=database, blobs=Blobs.in_folder(service.settings.blob_folder)
                )
                bench = Workbench(store, computation, most_attempts=2, delivers=False)
                for upload in _uploads(service, number):
                    await process_upload(bench, upload)

        yield lambda number: runner.run(work(number))


def _uploads(service: Any, number: str) -> list[int]:
    with psycopg.connect(service.database_url) as connection:
        rows = connection.execute(
            "select id from upload where application = %s order by ordinal", [number]
        ).fetchall()
    return [row[0] for row in rows]


# File name and content; code of the refusal.
REFUSED = {
    "nothing in it": ("scan.pdf", b"", 422, "empty_file"),
    "executable renamed": (
        "passport.pdf",
        STRANGERS["Windows program"],
        415,
        "unsupported_content",
    ),
    "web page renamed": ("form.pdf", STRANGERS["web page"], 415, "unsupported_content"),
    "EPS renamed": ("scan.jpg", STRANGERS["PostScript"], 415, "unsupported_content"),
    "picture of another kind": ("scan.gif", STRANGERS["GIF"], 415, "unsupported_content"),
    "spreadsheet or archive": ("all.zip", STRANGERS["archive"], 415, "unsupported_content"),
    "old Word file": ("letter.doc", STRANGERS["old Word file"], 415, "legacy_office"),
    "archive and PDF at once": ("a.pdf", STRANGERS["archive behind a PDF"], 415, "several_types"),
    "PDF inside a JPEG": ("a.jpg", STRANGERS["PDF in a JPEG"], 415, "several_types"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_a_document_is_refused_and_nothing_of_it_is_kept(
    service: Any, case: str
) -> None:
    name, content, status, code = REFUSED[case]
    number = service.register()
    before = service.stored
    response = post(service, number, name, content)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    # Both languages are given when none is asked for, and the name is not echoed.
    english, _, french = problem["detail"].partition(" / ")
    assert english
    assert french
    assert name not in response.text
    assert service.stored == before


# File name and content; state in which the upload ends, and code of the reason.
ENDED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "with a password": ("locked.pdf", password_pdf, "refused", "password_protected"),
    "cut in the middle": ("cut.pdf", truncated_pdf, "corrupt", "damaged_file"),
    "without pages": ("empty.pdf", no_pages_pdf, "refused", "no_pages"),
    "of a million pages": ("long.pdf", million_pages_pdf, "corrupt", "damaged_file"),
    "of a billion pixels": ("photo.png", pixel_bomb_png, "resource", "image_too_large"),
    "with entities": ("form.pdf", entity_bomb_xfa, "policy", "forbidden_content"),
    "header alone": ("a.pdf", lambda: b"%PDF-1.7\n", "corrupt", "damaged_file"),
    "Word document cut in the middle": (
        "letter.docx", lambda: word()[:-500], "corrupt", "damaged_file"),
}  # fmt: skip


@pytest.mark.parametrize("case", ENDED)
def test_what_cannot_be_read_ends_with_a_reason_that_the_status_shows(
    service: Any, worker: Callable[[str], None], case: str
) -> None:
    name, build, state, code = ENDED[case]
    number = service.register()
    assert post(service, number, name, build()).status_code == 201
    blobs = service.stored[3]
    worker(number)
    shown = status_of(service, number)
    assert (shown["state"], shown["reason"]["code"]) == (state, code)
    assert shown["finished_at"] is not None
    assert shown["reason"]["en"] != shown["reason"]["fr"]
    # No page, picture or extraction of half a reading is kept.
    assert service.stored[3] == blobs
    with psycopg.connect(service.database_url) as connection:
        found = connection.execute(
            "select count(*) from page join upload on upload.id = page.upload "
            "where upload.application = %s", [number]).fetchone()  # fmt: skip
    assert found == (0,)


# File name and content; notices that the sender sees.
READ: dict[str, tuple[str, Callable[[], bytes], list[str]]] = {
    "as it should be": ("letter.pdf", letter_pdf, []),
    "Word document": ("letter.docx", word, []),
    # A wrong ending is a slip of the hand: the content decides, and the sender is told.
    "PDF named as a picture": ("letter.jpg", letter_pdf, ["name_differs_from_content"]),
    "picture named as a PDF": ("photo.pdf", jpeg, ["name_differs_from_content"]),
    "no ending": ("letter", word, ["name_differs_from_content"]),
}


@pytest.mark.ocr
@pytest.mark.parametrize("case", READ)
def test_a_wrong_name_keeps_no_file_from_being_read(
    service: Any, worker: Callable[[str], None], case: str
) -> None:
    name, build, notices = READ[case]
    number = service.register()
    assert post(service, number, name, build()).status_code == 201
    worker(number)
    shown = status_of(service, number)
    assert (shown["state"], shown["reason"]) == ("read", None)
    assert [notice["code"] for notice in shown["notices"]] == notices


def test_a_second_run_for_an_upload_that_ended_changes_nothing(
    service: Any, worker: Callable[[str], None]
) -> None:
    number = service.register()
    assert post(service, number, "locked.pdf", password_pdf()).status_code == 201
    worker(number)
    ended = (status_of(service, number), service.stored)
    worker(number)
    assert (status_of(service, number), service.stored) == ended
