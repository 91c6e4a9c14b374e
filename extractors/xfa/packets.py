"""The packets of an XFA form inside a PDF, parsed without trust."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pikepdf
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from extractors.ends import AgainstPolicy
from extractors.limits import Limits

DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}"
_FRAGMENTS = frozenset({"xdp:xdp", "</xdp:xdp>"})
"""Array entries that hold the opening and the closing tag of the whole, no packet."""


class DamagedPacketError(Exception):
    """A packet is not well-formed XML; the form is read without it."""


@dataclass(frozen=True, slots=True)
class Packets:
    """The parsed packets that are read.

    Attributes:
        datasets: the data and the pick lists.
        template: captions and structure; None if missing or damaged.
        form: the state that a validated file keeps; None if missing or damaged.
    """

    datasets: ET.Element
    template: ET.Element | None
    form: ET.Element | None


class _CountingBuilder(ET.TreeBuilder):
    """Builds a tree and stops at the limits of size and depth."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._left = limits.xml_elements
        self._most_deep = limits.xml_depth
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._left -= 1
        self._depth += 1
        if self._left < 0 or self._depth > self._most_deep:
            raise AgainstPolicy
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def read_packets(document: pikepdf.Pdf, limits: Limits) -> Packets | None:
    """Return the packets of the form; None if the PDF has no XFA data.

    Raises:
        AgainstPolicy: if a packet declares a document type or entities, or exceeds the limits.
    """
    sources = _sources(document, limits)
    if "xdp" in sources:
        return _from_whole(sources["xdp"], limits)
    datasets = _tolerant(sources.get("datasets"), limits)
    if datasets is None:
        return None
    template = _tolerant(sources.get("template"), limits)
    return Packets(datasets, template, _tolerant(sources.get("form"), limits))


def parse(content: bytes, limits: Limits) -> ET.Element:
    """Parse one packet.

    Raises:
        AgainstPolicy: for a document type, an entity or an external reference; for a packet
            beyond the limits.
        DamagedPacketError: if it is not well-formed.
    """
    if len(content) > limits.packet_bytes:
        raise AgainstPolicy
    parser = DefusedXMLParser(
        target=_CountingBuilder(limits),
        forbid_dtd=True,
        forbid_entities=True,
        forbid_external=True,
    )
    try:
        parser.feed(content.strip())
        root = parser.close()
    except DefusedXmlException as error:
        raise AgainstPolicy from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise DamagedPacketError from error
    if not isinstance(root, ET.Element):
        raise DamagedPacketError
    return root


def local(element: ET.Element) -> str:
    """Return the tag without its namespace."""
    return element.tag.rpartition("}")[2]


def _sources(document: pikepdf.Pdf, limits: Limits) -> dict[str, bytes]:
    acroform = document.Root.get("/AcroForm")
    xfa = acroform.get("/XFA") if isinstance(acroform, pikepdf.Dictionary) else None
    if isinstance(xfa, pikepdf.Stream):
        return {"xdp": _bytes(xfa, limits)}
    if not isinstance(xfa, pikepdf.Array):
        return {}
    entries = list(xfa)
    sources = {}
    for name, stream in zip(entries[::2], entries[1::2], strict=False):
        if str(name) not in _FRAGMENTS and isinstance(stream, pikepdf.Stream):
            sources[str(name)] = _bytes(stream, limits)
    return sources


def _bytes(stream: pikepdf.Stream, limits: Limits) -> bytes:
    content = bytes(stream.read_bytes())
    if len(content) > limits.packet_bytes:
        raise AgainstPolicy
    return content


def _from_whole(content: bytes, limits: Limits) -> Packets | None:
    root = _tolerant(content, limits)
    if root is None:
        return None
    packets = {local(packet): packet for packet in root}
    datasets = packets.get("datasets")
    if datasets is None:
        return None
    return Packets(datasets, packets.get("template"), packets.get("form"))


def _tolerant(content: bytes | None, limits: Limits) -> ET.Element | None:
    if not content:
        return None
    try:
        return parse(content, limits)
    except DamagedPacketError:
        return None
