"""A request that is sent again under its key is carried out once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.integration.submission.upload_requests import pdf, post, problem

pytestmark = pytest.mark.service


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
