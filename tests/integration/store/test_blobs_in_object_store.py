"""Blobs in an object store that speaks S3, over real HTTP.

Needs the program ``moto_server`` (``pip install "moto[server]"`` in an environment of its own,
since its dependencies are older than ours) on the PATH.
"""

import asyncio
import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from intake.store.blobs import CHUNK, Blobs
from intake.store.errors import BlobMissingError

START_SECONDS = 30
BUCKET = "desk"
# Who signs a request is all that the server looks at, and only to tell which service is meant.
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=key/20220704/us-east-1/s3/aws4_request"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("moto_server")
    if program is None:
        pytest.skip("no moto_server on the PATH")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("s3") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, "-H", "127.0.0.1", "-p", str(port)], stdout=output, stderr=output
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(trust_env=False) as client:
            deadline = time.monotonic() + START_SECONDS
            while not _made(client, f"{url}/{BUCKET}"):
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _made(client: httpx.Client, bucket: str) -> bool:
    try:
        return client.put(bucket, headers=SIGNED).status_code == 200
    except httpx.ConnectError:
        return False


@pytest.fixture
def blobs(address: str, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    configured = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    for name, value in configured.items():
        monkeypatch.setenv(name, value)
    return Blobs(f"s3://{BUCKET}/a/prefix")


def test_content_is_kept_found_listed_and_removed(blobs: Blobs, tmp_path: Path) -> None:
    # Larger than one piece and than one part of an upload in parts.
    large = os.urandom(11 * CHUNK + 7)
    digest = hashlib.sha256(large).hexdigest()
    source = tmp_path / "source"
    source.write_bytes(large)

    async def work() -> None:
        small = await blobs.put(b"small")
        await blobs.put_file(digest, source)
        await blobs.put_file(digest, source)
        assert await blobs.get(small) == b"small"
        assert await blobs.get(digest) == large
        await blobs.ensure([small, digest])
        assert {sha256 for sha256, _ in [one async for one in blobs.listed()]} == {small, digest}
        for _ in range(2):
            await blobs.remove(small)
        with pytest.raises(BlobMissingError):
            await blobs.get(small)
        with pytest.raises(BlobMissingError):
            await blobs.ensure([small, digest])

    asyncio.run(work())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_every_blob_is_listed_beyond_one_page_of_the_store(blobs: Blobs) -> None:
    # S3 lists at most a thousand at a time.
    async def work() -> None:
        some = asyncio.Semaphore(16)

        async def put(number: int) -> str:
            async with some:
                return await blobs.put(f"listed {number}".encode())

        put_there = {await put(0), *await asyncio.gather(*(put(n) for n in range(1, 1005)))}
        assert put_there <= {sha256 for sha256, _ in [one async for one in blobs.listed()]}

    asyncio.run(work())
