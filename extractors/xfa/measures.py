"""Measures, colours and insets of an XFA template (XFA 3.3, part 1, chapter 2)."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from extractors.hardened_xml import child

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
BLACK: Colour = (0, 0, 0)
MOST_POINTS = 14_400.0
"""The longest measure that is believed: the largest page of a PDF, 200 inches."""
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "": 72.0}
_MEASURE = re.compile(r"\s*(-?\d{0,9}(?:\.\d{0,12})?)\s*(mm|cm|in|pt|pc|)\s*")


@dataclass(frozen=True, slots=True)
class Insets:
    """What a container keeps free on its four sides, points."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


def points(text: str | None) -> float | None:
    """Return a measure (``85.005mm``, ``7pt``, ``0in``) in points; None if it is none.

    A number without a unit is in inches, as the specification has it.
    """
    found = _MEASURE.fullmatch(text or "")
    if found is None or found[1] in {"", "-", ".", "-."}:
        return None
    return max(-MOST_POINTS, min(MOST_POINTS, float(found[1]) * _POINTS[found[2]]))


def length(element: ET.Element | None, name: str) -> float:
    """Return the attribute ``name`` of ``element`` in points, 0 if it has none."""
    return (points(element.get(name)) if element is not None else None) or 0.0


def insets(element: ET.Element) -> Insets:
    """Return the margin of ``element``."""
    margin = child(element, "margin")
    if margin is None:
        return Insets()
    return Insets(
        length(margin, "leftInset"),
        length(margin, "topInset"),
        length(margin, "rightInset"),
        length(margin, "bottomInset"),
    )


def colour(element: ET.Element | None) -> Colour | None:
    """Return the colour that stands in ``element`` as its child; None if there is none."""
    stated = child(element, "color") if element is not None else None
    parts = stated.get("value", "").split(",") if stated is not None else []
    if len(parts) != len(BLACK):
        return None
    try:
        red, green, blue = (min(255, max(0, int(part))) for part in parts)
    except ValueError:
        return None
    return red, green, blue
