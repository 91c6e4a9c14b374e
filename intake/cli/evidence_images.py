"""Pages with the boxes of their evidence drawn on them, one PNG for each page that has any."""

import io
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from models.geometry import Box
from models.report import CompletenessReport

LABEL_POINTS = 15
LINE_WIDTH = 3
REQUIREMENT_COLOUR = (0, 94, 162)
MARKER_COLOUR = (176, 14, 14)
FIELD_COLOUR = (39, 104, 33)
FINDING_COLOUR = (140, 82, 0)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The encoded picture of one page of one upload."""

    upload: str
    page: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Mark:
    """One box to draw, with what it is evidence for."""

    label: str
    box: Box
    colour: tuple[int, int, int]


def write_evidence_images(
    folder: Path, report: CompletenessReport, pictures: tuple[PagePicture, ...]
) -> tuple[Path, ...]:
    """Draw each page that carries evidence into ``folder`` as ``u1-page-003.png``.

    The folder is made if it does not exist. Returns the files written, in order of page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    marks = _marks(report)
    written: list[Path] = []
    for picture in pictures:
        if on_page := marks.get((picture.upload, picture.page)):
            path = folder / f"{picture.upload}-page-{picture.page:03}.png"
            _draw(picture.content, on_page).save(path)
            written.append(path)
    return tuple(written)


def _marks(report: CompletenessReport) -> dict[tuple[str, int], list[_Mark]]:
    """Collect the boxes of a report by upload and page; one fact is drawn once a page."""
    found: dict[tuple[str, int], dict[_Mark, None]] = defaultdict(dict)
    for requirement in report.requirements:
        for seen in requirement.evidence:
            mark = _Mark(requirement.id, seen.box, REQUIREMENT_COLOUR)
            found[seen.upload, seen.page][mark] = None
    for marker in report.markers:
        for witness in marker.witnesses:
            mark = _Mark(f"{marker.marker}: {marker.status}", witness.box, MARKER_COLOUR)
            found[witness.upload, witness.page][mark] = None
    for document in report.documents:
        for field in document.fields:
            for seen in field.evidence:
                mark = _Mark(field.name, seen.box, FIELD_COLOUR)
                found[seen.upload, seen.page][mark] = None
    for finding in report.findings:
        for seen in finding.evidence:
            mark = _Mark(finding.code, seen.box, FINDING_COLOUR)
            found[seen.upload, seen.page][mark] = None
    return {place: list(marks) for place, marks in found.items()}


def _draw(content: bytes, marks: list[_Mark]) -> Image.Image:
    image = Image.open(io.BytesIO(content)).convert("RGB")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(LABEL_POINTS)
    width, height = image.size
    for mark in marks:
        corners = (
            mark.box.x0 * width - LINE_WIDTH,
            mark.box.y0 * height - LINE_WIDTH,
            mark.box.x1 * width + LINE_WIDTH,
            mark.box.y1 * height + LINE_WIDTH,
        )
        pen.rectangle(corners, outline=mark.colour, width=LINE_WIDTH)
        place = (max(0, corners[0]), max(0, corners[1] - LABEL_POINTS - LINE_WIDTH))
        pen.rectangle(pen.textbbox(place, mark.label, font=font), fill="white")
        pen.text(place, mark.label, fill=mark.colour, font=font)
    return image
