"""A template packet to typed nodes, under caps of number and depth."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from extractors.hardened_xml import child, local
from extractors.xfa.binding import data_path
from extractors.xfa.budget import Budget, NoGeometryError
from extractors.xfa.measures import insets, length, points
from extractors.xfa.nodes import Design, Flow, Kind, Node, PageArea, Place, Shape, Widget
from extractors.xfa.rich_text import floating_texts, paragraphs
from extractors.xfa.styles import border_of, caption_of, shape_border, shape_of, style_of, widget_of

_KINDS = {"field": Kind.FIELD, "draw": Kind.DRAW}
_CONTAINERS = frozenset({"subform", "subformSet", "area", "exclGroup"})
_TAKES_NO_SPACE = frozenset({"hidden", "inactive"})
_ANCHORS = {"Left": 0.0, "Center": 0.5, "Right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
_PRESENCE = re.compile(r"\b(\w+)\.presence\s*=\s*[\"'](\w+)[\"']")
_LETTER = (612.0, 792.0)
_LEAST_PAGE, _MOST_PAGE = 72.0, 2_400.0
MOST_COLUMNS = 100
MOST_AREAS = 20

Path = tuple[str, ...]


def read_design(
    template: ET.Element,
    state: ET.Element | None,
    repeats: Mapping[str, int],
    budget: Budget,
) -> Design:
    """Return the visible side of a template.

    Args:
        template: the template packet.
        state: the form packet, in which a saved form keeps what it shows and hides by now.
        repeats: how often each group of the data stands there, by its path.
        budget: what the form may take.

    Raises:
        NoGeometryError: if the template has no pages, or exceeds the budget.
    """
    root = child(template, "subform")
    if root is None:
        raise NoGeometryError
    reader = _Reader(template, repeats, budget)
    shown = child(state, "subform") if state is not None else None
    areas = tuple(reader.areas(root))[:MOST_AREAS]
    if not areas:
        raise NoGeometryError
    return Design(areas, tuple(reader.children(root, shown, ())))


class _Reader:
    """Reads elements below one template."""

    def __init__(self, template: ET.Element, repeats: Mapping[str, int], budget: Budget) -> None:
        self._floating = floating_texts(template)
        self._withdrawn = _withdrawn(template)
        self._repeats = repeats
        self._budget = budget

    def areas(self, root: ET.Element) -> Iterator[PageArea]:
        """Give the kinds of pages in order."""
        for page_set in (part for part in root if local(part) == "pageSet"):
            for area in (each for each in page_set.iter() if local(each) == "pageArea"):
                content = child(area, "contentArea")
                if content is None:
                    continue
                width, height = _medium(area)
                room = points(content.get("h")) or height
                yield PageArea(
                    width,
                    height,
                    length(content, "x"),
                    length(content, "y"),
                    max(1.0, room),
                    tuple(self.children(area, None, ("",))),
                )

    def children(self, parent: ET.Element, state: ET.Element | None, path: Path) -> Iterator[Node]:
        """Give the nodes that stand directly in ``parent``."""
        states = _by_name(state)
        for part in parent:
            tag = local(part)
            if tag not in _KINDS and tag not in _CONTAINERS:
                continue
            same = states.get((tag, part.get("name", "")), [])
            own = same.pop(0) if same else None
            presence = (own.get("presence") if own is not None else None) or part.get("presence")
            if presence in _TAKES_NO_SPACE or (tag == "draw" and self._is_withdrawn(part)):
                continue
            below = data_path(path, part)
            for number in range(self._instances(part, below)):
                numbered = (*below[:-1], f"{below[-1]}[{number}]") if number else below
                yield self._node(part, own, numbered, shown=presence != "invisible")

    def _node(
        self, element: ET.Element, state: ET.Element | None, path: Path, *, shown: bool
    ) -> Node:
        self._budget.spend()
        kind = _KINDS.get(local(element), Kind.CONTAINER)
        flow = _flow(element)
        children: tuple[Node, ...] = ()
        columns: tuple[float | None, ...] = ()
        if kind is Kind.CONTAINER:
            children = tuple(self.children(element, state, path))
            columns = _columns(element)
        value = child(element, "value")
        shape = shape_of(value)
        return Node(
            kind=kind,
            path="/".join(path),
            drawn=shown and element.get("relevant", "") != "-print",
            place=_place(element),
            insets=insets(element),
            border=border_of(element) if shape is Shape.NONE else shape_border(value),
            style=style_of(element),
            flow=flow,
            columns=columns,
            span=_whole(element.get("colSpan"), 1),
            children=children,
            caption=caption_of(element, state, self._floating) if kind is Kind.FIELD else None,
            text=paragraphs(value, self._floating) if kind is Kind.DRAW else (),
            widget=widget_of(element) if kind is Kind.FIELD else Widget.TEXT,
            picked=_first_item(element),
            multiline=_is_multiline(element),
            shape=shape,
            new_page=_begins_page(element),
        )

    def _instances(self, element: ET.Element, path: Path) -> int:
        occur = child(element, "occur")
        if occur is None or local(element) != "subform" or not element.get("name"):
            return 1
        most = _whole(occur.get("max"), 1)
        there = self._repeats.get("/".join(path), 1)
        return max(1, there if most < 0 else min(there, most))

    def _is_withdrawn(self, draw: ET.Element) -> bool:
        return draw.get("name", "") in self._withdrawn


def _withdrawn(template: ET.Element) -> frozenset[str]:
    """Return the names that the form's scripts hide and never show (a warning about scripts)."""
    said: dict[str, set[str]] = {}
    for script in template.iter():
        if local(script) == "script" and script.text and ".presence" in script.text:
            for name, presence in _PRESENCE.findall(script.text):
                said.setdefault(name, set()).add(presence)
    return frozenset(name for name, all_said in said.items() if all_said == {"hidden"})


