"""The label that a pick list of the form shows for a stored value."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from extractors.hardened_xml import child, local
from extractors.xfa.packets import Packets
from extractors.xfa.template import Items, TemplateField, items_of

_NAMED = frozenset({"subform", "field", "exclGroup", "subformSet", "area"})


class PickLists:
    """The lists of one form: in its template, in its data file, and in its saved state."""

    def __init__(self, packets: Packets) -> None:
        self._datasets = packets.datasets
        self._saved = saved_items(packets.form)

    def label(self, value: str, field: TemplateField) -> str | None:
        """Return the label of ``value``; None without a list or for a value that is not in it."""
        if not value:
            return None
        for stored, label in (*field.items, *self._saved.get(field.names, ())):
            if stored == value and label:
                return label
        return self._bound(value, field)

    def _bound(self, value: str, field: TemplateField) -> str | None:
        """Look in the list among the datasets that the field is bound to."""
        if field.bound is None:
            return None
        level = [self._datasets]
        for name in field.bound.path:
            level = [each for parent in level for each in parent if local(each) == name]
        for item in level:
            if _referred(item, field.bound.value) == value:
                return _referred(item, field.bound.label) or None
        return None


def saved_items(form: ET.Element | None) -> Mapping[str, Items]:
    """Return the lists that scripts had filled when the form was saved, by the names above them.

    Args:
        form: the form packet; None if the file has none.
    """
    root = child(form, "subform") if form is not None else None
    found: dict[str, Items] = {}
    if root is not None:
        _collect(root, (), found)
    return found


def _collect(parent: ET.Element, names: tuple[str, ...], found: dict[str, Items]) -> None:
    for each in parent:
        if local(each) not in _NAMED:
            continue
        name = each.get("name", "")
        below = (*names, name) if name else names
        items = items_of(each) if local(each) == "field" else ()
        if items:
            found.setdefault("/".join(below), items)
        _collect(each, below, found)


def _referred(item: ET.Element, reference: str) -> str:
    """Return what a reference means below an item: itself, an attribute or a child."""
    if reference in {"", "$"}:
        return " ".join((item.text or "").split())
    name = reference.removeprefix("$.")
    if name in item.attrib:
        return item.attrib[name]
    inside = child(item, name)
    return " ".join((inside.text or "").split()) if inside is not None else ""
