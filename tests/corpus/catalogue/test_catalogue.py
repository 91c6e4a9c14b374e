"""The catalogue lists every committed fixture, and the fixtures can be built again."""

import json
from pathlib import Path

import pikepdf
import pytest

from fixtures.corpus_build import CATALOGUE, CORPUS, build, sha256_of

LARGEST = 1_000_000
LARGEST_ALL = 6_000_000
COMMITTED = tuple(sorted(path for path in CORPUS.rglob("*") if path.is_file()))


def _listed() -> dict[str, tuple[str, int, str]]:
    rows = (
        [cell.strip(" `") for cell in line.split("|")[1:-1]]
        for line in CATALOGUE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and line.rstrip().endswith("` |")
    )
    return {row[0]: (row[1], int(row[2]), row[3]) for row in rows if len(row) == 4}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    build(folder)
    return folder


def test_every_committed_file_is_listed_and_every_listed_file_is_there() -> None:
    names = {path.relative_to(CORPUS).as_posix() for path in COMMITTED}
    assert names == set(_listed())


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_purpose_size_and_hash_are_those_of_the_file(path: Path) -> None:
    purpose, size, digest = _listed()[path.relative_to(CORPUS).as_posix()]
    assert purpose
    assert (size, digest) == (path.stat().st_size, sha256_of(path))


def test_the_corpus_stays_small() -> None:
    sizes = [path.stat().st_size for path in COMMITTED]
    assert max(sizes) < LARGEST
    assert sum(sizes) < LARGEST_ALL


@pytest.mark.parametrize(
    "path",
    [path for path in COMMITTED if path.suffix == ".pdf"],
    ids=lambda path: path.relative_to(CORPUS).as_posix(),
)
def test_every_pdf_says_in_its_metadata_that_it_is_a_specimen(path: Path) -> None:
    with pikepdf.open(path) as document:
        assert "SPECIMEN" in str(document.docinfo.get("/Keywords", ""))


def test_a_rebuild_gives_the_same_applications(rebuilt: Path) -> None:
    """The committed files are the ground truth; generators may go on to other words and bytes."""
    for path in CORPUS.glob("*/truth.json"):
        assert _plan(rebuilt / path.relative_to(CORPUS)) == _plan(path)


def _plan(path: Path) -> dict[str, object]:
    """Return what an application's truth owes to the plan of the corpus and not to a draw."""
    truth = json.loads(path.read_bytes())
    for upload in truth["uploads"]:
        upload["documents"] = [document["type"] for document in upload["documents"]]
        del upload["pages"]
    return dict(truth)
