"""Fields of IMM 1295 and IMM 5710 from their own data: XFA or AcroForm values, and barcodes."""

from classifiers.fields.folding import fold
from classifiers.fields.form_boxes import find_status
from classifiers.fields.form_codes import FormCode, parse_payload
from classifiers.fields.form_paths import LAYOUTS, FormFact, FormLayout
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.match import Parser
from classifiers.fields.parsing.numbers import find_uci
from classifiers.fields.parsing.places import (
    CANADA_FORM_CODE,
    country_code,
    find_province,
    province_of_form_code,
)
from models.documents import Evidence, Field, FieldName
from models.extraction import FormContent, FormField, Page, TextSource, Validation
from models.geometry import WHOLE_PAGE, Box

_YES = frozenset(("y", "yes", "oui", "o", "1", "true"))
_BIRTH = (FormFact.BIRTH_YEAR, FormFact.BIRTH_MONTH, FormFact.BIRTH_DAY)
_DIRECT = {
    FieldName.UCI: FormFact.UCI,
    FieldName.FAMILY_NAME: FormFact.FAMILY_NAME,
    FieldName.GIVEN_NAME: FormFact.GIVEN_NAME,
    FieldName.SEX: FormFact.SEX,
    FieldName.CITIZENSHIP: FormFact.CITIZENSHIP,
    FieldName.CURRENT_COUNTRY: FormFact.CURRENT_COUNTRY,
    FieldName.CURRENT_STATUS: FormFact.CURRENT_STATUS,
    FieldName.PASSPORT_NUMBER: FormFact.PASSPORT_NUMBER,
    FieldName.EXPIRY_DATE: FormFact.PASSPORT_EXPIRY,
    FieldName.PERMIT_TYPE: FormFact.PERMIT_TYPE,
    FieldName.INTENDED_PROVINCE: FormFact.INTENDED_PROVINCE,
    FieldName.SIGNATURE: FormFact.SIGNATURE,
    FieldName.SIGNATURE_DATE: FormFact.SIGNATURE_DATE,
}
_COUNTRIES = (FieldName.CITIZENSHIP, FieldName.CURRENT_COUNTRY, FieldName.RESIDENCE_COUNTRY)
_PROVINCES = (FieldName.INTENDED_PROVINCE, FieldName.RESIDENCE_PROVINCE)
_PARSERS: dict[FieldName, Parser] = {
    FieldName.EXPIRY_DATE: find_date,
    FieldName.SIGNATURE_DATE: find_date,
    FieldName.BIRTH_DATE: find_date,
    FieldName.UCI: find_uci,
}


def layout_of(form: FormContent) -> FormLayout | None:
    """Return the form's layout by its number, or by the paths that it has."""
    for layout in LAYOUTS:
        if form.form == layout.type.value:
            return layout
    known = {layout.type: _paths_in(form, layout) for layout in LAYOUTS}
    best = max(LAYOUTS, key=lambda layout: known[layout.type])
    return best if known[best.type] else None


def _paths_in(form: FormContent, layout: FormLayout) -> int:
    return sum(form.value_at(path) is not None for path in layout.paths.values())


def data_fields(upload: str, form: FormContent) -> tuple[Field, ...]:
    """Return the facts that the form's data holds; an empty field gives none."""
    layout = layout_of(form)
    if layout is None:
        return ()
    at = {fact: form.value_at(path) for fact, path in layout.paths.items()}
    found = [_field(upload, name, at.get(fact)) for name, fact in _DIRECT.items()]
    found.append(_birth(upload, at))
    found.extend(_residence(upload, at))
    found.append(_version(upload, form))
    found.append(_validated(upload, form, at.get(FormFact.VALIDATED)))
    return tuple(field for field in found if field is not None)


def _field(upload: str, name: FieldName, seen: FormField | None) -> Field | None:
    if seen is None or not seen.value.strip():
        return None
    value = normalised(name, seen.value, seen.label)
    return None if value is None else Field(name, value, (_evidence(upload, seen),))


def normalised(name: FieldName, value: str, label: str | None) -> str | None:
    """Return the standard writing of a form's value; None if it is no value of its kind.

    Args:
        name: which field.
        value: as stored, often a pick-list code.
        label: the pick list's label, if the form carries its lists.
    """
    text = value.strip()
    shown = (label or text).strip()
    if name in _COUNTRIES:
        return "CAN" if text == CANADA_FORM_CODE else country_code(shown)
    if name in _PROVINCES:
        named = find_province(shown)
        return province_of_form_code(text) or (named.values[0] if named else None)
    if name in _PARSERS:
        match = _PARSERS[name](text)
        return match.values[0] if match else None
    return _plain_value(name, text, shown)


def _plain_value(name: FieldName, text: str, shown: str) -> str | None:
    if name is FieldName.CURRENT_STATUS:
        named = find_status(shown)
        return text if text.isdigit() else named.values[0] if named else None
    if name is FieldName.SEX:
        return shown[:1].upper()
    if name is FieldName.PASSPORT_NUMBER:
        return "".join(c for c in text.upper() if c.isalnum()) or None
    return text


