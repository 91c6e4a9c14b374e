"""The packets of an XFA form inside a PDF, parsed without trust."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pikepdf

from extractors.ends import AgainstPolicy
from extractors.hardened_xml import DamagedXmlError, local, parse
from extractors.limits import Limits

DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}"
_FRAGMENTS = frozenset({"xdp:xdp", "</xdp:xdp>"})
"""Array entries that hold the opening and the closing tag of the whole, no packet."""


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


def read_packets(document: pikepdf.Pdf, limits: Limits) -> Packets | None:
    """Return the packets of the form; None if the PDF has no XFA data.

    Raises:
        AgainstPolicy: if a packet declares a document type or entities, or exceeds the limits.
    """
    sources = _sources(document, limits)
    if "xdp" in sources:
        return read_xdp(sources["xdp"], limits)
    datasets = _tolerant(sources.get("datasets"), limits)
    if datasets is None:
        return None
    template = _tolerant(sources.get("template"), limits)
    return Packets(datasets, template, _tolerant(sources.get("form"), limits))


def read_xdp(content: bytes, limits: Limits) -> Packets | None:
    """Return the packets of one XDP document; None if it holds no data or is damaged.

    Raises:
        AgainstPolicy: if it declares a document type or entities, or exceeds the limits.
    """
    root = _tolerant(content, limits)
    if root is None:
        return None
    packets = {local(packet): packet for packet in root}
    datasets = packets.get("datasets")
    if datasets is None:
        return None
    return Packets(datasets, packets.get("template"), packets.get("form"))


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
    try:
        content = bytes(stream.read_bytes())
    except (pikepdf.PdfError, ValueError):
        # What cannot be unpacked is read as missing.
        return b""
    if len(content) > limits.packet_bytes:
        raise AgainstPolicy
    return content


def _tolerant(content: bytes | None, limits: Limits) -> ET.Element | None:
    if not content:
        return None
    try:
        return parse(content, limits)
    except DamagedXmlError:
        return None
