"""Payloads of the PDF417 codes that a validated IMM form shows on its last page."""

import re
from dataclasses import dataclass

from classifiers.fields.form_paths import LAYOUTS, FormFact, FormLayout

_LABEL = re.compile(r"\s*IMM\s?(?P<form>\d{4})[A-Z]?_(?P<version>[^|_]*)_(?P<code>\d)\s*")


@dataclass(frozen=True, slots=True)
class FormCode:
    """One decoded payload.

    Attributes:
        layout: the form that the payload's label names.
        code: number of the code on that form, from 1.
        values: the payload split at ``|``; position 0 is the label.
    """

    layout: FormLayout
    code: int
    values: tuple[str, ...]

    def values_of(self, fact: FormFact) -> tuple[str, ...] | None:
        """Return the values of ``fact``, or None if this code does not hold it."""
        place = self.layout.places.get(fact)
        if place is None or place.code != self.code or place.positions[-1] >= len(self.values):
            return None
        return tuple(self.values[position].strip() for position in place.positions)


def parse_payload(payload: str) -> FormCode | None:
    """Return the payload's form, number and values; None if it is no code of a known form."""
    values = tuple(payload.split("|"))
    label = _LABEL.fullmatch(values[0])
    if label is None:
        return None
    layout = next((f for f in LAYOUTS if f.type.value == f"imm{label['form']}"), None)
    return None if layout is None else FormCode(layout, int(label["code"]), values)
