"""A second look at a stored upload: real engines, a real database."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fixtures.degradation import PRESETS, degrade
from intake.pipeline.processing import process_upload
from intake.pipeline.reporting import report_application
from intake.pipeline.second_look import look_again
from intake.store import uploads
from models.extraction import Extraction, OcrEngineName
from tests.integration.pipeline.shop import NUMBER, Shop, count, csq, take_in

pytestmark = [pytest.mark.service, pytest.mark.ocr]


def scan() -> bytes:
    recipe = next(recipe for recipe in PRESETS.values() if recipe.name == "office_scan")
    return degrade(csq(), recipe, 7)


def test_a_page_is_read_by_both_engines_once_and_the_report_follows(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def rows(bench: Any) -> tuple[uploads.UploadRow, ...]:
        async with bench.store.database.transaction() as connection:
            return await uploads.standing(connection, NUMBER)

    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, scan())
            await process_upload(bench, upload.id)
            (before,) = await rows(bench)
            wanted = {"u1": (1,)}
            looked = await asyncio.gather(*(look_again(bench, (before,), wanted) for _ in range(2)))
            assert sorted(looked) == [False, True]
            (after,) = await rows(bench)
            assert after.second_look_at is not None
            assert after.extraction_blob is not None
            stored = await bench.store.blobs.get(after.extraction_blob)
            extraction = msgspec.json.decode(stored, type=Extraction)
            assert extraction.pages[0].second_look is OcrEngineName.RAPIDOCR
            assert not await look_again(bench, (after,), wanted)
            await report_application(bench, NUMBER)
            assert await count(bench, b"select count(*) from report") == 1
            acts = b"select count(*) from audit where action = 'upload_looked_at_again'"
            assert await count(bench, acts) == 1

    shop.run(work())
