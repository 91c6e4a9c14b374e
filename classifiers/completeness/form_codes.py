"""Whether a form's data and its own barcodes tell the same facts.

A form writes its barcodes when it is validated. Data that were changed afterwards do not agree with
them any more, and neither do pages of two forms that were put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.completeness.case import Case
from classifiers.fields.folding import compact
from classifiers.fields.form_codes import FormCode, parse_payload
from classifiers.fields.form_data import layout_of
from classifiers.fields.form_paths import FormFact, FormLayout
from models.bilingual import Bilingual
from models.documents import Document, Evidence
from models.extraction import FormContent, FormField, TextSource
from models.geometry import WHOLE_PAGE

FACT_NAMES: dict[FormFact, Bilingual] = {
    FormFact.UCI: Bilingual("the UCI", "l'IUC"),
    FormFact.FAMILY_NAME: Bilingual("the family name", "le nom de famille"),
    FormFact.GIVEN_NAME: Bilingual("the given name", "le prénom"),
    FormFact.CITIZENSHIP: Bilingual("the citizenship", "la citoyenneté"),
    FormFact.CURRENT_COUNTRY: Bilingual("the current country", "le pays actuel"),
    FormFact.PASSPORT_NUMBER: Bilingual("the passport number", "le numéro de passeport"),
    FormFact.RESIDENCE_PROVINCE: Bilingual("the province of residence", "la province de résidence"),
    FormFact.PERMIT_TYPE: Bilingual("the type of permit", "le type de permis"),
    FormFact.INTENDED_PROVINCE: Bilingual("the intended province", "la province de destination"),
}
"""The facts that are compared. The two programme entries are compared as markers."""


@dataclass(frozen=True, slots=True)
class DifferingFact:
    """One fact that data and barcode tell differently; both are filled."""

    fact: FormFact
    in_data: Evidence
    in_code: Evidence


def differing_facts(form: Document, case: Case) -> tuple[DifferingFact, ...]:
    """Return the facts on which the data of ``form`` and barcodes of its kind do not agree.

    Letters and digits count alone. A fact that one side leaves empty does not differ, since
    versions of a form do not all fill the same places.
    """
    content = next(
        (one.extraction.form for one in case.uploads if one.id == form.upload and one.extraction),
        None,
    )
    layout = layout_of(content) if content is not None else None
    if content is None or layout is None or layout.type is not form.type:
        return ()
    codes = [code for code in _codes(form, content, case) if code[0].layout.type is layout.type]
    found = (_differing(fact, form, content, layout, codes) for fact in FACT_NAMES)
    return tuple(one for one in found if one is not None)


def _codes(form: Document, content: FormContent, case: Case) -> Iterator[tuple[FormCode, Evidence]]:
    """Yield the barcodes kept in the file as text, then those seen on its pages."""
    for payload in content.barcode_payloads:
        code = parse_payload(payload)
        if code is not None:
            yield (
                code,
                Evidence(form.upload, form.pages[0], WHOLE_PAGE, "PDF417", TextSource.BARCODE, 1.0),
            )
    for upload, page in case.pages:
        for barcode in page.barcodes if upload == form.upload else ():
            code = parse_payload(barcode.text)
            if code is not None:
                yield (
                    code,
                    Evidence(upload, page.number, barcode.box, "PDF417", TextSource.BARCODE, 1.0),
                )


def _differing(
    fact: FormFact,
    form: Document,
    content: FormContent,
    layout: FormLayout,
    codes: list[tuple[FormCode, Evidence]],
) -> DifferingFact | None:
    seen = content.value_at(layout.paths[fact]) if fact in layout.paths else None
    if seen is None or not compact(seen.value):
        return None
    for code, place in codes:
        values = code.values_of(fact)
        told = "".join(values or ())
        if compact(told) and compact(told) != compact(seen.value):
            in_code = Evidence(place.upload, place.page, place.box, told, TextSource.BARCODE, 1.0)
            return DifferingFact(fact, _in_data(form, seen), in_code)
    return None


def _in_data(form: Document, seen: FormField) -> Evidence:
    return Evidence(form.upload, seen.page, seen.box, seen.shown, seen.source, 1.0)
