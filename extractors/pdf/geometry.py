"""From coordinates of a PDF page to places on the displayed page."""

from dataclasses import dataclass
from functools import cached_property

from models.geometry import Box

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points, in the page's own space (y upwards)."""

LETTER: Rectangle = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True)
class PageFrame:
    """The geometry of one page: what of it is displayed, and how it is turned.

    Attributes:
        media: the MediaBox.
        visible: what is displayed, CropBox and MediaBox cut with each other.
        rotation: clockwise turn for display, 0, 90, 180 or 270.
    """

    media: Rectangle
    visible: Rectangle
    rotation: int

    @classmethod
    def of(cls, media: Rectangle, crop: Rectangle, rotation: int) -> "PageFrame":
        """Build a frame; a CropBox outside the MediaBox is ignored, as viewers do."""
        media = _ordered(media)
        # Viewers show a page without extent as a letter page.
        if not (media[2] > media[0] and media[3] > media[1]):
            media = LETTER
        crop = _ordered(crop)
        cut = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        visible = cut if cut[2] - cut[0] > 0 and cut[3] - cut[1] > 0 else media
        return cls(media, visible, rotation % 360)

    @property
    def size(self) -> tuple[float, float]:
        """Displayed width and height in points."""
        width, height = self.visible[2] - self.visible[0], self.visible[3] - self.visible[1]
        return (height, width) if self.rotation in {90, 270} else (width, height)

    def place(self, rectangle: Rectangle) -> Box:
        """Return the place on the displayed page of a rectangle in the page's own space."""
        left, bottom, right, top = self.visible
        width, height = right - left, top - bottom
        x0, y0 = (rectangle[0] - left) / width, (top - rectangle[3]) / height
        x1, y1 = (rectangle[2] - left) / width, (top - rectangle[1]) / height
        return turned_clockwise(x0, y0, x1, y1, self.rotation)

    def share_of_page(self, width: float, height: float) -> float:
        """Return the area of a displayed rectangle, in points, as a share of the page's area."""
        across, down = self.size
        return abs(width * height) / (across * down)

    def place_displayed(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Return the place of a rectangle given from the top left of the *displayed* MediaBox.

        This is the space in which pdfminer lays out a page: turned already, not yet cropped.
        """
        media_width, media_height = self._media_size
        shown = self._shown
        width, height = shown.x1 - shown.x0, shown.y1 - shown.y0
        return Box.clamped(
            (x0 / media_width - shown.x0) / width,
            (top / media_height - shown.y0) / height,
            (x1 / media_width - shown.x0) / width,
            (bottom / media_height - shown.y0) / height,
        )

    @cached_property
    def _media_size(self) -> tuple[float, float]:
        """Width and height of the displayed MediaBox in points."""
        return PageFrame(self.media, self.media, self.rotation).size

    @cached_property
    def _shown(self) -> Box:
        """The place of what is displayed on the displayed MediaBox."""
        return PageFrame(self.media, self.media, self.rotation).place(self.visible)


def turned_clockwise(x0: float, y0: float, x1: float, y1: float, degrees: int) -> Box:
    """Return a box (fractions, origin top left) on its page turned clockwise by ``degrees``."""
    match degrees % 360:
        case 90:
            return Box.clamped(1 - y1, x0, 1 - y0, x1)
        case 180:
            return Box.clamped(1 - x1, 1 - y1, 1 - x0, 1 - y0)
        case 270:
            return Box.clamped(y0, 1 - x1, y1, 1 - x0)
        case _:
            return Box.clamped(x0, y0, x1, y1)


def _ordered(rectangle: Rectangle) -> Rectangle:
    x0, x1 = sorted((rectangle[0], rectangle[2]))
    y0, y1 = sorted((rectangle[1], rectangle[3]))
    return (x0, y0, x1, y1)
