"""Every limit of the reading of one upload, in one place."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may need; beyond it the reading ends with a typed outcome.

    The figures come from honest files, which stay below them: a legal-size page at 1,200 dots per
    inch (171 million pixels), A3 at 600 (70 million), merged files of a few hundred pages, and 300
    pages so bad that both OCR engines look at each (4.6 processor seconds a page). What is larger
    than needed is scaled down and not refused.

    Attributes:
        content_bytes: size of the upload.
        pages: pages of one upload, frames of one image file.
        image_pixels: pixels of one image before it is scaled down.
        raster_side: longest side of a page raster made for reading, pixels.
        picture_side: longest side of the page picture that people see, pixels.
        words_per_page: words kept of one page.
        word_characters: characters kept of one word.
        barcodes_per_page: barcodes kept of one page.
        barcode_characters: characters kept of one payload.
        packet_bytes: size of one XFA packet, or of one XML part of a Word document.
        xml_elements: elements of one such text.
        xml_depth: nesting of one such text.
        package_parts: parts of one Word document.
        unpacked_bytes: size of all parts of one Word document that are read.
        form_fields: fields of one form.
        value_characters: characters kept of one field value.
        address_space: bytes of address space of the child and of each of its own children.
        written_bytes: size of one file that the child may write, where the OCR engine is a program
            that takes files; no file otherwise.
        cpu_seconds: processor time of one process, all of its threads together.
        wall_seconds: time on the clock for the whole upload.
        header_bytes: size of the description that the child hands back.
        rasters_bytes: pixels of all page pictures that the child hands back, bytes.
        pictures_bytes: size of all page pictures of one upload, encoded.
        complaint_bytes: what is kept of the child's error stream.
    """

    content_bytes: int = 64 * MIB
    pages: int = 300
    image_pixels: int = 180_000_000
    raster_side: int = 3400
    picture_side: int = 1600
    words_per_page: int = 20_000
    word_characters: int = 500
    barcodes_per_page: int = 32
    barcode_characters: int = 8192
    packet_bytes: int = 16 * MIB
    xml_elements: int = 400_000
    xml_depth: int = 100
    package_parts: int = 5000
    unpacked_bytes: int = 192 * MIB
    form_fields: int = 4000
    value_characters: int = 8192
    address_space: int = 1536 * MIB
    written_bytes: int = 64 * MIB
    cpu_seconds: int = 1500
    wall_seconds: float = 1200.0
    header_bytes: int = 64 * MIB
    rasters_bytes: int = 2200 * MIB
    pictures_bytes: int = 256 * MIB
    complaint_bytes: int = 16 * 1024


DEFAULT_LIMITS = Limits()
"""The limits of the running service."""
