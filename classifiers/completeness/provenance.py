"""What made a report, so that it can be made again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from models.application import ReadUpload
from models.report import ModelRef, OcrRef, Provenance

Settings = Mapping[str, int | float | str | bool]
"""One group of settings by their names."""

_OCR_ENGINES = ("tesseract", "rapidocr")


@dataclass(frozen=True, slots=True)
class Maker:
    """The software and the settings that were applied.

    Attributes:
        software: name and version.
        settings_sha256: of the canonical JSON of every setting that changes what is read.
    """

    software: str
    settings_sha256: str


@cache
def product() -> Maker:
    """Return this product where nothing is known of the settings that the files were read with."""
    return product_with({})


def product_with(settings: Mapping[str, Settings]) -> Maker:
    """Return this product with the settings that change what is read or reported."""
    canonical = json.dumps(settings, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    digest = sha256(canonical.encode()).hexdigest()
    return Maker(f"csq-intake {version('csq-intake')}", digest)


def provenance_of(maker: Maker, model: ModelRef, uploads: tuple[ReadUpload, ...]) -> Provenance:
    """Name what took part in making a report; several versions of an engine are all named."""
    tools = {
        (tool.name, tool.version)
        for upload in uploads
        if upload.extraction is not None
        for tool in upload.extraction.tools
    }
    for engine in _OCR_ENGINES:
        versions = sorted(version for name, version in tools if name == engine)
        if versions:
            ocr = OcrRef(engine, ", ".join(versions))
            return Provenance(maker.software, model, ocr, maker.settings_sha256)
    return Provenance(maker.software, model, None, maker.settings_sha256)
