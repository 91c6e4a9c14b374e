"""File names as senders give them, made safe to store and to show."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from models.bilingual import Bilingual, Reason
from models.media_types import SUFFIXES, MediaType

LONGEST = 200
UNNAMED = "unnamed"

_OTHER_NAME = Bilingual(
    "The file's name does not end as its content does ({media_type}); it was taken by its content.",
    "La fin du nom du fichier ne correspond pas à son contenu ({media_type}); il a été reçu "
    "d'après son contenu.",
)


def clean_file_name(raw: bytes) -> str:
    """Return the last part of a path, without what cannot be shown safely.

    Control and formatting characters (among them those that turn the direction of writing, and
    so hide an ending) are removed. A long name keeps its ending. A name of which nothing is left
    becomes ``unnamed``.
    """
    text = unicodedata.normalize("NFC", _decoded(raw))
    text = PurePosixPath(PureWindowsPath(text).name).name
    shown = "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()
    if len(shown) > LONGEST:
        ending = PurePosixPath(shown).suffix[:10]
        shown = shown[: LONGEST - len(ending)] + ending
    return shown if shown.strip(".") else UNNAMED


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # Old clients send Western European bytes, of which every one is a character.
        return raw.decode("latin-1")


def notices(name: str, media_type: MediaType) -> tuple[Reason, ...]:
    """Say what is odd about a file that was taken all the same."""
    if name.lower().endswith(SUFFIXES[media_type]):
        return ()
    return (Reason.of("name_differs_from_content", _OTHER_NAME, media_type=media_type),)
