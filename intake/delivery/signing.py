"""Signatures of Standard Webhooks 1.0, asymmetric scheme (``v1a``, Ed25519).

The signed content is ``<webhook-id>.<webhook-timestamp>.<body>``. Keys are written in base64 with
the prefixes ``whsk_`` (secret: 32 bytes of seed, then the public key, as libsodium and the
reference implementations write it) and ``whpk_`` (public: 32 bytes).
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from models.bilingual import Bilingual
from models.errors import IntakeError

SECRET_PREFIX = "whsk_"  # noqa: S105 - the public prefix of a key, not a key.
PUBLIC_PREFIX = "whpk_"
SCHEME = "v1a"

ID_HEADER = "webhook-id"
TIMESTAMP_HEADER = "webhook-timestamp"
SIGNATURE_HEADER = "webhook-signature"

TOLERANCE = timedelta(minutes=5)
"""How far a message's clock may be from the receiver's (the specification's suggestion)."""

KEY_LENGTH = 32
MAX_SIGNATURES = 16
"""Signatures looked at in one message; a sender rotates over two keys, rarely three."""

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class BadKeyError(IntakeError):
    """A text is not a key of this scheme. The text itself is never shown."""

    code = "bad_webhook_key"
    text = Bilingual(
        "This is no key of Standard Webhooks that starts with {prefix}. Copy the whole key, as "
        "“csq-intake deliveries key” prints it.",
        "Ce n'est pas une clé de Standard Webhooks commençant par {prefix}. Copiez la clé "
        "entière, telle que « csq-intake deliveries key » l'affiche.",
    )


class UnverifiedError(IntakeError):
    """A message whose origin is not proven."""

    code = "unverified_message"
    text = Bilingual(
        "The message is not proven to come from the sender: {why}. It was not kept.",
        "Rien ne prouve que le message vient de l'expéditeur : {why}. Il n'a pas été gardé.",
    )


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key pair that a receiver holds; ``raw`` is 32 bytes (RFC 8032)."""

    raw: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key with its ``whpk_`` prefix.

        Raises:
            BadKeyError: if it is none.
        """
        raw = _decoded(text, PUBLIC_PREFIX)
        if raw is None or len(raw) != KEY_LENGTH:
            raise BadKeyError(prefix=PUBLIC_PREFIX)
        return cls(raw)

    def __str__(self) -> str:
        return PUBLIC_PREFIX + base64.b64encode(self.raw).decode()

    def signed(self, content: bytes, signature: bytes) -> bool:
        """Whether ``signature`` is that of ``content`` under this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The half of a key pair that signs. Its ``repr`` hides the seed (32 bytes, RFC 8032)."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """Make a new random key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key with its ``whsk_`` prefix: a seed alone, or followed by its public key.

        Raises:
            BadKeyError: if it is none, or if its two halves do not belong together.
        """
        raw = _decoded(text, SECRET_PREFIX)
        if raw is None or len(raw) not in (KEY_LENGTH, 2 * KEY_LENGTH):
            raise BadKeyError(prefix=SECRET_PREFIX)
        key = cls(raw[:KEY_LENGTH])
        if raw[KEY_LENGTH:] not in (b"", key.public.raw):
            raise BadKeyError(prefix=SECRET_PREFIX)
        return key

    @property
    def public(self) -> PublicKey:
        """The key by which receivers verify."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(private.public_key().public_bytes_raw())

    def exported(self) -> str:
        """Return the key as it is stored, with its prefix. Handle it as a secret."""
        return SECRET_PREFIX + base64.b64encode(self.seed + self.public.raw).decode()

    def sign(self, content: bytes) -> bytes:
        """Return the 64-byte signature of ``content``."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(content)


def signed_content(message_id: str, timestamp: str, body: bytes) -> bytes:
    """Return the bytes that are signed: identifier, Unix seconds and body, joined by dots."""
    return f"{message_id}.{timestamp}.".encode() + body


def headers(
    keys: Iterable[SecretKey], message_id: str, sent_at: datetime, body: bytes
) -> dict[str, str]:
    """Return the three headers of a message, signed by every key in ``keys``.

    Several signatures let a receiver that knows only the old or only the new key verify the
    message while the keys are being changed.
    """
    timestamp = str(int(sent_at.timestamp()))
    content = signed_content(message_id, timestamp, body)
    signatures = (f"{SCHEME},{base64.b64encode(key.sign(content)).decode()}" for key in keys)
    return {
        ID_HEADER: message_id,
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: " ".join(signatures),
    }


def verify(
    keys: Iterable[PublicKey],
    received: Mapping[str, str],
    body: bytes,
    *,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> str:
    """Return the identifier of a message that one of ``keys`` signed within the tolerance.

    Args:
        keys: those of the sender; any one of them suffices.
        received: the request's headers, names in lower case.
        body: exactly as received.
        now: the receiver's clock, with time zone.
        tolerance: how far the message's clock may be from it, either way.

    Raises:
        UnverifiedError: if a header is missing or malformed, the clock differs too much, or no
            signature fits.
    """
    message_id = received.get(ID_HEADER, "")
    timestamp = received.get(TIMESTAMP_HEADER, "")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise UnverifiedError(why=ID_HEADER)
    if not _TIMESTAMP.fullmatch(timestamp):
        raise UnverifiedError(why=TIMESTAMP_HEADER)
    if abs(now.timestamp() - int(timestamp)) > tolerance.total_seconds():
        raise UnverifiedError(why=TIMESTAMP_HEADER)
    content = signed_content(message_id, timestamp, body)
    signatures = _signatures(received.get(SIGNATURE_HEADER, ""))
    listed = list(keys)
    if not any(key.signed(content, signature) for signature in signatures for key in listed):
        raise UnverifiedError(why=SIGNATURE_HEADER)
    return message_id


def _signatures(header: str) -> list[bytes]:
    """Return the signatures of our scheme; those of other schemes and malformed ones are left."""
    found = []
    for part in header.split(" ")[:MAX_SIGNATURES]:
        scheme, _, text = part.partition(",")
        signature = _base64(text)
        if scheme == SCHEME and signature is not None:
            found.append(signature)
    return found


def _decoded(text: str, prefix: str) -> bytes | None:
    text = text.strip()
    return _base64(text[len(prefix) :]) if text.startswith(prefix) else None


def _base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
