"""Fills a dynamic XFA form as its applicant would: only the data packet changes."""

import io
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import defusedxml.ElementTree
import pikepdf


def fill(form: bytes, values: Mapping[str, str]) -> bytes:
    """Return the form with ``values`` by data path below ``form1`` (``Page3/.../jobTitle``).

    Elements that the blank form does not hold yet are added, as Adobe's reader does.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        packets = list(pdf.Root.AcroForm.XFA)
        named = dict(zip(map(str, packets[::2]), packets[1::2], strict=True))
        stream = named["datasets"]
        stream.write(_filled(stream.read_bytes(), values))
        pdf.save(out, encryption=pdf.is_encrypted)
    return out.getvalue()


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
