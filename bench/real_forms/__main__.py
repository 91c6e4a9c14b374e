"""``python -m bench.real_forms``: how often the markers are read from printed and scanned forms."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.real_forms.forms import FORMS, RealForm
from bench.real_forms.scanning import printed, scan
from classifiers import page_types
from classifiers.markers import judge
from classifiers.understanding import understand
from extractors.reading import read
from models.extraction import Extraction, TextSource
from models.markers import Marker, MarkerStatus
from models.reading import UploadReading

RESULTS = Path(__file__).parents[1] / "results" / "real_forms.md"
JOB = "CSQ holder outside Quebec - OWP"
DUTIES = "A76: International Mobility Program Plus"
WRITTEN = {Marker.JOB_TITLE: JOB, Marker.A76: DUTIES}
STATED = {Marker.JOB_TITLE: MarkerStatus.VARIANT, Marker.A76: MarkerStatus.EXACT}
RESOLUTIONS = (150, 200, 250, 300)
ROTATIONS = (0, 90, 180, 270)
HEAD = """# The two real forms, filled, printed and scanned

`python -m bench.real_forms`: IMM 1295 (09-2023) and IMM 5710 (06-2019) are filled as data, printed
by their own templates, and scanned (skew 0.6 degrees, noise, slight blur, JPEG) in four rotations.
The first page and the page of the occupation are read by OCR; with barcodes, the last page is
scanned too. Only figures are kept.

*Right* means that the marker has the status of the text that was written (a hyphen for the
published dash makes the job title a variant); *exact* that its text was read letter by letter.

| form | dots per inch | barcodes | job title right | A76 right | job title exact | A76 exact | \
one document of its type |
|---|---:|---|---:|---:|---:|---:|---:|"""
ABSENT = 2
"""Exit status when the real forms are not beside this checkout."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of one scan.

    Attributes:
        judged: markers whose status is that of the text that was written.
        letter_true: markers whose text was read letter by letter.
        documents: whether its pages were taken for one document of the right type.
    """

    judged: frozenset[Marker]
    letter_true: frozenset[Marker]
    documents: bool


def seen(form: RealForm, extraction: Extraction, classifier: page_types.PageTypeModel) -> Seen:
    """Tell what was read of a scan of ``form``."""
    reading = understand("u1", extraction, classifier)
    return Seen(
        frozenset(marker for marker in Marker if _status(reading, marker) is STATED[marker]),
        frozenset(marker for marker in Marker if _letter_true(reading, marker)),
        {document.type for document in reading.documents} == {form.type},
    )


def _status(reading: UploadReading, marker: Marker) -> MarkerStatus:
    return judge(marker, tuple(b.witness for b in reading.boxes if b.marker is marker)).status


def _letter_true(reading: UploadReading, marker: Marker) -> bool:
    texts = [
        " ".join(box.witness.text.split())
        for box in reading.boxes
        if box.marker is marker and box.witness.source in {TextSource.OCR, TextSource.BARCODE}
    ]
    return WRITTEN[marker] in texts


def rows(
    form: RealForm, resolutions: Sequence[int], classifier: page_types.PageTypeModel
) -> Iterator[str]:
    """Give the lines of the table for one form."""
    flat = printed(form, JOB, DUTIES)
    for resolution in resolutions:
        scans = [_extraction(scan(flat, resolution, turned, codes=True)) for turned in ROTATIONS]
        for codes in (False, True):
            # Without its last page, a scan is what OCR alone can tell.
            kept = [one if codes else replace(one, pages=one.pages[:-1]) for one in scans]
            line = _row(form, resolution, [seen(form, one, classifier) for one in kept], codes)
            print(line, flush=True)
            yield line


def _extraction(content: bytes) -> Extraction:
    outcome = read(content)
    if outcome.extraction is None:
        raise AssertionError(outcome.reason)
    return outcome.extraction


def _row(
    form: RealForm,
    resolution: int,
    scans: Sequence[Seen],
    codes: bool,  # noqa: FBT001 - a column of the table
) -> str:
    cells = [
        form.type.value.upper().replace("IMM", "IMM "),
        str(resolution),
        "yes" if codes else "no",
        *(_share(sum(marker in one.judged for one in scans)) for marker in Marker),
        *(_share(sum(marker in one.letter_true for one in scans)) for marker in Marker),
        _share(sum(one.documents for one in scans)),
    ]
    return "| " + " | ".join(cells) + " |"


def _share(count: int) -> str:
    return f"{count} of {len(ROTATIONS)}"


def markdown(lines: Sequence[str]) -> str:
    """Return the result as it is kept."""
    return f"{HEAD}\n" + "".join(f"{line}\n" for line in lines)


def main() -> int:
    """Run the measurement; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.real_forms", description=__doc__)
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the table is written")
    parser.add_argument("--dpi", type=int, nargs="+", default=list(RESOLUTIONS))
    parser.add_argument("--forms", nargs="+", default=[form.type.value for form in FORMS])
    given = parser.parse_args()
    if not all(form.path.exists() for form in FORMS):
        print("the real blank forms are not beside this checkout (../shared/forms)")
        return ABSENT
    classifier = page_types.load()
    lines: list[str] = []
    for form in (each for each in FORMS if each.type.value in given.forms):
        for line in rows(form, given.dpi, classifier):
            lines.append(line)
            # A run that is stopped leaves what it has measured.
            given.out.write_text(markdown(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
