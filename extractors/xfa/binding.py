"""Which data an element of the template is bound to (XFA 3.3, part 1, chapter 4)."""

import re
import xml.etree.ElementTree as ET

from extractors.hardened_xml import child, local

_WITHOUT_DATA = frozenset({"area", "subformSet"})
"""Elements that group others on the page and not in the data."""
Steps = tuple[str, ...]
_INDEX = re.compile(r"\[[^\]]*\]")


def data_path(above: Steps, element: ET.Element) -> Steps:
    """Return the names below the data root that lead to the data of ``element``.

    Args:
        above: those of the element that it stands in.
        element: by name unless it is bound to a path (``dataRef``) or to nothing (``none``).
    """
    if local(element) in _WITHOUT_DATA:
        return above
    bound = child(element, "bind")
    match = bound.get("match", "once") if bound is not None else "once"
    if bound is not None and match == "dataRef":
        return _referred(above, bound.get("ref", ""))
    name = element.get("name", "")
    return above if not name or match == "none" else (*above, name)


def bare(path: str) -> str:
    """Return the path without the numbers of repeated groups."""
    return _INDEX.sub("", path)


def _referred(above: Steps, reference: str) -> Steps:
    steps = tuple(step for step in bare(reference).split(".") if step)
    match steps:
        case ("$record", *rest) | ("$data", _, *rest) | ("xfa", "datasets", "data", _, *rest):
            return tuple(rest)
        case ("$", *rest):
            return (*above, *rest)
        case _:
            return (*above, *steps)
