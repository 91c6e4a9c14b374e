"""The texts of a template: plain or rich (a small part of XHTML), as runs of one style."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.hardened_xml import child, local
from extractors.xfa.measures import points

PAGE_NUMBER, PAGE_COUNT = "\ue000", "\ue001"
"""Stand for the number of the page and of all pages until the form is laid out."""
MOST_CHARACTERS = 8_000
_BLOCKS = frozenset({"p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6"})
_PICTURES = frozenset({"image", "line", "rectangle", "arc"})
_EMBED = "{http://www.xfa.org/schema/xfa-data/1.0/}embed"
_STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style.

    Attributes:
        size: points; None for the size of the element that holds the text.
        bold: None for the weight of that element.
    """

    text: str
    size: float | None = None
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``across`` is its alignment, None for that of the element."""

    runs: tuple[Run, ...]
    across: str | None = None


@dataclass(frozen=True, slots=True)
class Inherited:
    """The style that a rich text hands down."""

    size: float | None = None
    bold: bool | None = None
    across: str | None = None


def paragraphs(value: ET.Element | None, floating: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a ``value`` or ``caption/value`` element; none for a picture.

    Args:
        value: the element.
        floating: the text that stands for each field which a rich text embeds, by its id.
    """
    if value is None or any(local(part) in _PICTURES for part in value):
        return ()
    rich = child(value, "exData")
    if rich is None:
        text = "".join(value.itertext())[:MOST_CHARACTERS]
        return tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip())
    lines: list[tuple[str | None, list[Run]]] = [(None, [])]
    for run in _runs(rich, Inherited(), floating):
        if isinstance(run, Run):
            lines[-1][1].append(run)
        else:
            lines.append((run.across, []))
    return tuple(
        Paragraph(tuple(runs), across)
        for across, runs in lines[:MOST_CHARACTERS]
        if any(run.text.strip() for run in runs)
    )


def _runs(
    element: ET.Element, style: Inherited, floating: Mapping[str, str]
) -> Iterator[Run | Inherited]:
    """Give the runs in order; the style in force where a new line begins."""
    above, style = style, _styled(element, style)
    block = local(element) in _BLOCKS
    if block or local(element) == "br":
        yield style
    embedded = element.get(_EMBED, "").removeprefix("#")
    if embedded in floating:
        yield Run(floating[embedded], style.size, style.bold)
    if element.text:
        yield Run(element.text[:MOST_CHARACTERS], style.size, style.bold)
    for part in element:
        yield from _runs(part, style, floating)
        if part.tail and part.tail.strip("\r\n"):
            yield Run(part.tail[:MOST_CHARACTERS], style.size, style.bold)
    if block:
        yield above


def _styled(element: ET.Element, style: Inherited) -> Inherited:
    stated = dict(_STYLE.findall(element.get("style", "")[:500]))
    size = points(stated.get("font-size", "").strip()) or style.size
    weight = stated.get("font-weight", "").strip()
    heavy = local(element) in {"b", "strong"} or weight == "bold"
    bold = True if heavy else False if weight == "normal" else style.bold
    across = stated.get("text-align", "").strip()
    return Inherited(size, bold, across or style.across)


def floating_texts(template: ET.Element) -> dict[str, str]:
    """Return what stands for the fields that rich texts embed: page numbers are all we know.

    The scripts are looked at as text; nothing of the form is ever run.
    """
    known = {}
    for field in template.iter():
        identity = field.get("id", "")
        if local(field) != "field" or not identity:
            continue
        scripts = "".join(each.text or "" for each in field.iter() if local(each) == "script")
        if "layout.pageCount" in scripts:
            known[identity] = PAGE_COUNT
        elif "layout.page(" in scripts:
            known[identity] = PAGE_NUMBER
    return known
