"""Signatures of Standard Webhooks."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook

from intake.delivery import signing
from intake.delivery.signing import BadKeyError, PublicKey, SecretKey, UnverifiedError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BODY = '{"data":{"nom":"Aïcha"}}'.encode()
# RFC 8032, section 7.1, test 1: a seed and its public key.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
KEY = SecretKey(SEED)


def sent(body: bytes = BODY, *, keys: tuple[SecretKey, ...] = (KEY,)) -> dict[str, str]:
    return signing.headers(keys, "msg_1", NOW, body)


def test_keys_are_those_of_the_standard() -> None:
    assert KEY.public.raw == PUBLIC
    assert SecretKey.parse(KEY.exported()) == KEY
    assert SecretKey.parse("whsk_" + base64.b64encode(SEED).decode()) == KEY
    assert PublicKey.parse(f" {KEY.public}\n") == KEY.public


def test_signature_is_over_identifier_timestamp_and_body() -> None:
    headers = sent()
    scheme, _, text = headers["webhook-signature"].partition(",")
    content = b"msg_1." + headers["webhook-timestamp"].encode() + b"." + BODY
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(base64.b64decode(text), content)
    assert scheme == "v1a"
    assert headers["webhook-timestamp"] == "1772366400"


def test_signed_content_is_that_of_the_reference_library() -> None:
    # The library knows only the symmetric scheme; its HMAC over our content must be its own.
    import hashlib
    import hmac

    secret = b"\x01" * 32
    theirs = Webhook(secret).sign("msg_1", NOW, BODY.decode())
    ours = hmac.new(secret, signing.signed_content("msg_1", "1772366400", BODY), hashlib.sha256)
    assert theirs == f"v1,{base64.b64encode(ours.digest()).decode()}"


def test_message_is_verified_by_any_of_the_keys_while_they_change() -> None:
    new = SecretKey.generate()
    headers = sent(keys=(new, KEY))
    for known in (KEY.public, new.public):
        assert signing.verify([known], headers, BODY, now=NOW) == "msg_1"
    assert signing.verify([SecretKey.generate().public, new.public], headers, BODY, now=NOW)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"webhook-id": ""}, "webhook-id"),  # absent
        ({"webhook-id": "../../etc/passwd"}, "webhook-id"),  # would leave the folder
        ({"webhook-id": "msg_2"}, "webhook-signature"),  # another message's signature
        ({"webhook-timestamp": "soon"}, "webhook-timestamp"),  # no number
        ({"webhook-timestamp": "-5"}, "webhook-timestamp"),  # not in Unix seconds
        ({"webhook-timestamp": "1772366401"}, "webhook-signature"),  # not the signed one
        ({"webhook-signature": ""}, "webhook-signature"),  # absent
        ({"webhook-signature": "v1a,AAAA"}, "webhook-signature"),  # too short
        ({"webhook-signature": "v1a,???"}, "webhook-signature"),  # no base64
    ],
)
def test_changed_header_is_not_verified(changed: dict[str, str], why: str) -> None:
    with pytest.raises(UnverifiedError, match=why):
        signing.verify([KEY.public], sent() | changed, BODY, now=NOW)


def test_symmetric_scheme_is_not_taken_for_ours() -> None:
    signature = sent()["webhook-signature"].replace("v1a,", "v1,")
    with pytest.raises(UnverifiedError):
        signing.verify([KEY.public], sent() | {"webhook-signature": signature}, BODY, now=NOW)


def test_changed_body_is_not_verified() -> None:
    with pytest.raises(UnverifiedError):
        signing.verify([KEY.public], sent(), BODY + b" ", now=NOW)


@pytest.mark.parametrize(
    ("difference", "accepted"),
    [
        (timedelta(minutes=5), True),  # at the edge
        (-timedelta(minutes=5), True),  # a clock that is behind
        (timedelta(minutes=5, seconds=1), False),  # a recorded message
        (-timedelta(minutes=5, seconds=1), False),  # signed for later
    ],
)
def test_clock_may_differ_by_five_minutes(difference: timedelta, accepted: bool) -> None:
    if accepted:
        assert signing.verify([KEY.public], sent(), BODY, now=NOW + difference)
        return
    with pytest.raises(UnverifiedError, match="timestamp"):
        signing.verify([KEY.public], sent(), BODY, now=NOW + difference)


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "whsec_AAAA",  # a symmetric secret
        "whsk_AAAA",  # too short
        "whsk_" + base64.b64encode(bytes(48)).decode(),  # neither of both lengths
        "whsk_" + base64.b64encode(SEED + bytes(32)).decode(),  # halves of different keys
        str(KEY.public),  # the public key in its place
    ],
)
def test_text_that_is_no_secret_key_is_refused(text: str) -> None:
    with pytest.raises(BadKeyError) as refused:
        SecretKey.parse(text)
    assert "AAAA" not in str(refused.value)


def test_secret_is_not_shown() -> None:
    assert repr(SEED) not in repr(KEY)
