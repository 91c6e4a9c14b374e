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
SECTION_LENGTH = 8
MAX_HEADING = 120
MAX_CAPTION = 300


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field of the template.

    Attributes:
        path: of its data below the data root, with ``/``; no indices.
        caption: as an applicant reads it, empty if there is none.
        section: title of the section it stands in, empty if none was seen.
        items: (stored value, shown label) of a list in the template itself.
        list_path: names below the datasets packet of the pick list it is bound to.
        shown: whether the form displays it.
    """

    path: str
    caption: str
    section: str
    items: tuple[tuple[str, str], ...]
    list_path: tuple[str, ...]
    list_key: str
    shown: bool


def read_fields(template: ET.Element) -> tuple[TemplateField, ...]:
    """Return the fields of a template packet in document order."""
    root = next((part for part in template if local(part) == "subform"), None)
    return tuple(_Walk().fields(root, (), shown=True)) if root is not None else ()


class _Walk:
    """Walks the template in document order and remembers the section that it is in."""

    def __init__(self) -> None:
        self._section = ""

    def fields(
        self, parent: ET.Element, path: tuple[str, ...], *, shown: bool
    ) -> Iterator[TemplateField]:
        # The heading of a section may stand behind its first fields in the file.
        if shown:
            self._section = _heading(parent) or self._section
        for part in parent:
            kind = local(part)
            visible = shown and part.get("presence", "") not in _HIDDEN
            if kind in _CONTAINERS:
                yield from self.fields(part, data_path(path, part), shown=visible)
            elif kind == "exclGroup":
                yield self._choice(part, data_path(path, part), shown=visible)
            elif kind == "field" and not _is_button(part):
                yield self._field(part, data_path(path, part), shown=visible)

    def _field(self, field: ET.Element, path: tuple[str, ...], *, shown: bool) -> TemplateField:
        caption = _caption(field)
        spoken = _spoken(field)
        if _UNIT_CAPTION.match(caption) and spoken:
            caption = spoken
        list_path, list_key = _bound_list(field)
        return TemplateField(
            "/".join(path), caption, self._section, _items(field), list_path, list_key, shown
        )

    def _choice(self, group: ET.Element, path: tuple[str, ...], *, shown: bool) -> TemplateField:
        """A group of check boxes of which one is ticked: its value is that of the ticked one."""
        boxes = [part for part in group if local(part) == "field"]
        items = []
        for box in boxes:
            for stored, _ in _items(box)[:1]:
                items.append((stored, _caption(box) or stored))
        spoken = _SPOKEN_CHOICE.sub("", _spoken(boxes[0])) if boxes else ""
        caption = _caption(group) or spoken
        return TemplateField("/".join(path), caption, self._section, tuple(items), (), "", shown)


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


def _items(field: ET.Element) -> tuple[tuple[str, str], ...]:
    """Return the pairs of stored value and label of the lists that the field itself holds."""
    lists = [part for part in field if local(part) == "items"]
    if not lists:
        return ()
    stored = next((each for each in lists if each.get("save") == "1"), lists[0])
    shown = next((each for each in lists if each is not stored), stored)
    keys = [(item.text or "").strip() for item in stored]
    labels = [(item.text or "").strip() for item in shown]
    return tuple((key, label) for key, label in zip(keys, labels, strict=False) if key)


def _bound_list(field: ET.Element) -> tuple[tuple[str, ...], str]:
    bound = child(field, "bindItems")
    reference = bound.get("ref", "") if bound is not None else ""
    if bound is None or not reference.startswith("xfa.datasets."):
        return (), ""
    names = re.sub(r"\[[^\]]*\]", "", reference.removeprefix("xfa.datasets.")).split(".")
    return tuple(names), bound.get("valueRef", "")


def _is_button(field: ET.Element) -> bool:
    ui = child(field, "ui")
    return ui is not None and any(local(each) in {"button", "signature", "barcode"} for each in ui)


def _joined(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())
