"""AcroForm fields of an ordinary PDF, read as data and placed on their real pages."""

import re
from dataclasses import dataclass, replace

import pikepdf

from extractors.form_numbers import form_number
from extractors.limits import Limits
from extractors.pdf.geometry import PageFrame
from models.extraction import FormContent, FormField, TextSource, Validation, Word
from models.geometry import Box

MAX_DEPTH = 32
PUSHBUTTON = 1 << 16
UNSEEN = 1 << 1 | 1 << 5
"""Annotation flags Hidden and NoView (ISO 32000-1, table 165): no viewer shows the field."""
_OFF = "Off"


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a field takes from its parents in the field tree."""

    path: str = ""
    kind: str = ""
    value: str = ""
    caption: str = ""
    flags: int = 0


def read_form(document: pikepdf.Pdf, limits: Limits) -> FormContent | None:
    """Return the AcroForm of a PDF; None if it has none with fields on its pages."""
    fields: list[FormField] = []
    for number, page in enumerate(document.pages, 1):
        frame = _frame(page)
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for annotation in list(annotations)[: limits.form_fields]:
            field = _field(annotation, number, frame, limits)
            if field is not None and len(fields) < limits.form_fields:
                fields.append(field)
    if not fields:
        return None
    title = title_of(document)
    return FormContent(
        form=form_number(title),
        title=title,
        version="",
        validation=Validation.UNKNOWN,
        fields=tuple(fields),
    )


def words_by_page(form: FormContent | None) -> dict[int, tuple[tuple[Word, ...], ...]]:
    """Return the words of the filled fields of each page, field by field."""
    words: dict[int, tuple[tuple[Word, ...], ...]] = {}
    for field in form.fields if form else ():
        if field.shown.split():
            words[field.page] = (*words.get(field.page, ()), words_of(field))
    return words


def words_of(field: FormField) -> tuple[Word, ...]:
    """Return the words of one field's shown value, spread over its box by their lengths."""
    parts = field.shown.split()
    total = sum(len(part) + 1 for part in parts)
    words, start = [], 0
    for part in parts:
        left = field.box.x0 + field.box.width * start / total
        right = field.box.x0 + field.box.width * (start + len(part)) / total
        box = Box.clamped(left, field.box.y0, right, field.box.y1)
        words.append(Word(part, box, 1.0, 0, field.source))
        start += len(part) + 1
    return tuple(words)


def title_of(document: pikepdf.Pdf) -> str:
    """Return the title in the document information, empty if there is none."""
    try:
        return " ".join(str(document.docinfo.get("/Title", "")).split())[:300]
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return ""


def _frame(page: pikepdf.Page) -> PageFrame:
    media = tuple(float(side) for side in page.mediabox.as_list())
    crop = tuple(float(side) for side in page.cropbox.as_list())
    return PageFrame.of(
        (media[0], media[1], media[2], media[3]),
        (crop[0], crop[1], crop[2], crop[3]),
        int(page.rotation),
    )


def _field(
    annotation: pikepdf.Object, page: int, frame: PageFrame, limits: Limits
) -> FormField | None:
    if not isinstance(annotation, pikepdf.Dictionary):
        return None
    if annotation.get("/Subtype") != pikepdf.Name.Widget or "/Rect" not in annotation:
        return None
    if _whole(annotation.get("/F")) & UNSEEN:
        return None
    found = _inherited(annotation)
    if found is None or found.kind == "/Sig" or found.flags & PUSHBUTTON:
        return None
    value = found.value
    if found.kind == "/Btn":
        # Of a group of buttons only the pressed one shows its value.
        state = str(annotation.get("/AS", "/Off")).lstrip("/")
        value = "" if state == _OFF else state
    left, bottom, right, top = (float(side) for side in annotation["/Rect"].as_list()[:4])
    box = frame.place((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
    return FormField(
        path=found.path[:500],
        caption=found.caption[:500],
        value=value[: limits.value_characters],
        label=_choice_label(annotation, value),
        page=page,
        box=box,
        source=TextSource.ACROFORM,
    )


def _inherited(annotation: pikepdf.Object) -> Inherited | None:
    """Walk from the widget up to the root of the field tree."""
    found = Inherited()
    node: pikepdf.Object | None = annotation
    for _ in range(MAX_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            return found if found.path else None
        name = _text(node.get("/T"))
        path = "/".join(part for part in (name, found.path) if part)
        found = replace(
            found,
            path=path,
            kind=found.kind or str(node.get("/FT", "")),
            value=found.value or _text(node.get("/V")),
            caption=found.caption or _text(node.get("/TU")),
            flags=found.flags or _whole(node.get("/Ff")),
        )
        node = node.get("/Parent")
    return None


def _choice_label(annotation: pikepdf.Object, value: str) -> str | None:
    options = annotation.get("/Opt")
    parent = annotation.get("/Parent")
    if options is None and isinstance(parent, pikepdf.Dictionary):
        options = parent.get("/Opt")
    if not isinstance(options, pikepdf.Array) or not value:
        return None
    for option in list(options)[:2000]:
        if isinstance(option, pikepdf.Array) and _text(option[0]) == value:
            return _text(option[1])
    return None


def _whole(value: object) -> int:
    try:
        return int(str(value)) if value is not None else 0
    except ValueError:
        return 0


def _text(value: object) -> str:
    if value is None or isinstance(value, pikepdf.Array | pikepdf.Dictionary):
        return ""
    if isinstance(value, pikepdf.Stream):
        return ""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", str(value)).strip()
