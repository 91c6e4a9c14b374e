"""Barcodes of a page raster, by zxing-cpp."""

import zxingcpp

from extractors.limits import Limits
from extractors.sheets import Pixels
from models.extraction import Barcode
from models.form_codes import decode_form_code
from models.geometry import Box

FORMATS = zxingcpp.BarcodeFormats(
    (
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Code128,
    )
)
"""What forms, certificates and receipts carry; fewer formats are faster and invent less."""


def read_barcodes(grey: Pixels, limits: Limits) -> tuple[Barcode, ...]:
    """Return the barcodes of a displayed page, top to bottom, left to right."""
    height, width = grey.shape
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain)
    codes = []
    for code in found[: limits.barcodes_per_page]:
        corners = (
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_left,
            code.position.bottom_right,
        )
        xs = [corner.x / width for corner in corners]
        ys = [corner.y / height for corner in corners]
        text = code.text[: limits.barcode_characters].replace("\x00", "")
        box = Box.clamped(min(xs), min(ys), max(xs), max(ys))
        codes.append(Barcode(code.format.name, text, box, decode_form_code(text)))
    codes.sort(key=lambda each: (round(each.box.y0, 2), each.box.x0))
    return tuple(codes)
