"""XML of strangers: no document type, no entities, nothing fetched, size and depth bounded."""

import xml.etree.ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from extractors.ends import AgainstPolicy
from extractors.limits import Limits


class DamagedXmlError(Exception):
    """The text is not well-formed XML; what needs it is read without it."""


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


def parse(content: bytes, limits: Limits) -> ET.Element:
    """Parse one document.

    Raises:
        AgainstPolicy: for a document type, an entity or an external reference; for a document
            beyond the limits.
        DamagedXmlError: if it is not well-formed.
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
        raise DamagedXmlError from error
    if not isinstance(root, ET.Element):
        raise DamagedXmlError
    return root


def local(element: ET.Element) -> str:
    """Return the tag without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str:
    """Return an attribute by its name without namespace; empty if there is none."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")


def child(element: ET.Element, name: str) -> ET.Element | None:
    """Return the first child of that name; None if there is none."""
    return next((each for each in element if local(each) == name), None)
