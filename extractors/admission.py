"""What is settled at the sight of an upload's bytes, before any parser runs."""

from extractors.ends import EmptyFile, LegacyOffice, SeveralTypes, TooLarge, UnknownType
from extractors.limits import Limits
from models.media_types import (
    HEAD_LENGTH,
    TAIL_LENGTH,
    MediaType,
    identify,
    is_legacy_office,
    is_two_types,
)


def admit(content: bytes, limits: Limits) -> MediaType:
    """Return the media type of an upload that may be read.

    Raises:
        EmptyFile: if it has no bytes.
        TooLarge: if it has more bytes than ``limits`` allow.
        LegacyOffice: for the Word format of 1997 to 2003.
        UnknownType: for every other type that is not read.
        SeveralTypes: if it is a second document to another reader.
    """
    if not content:
        raise EmptyFile
    if len(content) > limits.content_bytes:
        raise TooLarge(megabytes=limits.content_bytes // 1_000_000)
    head = content[:HEAD_LENGTH]
    media_type = identify(head)
    if media_type is None:
        raise LegacyOffice if is_legacy_office(head) else UnknownType
    if is_two_types(head, content[-TAIL_LENGTH:]):
        raise SeveralTypes
    return media_type
