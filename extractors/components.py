"""What the extraction needs on this machine: versions, and what to do about what is missing."""

import importlib.metadata
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from extractors.ends import OcrMissing
from extractors.ocr import tessdata
from models.bilingual import Bilingual
from models.containment import Containment, Layer, LayerState
from models.extraction import ToolVersion

OCR_LANGUAGES = ("eng", "fra")
_INSTALL_TESSERACT = Bilingual(
    "Install Tesseract: apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra",
    "Installez Tesseract : apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra",
)
_INSTALL_LANGUAGE = Bilingual(
    "Install the language of Tesseract: apt-get install tesseract-ocr-{language}",
    "Installez la langue de Tesseract : apt-get install tesseract-ocr-{language}",
)
_INSTALL_PACKAGE = Bilingual(
    "Install the Python packages again with script/bootstrap; {package} is missing.",
    "Réinstallez les paquets Python avec script/bootstrap; {package} est absent.",
)
PACKAGES = (
    "pypdfium2",
    "pdfplumber",
    "pikepdf",
    "pillow",
    "pillow-heif",
    "opencv-python-headless",
    "zxing-cpp",
    "pytesseract",
    "defusedxml",
    "msgspec",
)

_NOT_THERE = frozenset({LayerState.ABSENT, LayerState.OFF})
_OBTAIN: dict[Layer, Bilingual] = {
    Layer.RLIMITS: Bilingual(
        "Raise the hard limits of the service (ulimit -H) above those of a reader.",
        "Élevez les limites dures du service (ulimit -H) au-dessus de celles d'un lecteur.",
    ),
    Layer.NO_NEW_PRIVS: Bilingual(
        "Needs Linux on x86-64 or aarch64.", "Exige Linux sur x86-64 ou aarch64."
    ),
    Layer.LANDLOCK: Bilingual(
        "Needs Linux 5.13 or later with landlock among its security modules.",
        "Exige Linux 5.13 ou plus avec landlock parmi ses modules de sécurité.",
    ),
    Layer.SECCOMP: Bilingual(
        "Needs Linux with seccomp filters on x86-64 or aarch64, and a container that allows them.",
        "Exige Linux avec les filtres seccomp sur x86-64 ou aarch64, et un conteneur qui les "
        "permet.",
    ),
    Layer.BUBBLEWRAP: Bilingual(
        "apt-get install bubblewrap; in a container, allow user namespaces.",
        "apt-get install bubblewrap; dans un conteneur, permettez les espaces de noms "
        "d'utilisateur.",
    ),
}
"""How to obtain each layer that is absent."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part that the extraction needs.

    Attributes:
        version: None if the part is missing.
        remedy: what to do if it is missing.
    """

    name: str
    version: str | None
    remedy: Bilingual


def components() -> tuple[Component, ...]:
    """Return every part that the extraction needs, present or missing."""
    parts = [Component("tesseract", _tesseract_version(), _INSTALL_TESSERACT)]
    for language in OCR_LANGUAGES:
        present = _language_folder(language)
        remedy = _INSTALL_LANGUAGE.filled(language=language)
        parts.append(Component(f"tesseract-{language}", present, remedy))
    for package in PACKAGES:
        remedy = _INSTALL_PACKAGE.filled(package=package)
        parts.append(Component(package, _package_version(package), remedy))
    return tuple(parts)


def layers(found: Containment) -> tuple[Component, ...]:
    """Return the layers that hold the readers, as they were measured; a relaxed one is there."""
    return tuple(
        Component(
            each.layer,
            None
            if each.state in _NOT_THERE
            else ": ".join(filter(None, (each.state, each.detail))),
            Bilingual(
                f"{_OBTAIN[each.layer].en} ({each.detail})",
                f"{_OBTAIN[each.layer].fr} ({each.detail})",
            ),
        )
        for each in found.layers
    )


@cache
def tool_versions() -> tuple[ToolVersion, ...]:
    """Return the versions of the tools that take part in every reading."""
    versions = [(name, _package_version(name)) for name in PACKAGES[:7]]
    named = [("tesseract", _tesseract_version()), *versions]
    return tuple(ToolVersion(name, version) for name, version in named if version is not None)


def _package_version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def _tesseract_version() -> str | None:
    """Return the version of the library, else of the program; None if there is neither."""
    try:
        import tesserocr  # noqa: PLC0415 - not every machine has it
    except ImportError:
        told = _said_by_program("--version").split()
    else:
        told = str(tesserocr.tesseract_version()).split()
    return told[1].lstrip("v") if len(told) > 1 else None


def _language_folder(language: str) -> str | None:
    try:
        return str(tessdata.folder(language))
    except OcrMissing:
        return None


def _said_by_program(argument: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        finished = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
            [program, argument], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return finished.stdout or finished.stderr
