import asyncio
import hashlib
import os
import stat
from pathlib import Path

import pytest

from intake.store.blobs import CHUNK, Blobs, key_of
from intake.store.errors import BlobMissingError

CONTENT = b"0123456789" * (CHUNK // 4)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs.in_folder(tmp_path / "blobs")


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


def test_content_is_kept_under_its_hash_once(blobs: Blobs, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(CONTENT)

    async def put_twice() -> None:
        assert await blobs.put(CONTENT) == SHA256
        await blobs.put_file(SHA256, source)
        assert await blobs.get(SHA256) == CONTENT

    asyncio.run(put_twice())
    assert files(tmp_path) == [tmp_path / "blobs" / SHA256[:2] / SHA256]


def test_other_accounts_read_nothing(blobs: Blobs, tmp_path: Path) -> None:
    asyncio.run(blobs.put(b"private"))
    for path in (tmp_path / "blobs").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_many_may_put_the_same_content_at_once(blobs: Blobs, tmp_path: Path) -> None:
    async def put_all() -> None:
        await asyncio.gather(*(blobs.put(CONTENT) for _ in range(20)))

    asyncio.run(put_all())
    assert len(files(tmp_path)) == 1


def test_a_missing_blob_is_told_as_such(blobs: Blobs) -> None:
    with pytest.raises(BlobMissingError):
        asyncio.run(blobs.get("0" * 64))


@pytest.mark.parametrize(
    "name",
    [
        "../" + "0" * 61,  # a way out of the folder
        "A" * 64,  # upper case would be a second name for the same content
        "0" * 63,
        "",
    ],
)
def test_only_a_hash_is_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        key_of(name)


def test_a_failed_write_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        asyncio.run(blobs.put_file(SHA256, tmp_path / "absent"))
    assert files(tmp_path) == []


def test_leftovers_of_killed_processes_are_removed(blobs: Blobs, tmp_path: Path) -> None:
    asyncio.run(blobs.put(b"kept"))
    left = tmp_path / "blobs" / "partial" / "left"
    left.write_bytes(b"half")
    blobs.remove_leftovers()
    assert left.exists()
    os.utime(left, (0, 0))
    blobs.remove_leftovers()
    assert not left.exists()
    assert len(files(tmp_path)) == 1
