"""Before something is called missing, pages that may hold it are read by another engine."""

import msgspec

from extractors.contained import read_contained
from intake.pipeline.threads import in_thread
from intake.pipeline.workbench import Workbench
from intake.store import applications, audit, jobs, orphans, uploads
from intake.store.audit import Action
from intake.store.uploads import UploadRow
from models.extraction import Extraction


async def look_again(
    bench: Workbench, standing: tuple[UploadRow, ...], wanted: dict[str, tuple[int, ...]]
) -> bool:
    """Read the wanted pages again and commit what came of it, with the report job that follows.

    Args:
        bench: the store and the means of this worker.
        standing: the uploads of the application.
        wanted: numbers of the pages by upload label.

    Returns:
        False if nothing is left to look at, so that the report can be issued as it is.
    """
    looked = False
    for upload in standing:
        pages = wanted.get(upload.label, ())
        if pages and upload.second_look_at is None:
            extraction = await _read_again(bench, upload, pages)
            looked = await _keep(bench, upload, pages, extraction) or looked
    return looked


async def _read_again(
    bench: Workbench, upload: UploadRow, pages: tuple[int, ...]
) -> Extraction | None:
    """Return the new extraction; None if the second reading failed, so that the first stands."""
    content = await bench.store.blobs.get(upload.sha256)
    outcome = await in_thread(read_contained, content, engine=bench.ocr_engine, second_look=pages)
    for image in outcome.images:
        await bench.store.blobs.put(image.content)
    return outcome.extraction


async def _keep(
    bench: Workbench, upload: UploadRow, pages: tuple[int, ...], extraction: Extraction | None
) -> bool:
    blob: str | None = None
    reading: bytes | None = None
    if extraction is not None:
        made = await bench.computation.understand(upload.label, extraction)
        reading = msgspec.json.encode(made, order="deterministic")
        stored = msgspec.json.encode(extraction, order="deterministic")
        blob = await bench.store.blobs.put(stored)
    async with bench.store.database.transaction() as connection:
        if blob is not None:
            await orphans.spare(connection)
            await bench.store.blobs.ensure((blob,))
        if await applications.locked(connection, upload.application) is None:
            return False
        ended = await uploads.finish_second_look(
            connection, upload.id, extraction_blob=blob, reading=reading
        )
        if not ended:
            return False
        await applications.raise_inputs_version(connection, upload.application)
        await audit.record(
            connection,
            audit.SERVICE,
            Action.UPLOAD_LOOKED_AT_AGAIN,
            application=upload.application,
            upload=upload.label,
            pages=len(pages),
            changed=str(blob is not None and blob != upload.extraction_blob).lower(),
        )
        await jobs.defer_report(connection, upload.application)
        return True
