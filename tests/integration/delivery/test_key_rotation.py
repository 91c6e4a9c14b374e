"""A signing key is changed under a running service: nothing is restarted, no report is lost."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.delivery import keys
from intake.delivery.keys import NoSigningKeyError
from intake.delivery.signing import BadKeyError
from tests.integration.delivery.outgoing import Desk, Running

pytestmark = pytest.mark.service

Start = Callable[..., Running]


def test_receivers_with_the_old_and_with_the_new_key_both_verify_during_the_overlap(
    desk: Desk, start_receiver: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "secrets"
    (old,) = keys.load(folder)
    # One source of keys for the whole life of the service, as the worker has it.
    standing = functools.partial(keys.standing, folder)
    number = desk.register()
    knows_old = start_receiver(key=old)

    def delivered(revision: int, receiver: Running) -> bool:
        row = desk.attempt(desk.issue(number, revision), receiver.url, keys=standing)
        return str(row["state"]) == "delivered"

    assert delivered(1, knows_old)
    new, _ = keys.rotate(folder)
    knows_new = start_receiver(key=new)
    assert delivered(2, knows_old)
    assert delivered(3, knows_new)
    keys.retire(folder)
    assert delivered(4, knows_new)
    assert not delivered(5, knows_old)
    assert knows_old.revisions == [1, 2]
    assert knows_new.revisions == [3, 4]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, NoSigningKeyError),  # the file is gone
        ("", NoSigningKeyError),  # cut to nothing, as by a full disk
        ("whsk_damaged\n", BadKeyError),  # not a key
        ("clé\n", BadKeyError),  # not even its alphabet
    ],
)
def test_without_a_sound_key_nothing_is_sent_and_no_attempt_is_counted(
    desk: Desk,
    start_receiver: Start,
    tmp_path: Path,
    content: str | None,
    error: type[Exception],
) -> None:
    if content is not None:
        (tmp_path / keys.KEYS_FILE).write_text(content, encoding="utf-8")
    receiver = start_receiver()
    delivery = desk.issue(desk.register(), 1)
    with pytest.raises(error):
        desk.attempt(delivery, receiver.url, keys=functools.partial(keys.standing, tmp_path))
    row = desk.row(delivery)
    assert (row["state"], row["attempts"]) == ("pending", 0)
    assert receiver.statuses == []
    assert desk.attempt(delivery, receiver.url)["state"] == "delivered"
