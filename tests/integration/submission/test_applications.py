"""Applications and reports over real HTTP: registering, access, languages, reading back."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from jsonschema import Draft202012Validator

from intake.store.accounts import Role
from models.report import SCHEMA_ID

pytestmark = pytest.mark.service

BODY = {"number": "E123456789", "received_at": "2022-07-04T09:05:09-04:00"}
PDF = ("a.pdf", b"%PDF-1.7\n")


def upload(service: Any, number: str, content: bytes = PDF[1]) -> None:
    with service.client() as client:
        client.post(
            f"/v1/applications/{number}/uploads",
            data={"slot": "Client Information"},
            files={"file": ("a.pdf", content)},
        ).raise_for_status()


def test_registering_again_changes_nothing(service: Any) -> None:
    with service.client() as client:
        first = client.post("/v1/applications", json=BODY)
        assert first.status_code == 201
        assert first.headers["location"] == "/v1/applications/E123456789"
        again = client.post("/v1/applications", json=BODY)
        assert (again.status_code, again.json()) == (200, first.json())
        other = client.post("/v1/applications", json=BODY | {"declared_in_canada": "yes"})
        assert (other.status_code, other.json()["code"]) == (409, "application_exists")


# What is changed in a valid body, and where the problem points.
INVALID = {
    "lower-case number": ({"number": "e123456789"}, "body/number"),
    "number too short": ({"number": "E1234567"}, "body/number"),
    "newline after the number": ({"number": "E123456789\n"}, "body/number"),
    "time without zone": ({"received_at": "2022-07-04T09:05:09"}, "body/received_at"),
    "seconds since 1970": ({"received_at": 1652184000}, "body/received_at"),
    "seconds since 1970 as text": ({"received_at": "1652184000"}, "body/received_at"),
    "truth as a time": ({"received_at": True}, "body/received_at"),
    "day without time": ({"received_at": "2022-07-04"}, "body/received_at"),
    "last hour of all years": (
        {"received_at": "9999-12-31T23:59:59-12:00"},
        "body/received_at",
    ),
    "first hour of all years": (
        {"received_at": "0001-01-01T00:00:00+12:00"},
        "body/received_at",
    ),
    "clock that was never set": ({"received_at": "1970-01-01T00:00:00Z"}, "body/received_at"),
    "answer of another kind": ({"declared_pr_filed": "maybe"}, "body/declared_pr_filed"),
    "unknown member": ({"Jeanne Tremblay": 1}, "body"),
}


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_body_is_told_without_repeating_it(service: Any, case: str) -> None:
    change, pointer = INVALID[case]
    before = service.count("application")
    with service.client() as client:
        response = client.post("/v1/applications", json=BODY | change)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert "Tremblay" not in response.text
    assert "maybe" not in response.text
    assert service.count("application") == before


def moment(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def test_an_application_cannot_have_been_received_on_a_day_that_has_not_come(service: Any) -> None:
    before = service.count("application")
    with service.client() as client:
        for language, words in (("en", "ahead of"), ("fr", "d'avance")):
            early = client.post(
                "/v1/applications",
                json=BODY | {"number": "E200000001", "received_at": moment(hours=25)},
                headers={"Accept-Language": language},
            )
            problem = early.json()
            assert (early.status_code, problem["code"]) == (422, "received_in_future")
            assert words in problem["detail"]
            assert problem["errors"] == [
                {"pointer": "body/received_at", "code": "received_in_future"}
            ]
        assert service.count("application") == before
        # The clock of the sender may be ahead of ours, and its time zone may be mislabelled.
        taken = BODY | {"number": "E200000001", "received_at": moment(hours=23)}
        assert client.post("/v1/applications", json=taken).status_code == 201


def test_a_time_that_is_no_text_is_said_to_be_of_the_wrong_form(service: Any) -> None:
    with service.client() as client:
        answer = client.post("/v1/applications", json=BODY | {"received_at": 1652184000})
    assert answer.json()["errors"] == [{"pointer": "body/received_at", "code": "not_iso_8601"}]


def test_an_unknown_member_is_told_by_its_place_and_not_by_its_name(service: Any) -> None:
    with service.client() as client:
        answer = client.post("/v1/applications", json={"Jeanne Tremblay": 1} | BODY | {"x": 2})
    code = "extra_forbidden"
    assert answer.json()["errors"] == [
        {"pointer": "body", "code": code, "member": 1},
        {"pointer": "body", "code": code, "member": 4},
    ]


def test_lists_are_paged_without_loss(service: Any) -> None:
    numbers = [service.register() for _ in range(7)]
    found: list[str] = []
    with service.client() as client:
        after: dict[str, str] = {}
        while True:
            page = client.get("/v1/applications", params={"limit": "3"} | after).json()
            found += [item["number"] for item in page["items"]]
            if page["next_after"] is None:
                break
            after = {"after": page["next_after"]}
    assert found[:7] == numbers[::-1]
    assert len(found) == len(set(found)) == service.count("application")


def test_submitting_defers_one_report_and_later_uploads_are_taken(service: Any) -> None:
    number = service.register()
    address = f"/v1/applications/{number}"
    with service.client() as client:
        empty = client.post(f"{address}/submit")
        assert (empty.status_code, empty.json()["code"]) == (409, "nothing_uploaded")
        upload(service, number)
        first = client.post(f"{address}/submit")
        assert first.json()["state"] == "submitted"
        assert client.post(f"{address}/submit").json() == first.json()
        upload(service, number, b"%PDF-1.7 later")
        status = client.get(address).json()
    assert status["progress"] == "reading"
    assert [item["id"] for item in status["uploads"]] == ["u1", "u2"]
    with psycopg.connect(service.database_url) as connection:
        jobs = connection.execute(
            "select count(*) from procrastinate_jobs where lock = %s", [f"report:{number}"]
        ).fetchone()
        version = connection.execute(
            "select inputs_version from application where number = %s", [number]
        ).fetchone()
    assert (jobs, version) == ((1,), (3,))


def put_report(service: Any, number: str, revision: int) -> str:
    """Store a report as the worker does; its content is not looked at here."""
    body = json.dumps({"revision": revision, "number": number})
    with psycopg.connect(service.database_url) as connection:
        connection.execute(
            "insert into report (id, application, revision, supersedes, inputs_version, outcome,"
            " body, sha256) values (%s, %s, %s, %s, %s, 'complete', %s, %s)",
            [
                f"{number}-{revision}",
                number,
                revision,
                f"{number}-{revision - 1}" if revision > 1 else None,
                revision,
                body,
                hashlib.sha256(body.encode()).hexdigest(),
            ],
        )
    return body


def test_reports_are_given_byte_for_byte(service: Any) -> None:
    number = service.register()
    address = f"/v1/applications/{number}/report"
    with service.client(Role.OFFICER) as client:
        early = client.get(address)
        assert (early.status_code, early.json()["code"]) == (404, "report_not_ready")
        first, second = put_report(service, number, 1), put_report(service, number, 2)
        newest = client.get(address)
        assert newest.text == second
        assert newest.headers["etag"] == f'"{hashlib.sha256(second.encode()).hexdigest()}"'
        same = client.get(address, headers={"If-None-Match": newest.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
        one = client.get(f"{address}/1")
        assert one.text == first
        for known in (one.headers["etag"], f'"other", W/{one.headers["etag"]}', "*"):
            same = client.get(f"{address}/1", headers={"If-None-Match": known})
            assert (same.status_code, same.content) == (304, b"")
            assert same.headers["etag"] == one.headers["etag"]
        known = newest.headers["etag"]
        assert client.get(f"{address}/1", headers={"If-None-Match": known}).text == first
        assert client.get(f"{address}/3").status_code == 404
        assert client.get(f"{address}/0").status_code == 422
        assert client.get(f"/v1/applications/{number}/documents").json() == {"items": []}


ROLES = {
    # (method, path): roles that may
    ("POST", "/v1/applications"): {Role.PIPELINE, Role.ADMIN},
    ("GET", "/v1/applications"): set(Role),
    ("GET", "/v1/applications/W000000000"): set(Role),
    ("GET", "/v1/applications/W000000000/report"): set(Role),
    ("GET", "/v1/applications/W000000000/documents"): set(Role),
    ("POST", "/v1/applications/W000000000/uploads"): {Role.PIPELINE, Role.ADMIN},
    ("POST", "/v1/applications/W000000000/submit"): {Role.PIPELINE, Role.ADMIN},
    ("GET", "/v1/applications/W000000000/uploads/u1/pages/1/image"): {
        Role.OFFICER,
        Role.QA,
        Role.ADMIN,
    },
}


@pytest.mark.parametrize(("method", "path"), ROLES)
def test_each_role_may_do_its_own_work_only(service: Any, method: str, path: str) -> None:
    for role in Role:
        with service.client(role) as client:
            status = client.request(method, path).status_code
        assert (status == 403) is (role not in ROLES[method, path]), role


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer csq_wrong",
        "Basic YWRtaW46YWRtaW4=",
        "Bearer csq_é",  # not ASCII
    ],
)
def test_without_a_valid_key_nothing_is_answered(service: Any, header: str) -> None:
    with service.client() as client:
        response = client.get("/v1/applications", headers={"Authorization": header.encode()})
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert response.headers["www-authenticate"].startswith("Bearer")


# The title, and the language that the answer says it is in.
LANGUAGES = {
    "fr-CA,fr;q=0.9,en;q=0.8": ("Demande inconnue", "fr"),
    "en-CA": ("Unknown application", "en"),
    "de,fr;q=0.1": ("Demande inconnue", "fr"),
    "de": ("Unknown application / Demande inconnue", "en, fr"),
}


@pytest.mark.parametrize("asked", LANGUAGES)
def test_problems_are_in_the_language_asked_for(service: Any, asked: str) -> None:
    with service.client() as client:
        response = client.get("/v1/applications/W000000000", headers={"Accept-Language": asked})
    assert (response.json()["title"], response.headers["content-language"]) == LANGUAGES[asked]


def test_every_answer_has_the_standard_headers(service: Any) -> None:
    with service.client() as client:
        for path in ("/health/live", "/v1/applications", "/v1/none", "/openapi.json"):
            headers = client.get(path).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-request-id"]


def test_health_is_open_to_everybody(service: Any) -> None:
    with service.client(Authorization="") as client:
        assert client.get("/health/live").json() == {"status": "ok"}
        assert client.get("/health/ready").json() == {"status": "ok"}


def test_the_description_can_be_read_as_a_page(service: Any) -> None:
    with service.client(Authorization="") as client:
        page = client.get("/docs")
        described = client.get("/openapi.json").json()
    assert page.headers["content-type"].startswith("text/html")
    for path in described["paths"]:
        assert path in page.text
    assert "idempotency_key_reused" in page.text
    # Nothing comes from elsewhere, and nothing is inline, so that the strict policy holds.
    assert "<script" not in page.text
    assert "<style" not in page.text
    assert 'style="' not in page.text
    assert 'src="http' not in page.text
    assert 'href="http' not in page.text


def test_the_schema_of_reports_is_open_to_everybody(service: Any) -> None:
    with httpx.Client(base_url=service.url) as anybody:
        answer = anybody.get("/schemas/completeness-report-1.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/schema+json")
    Draft202012Validator.check_schema(answer.json())
    assert answer.json()["$id"] == SCHEMA_ID
