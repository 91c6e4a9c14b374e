"""Degraded pages with their true words, drawn from layouts that nothing was tuned on."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image

from fixtures.degradation import PRESETS, Recipe, degrade_page, render
from fixtures.specimens import HELD_OUT, draw_kind, kinds
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language

LEAST_WORDS = 60
"""Pages with fewer words say little about reading."""
MOST_DRAWN = 60


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page as a scanner or a telephone gives it.

    Attributes:
        degradation: name of the preset.
        jpeg: the picture, as every contestant gets it.
        pdf: the same JPEG on a page of its size.
        words: the true words in reading order.
    """

    degradation: str
    language: Language
    jpeg: bytes
    pdf: bytes
    words: tuple[str, ...]


def scanned_pages(count: int, seed: int) -> Iterator[ScannedPage]:
    """Give ``count`` pages, every degradation in one language before any in the other."""
    cells = [(recipe, language) for recipe in PRESETS.values() for language in Language]
    # A run that is stopped half-way has read every degradation, and both languages.
    for number in sorted(range(count), key=lambda each: (each + each // 2) % 2):
        recipe, language = cells[number % len(cells)]
        yield _page(recipe, language, seed * 100_000 + number)


def _page(recipe: Recipe, language: Language, seed: int) -> ScannedPage:
    rng = Random(f"ocr bench/{seed}")
    for draw in range(MOST_DRAWN):
        kind = rng.choice(kinds())
        usable = [each for each in layouts_of(kind, language) if each in HELD_OUT]
        if not usable:
            continue
        specimen = draw_kind(kind, language, rng.choice(usable), seed=seed * MOST_DRAWN + draw)
        words = tuple(specimen.page_texts[0].split())
        if len(words) < LEAST_WORDS:
            continue
        pixels = degrade_page(render(specimen.pdf, recipe.dpi)[0], recipe, seed)
        jpeg = _jpeg(pixels, recipe)
        return ScannedPage(recipe.name, language, jpeg, _pdf(jpeg, recipe.dpi), words)
    raise AssertionError(f"no page with enough words in {MOST_DRAWN} draws")


def _jpeg(pixels: npt.NDArray[np.uint8], recipe: Recipe) -> bytes:
    target = io.BytesIO()
    image = Image.fromarray(pixels).convert("L" if recipe.grey else "RGB")
    image.save(target, "JPEG", quality=max(recipe.quality, 30), dpi=(recipe.dpi, recipe.dpi))
    return target.getvalue()


def _pdf(jpeg: bytes, dpi: int) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as image:
        (width, height), grey = image.size, image.mode == "L"
    across, down = 72 * width / dpi, 72 * height / dpi
    document = pikepdf.new()
    picture = document.make_stream(
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = document.add_blank_page(page_size=(across, down))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
    page.obj.Contents = document.make_stream(f"{across} 0 0 {down} 0 0 cm /Im Do".encode())
    target = io.BytesIO()
    document.save(target, static_id=True)
    return target.getvalue()
