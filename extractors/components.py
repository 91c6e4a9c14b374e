"""What the extraction needs on this machine: versions, and what to do about what is missing."""

import importlib.metadata
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from models.bilingual import Bilingual
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
    version, languages = _tesseract()
    parts = [Component("tesseract", version, _INSTALL_TESSERACT)]
    for language in OCR_LANGUAGES:
        present = version if language in languages else None
        remedy = _INSTALL_LANGUAGE.filled(language=language)
        parts.append(Component(f"tesseract-{language}", present, remedy))
    for package in PACKAGES:
        remedy = _INSTALL_PACKAGE.filled(package=package)
        parts.append(Component(package, _package_version(package), remedy))
    return tuple(parts)


@cache
def tool_versions() -> tuple[ToolVersion, ...]:
    """Return the versions of the tools that take part in every reading."""
    version, _ = _tesseract()
    named = [("tesseract", version), *((name, _package_version(name)) for name in PACKAGES[:7])]
    return tuple(ToolVersion(name, version) for name, version in named if version is not None)


def _package_version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def _tesseract() -> tuple[str | None, frozenset[str]]:
    """Return the engine's version, None if it is missing, and its languages."""
    program = shutil.which("tesseract")
    if program is None:
        return None, frozenset()
    told = _said_by([program, "--version"]).split()
    version = told[1].lstrip("v") if len(told) > 1 else None
    return version, frozenset(_said_by([program, "--list-langs"]).split())


def _said_by(command: list[str]) -> str:
    try:
        finished = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
            command, capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return finished.stdout or finished.stderr
