"""What made a report, so that it can be made again."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from models.application import ReadUpload
from models.report import ModelRef, OcrRef, Provenance

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
    """Return this product with no setting changed."""
    return Maker(f"csq-intake {version('csq-intake')}", sha256(b"{}").hexdigest())


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
