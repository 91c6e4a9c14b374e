"""Fill a fillable XFA form by editing its data packet alone; every other packet keeps its bytes."""

import io
import re

import pikepdf

OPENING = re.compile(r"<xfa:data\s*>")


def fill(blank: bytes, values: dict[str, str]) -> bytes:
    """Return ``blank`` with ``values`` (path below the data root -> stored value) filled in."""
    with pikepdf.open(io.BytesIO(blank)) as document:
        entries = document.Root.AcroForm.XFA
        place = [str(entry) for entry in list(entries)[::2]].index("datasets") * 2 + 1
        packet = entries[place].read_bytes().decode()
        for path, value in values.items():
            packet = _filled(packet, path.split("/"), value)
        entries[place].write(packet.encode())
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()


def _filled(packet: str, steps: list[str], value: str) -> str:
    """Set one element: each step is looked for inside the one before."""
    opening = OPENING.search(packet)
    assert opening
    start, end = opening.end(), packet.index("</xfa:data", opening.end())
    for step in steps[:-1]:
        opened = re.compile(rf"<{re.escape(step)}\s*>").search(packet, start, end)
        assert opened, f"{step} of {steps}"
        start = opened.end()
        end = _closing(packet, step, start)
    empty = re.compile(rf"<{re.escape(steps[-1])}\s*/>").search(packet, start, end)
    assert empty, f"{steps} is not an empty element"
    name = steps[-1]
    return f"{packet[: empty.start()]}<{name}>{value}</{name}>{packet[empty.end() :]}"


def _closing(packet: str, step: str, start: int) -> int:
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(step)}\s*(/?)>").finditer(packet, start):
        if not tag.group(2):
            depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag.start()
    raise AssertionError(f"{step} is never closed")
