"""The template of an XFA form: captions, sections, pick lists, what is shown and in what order."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.hardened_xml import child, local
from extractors.xfa.binding import data_path

_CONTAINERS = frozenset({"subform", "subformSet", "area"})
_HIDDEN = frozenset({"hidden", "invisible", "inactive"})
_STRIPPED = re.compile(r"^[\s*]+|[\s:*]+$")
_SPOKEN_CHOICE = re.compile(
    r"^Indicate\s+\w+\s+(?:to|for)\s+(?:the\s+)?|^(?:Indiquez|Cochez)\s+\w+\s+(?:à|pour)\s+(?:la\s+)?",
    re.IGNORECASE,
)
_UNIT_CAPTION = re.compile(r"^(?:YYYY|AAAA|MM|DD|JJ|No|Yes|Oui|Non)?$", re.IGNORECASE)
_TITLE = re.compile(r"(?![YMDAJ\s/-]+$)(?=.*[^\W\d_]{4})[^a-zà-ÿ]+$")
"""A text in capitals that is no pattern of a date."""
_DATASETS = "xfa.datasets."
SECTION_LENGTH = 8
MAX_HEADING = 120
MAX_CAPTION = 300


Items = tuple[tuple[str, str], ...]
"""Pairs of stored value and shown label."""


@dataclass(frozen=True, slots=True)
class BoundList:
    """A pick list among the datasets.

    Attributes:
        path: names below the datasets packet that lead to its items.
        value: what of an item is stored (``$`` the item's text, else an attribute or child).
        label: what of an item is shown.
    """

    path: tuple[str, ...]
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field of the template.

    Attributes:
        path: of its data below the data root, with ``/``; no indices.
        names: of all named elements that it stands in and its own, with ``/``: how the form
            packet and the AcroForm of a static form call it.
        caption: as an applicant reads it, empty if there is none.
        section: title of the section it stands in, empty if none was seen.
        items: of a list in the template itself.
        bound: the list among the datasets that it is bound to, None if it is bound to none.
        shown: whether the form displays it.
    """

    path: str
    names: str
    caption: str
    section: str
    items: Items
    bound: BoundList | None
    shown: bool


def read_fields(template: ET.Element) -> tuple[TemplateField, ...]:
    """Return the fields of a template packet in document order."""
    root = child(template, "subform")
    return tuple(_Walk().fields(root, Where(), shown=True)) if root is not None else ()


@dataclass(frozen=True, slots=True)
class Where:
    """How an element is reached: by its data, and by the names of the elements around it."""

    path: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def below(self, element: ET.Element) -> "Where":
        """Return how ``element``, which stands here, is reached."""
        name = element.get("name", "")
        names = (*self.names, name) if name else self.names
        return Where(data_path(self.path, element), names)


class _Walk:
    """Walks the template in document order and remembers the section that it is in."""

    def __init__(self) -> None:
        self._section = ""

    def fields(self, parent: ET.Element, where: Where, *, shown: bool) -> Iterator[TemplateField]:
        # The heading of a section may stand behind its first fields in the file.
        if shown:
            self._section = _heading(parent) or self._section
        for part in parent:
            kind = local(part)
            visible = shown and part.get("presence", "") not in _HIDDEN
            if kind in _CONTAINERS:
                yield from self.fields(part, where.below(part), shown=visible)
            elif kind == "exclGroup":
                yield self._choice(part, where.below(part), shown=visible)
            elif kind == "field" and not _is_button(part):
                yield self._field(part, where.below(part), shown=visible)

    def _field(self, field: ET.Element, where: Where, *, shown: bool) -> TemplateField:
        caption = _caption(field)
        spoken = _spoken(field)
        if _UNIT_CAPTION.match(caption) and spoken:
            caption = spoken
        items = items_of(field)
        return self._described(where, caption, items, _bound_list(field), shown=shown)

    def _choice(self, group: ET.Element, where: Where, *, shown: bool) -> TemplateField:
        """A group of check boxes of which one is ticked: its value is that of the ticked one."""
        boxes = [part for part in group if local(part) == "field"]
        items = []
        for box in boxes:
            for stored, _ in items_of(box)[:1]:
                items.append((stored, _caption(box) or stored))
        spoken = _SPOKEN_CHOICE.sub("", _spoken(boxes[0])) if boxes else ""
        caption = _caption(group) or spoken
        return self._described(where, caption, tuple(items), None, shown=shown)

    def _described(
        self, where: Where, caption: str, items: Items, bound: BoundList | None, *, shown: bool
    ) -> TemplateField:
        path, names = "/".join(where.path), "/".join(where.names)
        return TemplateField(path, names, caption, self._section, items, bound, shown)


def _heading(parent: ET.Element) -> str:
    """Return a section title that stands directly in ``parent``: a text in capitals."""
    for part in parent:
        grand = [part, *part] if local(part) in _CONTAINERS else [part]
        for element in grand:
            if local(element) != "draw":
                continue
            value = child(element, "value")
            text = _joined(value) if value is not None else ""
            if SECTION_LENGTH <= len(text) <= MAX_HEADING and _TITLE.match(text):
                return text
    return ""


def _caption(element: ET.Element) -> str:
    caption = child(element, "caption")
    return _STRIPPED.sub("", _joined(caption))[:MAX_CAPTION] if caption is not None else ""


def _spoken(element: ET.Element) -> str:
    assist = child(element, "assist")
    speak = child(assist, "speak") if assist is not None else None
    return _joined(speak)[:MAX_CAPTION] if speak is not None else ""


def items_of(field: ET.Element) -> Items:
    """Return the pairs of stored value and label of the lists that the field itself holds."""
    lists = [part for part in field if local(part) == "items"]
    if not lists:
        return ()
    stored = next((each for each in lists if each.get("save") == "1"), lists[0])
    shown = next((each for each in lists if each is not stored), stored)
    keys = [(item.text or "").strip() for item in stored]
    labels = [(item.text or "").strip() for item in shown]
    return tuple((key, label) for key, label in zip(keys, labels, strict=False) if key)


def _bound_list(field: ET.Element) -> BoundList | None:
    bound = child(field, "bindItems")
    reference = bound.get("ref", "") if bound is not None else ""
    if bound is None or not reference.startswith(_DATASETS):
        return None
    names = re.sub(r"\[[^\]]*\]", "", reference.removeprefix(_DATASETS)).split(".")
    return BoundList(tuple(names), bound.get("valueRef", "$"), bound.get("labelRef", "$"))


def _is_button(field: ET.Element) -> bool:
    ui = child(field, "ui")
    return ui is not None and any(local(each) in {"button", "signature", "barcode"} for each in ui)


def _joined(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())
