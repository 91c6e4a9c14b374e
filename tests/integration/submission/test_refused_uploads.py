"""A refused request leaves nothing behind, whatever is wrong with its files or its form."""

import re
from typing import Any

import httpx
import pytest

from tests.integration.submission.upload_requests import FORM, pdf, post, problem

pytestmark = pytest.mark.service

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


def test_a_file_name_that_is_too_long_is_said_to_be_what_is_wrong(service: Any) -> None:
    number = service.register()
    before = service.stored
    files = [("a.pdf", pdf("a")), (f"{'n' * 5000}.pdf", pdf("b"))]
    for language, words in (("en", "shorter name"), ("fr", "nom plus court")):
        response = post(service, number, *files, Accept_Language=language)
        assert problem(response) == (422, "part_header_too_long")
        assert words in response.json()["detail"]
        # The form of this client has the slot first, so that the second file is part 3.
        assert re.search(r"(part|partie) 3\b", response.json()["detail"])
        assert "nnnn" not in response.text
    assert service.stored == before
    longest = post(service, number, (f"{'é' * 251}.pdf", pdf("c")))
    assert longest.status_code == 201, longest.text


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
        422,
        "part_header_too_long",
    ),
    "huge part header without a name": (
        b"--b\r\n" + b"x" * 700_000,
        FORM,
        422,
        "part_header_too_long",
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
