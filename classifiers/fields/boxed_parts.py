"""Names and addresses that a form takes in parts, as the standard leases of the provinces do.

"Street number", "Street name" and "City/Town" have boxes of their own there, and "Last name" stands
under the landlord as it does under the tenant.
"""

from classifiers.fields import vocabulary as v
from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.names import find_name
from classifiers.fields.parsing.places import find_postal_code, find_province
from classifiers.fields.parties import LANDLORD, TENANT
from classifiers.fields.rules import Reading, first_line, parse_words
from classifiers.fields.values import Placement, runs_of
from models.documents import FieldName

_STREETS = (
    "Street name",
    "Street",
    "Street address",
    "Street number and name",
    "Street number and street name",
    "Number and street",
    "Nom de la rue",
    "Rue",
    "Numéro et rue",
    "No et rue",
    "Numéro et nom de la rue",
)
_PARTS = Vocabulary(
    (
        Label("unit", ("Unit", "Unit #", "Unit no", "Unit number", "Apt", "Apt #", "Apartment")),
        Label("unit", ("Suite", "Suite no", "Unité", "Appartement", "App", "No d'appartement")),
        Label("number", ("Street number", "Street no", "Civic number", "House number")),
        Label("number", ("Numéro civique", "No civique", "Numéro de rue", "Numéro municipal")),
        Label("street", _STREETS),
        Label("city", ("City", "City/Town", "City or town", "Town", "Municipality")),
        Label("city", ("Ville", "Municipalité", "Ville ou municipalité", "Localité")),
        Label("province", ("Province", "Prov", "Province/Territory", "Province ou territoire")),
        Label("postal", ("Postal code", "Code postal")),
        Label("family", v.FAMILY_NAME),
        Label("given", v.GIVEN_NAME),
    )
)
_ROWS_OF_ADDRESS = 6
_ROWS_OF_NAME = 3


def boxed_parts(sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    """Read a tenant's name and the address of the premises from the boxes of their parts."""
    for sheet in sheets:
        hits = _PARTS.find(sheet)
        found = tuple(r for r in (_name(sheet, hits), _address(sheet, hits)) if r is not None)
        if found:
            return found
    return ()


def _name(sheet: Sheet, hits: tuple[LabelHit, ...]) -> Reading | None:
    """Join the parts of the first name that no landlord has."""
    for family in (hit for hit in hits if hit.name == "family"):
        near = (
            hit
            for hit in hits
            if hit.name == "given" and abs(hit.row - family.row) <= _ROWS_OF_NAME
        )
        given = min(near, key=lambda hit: abs(hit.row - family.row), default=None)
        if given is None or _is_landlords(sheet, min(family.row, given.row)):
            continue
        parts = [_parsed_name(sheet, hits, hit) for hit in (given, family)]
        if all(parts) and not _is_one_box(parts):
            value = " ".join(part[0] for part in parts if part)
            words = tuple(word for part in parts if part for word in part[1])
            return Reading(FieldName.FULL_NAME, (value,), words, sheet, Placement.BELOW)
    return None


def _is_one_box(parts: list[tuple[str, tuple[PlacedWord, ...]] | None]) -> bool:
    """Whether two captions have one value: « Nom et prénom » asks once for both."""
    words = [part[1] for part in parts if part]
    return bool(set(words[0]).intersection(*words[1:]))


def _parsed_name(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit
) -> tuple[str, tuple[PlacedWord, ...]] | None:
    parsed = parse_words(find_name, _value(sheet, hits, hit), 2, as_names)
    return None if parsed is None else (parsed[0].values[0], parsed[1])


def _address(sheet: Sheet, hits: tuple[LabelHit, ...]) -> Reading | None:
    """Write the parts as one address, ``88-12 Street, City, Province A1A 1A1``."""
    for street in [hit for hit in hits if hit.name == "street"]:
        if _is_landlords(sheet, street.row):
            continue
        parts = {"street": _value(sheet, hits, street)}
        for hit in sorted(hits, key=lambda hit: abs(hit.row - street.row)):
            if abs(hit.row - street.row) > _ROWS_OF_ADDRESS:
                break
            value = () if hit.name in parts else _value(sheet, hits, hit)
            if value:
                parts[hit.name] = value
        if parts["street"] and _is_address(parts):
            words = tuple(word for name in _ORDER for word in parts.get(name, ()))
            return Reading(FieldName.ADDRESS, (_written(parts),), words, sheet, Placement.BELOW)
    return None


_ORDER = ("unit", "number", "street", "city", "province", "postal")


def _is_address(parts: dict[str, tuple[PlacedWord, ...]]) -> bool:
    """Whether a city stands beside the street, and something proves that both are in Canada."""
    postal, province = (_text(parts.get(name, ())) for name in ("postal", "province"))
    known = find_postal_code(postal) is not None or find_province(province) is not None
    return "city" in parts and known


def _written(parts: dict[str, tuple[PlacedWord, ...]]) -> str:
    unit, number, street, city, province, postal = (_text(parts.get(name, ())) for name in _ORDER)
    house = "-".join(part for part in (unit, number) if part)
    if unit and not number:
        house += "-"
    line = f"{house}{street}" if house.endswith("-") else f"{house} {street}".strip()
    return ", ".join(part for part in (line, city, f"{province} {postal}".strip()) if part)


def _text(words: tuple[PlacedWord, ...]) -> str:
    return " ".join(word.text for word in words)


def _value(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the words of one box: beside its caption or below it, on one line."""
    for run in runs_of(sheet, hits, hit):
        if run.placement is not Placement.FLOW and any(word.key for word in run.words):
            return first_line(run.words)
    return ()


def _is_landlords(sheet: Sheet, index: int) -> bool:
    """Whether the party named last before a row, or in it, is the landlord."""
    for row in reversed(sheet.rows[: index + 1]):
        keys = {word.key for word in row.words}
        tenant, landlord = bool(keys & TENANT), bool(keys & LANDLORD)
        if tenant != landlord:
            return landlord
    return False
