"""Payloads of the PDF417 codes that a validated IMM form shows on its last page."""

from dataclasses import dataclass

from classifiers.fields.form_paths import LAYOUTS, FormFact, FormLayout
from models.form_codes import decode_form_code


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
    """Return the payload's form, number and values; None if it is no code of a known form.

    A code whose order of values is not known is none: its values would be taken for others.
    """
    decoded = decode_form_code(payload)
    layout = next((f for f in LAYOUTS if decoded and f.type.value == decoded.form), None)
    if decoded is None or layout is None or not decoded.known:
        return None
    return FormCode(layout, decoded.number, tuple(payload.split("|")))
