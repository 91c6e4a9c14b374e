"""Passports: the machine-readable zone first, the printed data page as a second witness."""

import tomllib
from importlib import resources

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.folding import compact
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.numbers import find_document_number
from classifiers.fields.parsing.places import country_code
from classifiers.fields.persons import person_rules
from classifiers.fields.rules import Rule, RuleBook
from models.documents import Evidence, Field, FieldName
from models.extraction import MrzReading, Page, TextSource


def _labels() -> dict[str, tuple[str, ...]]:
    source = resources.files("classifiers.fields.parsing").joinpath("passport_labels.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: tuple(spellings) for name, spellings in table.items()}


_STATES = _labels()
"""Captions in the languages of the states, by the name of the field."""
_OF_PERSONS = {name: _STATES[name.name] for name in FieldName if name.name in _STATES} | {
    FieldName.CITIZENSHIP: (
        "Code of issuing state",
        "Country code",
        "Code du pays",
        *_STATES["CITIZENSHIP"],
    )
}
_CHECKED = {
    FieldName.PASSPORT_NUMBER: "document_number",
    FieldName.DOCUMENT_NUMBER: "document_number",
    FieldName.BIRTH_DATE: "birth_date",
    FieldName.EXPIRY_DATE: "expiry_date",
}
_FAILED_SHARE = 0.4
_UNCHECKED_SHARE = 0.9


def passport_rules(order: NumericOrder) -> RuleBook:
    """Rules of the printed data page, whose labels stand in two or three languages."""
    day = date_parser(order)
    return RuleBook(
        (
            *person_rules(order, _OF_PERSONS),
            *(
                Rule(name, (*labels, *_STATES[name.name]), parser, meanings=meanings)
                for name, labels, parser, meanings in (
                    (
                        FieldName.PASSPORT_NUMBER,
                        v.PASSPORT_NUMBER,
                        find_document_number,
                        m.PASSPORT_NUMBER,
                    ),
                    (FieldName.ISSUE_DATE, v.ISSUE_DATE, day, m.ISSUE_DATE),
                    (FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, m.EXPIRY_DATE),
                )
            ),
        ),
        (
            *v.OTHER_PERSONAL,
            *_STATES["OTHER"],
            "Type",
            "Code",
            "Issuing state",
            "Authority",
            "Issuing authority",
            "Autorité",
            "Autorité de délivrance",
            "Taille",
            "Height",
            "Couleur des yeux",
            "Domicile",
            "Signature of bearer",
            "Signature du titulaire",
        ),
    )


def zone_fields(upload: str, pages: tuple[Page, ...], number: FieldName) -> tuple[Field, ...]:
    """Return the facts of the machine-readable zones; ``number`` names the document's number."""
    found: dict[FieldName, Field] = {}
    for page in pages:
        for zone in page.mrz:
            for name, value in _zone_values(zone, number).items():
                if value and name not in found:
                    found[name] = Field(name, value, (_zone_evidence(upload, page, zone, name),))
    return tuple(found.values())


def _zone_values(zone: MrzReading, number: FieldName) -> dict[FieldName, str | None]:
    return {
        FieldName.FAMILY_NAME: zone.family_name,
        FieldName.GIVEN_NAME: zone.given_name,
        number: zone.document_number,
        FieldName.CITIZENSHIP: country_code(zone.nationality),
        FieldName.BIRTH_DATE: zone.birth_date.isoformat() if zone.birth_date else None,
        FieldName.SEX: zone.sex if zone.sex in ("F", "M", "X") else None,
        FieldName.EXPIRY_DATE: zone.expiry_date.isoformat() if zone.expiry_date else None,
    }


def _zone_evidence(upload: str, page: Page, zone: MrzReading, name: FieldName) -> Evidence:
    """Return the zone as evidence, certain where a check digit proves the value."""
    check = _CHECKED.get(name)
    share = _UNCHECKED_SHARE if check is None else 1.0
    if check in zone.failed_checks:
        share = _FAILED_SHARE
    line = 0 if name in (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME) else -1
    text = zone.lines[line] if zone.lines else ""
    confidence = round(max(zone.confidence, 1.0 - len(zone.failed_checks)) * share, 4)
    return Evidence(upload, page.number, zone.box, text, TextSource.MRZ, min(0.99, confidence))


def without_cut_number(zone: tuple[Field, ...], printed: tuple[Field, ...]) -> tuple[Field, ...]:
    """Leave out the number of a visa's zone unless the visa prints the same.

    The zone has nine places for a number (ICAO 9303-7), and Canada's counterfoils have a letter and
    nine digits: alone, what the zone says may be the beginning of a number.
    """
    known = {(field.name, field.value) for field in printed}
    return tuple(
        field
        for field in zone
        if field.name is not FieldName.DOCUMENT_NUMBER or (field.name, field.value) in known
    )


def merged(zone: tuple[Field, ...], printed: tuple[Field, ...]) -> tuple[Field, ...]:
    """Let the zone lead, and the printed page add its evidence or what the zone lacks.

    A printed name that is the zone's name with its accents, or untruncated, is the better
    writing and gives the value.
    """
    by_name: dict[FieldName, Field] = {}
    for field in printed:
        by_name.setdefault(field.name, field)
    found = []
    for field in zone:
        other = by_name.pop(field.name, None)
        if other is None:
            found.append(field)
        elif _agree(field, other):
            value = _as_printed(field, other) if field.name in _NAMES else field.value
            found.append(Field(field.name, value, field.evidence + other.evidence))
        elif _is_proven(field) or field.name not in by_name:
            found.append(field)
    left = tuple(field for field in printed if by_name.get(field.name) is field)
    return (*found, *left)


_NAMES = (FieldName.FAMILY_NAME, FieldName.GIVEN_NAME)
_PROVEN = 0.9


def _as_printed(field: Field, other: Field) -> str:
    """Return the writing outside the zone, which keeps accents and hyphens."""
    return field.value if other.evidence[0].source is TextSource.MRZ else other.value


def _agree(field: Field, other: Field) -> bool:
    if field.name in _NAMES:
        return compact(field.value) == compact(other.value)
    return field.value == other.value


def _is_proven(field: Field) -> bool:
    return field.evidence[0].confidence >= _PROVEN
