"""The trained model's manifest: what the files are, and refusal of any that differ."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from models.bilingual import Bilingual
from models.document_types import DocumentType
from models.errors import IntakeError
from models.extraction import QualityTier
from models.report import ModelRef

MANIFEST = "manifest.json"
MODEL_CARD = "MODEL_CARD.md"
FORMAT = 5
"""Version of this layout of files; raised when old weights can no longer be read."""


class ModelRefusedError(IntakeError):
    """The trained model's files are missing, changed or of another format."""

    code = "model_refused"
    text = Bilingual(
        "The trained model cannot be used: {file} is missing or differs from the manifest. "
        "Install the service again, or train the model anew with csq-intake train.",
        "Le modèle entraîné ne peut pas être utilisé : {file} manque ou diffère du manifeste. "
        "Réinstallez le service, ou entraînez de nouveau le modèle avec csq-intake train.",
    )


@dataclass(frozen=True)
class Manifest:
    """What a folder of trained weights holds.

    Attributes:
        files: sha256, lower-case hexadecimal, of every file but the manifest and the card.
        data_sha256: of the texts that the model learned from.
        libraries: name and version of what trained it.
        labels: of the text classifier, in the order of its output.
        combination: weights of the evidence by name.
        letter: weights of what tells a letter by name.
        temperatures, probability, catch_all, look_alikes: by quality tier.
        margin, familiarity, trust: thresholds, see :class:`~.abstention.Thresholds`. Older
            weights know no trust; all their types are trusted alike.
        boundary: weights of the boundary evidence by name.
        metrics: figures measured in training on held-back data, by name.
    """

    format: int
    name: str
    version: str
    seed: int
    files: dict[str, str]
    data_sha256: str
    libraries: dict[str, str]
    labels: tuple[str, ...]
    combination: dict[str, float]
    letter: dict[str, float]
    temperatures: dict[QualityTier, float]
    probability: dict[QualityTier, float]
    catch_all: dict[QualityTier, float]
    look_alikes: dict[QualityTier, float]
    margin: float
    familiarity: float
    boundary: dict[str, float]
    metrics: dict[str, float]
    trust: dict[DocumentType, float] = field(default_factory=dict)


def digest(path: Path) -> str:
    """Return the sha256 of a file as lower-case hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weight_files(folder: Path) -> dict[str, str]:
    """Return the digest of every file of ``folder`` that the manifest vouches for, by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path) for path in files)
    return {name: digest(path) for name, path in named if name not in (MANIFEST, MODEL_CARD)}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest in a readable, canonical form."""
    plain = msgspec.to_builtins(manifest)
    text = json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def verified(folder: Path) -> tuple[Manifest, ModelRef]:
    """Read the manifest of ``folder`` and hold every file against it.

    Raises:
        ModelRefusedError: if a file is missing, changed or not in the manifest.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
        manifest = msgspec.json.decode(content, type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelRefusedError(file=MANIFEST) from error
    if manifest.format != FORMAT:
        raise ModelRefusedError(file=MANIFEST)
    found = weight_files(folder)
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise ModelRefusedError(file=name)
    sha256 = hashlib.sha256(content).hexdigest()
    return manifest, ModelRef(manifest.name, manifest.version, sha256)
