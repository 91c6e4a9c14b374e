from pathlib import Path

from intake.submission.incoming import IncomingFolder


def test_files_of_a_request_go_with_it(tmp_path: Path) -> None:
    with IncomingFolder.opened(tmp_path / "incoming") as incoming:
        with incoming.request() as folder:
            (folder / "1").write_bytes(b"x")
            assert incoming.requests == 1
        assert incoming.requests == 0
    assert list((tmp_path / "incoming").iterdir()) == []


def test_files_of_a_dead_process_are_removed_and_those_of_a_live_one_stay(tmp_path: Path) -> None:
    parent = tmp_path / "incoming"
    with IncomingFolder.opened(parent) as live, live.request() as kept:
        dead = parent / "dead"
        (dead / "request").mkdir(parents=True)
        (dead / "lock").touch()
        (dead / "request" / "1").write_bytes(b"x")
        with IncomingFolder.opened(parent):
            assert not dead.exists()
            assert kept.exists()


def test_a_folder_that_is_just_being_made_stays(tmp_path: Path) -> None:
    parent = tmp_path / "incoming"
    (parent / "new").mkdir(parents=True)
    with IncomingFolder.opened(parent):
        assert (parent / "new").exists()
