"""A sender that is slow, goes away or announces too much costs nobody else anything."""

import http.client
import logging
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from intake.store.accounts import Role
from tests.integration.submission.upload_requests import FORM, pdf, post, settled

pytestmark = pytest.mark.service


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
