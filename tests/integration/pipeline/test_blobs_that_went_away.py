"""A blob that is removed as an orphan in the very moment in which it is needed again."""

from dataclasses import replace
from pathlib import Path

import pytest

from intake.pipeline.processing import process_upload
from intake.store.blobs import Blobs
from intake.store.errors import BlobMissingError
from intake.store.opening import Store
from intake.store.uploads import UploadState
from tests.integration.pipeline.shop import Shop, csq, found, take_in

pytestmark = pytest.mark.service


class Forgetful(Blobs):
    """A store that loses the first blob it is given, as if it had been removed just then."""

    lost = False

    async def put(self, content: bytes) -> str:
        sha256 = await super().put(content)
        if not self.lost:
            self.lost = True
            await self.remove(sha256)
        return sha256


def test_a_reading_whose_blobs_went_away_before_its_end_is_made_again(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as opened:
            upload = await take_in(opened, csq())
            blobs = Forgetful((tmp_path / "blobs").as_uri())
            bench = replace(opened, store=Store(opened.store.database, blobs))
            with pytest.raises(BlobMissingError):
                await process_upload(bench, upload.id)
            assert (await found(bench, upload.id)).state is UploadState.RECEIVED
            await process_upload(bench, upload.id)
            row = await found(bench, upload.id)
            assert row.state is UploadState.READ
            assert await blobs.get(row.extraction_blob or "")

    shop.run(work())