def _by_name(state: ET.Element | None) -> dict[tuple[str, str], list[ET.Element]]:
    found: dict[tuple[str, str], list[ET.Element]] = {}
    for part in state if state is not None else ():
        found.setdefault((local(part), part.get("name", "")), []).append(part)
    return found


def _medium(area: ET.Element) -> tuple[float, float]:
    medium = child(area, "medium")
    short, long = round(length(medium, "short"), 2), round(length(medium, "long"), 2)
    if not (_LEAST_PAGE <= short <= _MOST_PAGE and _LEAST_PAGE <= long <= _MOST_PAGE):
        return _LETTER
    turned = medium is not None and medium.get("orientation") == "landscape"
    return (long, short) if turned else (short, long)


def _place(element: ET.Element) -> Place:
    anchor = element.get("anchorType", "topLeft")
    across = next((_ANCHORS[end] for end in _ANCHORS if anchor.endswith(end)), 0.0)
    down = next((_ANCHORS[end] for end in _ANCHORS if anchor.startswith(end)), 0.0)
    turned = _whole(element.get("rotate"), 0) % 360
    return Place(
        x=length(element, "x"),
        y=length(element, "y"),
        width=points(element.get("w")),
        height=points(element.get("h")),
        least_width=max(0.0, length(element, "minW")),
        least_height=max(0.0, length(element, "minH")),
        anchor=(across, down),
        rotation=turned if turned % 90 == 0 else 0,
    )


def _flow(element: ET.Element) -> Flow:
    try:
        return Flow(element.get("layout", "position"))
    except ValueError:
        return Flow.POSITION


def _columns(element: ET.Element) -> tuple[float | None, ...]:
    stated = element.get("columnWidths", "").split()[:MOST_COLUMNS]
    widths = (points(width) for width in stated)
    return tuple(width if width is not None and width > 0 else None for width in widths)


def _first_item(element: ET.Element) -> str:
    items = child(element, "items")
    first = next(iter(items), None) if items is not None else None
    return (first.text or "").strip() if first is not None else ""


def _is_multiline(element: ET.Element) -> bool:
    ui = child(element, "ui")
    edit = child(ui, "textEdit") if ui is not None else None
    return edit is not None and edit.get("multiLine") == "1"


def _begins_page(element: ET.Element) -> bool:
    old, new = child(element, "break"), child(element, "breakBefore")
    if new is not None and new.get("targetType") in {"pageArea", "contentArea"}:
        return True
    return old is not None and old.get("before") in {"pageArea", "contentArea", "pageEven"}


def _whole(text: str | None, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(found[1]) if found else default
