"""Collect every witness of the two marker boxes of an upload's work-permit form."""

from classifiers.fields.folding import fold
from classifiers.fields.form_codes import FormCode, parse_payload
from classifiers.fields.form_paths import LAYOUTS, FormFact
from classifiers.markers.printed_boxes import read_printed_boxes
from models.extraction import Extraction, FormContent, FormField, PageKind, TextSource
from models.geometry import WHOLE_PAGE, Box
from models.markers import Marker, Witness
from models.reading import BoxReading

_FACTS = {Marker.JOB_TITLE: FormFact.JOB_TITLE, Marker.A76: FormFact.DUTIES}
_CAPTIONS = {
    Marker.JOB_TITLE: ("job title", "titre de l'emploi", "titre du poste"),
    Marker.A76: ("description of duties", "description des fonctions", "description des taches"),
}


def read_boxes(
    upload: str, extraction: Extraction, form_pages: tuple[int, ...]
) -> tuple[BoxReading, ...]:
    """Return every reading of the two boxes, whatever they hold.

    Form data, barcodes and printed words are independent witnesses. A box that was seen and is
    empty gives a witness with an empty text; a box that was not found gives none.

    Args:
        upload: identifier within the application.
        extraction: what was read from the upload.
        form_pages: 1-based pages that were taken for IMM 1295 or IMM 5710. Barcodes are read on
            every page, because their payload names its form.
    """
    wanted = set(form_pages)
    found: list[BoxReading] = []
    if extraction.form is not None:
        found.extend(_from_data(upload, extraction.form))
        found.extend(_from_stored_payloads(upload, extraction.form))
    for page in extraction.pages:
        for barcode in page.barcodes:
            code = parse_payload(barcode.text)
            if code is not None:
                found.extend(_from_code(upload, code, page.number, barcode.box))
        if page.number in wanted and page.kind is not PageKind.FACSIMILE:
            found.extend(read_printed_boxes(upload, page))
    return tuple(found)


def _from_data(upload: str, form: FormContent) -> list[BoxReading]:
    found = []
    for marker in Marker:
        field = box_field(form, marker)
        if field is not None:
            witness = Witness(field.source, field.value, upload, field.page, field.box, 1.0)
            found.append(BoxReading(marker, witness))
    return found


def box_field(form: FormContent, marker: Marker) -> FormField | None:
    """Return the form's field for ``marker``: by path, or by caption in a form of other make."""
    for layout in LAYOUTS:
        field = form.value_at(layout.paths[_FACTS[marker]])
        if field is not None:
            return field
    captions = _CAPTIONS[marker]
    return next(
        (f for f in form.fields if any(caption in fold(f.caption) for caption in captions)), None
    )


def _from_stored_payloads(upload: str, form: FormContent) -> list[BoxReading]:
    """Read the payloads that a validated file keeps as text; they are shown where the box is."""
    found = []
    for payload in form.barcode_payloads:
        code = parse_payload(payload)
        if code is None:
            continue
        for reading in _from_code(upload, code, 1, WHOLE_PAGE):
            field = box_field(form, reading.marker)
            if field is None:
                found.append(reading)
            else:
                placed = Witness(
                    TextSource.BARCODE, reading.witness.text, upload, field.page, field.box, 1.0
                )
                found.append(BoxReading(reading.marker, placed))
    return found


def _from_code(upload: str, code: FormCode, page: int, box: Box) -> list[BoxReading]:
    found = []
    for marker, fact in _FACTS.items():
        values = code.values_of(fact)
        if values is not None:
            witness = Witness(TextSource.BARCODE, values[0], upload, page, box, 1.0)
            found.append(BoxReading(marker, witness))
    return found
