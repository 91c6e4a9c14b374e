"""Uploads over real HTTP: what is taken in, under which names and numbers, and how much."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest

from tests.integration.submission.upload_requests import JPEG, pdf, post, problem

pytestmark = pytest.mark.service


pytestmark = pytest.mark.service


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
