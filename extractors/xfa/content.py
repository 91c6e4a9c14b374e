"""The data of an XFA form: every field with its path, value, label and caption."""

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.form_numbers import form_number
from extractors.hardened_xml import local
from extractors.limits import Limits
from extractors.xfa.binding import bare
from extractors.xfa.packets import DATA, Packets
from extractors.xfa.pick_lists import PickLists
from extractors.xfa.template import TemplateField, read_fields
from models.extraction import Validation

_PAYLOAD = re.compile(r"\s*IMM\s?\d{4}\w*_[\w-]+_\d{1,3}\|", re.ASCII)
_VALIDATED = frozenset({"yes", "true", "1", "y", "oui", "validated"})
_NUMBERED = re.compile(r"\[(\d{1,6})\]")
TICKED = frozenset({"1", "y", "yes", "on", "true", "o", "oui"})
"""Values, in lower case, of a check box that is ticked."""
FOOTER_LENGTH = 80
_FLAG = "ApplicationValidatedFlag"
_GROUP = f"{DATA}dataNode"


@dataclass(frozen=True, slots=True)
class Datum:
    """One field of the data, not yet placed on a page; see ``models.extraction.FormField``.

    Attributes:
        part: the first step of the path that is a page of the form, empty if it stands outside.
        shown: whether the form displays the field.
    """

    path: str
    caption: str
    section: str
    value: str
    label: str | None
    part: str
    shown: bool

    @property
    def shown_value(self) -> str:
        """The value as a person reads it."""
        return self.value if self.label is None else self.label


@dataclass(frozen=True, slots=True)
class XfaContent:
    """All that the packets say.

    Attributes:
        parts: names of the form's pages in order (``Page1``, ...).
        repeats: how often each group stands in the data, by its path, where more than once.
        names: the data path of each field by the names of the elements around it.
    """

    form: str | None
    version: str
    validation: Validation
    barcode_payloads: tuple[str, ...]
    parts: tuple[str, ...]
    data: tuple[Datum, ...]
    repeats: Mapping[str, int]
    names: Mapping[str, str]


def read_content(packets: Packets, title: str, limits: Limits) -> XfaContent | None:
    """Return the content of the form; None if the packets hold no data root."""
    root = _data_root(packets.datasets)
    if root is None:
        return None
    fields = read_fields(packets.template) if packets.template is not None else ()
    described = {field.path: field for field in fields}
    parts = _parts(root)
    lists = PickLists(packets)
    leaves = itertools.islice(_leaves(root, (), limits.value_characters), limits.form_fields)
    data = tuple(
        _datum(path, value, described.get(bare(path)), lists, parts) for path, value in leaves
    )
    payloads = _payloads(packets, limits)
    version = next((each.value for each in data if each.path.endswith("FormVersion")), "")
    number = form_number(title) or form_number(" ".join(payloads)) or _number_in(packets.template)
    return XfaContent(
        form=number,
        version=version,
        validation=_validation(data),
        barcode_payloads=payloads,
        parts=parts,
        data=data,
        repeats=_repeats(data),
        names={field.names: field.path for field in fields},
    )


def _data_root(datasets: ET.Element) -> ET.Element | None:
    data = next((child for child in datasets if child.tag == f"{DATA}data"), None)
    return next(iter(data), None) if data is not None else None


def _leaves(
    parent: ET.Element, path: tuple[str, ...], characters: int
) -> Iterator[tuple[str, str]]:
    """Give (path, value) of each leaf; repeated names after the first are numbered ``[1]``."""
    seen: dict[str, int] = {}
    for child in parent:
        name = local(child)
        index = seen.get(name, 0)
        seen[name] = index + 1
        below = (*path, f"{name}[{index}]" if index else name)
        if len(child):
            yield from _leaves(child, below, characters)
        elif child.get(_GROUP) != "dataGroup":
            yield "/".join(below), (child.text or "").strip()[:characters]


def _datum(
    path: str,
    value: str,
    field: TemplateField | None,
    lists: PickLists,
    parts: tuple[str, ...],
) -> Datum:
    part = path.split("/", 1)[0]
    return Datum(
        path=path,
        caption=field.caption if field else "",
        section=field.section if field else "",
        value=value,
        label=lists.label(value, field) if field else None,
        part=part if part in parts else "",
        shown=field.shown if field else False,
    )


def _parts(root: ET.Element) -> tuple[str, ...]:
    """Return the children of the root that hold fields: the pages of the form."""
    return tuple(dict.fromkeys(local(child) for child in root if len(child)))


def _payloads(packets: Packets, limits: Limits) -> tuple[str, ...]:
    """Return the barcode payloads that a validated file keeps as text, in code order."""
    found: dict[str, None] = {}
    for packet in (packets.form, _data_root(packets.datasets)):
        for element in packet.iter() if packet is not None else ():
            text = element.text or ""
            if _PAYLOAD.match(text):
                found[text.strip()[: limits.barcode_characters]] = None
    return tuple(sorted(found, key=_code_number)[: limits.barcodes_per_page])


def _code_number(payload: str) -> tuple[str, int]:
    form, _, number = payload.split("|", 1)[0].rpartition("_")
    return form, int(number)


def _repeats(data: tuple[Datum, ...]) -> dict[str, int]:
    """Count repeated groups by the highest number that stands behind their name."""
    counts: dict[str, int] = {}
    for datum in data:
        for found in _NUMBERED.finditer(datum.path):
            group = datum.path[: found.start()]
            counts[group] = max(counts.get(group, 1), int(found[1]) + 1)
    return counts


def _validation(data: tuple[Datum, ...]) -> Validation:
    flag = next((each.value for each in data if each.path.rsplit("/", 1)[-1] == _FLAG), None)
    if flag is None:
        return Validation.UNKNOWN
    return Validation.VALIDATED if flag.lower() in _VALIDATED else Validation.NOT_VALIDATED


def _number_in(template: ET.Element | None) -> str | None:
    """Return the form number in the footer or the barcode labels of the template."""
    for element in template.iter() if template is not None else ():
        text = (element.text or "").strip()
        if len(text) < FOOTER_LENGTH and text.upper().startswith("IMM"):
            number = form_number(text.replace("_", " "))
            if number is not None:
                return number
    return None