def _birth(upload: str, at: dict[FormFact, FormField | None]) -> Field | None:
    parts = [part for fact in _BIRTH if (part := at.get(fact)) is not None]
    if len(parts) != len(_BIRTH):
        return None
    value = normalised(FieldName.BIRTH_DATE, "-".join(p.value.strip() for p in parts), None)
    if value is None:
        return None
    return Field(FieldName.BIRTH_DATE, value, tuple(_evidence(upload, part) for part in parts))


def _residence(upload: str, at: dict[FormFact, FormField | None]) -> list[Field | None]:
    """Return country and province of residence: the mailing address where it is the same."""
    same = at.get(FormFact.SAME_AS_MAILING)
    empty = not _filled(at.get(FormFact.RESIDENCE_COUNTRY))
    mailing = empty and same is not None and fold(same.value) in _YES
    facts = (
        (FormFact.MAILING_COUNTRY, FormFact.MAILING_PROVINCE)
        if mailing
        else (FormFact.RESIDENCE_COUNTRY, FormFact.RESIDENCE_PROVINCE)
    )
    names = (FieldName.RESIDENCE_COUNTRY, FieldName.RESIDENCE_PROVINCE)
    return [_field(upload, name, at.get(fact)) for name, fact in zip(names, facts, strict=True)]


def _filled(field: FormField | None) -> bool:
    return field is not None and bool(field.value.strip())


def _version(upload: str, form: FormContent) -> Field | None:
    if not form.version:
        return None
    seen = next((field for field in form.fields if field.value == form.version), None)
    if seen is not None:
        return Field(FieldName.FORM_VERSION, form.version, (_evidence(upload, seen),))
    evidence = Evidence(upload, 1, WHOLE_PAGE, form.version, TextSource.XFA, 1.0)
    return Field(FieldName.FORM_VERSION, form.version, (evidence,))


def _validated(upload: str, form: FormContent, flag: FormField | None) -> Field | None:
    if form.validation is Validation.UNKNOWN:
        return None
    value = form.validation.value
    if flag is not None:
        return Field(FieldName.FORM_VALIDATED, value, (_evidence(upload, flag),))
    evidence = Evidence(upload, 1, WHOLE_PAGE, value, TextSource.XFA, 1.0)
    return Field(FieldName.FORM_VALIDATED, value, (evidence,))


def _evidence(upload: str, seen: FormField) -> Evidence:
    return Evidence(upload, seen.page, seen.box, seen.shown, seen.source, 1.0)


def code_fields(upload: str, pages: tuple[Page, ...]) -> tuple[Field, ...]:
    """Return the facts that the barcodes on ``pages`` hold; a barcode also proves validation."""
    found: list[Field] = []
    seen: dict[FormFact, tuple[str, Page, Box]] = {}
    for page in pages:
        for barcode in page.barcodes:
            code = parse_payload(barcode.text)
            if code is not None:
                seen |= {f: (v, page, barcode.box) for f, v in _values(code).items()}
    if not seen:
        return ()
    for name, fact in {**_DIRECT, FieldName.BIRTH_DATE: FormFact.BIRTH_YEAR}.items():
        found.extend(_from_code(upload, name, seen.get(fact)))
    same = seen.get(FormFact.SAME_AS_MAILING)
    home = seen.get(FormFact.RESIDENCE_COUNTRY)
    mailing = not (home and home[0]) and same is not None and fold(same[0]) in _YES
    country = FormFact.MAILING_COUNTRY if mailing else FormFact.RESIDENCE_COUNTRY
    province = FormFact.MAILING_PROVINCE if mailing else FormFact.RESIDENCE_PROVINCE
    found.extend(_from_code(upload, FieldName.RESIDENCE_COUNTRY, seen.get(country)))
    found.extend(_from_code(upload, FieldName.RESIDENCE_PROVINCE, seen.get(province)))
    _, page, box = next(iter(seen.values()))
    proof = Evidence(upload, page.number, box, "PDF417", TextSource.BARCODE, 1.0)
    found.append(Field(FieldName.FORM_VALIDATED, Validation.VALIDATED.value, (proof,)))
    return tuple(found)


def _values(code: FormCode) -> dict[FormFact, str]:
    values = {}
    for fact in code.layout.places:
        parts = code.values_of(fact)
        if parts is not None:
            values[fact] = "-".join(parts) if all(parts) else ""
    return values


def _from_code(upload: str, name: FieldName, seen: tuple[str, Page, Box] | None) -> list[Field]:
    if seen is None or not seen[0]:
        return []
    value = normalised(name, seen[0], None)
    if value is None:
        return []
    evidence = Evidence(upload, seen[1].number, seen[2], seen[0], TextSource.BARCODE, 1.0)
    return [Field(name, value, (evidence,))]
