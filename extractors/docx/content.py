"""What a Word document shows, in the order of the document: sections of blocks."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from extractors.docx.blocks import Block, PageBreak, Section, WordContent
from extractors.docx.package import Package
from extractors.docx.walking import Walk
from extractors.ends import Damaged
from extractors.hardened_xml import attribute, child, local

_NOTES = ("footnotes", "endnotes")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_content(package: Package) -> WordContent:
    """Read the document.

    Raises:
        Damaged: if its text cannot be read.
        ReadEnd: as :class:`~extractors.docx.package.Package` does.
    """
    name = package.main_part()
    root = package.xml(name)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise Damaged
    walk = Walk(package.relationships(name))
    sections = _sections(package, walk, body)
    notes = tuple(_notes(package, walk))
    if notes:
        sections = (*sections[:-1], replace(sections[-1], blocks=(*sections[-1].blocks, *notes)))
    return WordContent(sections, walk.elsewhere, walk.unread)


def _sections(package: Package, walk: Walk, body: Element) -> tuple[Section, ...]:
    found: list[Section] = []
    blocks: list[Block] = []
    edges: tuple[tuple[Block, ...], tuple[Block, ...]] = ((), ())
    for element in body:
        blocks.extend(walk.blocks(element))
        end = element if local(element) == "sectPr" else _section_end(element)
        if end is None:
            continue
        # A section without header of its own has that of the section before.
        edges = (_edge(package, walk, end, "header") or edges[0],
                 _edge(package, walk, end, "footer") or edges[1])  # fmt: skip
        found.append(Section(tuple(blocks), *edges, new_page=_starts_page(end)))
        blocks = []
    if blocks or not found:
        found.append(Section(tuple(blocks), *edges, new_page=False))
    return tuple(found)


def _section_end(element: Element) -> Element | None:
    properties = child(element, "pPr") if local(element) == "p" else None
    return child(properties, "sectPr") if properties is not None else None


def _starts_page(end: Element) -> bool:
    kind = child(end, "type")
    return kind is None or attribute(kind, "val") not in {"continuous", "nextColumn"}


def _edge(package: Package, walk: Walk, end: Element, kind: str) -> tuple[Block, ...]:
    """Return the header or footer of a section: that of its first page, else the usual one."""
    links = {
        attribute(each, "type"): attribute(each, "id")
        for each in end
        if local(each) == f"{kind}Reference"
    }
    wanted = links.get("default") or links.get("first") or links.get("even")
    if child(end, "titlePg") is not None:
        wanted = links.get("first") or wanted
    link = walk.links.get(wanted or "")
    root = package.xml(link.target) if link is not None and not link.external else None
    if link is None or root is None:
        return ()
    inner = walk.within(package.relationships(link.target))
    blocks = tuple(block for each in root for block in inner.blocks(each))
    walk.add(inner)
    return tuple(block for block in blocks if not isinstance(block, PageBreak))


def _notes(package: Package, walk: Walk) -> Iterator[Block]:
    """Give the notes, which stand at the end of the document here."""
    for link in walk.links.values():
        root = package.xml(link.target) if link.kind in _NOTES and not link.external else None
        for note in root if root is not None else ():
            if attribute(note, "type") not in _SEPARATORS:
                yield from (block for each in note for block in walk.blocks(each))
