"""Uploads taken back, over real HTTP."""

from typing import Any

import psycopg
import pytest

from intake.store.accounts import Role

pytestmark = pytest.mark.service

FIRST, SECOND = b"%PDF-1.7\n% first", b"%PDF-1.7\n% second"


def upload(service: Any, number: str, *contents: bytes) -> list[dict[str, Any]]:
    with service.client() as client:
        answer = client.post(
            f"/v1/applications/{number}/uploads",
            data={"slot": "client_information"},
            files=[("file", (f"{i}.pdf", content)) for i, content in enumerate(contents)],
        )
    answer.raise_for_status()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def withdraw(service: Any, number: str, upload: str, role: Role = Role.PIPELINE) -> Any:
    with service.client(role) as client:
        return client.delete(f"/v1/applications/{number}/uploads/{upload}")


def inputs_version(service: Any, number: str) -> int:
    with psycopg.connect(service.database_url) as connection:
        row = connection.execute(
            "select inputs_version from application where number = %s", (number,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_withdrawn_file_stays_on_record_and_counts_as_a_change_once(service: Any) -> None:
    number = service.register()
    upload(service, number, FIRST, SECOND)
    before = inputs_version(service, number)
    first = withdraw(service, number, "u1")
    again = withdraw(service, number, "u1")
    assert first.status_code == again.status_code == 200
    assert first.json()["withdrawn_at"] is not None
    assert again.json() == first.json()
    assert inputs_version(service, number) == before + 1
    with service.client() as client:
        listed = client.get(f"/v1/applications/{number}/uploads").json()["items"]
    assert [one["withdrawn_at"] is None for one in listed] == [False, True]


def test_a_withdrawn_file_can_be_uploaded_again_as_a_new_one(service: Any) -> None:
    number = service.register()
    upload(service, number, FIRST)
    withdraw(service, number, "u1")
    (again,) = upload(service, number, FIRST)
    assert (again["upload"]["id"], again["duplicate"]) == ("u2", False)


def test_withdrawing_after_submission_asks_for_a_new_report(service: Any) -> None:
    number = service.register()
    upload(service, number, FIRST, SECOND)
    with service.client() as client:
        client.post(f"/v1/applications/{number}/submit").raise_for_status()
    before = service.count("procrastinate_jobs")
    withdraw(service, number, "u2")
    assert service.count("procrastinate_jobs") == before + 1


# Who asks for what, and the answer.
REFUSED = {
    "an upload that is not there": ("u9", Role.PIPELINE, 404, "unknown_upload"),
    "an officer": ("u1", Role.OFFICER, 403, "not_allowed"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_withdrawn_is_told(service: Any, case: str) -> None:
    number = service.register()
    upload(service, number, FIRST)
    name, role, status, code = REFUSED[case]
    answer = withdraw(service, number, name, role)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    with service.client() as client:
        listed = client.get(f"/v1/applications/{number}/uploads").json()["items"]
    assert listed[0]["withdrawn_at"] is None
