"""The signing keys of this installation: one file that its owner alone can read."""

import os
import tempfile
from pathlib import Path

from intake.delivery.signing import SecretKey
from intake.store.private_folders import make_private

KEYS_FILE = "webhook-signing.keys"
"""One secret key a line, newest first; messages are signed by every one of them."""


def load(folder: Path) -> tuple[SecretKey, ...]:
    """Return the signing keys, newest first; the first start makes one.

    Raises:
        BadKeyError: if the file holds anything else than keys.
    """
    path = folder / KEYS_FILE
    if not path.exists():
        _create(path, (SecretKey.generate(),))
    lines = path.read_text(encoding="ascii").split()
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
