"""Uploads over real HTTP: what is taken in, and that a refused request leaves nothing behind."""

import http.client
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from intake.store.accounts import Role

pytestmark = pytest.mark.service

SLOT = {"slot": "client_information"}
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


def test_files_are_taken_in_with_rows_jobs_and_audit(service: Any) -> None:
    number = service.register()
    before = service.stored
    response = post(service, number, ("a.pdf", pdf("a")), ("b.jpg", JPEG))
    assert response.status_code == 201
    items = response.json()["items"]
    assert [item["upload"]["id"] for item in items] == ["u1", "u2"]
    assert [item["upload"]["media_type"] for item in items] == ["application/pdf", "image/jpeg"]
    assert all(item["upload"]["state"] == "received" for item in items)
    assert all(item["upload"]["notices"] == [] for item in items)
    uploads, jobs, answers, blobs, temporary = service.stored
    assert (uploads, jobs, answers, blobs) == (
        before[0] + 2,
        before[1] + 2,
        before[2],
        before[3] + 2,
    )
    assert temporary == 0
    with psycopg.connect(service.database_url) as connection:
        found = connection.execute(
            "select action from audit where application = %s order by id", [number]
        ).fetchall()
    assert [row[0] for row in found] == ["application_registered", *["upload_received"] * 2]


