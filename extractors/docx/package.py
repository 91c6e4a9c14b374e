"""The package of a Word document: parts, relationships, and what no document needs (ISO 29500-2).

Own reading in place of a library, because a library unpacks every part in full before anything
can be refused. Here each part is read only when it is wanted, through one budget.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractors.ends import (
    AgainstPolicy,
    Damaged,
    HasMacros,
    NotWordDocument,
    PasswordProtected,
    UnpacksTooLarge,
)
from extractors.hardened_xml import DamagedXmlError, attribute, local, parse
from extractors.limits import Limits

_ENCRYPTED = 0x1
_CODINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MAIN_PARTS = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError,
                   NotImplementedError, RuntimeError, LookupError)  # fmt: skip
"""What the archive library raises on damaged content."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A named link from one part to another.

    Attributes:
        kind: the last step of the relationship's type (``image``, ``header``, ...).
        target: name of the part, or an address outside the package.
        external: whether the target lies outside the package; such a target is never followed.
    """

    kind: str
    target: str
    external: bool


class Package:
    """An opened package; parts are unpacked when asked for."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open a package.

        Raises:
            Damaged: if the archive cannot be opened.
            PasswordProtected: if a part is encrypted.
            HasMacros: if it carries programs.
            UnpacksTooLarge: if it has more parts than ``limits`` allow.
            AgainstPolicy: if two parts have one name.
        """
        self._limits = limits
        self._left = limits.unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN_ARCHIVE as error:
            raise Damaged from error
        self._entries = _entries(self._archive, limits)
        if any(name.endswith("vbaproject.bin") for name in self._entries):
            raise HasMacros

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part; None if there is none, or it is damaged.

        Raises:
            UnpacksTooLarge: if the parts read so far exceed the budget.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as packed:
                # The size that the archive states is not believed.
                content = packed.read(self._left + 1)
        except _BROKEN_ARCHIVE:
            return None
        self._left -= len(content)
        if self._left < 0:
            raise UnpacksTooLarge
        return content

    def xml(self, name: str) -> Element | None:
        """Return a part as XML; None if there is none, or it is damaged.

        Raises:
            AgainstPolicy: if it declares a document type or entities, or exceeds the limits.
            UnpacksTooLarge: if the parts read so far exceed the budget.
        """
        content = self.part(name)
        if content is None:
            return None
        try:
            return parse(content, self._limits)
        except DamagedXmlError:
            return None

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return the links of a part by their identifiers."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return {
            attribute(each, "Id"): _relationship(each, folder)
            for each in (root if root is not None else ())
            if local(each) == "Relationship"
        }

    def main_part(self) -> str:
        """Return the name of the part that holds the text.

        Raises:
            NotWordDocument: if the package is of another program.
            HasMacros: if it is declared to carry programs.
            Damaged: if nothing says what it is.
        """
        types = self.xml("[Content_Types].xml")
        if types is None:
            raise Damaged
        stated = {
            attribute(each, "PartName").lstrip("/").lower(): attribute(each, "ContentType")
            for each in types
            if local(each) == "Override"
        }
        if any("macroEnabled" in kind for kind in stated.values()):
            raise HasMacros
        links = self.relationships("")
        main = next((each for each in links.values() if each.kind == "officeDocument"), None)
        if main is None or main.external:
            raise Damaged
        if not stated.get(main.target.lower(), "").endswith(_MAIN_PARTS):
            raise NotWordDocument
        return main.target


def _entries(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by their names in lower case, which is how OPC compares them."""
    listed = archive.infolist()
    if len(listed) > limits.package_parts:
        raise UnpacksTooLarge
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        if entry.flag_bits & _ENCRYPTED:
            raise PasswordProtected
        if entry.compress_type not in _CODINGS:
            raise Damaged
        name = entry.filename.lower()
        # Of two parts with one name, one reader shows the first and another the second.
        if name in entries:
            raise AgainstPolicy
        entries[name] = entry
    return entries


def _relationship(element: Element, folder: str) -> Relationship:
    kind = attribute(element, "Type").rpartition("/")[2]
    target = attribute(element, "Target")
    if attribute(element, "TargetMode") == "External":
        return Relationship(kind, target, external=True)
    # Part names are no file names; a path that climbs out of the package names nothing in it.
    return Relationship(kind, posixpath.normpath(posixpath.join("/", folder, target))[1:],
                        external=False)  # fmt: skip
