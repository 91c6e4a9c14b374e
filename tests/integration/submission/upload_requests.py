"""Requests that send files over real HTTP, and what their answers and the storage say."""

import time
from typing import Any

import httpx

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60


def pdf(text: str) -> bytes:
    """A file that is told to be PDF; whether it can be read is for the worker to say."""
    return b"%PDF-1.7\n" + text.encode()


def post(
    service: Any,
    number: str,
    *files: tuple[str, bytes],
    slot: str = "client_information",
    **headers: str,
) -> httpx.Response:
    with service.client(
        **{name.replace("_", "-"): value for name, value in headers.items()}
    ) as client:
        return client.post(
            f"/v1/applications/{number}/uploads",
            data={"slot": slot},
            files=[("file", file) for file in files],
        )


def problem(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["request_id"] == response.headers["x-request-id"]
    assert body["title"]
    return response.status_code, body["code"]


def settled(service: Any) -> tuple[int, ...]:
    """What is stored, once the request that was cut off has been cleaned up."""
    deadline = time.monotonic() + 10
    while service.stored[-1] and time.monotonic() < deadline:
        time.sleep(0.02)
    return service.stored


FORM = "multipart/form-data; boundary=b"