# Files and slot of the request; status and code of the answer.
REFUSED = {
    "empty file": ([("a.pdf", b"")], "client_information", 422, "empty_file"),
    "empty file among good ones": (
        [("a.pdf", pdf("good")), ("b.pdf", b""), ("c.pdf", pdf("good too"))],
        "client_information",
        422,
        "empty_file",
    ),
    "executable named as PDF": (
        [("a.pdf", b"MZ\x90\0" + b"\0" * 100)],
        "client_information",
        415,
        "unsupported_content",
    ),
    "executable in front of a PDF header": (
        [("a.pdf", b"\x7fELF" + b"\0" * 20 + b"%PDF-1.7")],
        "client_information",
        415,
        "unsupported_content",
    ),
    "web page": (
        [("a.html", b"<html>%PDF-1.7")],
        "client_information",
        415,
        "unsupported_content",
    ),
    "30 MB file": (
        [("a.pdf", pdf("x" * 30_000_000))],
        "client_information",
        413,
        "file_too_large",
    ),
    "500 files": (
        [(f"{n}.pdf", pdf(str(n))) for n in range(500)],
        "client_information",
        413,
        "too_many_files_in_request",
    ),
    "wrong slot": ([("a.pdf", pdf("a"))], "passport", 422, "unknown_slot"),
    "empty slot": ([("a.pdf", pdf("a"))], "", 422, "unknown_slot"),
    "no file": ([], "client_information", 415, "not_multipart"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_request_leaves_nothing_behind(service: Any, case: str) -> None:
    files, slot, status, code = REFUSED[case]
    number = service.register()
    before = service.stored
    response = post(service, number, *files, slot=slot, idempotency_key=f"key of {case}")
    assert problem(response) == (status, code)
    assert service.stored == before
    # The key of a refused request is free for the corrected one.
    corrected = post(service, number, ("a.pdf", pdf("a")), idempotency_key=f"key of {case}")
    assert corrected.status_code == 201


def test_an_unknown_application_is_told_before_the_body_is_read(service: Any) -> None:
    before = service.stored
    response = post(service, "W999999999", ("a.pdf", pdf("a")))
    assert problem(response) == (404, "unknown_application")
    assert service.stored == before


def raw_post(service: Any, number: str, body: bytes, content_type: str) -> httpx.Response:
    with service.client() as client:
        return client.post(
            f"/v1/applications/{number}/uploads",
            content=body,
            headers={"Content-Type": content_type},
        )


FORM = "multipart/form-data; boundary=b"
# Body and its type; status and code of the answer.
MALFORMED = {
    "cut off before the end": (
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7',
        FORM,
        400,
        "malformed_upload",
    ),
    "no boundary": (b"", "multipart/form-data", 400, "malformed_upload"),
    "another boundary": (b"--c\r\n\r\n--c--", FORM, 400, "malformed_upload"),
    "nothing": (b"", FORM, 400, "malformed_upload"),
    "no part": (b"--b--\r\n", FORM, 422, "no_files"),
    "JSON": (b"{}", "application/json", 415, "not_multipart"),
    "unknown part": (
        b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n',
        FORM,
        422,
        "unknown_part",
    ),
    "part without a name": (b"--b\r\n\r\n1\r\n--b--\r\n", FORM, 400, "malformed_upload"),
    "huge part header": (
        b"--b\r\nContent-Disposition: form-data; name=" + b"x" * 100_000,
        FORM,
        400,
        "malformed_upload",
    ),
    "no slot": (
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7\r\n--b--\r\n',
        FORM,
        422,
        "unknown_slot",
    ),
    "slot twice": (
        b'--b\r\nContent-Disposition: form-data; name="slot"\r\n\r\nclient_information\r\n' * 2
        + b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7\r\n--b--\r\n',
        FORM,
        422,
        "unknown_slot",
    ),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_form_leaves_nothing_behind(service: Any, case: str) -> None:
    body, content_type, status, code = MALFORMED[case]
    number = service.register()
    before = service.stored
    assert problem(raw_post(service, number, body, content_type)) == (status, code)
    assert service.stored == before


def test_a_name_that_differs_from_the_content_is_taken_with_a_notice(service: Any) -> None:
    number = service.register()
    files = [("photo.pdf", JPEG), ("form.pdf.exe", pdf("named exe")), ("scan", pdf("no ending"))]
    response = post(service, number, *files)
    assert response.status_code == 201
    for item in response.json()["items"]:
        assert [n["code"] for n in item["upload"]["notices"]] == ["name_differs_from_content"]
        assert item["upload"]["notices"][0]["fr"]


def test_the_same_content_is_stored_once_within_its_application(service: Any) -> None:
    number, other = service.register(), service.register()
    content = pdf("the same")
    assert post(service, number, ("a.pdf", content)).status_code == 201
    before = service.stored
    again = post(service, number, ("other name.pdf", content))
    assert again.status_code == 200
    assert again.json()["items"][0]["duplicate"]
    assert again.json()["items"][0]["upload"]["name"] == "a.pdf"
    assert service.stored == before
    twice = post(service, number, ("b.pdf", pdf("new")), ("c.pdf", pdf("new")))
    assert [item["duplicate"] for item in twice.json()["items"]] == [False, True]
    assert post(service, other, ("a.pdf", content)).status_code == 201


def test_a_repeated_key_gets_the_first_answer(service: Any) -> None:
    number = service.register()
    first = post(service, number, ("a.pdf", pdf("k")), idempotency_key="k-1")
    before = service.stored
    again = post(service, number, ("a.pdf", pdf("k")), idempotency_key="k-1")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert service.stored == before


def test_a_key_with_other_content_is_refused(service: Any) -> None:
    number = service.register()
    assert post(service, number, ("a.pdf", pdf("k")), idempotency_key="k-2").status_code == 201
    before = service.stored
    for content, name in ((pdf("other"), "a.pdf"), (pdf("k"), "b.pdf")):
        refused = post(service, number, (name, content), idempotency_key="k-2")
        assert problem(refused) == (422, "idempotency_key_reused")
    assert service.stored == before


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there"])
def test_an_unusable_key_is_refused(service: Any, key: str) -> None:
    number = service.register()
    refused = post(service, number, ("a.pdf", pdf("a")), idempotency_key=key)
    assert problem(refused) == (400, "idempotency_key_invalid")


def test_one_of_many_requests_with_one_key_is_carried_out(service: Any) -> None:
    number = service.register()
    before = service.stored

    def send(_: int) -> httpx.Response:
        return post(service, number, ("a.pdf", pdf("raced")), idempotency_key="raced")

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(send, range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert service.stored == (before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 1, 0)


def test_uploads_at_once_get_ordinals_without_gaps(service: Any) -> None:
    number = service.register()

    def send(n: int) -> httpx.Response:
        return post(service, number, (f"{n}.pdf", pdf(f"ordinal {n}")))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(send, range(12)))
    with service.client() as client:
        listed = client.get(f"/v1/applications/{number}/uploads").json()["items"]
    assert [item["id"] for item in listed] == [f"u{n}" for n in range(1, 13)]


def test_an_application_takes_so_many_files_and_no_more(service: Any) -> None:
    number = service.register()
    for part in range(2):
        files = [(f"{n}.pdf", pdf(f"{part} {n}")) for n in range(100)]
        assert post(service, number, *files).status_code == 201
    before = service.stored
    refused = post(service, number, ("one more.pdf", pdf("one more")))
    assert problem(refused) == (409, "too_many_files_in_application")
    assert service.stored == before
    # What it has already still fits.
    assert post(service, number, ("0.pdf", pdf("0 0"))).status_code == 200


def test_a_connection_cut_in_the_body_leaves_nothing_behind(service: Any) -> None:
    number = service.register()
    before = service.stored
    address = urlsplit(service.url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        head = (
            f"POST /v1/applications/{number}/uploads HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Authorization: Bearer {service.keys[Role.PIPELINE]}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: 9000000\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="slot"\r\n\r\nclient_information\r\n'
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        )
        connection.sendall(head.encode() + pdf("x" * 3_000_000))
        while service.stored[-1] == 0:
            time.sleep(0.01)
    assert settled(service) == before


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(service: Any) -> None:
    number = service.register()
    address = urlsplit(service.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.putrequest("POST", f"/v1/applications/{number}/uploads")
    connection.putheader("Authorization", f"Bearer {service.keys[Role.PIPELINE]}")
    connection.putheader("Content-Type", FORM)
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_slow_upload_keeps_nobody_waiting(service: Any) -> None:
    number = service.register()
    address = urlsplit(service.url)
    with socket.create_connection((address.hostname, address.port)) as slow:
        slow.sendall(
            f"POST /v1/applications/{number}/uploads HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Authorization: Bearer {service.keys[Role.PIPELINE]}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: 1000\r\n\r\n--b\r\n".encode()
        )
        assert post(service, number, ("a.pdf", pdf("not kept waiting"))).status_code == 201
    settled(service)


def test_a_connection_cut_in_the_middle_of_a_file_leaves_nothing_and_is_no_fault_of_the_service(
    service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    number = service.register()
    before = service.stored
    address = urlsplit(service.url)
    caplog.set_level(logging.INFO, "intake.web.problems")
    with socket.create_connection((address.hostname, address.port)) as cut:
        cut.sendall(
            f"POST /v1/applications/{number}/uploads HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Authorization: Bearer {service.keys[Role.PIPELINE]}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: 5000000\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
            "%PDF-1.7\r\n".encode()
            + b"x" * 1_000_000
        )
    deadline = time.monotonic() + 10
    while not caplog.records and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert settled(service) == before


def test_uploads_from_many_senders_are_all_kept(service: Any) -> None:
    number = service.register()
    failed: list[str] = []

    def send(sender: int) -> None:
        for n in range(5):
            response = post(service, number, (f"{n}.pdf", pdf(f"sender {sender} file {n}" * 999)))
            if response.status_code != 201:
                failed.append(response.text)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with service.client() as client:
        assert len(client.get(f"/v1/applications/{number}/uploads").json()["items"]) == 20
