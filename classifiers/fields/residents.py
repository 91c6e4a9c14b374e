"""Whose home a page is about: the block of a name and an address, and the province it names."""

import re

from classifiers.fields.address_blocks import Resident, address_blocks, resident_of
from classifiers.fields.columns import segments
from classifiers.fields.layout import Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.addresses import find_postal_address, is_complete
from classifiers.fields.parsing.names import find_name
from classifiers.fields.parsing.places import (
    find_misread_province,
    find_postal_code,
    find_province,
    province_of_postal_code,
)
from classifiers.fields.parties import is_landlords, party_of
from classifiers.fields.person_names import is_person
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName
from models.extraction import TextSource

_STREET_NAMED_AFTER = re.compile(
    r"\b(?:rue|avenue|av\.?|boul\.?|boulevard|chemin|ch\.?|place|montée|côte)\s+"
    r"(?:de l[a']\s?|du\s|d['\u2019])?(?:[^\W\d_]+[- ])?[^\W\d_]+"
    r"|[^\W\d_]+(?:[ -][^\W\d_]+)?\s+"
    r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|cres|crescent|pl|place|way|lane|ct)"
    r"\b\.?",
    re.IGNORECASE,
)


_LICENCE = re.compile(
    r"\bdriver\W?s?\W?\s*licen[cs]e|\bpermis de conduire|\bpermis d.?exploitation", re.IGNORECASE
)


def resident_block(sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    """Read name and address from the block of lines that carries a person's name."""
    for sheet in sheets:
        for resident in map(resident_of, address_blocks(sheet)):
            for line in resident.names:
                if is_landlords(sheet, line[0]) or party_of(line) is not None:
                    continue
                match = find_name(as_names(line))
                if match is not None and is_person(match.values[0]):
                    seen = covered(line, joined(line)[1], match)
                    name = Reading(FieldName.FULL_NAME, match.values, seen, sheet, Placement.BELOW)
                    return (name, *_address(resident, sheet))
    return ()


def holders_address(sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    """Read the one whole address of a driver's licence, whose small captions OCR loses first.

    A licence bears its holder's address and no other; a bill also has that of its issuer.
    """
    found = {
        match.values: Reading(
            FieldName.ADDRESS, match.values, covered(part, places, match), sheet, Placement.FLOW
        )
        for sheet in sheets
        if _LICENCE.search(sheet.page.text)
        for part in (part for row in sheet.rows for part in segments(row))
        for text, places in (joined(part),)
        if (match := find_postal_address(text)) is not None and is_complete(match.values[0])
    }
    return tuple(found.values()) if len(found) == 1 else ()


def _address(resident: Resident, sheet: Sheet) -> tuple[Reading, ...]:
    if resident.address is None:
        return ()
    match, words = resident.address
    return (Reading(FieldName.ADDRESS, match.values, words, sheet, Placement.BELOW),)


def province_reading(readings: tuple[Reading, ...]) -> Reading | None:
    """Read the province from the addresses: a postal code's first letter, or the name.

    An address that has a postal code tells more surely than one that names a province, since
    streets are named after provinces too. Of several, the first of each sort holds: the premises
    come before the envelope's window.
    """
    addresses = [reading for reading in readings if reading.name is FieldName.ADDRESS]
    found = (look(reading) for look in (_coded, _named) for reading in addresses)
    return next((reading for reading in found if reading is not None), None)


def _coded(address: Reading) -> Reading | None:
    """Read the province from the postal code of an address."""
    text, places = joined(address.words)
    postal = find_postal_code(text)
    province = province_of_postal_code(postal.values[0]) if postal else None
    if postal is None or province is None:
        return None
    words = covered(address.words, places, postal)
    return Reading(FieldName.PROVINCE, (province,), words, address.sheet, Placement.RIGHT)


def _named(address: Reading) -> Reading | None:
    """Read the province that an address names, other than in the name of its street."""
    text, places = joined(address.words)
    told = _STREET_NAMED_AFTER.sub(lambda street: " " * len(street[0]), text)
    match = find_province(told)
    if match is None and address.words[0].word.source is TextSource.OCR:
        match = find_misread_province(told)
    if match is None:
        return None
    words = covered(address.words, places, match)
    return Reading(FieldName.PROVINCE, match.values, words, address.sheet, Placement.RIGHT)
