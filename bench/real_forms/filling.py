"""Fills a dynamic XFA form as its applicant would: only its packets of data and state change."""

import io
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

import defusedxml.ElementTree
import pikepdf

FORM = "http://www.xfa.org/schema/xfa-form/2.8/"


def fill(form: bytes, values: Mapping[str, str], payloads: Sequence[str] = ()) -> bytes:
    """Return the form with ``values`` by data path below ``form1`` (``Page3/.../jobTitle``).

    Elements that the blank form does not hold yet are added, as Adobe's reader does.

    Args:
        form: a blank form.
        values: stored values, codes for pick lists.
        payloads: text of each barcode, kept in the form packet as a validated file does.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        packets = pdf.Root.AcroForm.XFA
        named = _named(packets)
        named["datasets"].write(_filled(named["datasets"].read_bytes(), values))
        if payloads and "form" in named:
            named["form"].write(_validated(payloads, named["form"].read_bytes()))
        elif payloads:
            end = len(packets) - 2
            packets.insert(end, pikepdf.String("form"))
            packets.insert(end + 1, pdf.make_stream(_validated(payloads, None)))
        pdf.save(out, encryption=pdf.is_encrypted)
    return out.getvalue()


def packet(form: bytes, name: str) -> bytes:
    """Return one packet of a form.

    Raises:
        KeyError: if the form has no packet of that name.
    """
    with pikepdf.open(io.BytesIO(form)) as pdf:
        return bytes(_named(pdf.Root.AcroForm.XFA)[name].read_bytes())


def _named(packets: pikepdf.Object) -> dict[str, pikepdf.Object]:
    entries = packets.as_list()
    return dict(zip(map(str, entries[::2]), entries[1::2], strict=True))


def _filled(datasets: bytes, values: Mapping[str, str]) -> bytes:
    root = defusedxml.ElementTree.fromstring(datasets)
    form = next(item for item in root.iter() if item.tag == "form1")
    for path, value in values.items():
        place = form
        for name in path.split("/"):
            found = place.find(name)
            place = ET.SubElement(place, name) if found is None else found
        place.text = value
    return ET.tostring(root)


def _validated(payloads: Sequence[str], state: bytes | None) -> bytes:
    """Return the state of a form whose barcodes are shown, all else as it was."""
    root = (
        defusedxml.ElementTree.fromstring(state) if state is not None else ET.Element(_tag("form"))
    )
    form = _named_part(root, "form1")
    codes = _named_part(form, "Barcodes")
    codes.set("presence", "visible")
    for number, payload in enumerate(payloads, 1):
        field = ET.SubElement(codes, _tag("field"), name=f"PaperFormsBarcode{number}")
        ET.SubElement(ET.SubElement(field, _tag("value")), _tag("text")).text = payload
    return ET.tostring(root)


def _named_part(parent: ET.Element, name: str) -> ET.Element:
    found = next((each for each in parent if each.get("name") == name), None)
    return ET.SubElement(parent, _tag("subform"), name=name) if found is None else found


def _tag(name: str) -> str:
    return f"{{{FORM}}}{name}"
