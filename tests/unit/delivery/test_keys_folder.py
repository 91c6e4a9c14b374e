"""The signing keys of an installation."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake.delivery import keys
from intake.delivery.signing import BadKeyError


def test_first_start_makes_one_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    (made,) = keys.load(folder)
    path = folder / keys.KEYS_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.load(folder) == (made,)
    assert [file.name for file in folder.iterdir()] == [keys.KEYS_FILE]


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        loaded = set(pool.map(lambda _: keys.load(tmp_path / "secrets"), range(32)))
    assert len(loaded) == 1


def test_rotation_keeps_the_old_key_until_it_is_retired(tmp_path: Path) -> None:
    (old,) = keys.load(tmp_path)
    new, kept = keys.rotate(tmp_path)
    assert kept == old
    assert keys.load(tmp_path) == (new, old)
    assert keys.retire(tmp_path) == keys.load(tmp_path) == (new,)
    assert stat.S_IMODE((tmp_path / keys.KEYS_FILE).stat().st_mode) == 0o600


def test_damaged_file_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / keys.KEYS_FILE
    path.write_text("whsk_damaged\n")
    with pytest.raises(BadKeyError):
        keys.load(tmp_path)
    assert path.read_text() == "whsk_damaged\n"
