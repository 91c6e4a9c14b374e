"""Breaking the encodings of a PDF's fonts as careless programs do."""

import io
import re
import string
from collections.abc import Callable
from random import Random

import pikepdf

Change = Callable[[str], str]
"""From what a glyph shows to what the broken file says that it shows."""

_SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]*>|\[[^\]]*\])")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def shifted(by: int) -> Change:
    """Return a change that moves letters and digits up the character table."""
    return lambda text: "".join(chr(ord(sign) + by) if sign > " " else sign for sign in text)


def permuted(rng: Random) -> Change:
    """Return a change that deals the letters out anew, case by case."""
    small = rng.sample(string.ascii_lowercase, 26)
    table = str.maketrans(string.ascii_letters, "".join(small) + "".join(small).upper())
    return lambda text: text.translate(table)


def private(text: str) -> str:
    """Give private-use values, as icon and symbol fonts have."""
    return "".join(chr(0xE000 + ord(sign) % 0x700) for sign in text)


def lost(letters: str) -> Change:
    """Return a change to NUL for some letters, as fonts without their glyphs have."""
    return lambda text: "\x00" if text in letters else text


def with_encoding(pdf: bytes, change: Change, *, fonts: int | None = None) -> bytes:
    """Return the PDF with the Unicode values of its fonts changed.

    Args:
        pdf: one page.
        change: what is done to each value.
        fonts: how many of its fonts; all if None.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in _fonts(document)[:fonts]:
            known = _known(font)
            width = 2 if font.get("/Subtype") == pikepdf.Name.Type0 else 1
            font.ToUnicode = document.make_stream(_cmap(known, change, width))
        return _saved(document)


def without_encoding(pdf: bytes) -> bytes:
    """Return the PDF without the tables that say what its glyphs mean."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in _fonts(document):
            if "/ToUnicode" in font:
                del font.ToUnicode
        return _saved(document)


def _fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = document.pages[0].resources.get("/Font", pikepdf.Dictionary())
    fonts = [found[name] for name in found.keys()]  # noqa: SIM118 - not a Python dictionary
    # The font of the body comes first: a page is broken by it, and hardly by its heading.
    return sorted(fonts, key=lambda font: "Bold" in str(font.get("/BaseFont", "")))


def _known(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    known: dict[int, str] = {}
    for kind, block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        if kind == b"bfchar":
            known.update((int(code, 16), _text(value)) for code, value in _SINGLE.findall(block))
            continue
        for first, last, values in _RANGE.findall(block):
            listed = re.findall(rb"<([0-9A-Fa-f]*)>", values)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if values.startswith(b"["):
                    known[code] = _text(listed[place]) if place < len(listed) else ""
                else:
                    start = _text(listed[0])
                    known[code] = start[:-1] + chr(ord(start[-1]) + place) if start else ""
    return known


def _text(value: bytes) -> str:
    return bytes.fromhex(value.decode()).decode("utf-16-be", "ignore")


def _cmap(known: dict[int, str], change: Change, width: int) -> bytes:
    rows = [
        f"<{code:0{2 * width}X}> <{change(text).encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(known.items())
        if text
    ]
    blocks = [
        f"{len(rows[at : at + 100])} beginbfchar\n" + "\n".join(rows[at : at + 100]) + "\nendbfchar"
        for at in range(0, len(rows), 100)
    ]
    whole = f"<{'00' * width}> <{'FF' * width}>"
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Broken def /CMapType 2 def",
            f"1 begincodespacerange {whole} endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
