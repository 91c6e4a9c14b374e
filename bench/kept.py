"""Extractions kept between two runs of a bench: reading by OCR takes most of its time."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from extractors.components import tool_versions
from extractors.reading import read
from models.extraction import Extraction


@dataclass(frozen=True, slots=True)
class KeptExtractions:
    """Reads files, each once for each version of the reader.

    Attributes:
        folder: where extractions are kept, as JSON; None keeps none.
    """

    folder: Path | None = None

    def read(self, name: str, content: Callable[[], bytes]) -> Extraction | None:
        """Return what was read of one file; None if it could not be read.

        Args:
            name: tells the content from every other, such as a hash of all that it is made from.
            content: makes the bytes; called only if no extraction is kept.
        """
        place = self._place(name)
        if place is not None and place.exists():
            return msgspec.json.decode(place.read_bytes(), type=Extraction)
        extraction = read(content()).extraction
        if place is not None and extraction is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(msgspec.json.encode(extraction))
        return extraction

    def _place(self, name: str) -> Path | None:
        if self.folder is None:
            return None
        versions = "/".join(sorted(f"{tool}" for tool in tool_versions()))
        key = hashlib.sha256(f"{name}/{versions}".encode()).hexdigest()
        return self.folder / f"{key}.json"
