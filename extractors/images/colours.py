"""Every colour mode of image files to the RGB that a person would see on paper."""

import numpy as np
from PIL import Image

from extractors.sheets import Pixels

_PHOTOMETRIC = 262
_WHITE_IS_ZERO = 0
_BIT_DEPTHS = (8, 12, 16)
BAND = 64
"""Rows of the reduced image that are made at a time."""


def on_paper(image: Image.Image, side: int) -> Pixels:
    """Return a decoded image as RGB of at most ``side`` pixels a side, on white paper."""
    inverted = _is_inverted(image)
    if image.mode.startswith("I;16"):
        image = _from_sixteen_bits(image, inverted=inverted)
    elif image.mode in {"I", "F"}:
        image.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=2.0)
        image = _from_wide(image)
    factor = max(image.size) // side
    flat = _reduced(image, factor) if factor > 1 else _flat(image)
    if max(flat.size) > side:
        flat.thumbnail((side, side), Image.Resampling.BOX)
    return np.ascontiguousarray(np.asarray(flat, dtype=np.uint8))


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Bring a large image to paper a band at a time; a whole copy of it would be too much."""
    width, height = image.size
    rows = BAND * factor
    bands = [
        np.asarray(_flat(image.crop((0, top, width, min(height, top + rows)))).reduce(factor))
        for top in range(0, height, rows)
    ]
    return Image.fromarray(np.concatenate(bands))


def _flat(image: Image.Image) -> Image.Image:
    """Return an image as RGB; what is transparent shows the paper."""
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, layer)
    return image.convert("RGB")


def _is_inverted(image: Image.Image) -> bool:
    """Whether a TIFF counts from white; Pillow turns it round for 8 bits and not for 16."""
    tags = getattr(image, "tag_v2", None)
    return tags is not None and tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO


def _from_sixteen_bits(image: Image.Image, *, inverted: bool) -> Image.Image:
    """Bring grey of up to 16 bits to 8 by the bits in use; Pillow would cut the values off.

    Scanners store 8, 10 or 12 bits in 16. The range of the values themselves is no measure: it
    would turn the grain of a blank page into ink.
    """
    values = np.asarray(image, np.uint16)
    highest = int(values.max())
    depth = next(bits for bits in _BIT_DEPTHS if highest < 1 << bits)
    eight = (values >> (depth - 8)).astype(np.uint8)
    return Image.fromarray(255 - eight if inverted else eight)


def _from_wide(image: Image.Image) -> Image.Image:
    """Bring 32-bit integers and fractions, whose white is told nowhere, to 8 bits."""
    values = np.nan_to_num(np.asarray(image, np.float32), posinf=0.0, neginf=0.0)
    highest = max(float(values.max()), 0.0)
    # Fractions count to 1; integers to the next power of two.
    white = 1.0 if 0 < highest <= 1.0 else 2.0 ** np.ceil(np.log2(max(highest + 1, 256))) - 1
    return Image.fromarray(np.clip(values * (255.0 / white), 0, 255).astype(np.uint8))
