"""The signing keys of this installation: one file that its owner alone can read."""

import os
import tempfile
from pathlib import Path

from intake.delivery.signing import SECRET_PREFIX, BadKeyError, SecretKey
from intake.store.private_folders import make_private
from models.bilingual import Bilingual
from models.errors import IntakeError

KEYS_FILE = "webhook-signing.keys"
"""One secret key a line, newest first; messages are signed by every one of them."""


class NoSigningKeyError(IntakeError):
    """The file of the signing keys is gone, or holds none."""

    code = "no_signing_key"
    text = Bilingual(
        "There is no key to sign with in {file}. Put the file back from the backup of the secrets. "
        "Only if it is lost, delete the file and run “csq-intake deliveries key”, which makes a "
        "new key, and give that key to every receiver.",
        "Il n'y a aucune clé pour signer dans {file}. Remettez le fichier à partir de la "
        "sauvegarde des secrets. S'il est perdu seulement, supprimez le fichier et lancez "
        "« csq-intake deliveries key », qui crée une clé, puis donnez cette clé à chaque "
        "destinataire.",
    )


def load(folder: Path) -> tuple[SecretKey, ...]:
    """Return the signing keys, newest first; the first start makes one.

    Raises:
        BadKeyError: if the file holds anything else than keys.
        NoSigningKeyError: if the file is empty.
    """
    path = folder / KEYS_FILE
    if not path.exists():
        _create(path, (SecretKey.generate(),))
    return standing(folder)


def standing(folder: Path) -> tuple[SecretKey, ...]:
    """Return the signing keys as they stand now, newest first; never make one.

    A key made in passing would be known to no receiver, and all would refuse its messages.

    Raises:
        BadKeyError: if the file holds anything else than keys.
        NoSigningKeyError: if the file is not there or empty, since nothing leaves unsigned.
    """
    try:
        lines = (folder / KEYS_FILE).read_text(encoding="ascii").split()
    except FileNotFoundError:
        lines = []
    except UnicodeDecodeError as error:
        raise BadKeyError(prefix=SECRET_PREFIX) from error
    if not lines:
        raise NoSigningKeyError(file=KEYS_FILE)
    return tuple(SecretKey.parse(line) for line in lines)


def rotate(folder: Path) -> tuple[SecretKey, ...]:
    """Add a new key in front; the older ones go on signing until :func:`retire`."""
    return _replace(folder, (SecretKey.generate(), *load(folder)))


def retire(folder: Path) -> tuple[SecretKey, ...]:
    """Drop every key but the newest, once all receivers know that one."""
    return _replace(folder, load(folder)[:1])


def _replace(folder: Path, keys: tuple[SecretKey, ...]) -> tuple[SecretKey, ...]:
    written = _written(folder / KEYS_FILE, keys)
    written.replace(folder / KEYS_FILE)
    return keys


def _create(path: Path, keys: tuple[SecretKey, ...]) -> None:
    """Write the file unless another process made it meanwhile; that one's keys then hold."""
    written = _written(path, keys)
    try:
        # A hard link, unlike a rename, never replaces what is already there.
        os.link(written, path)
    except FileExistsError:
        return
    finally:
        written.unlink()


def _written(path: Path, keys: tuple[SecretKey, ...]) -> Path:
    make_private(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        # mkstemp opens the file for its owner alone (0600).
        file.writelines(f"{key.exported()}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
