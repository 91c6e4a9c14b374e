"""What a Word document is made of, as far as it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph, or the part of one between two pictures or breaks.

    Attributes:
        text: with ``\t`` and ``\n`` where the document has them.
        bold: whether it is a heading or bold throughout.
        size: points of its letters; None if the document's usual size.
        align: ``left``, ``center`` or ``right``.
    """

    text: str
    bold: bool = False
    size: float | None = None
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        span: columns that it takes.
    """

    paragraphs: tuple[Paragraph, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        columns: relative widths of its columns.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where it stands in the text.

    Attributes:
        part: name of the part that holds it; None if it lies outside the file.
        width: points as displayed; None if not stated.
        height: points as displayed; None if not stated.
    """

    part: str | None
    width: float | None
    height: float | None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page ends here, by the author's will or where the word processor last ended it."""


Block = Paragraph | Table | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages with the same header and footer.

    Attributes:
        blocks: in the order of the document.
        header: shown at the top of each page.
        footer: shown at the foot of each page.
        new_page: whether the section begins on a page of its own.
    """

    blocks: tuple[Block, ...]
    header: tuple[Block, ...]
    footer: tuple[Block, ...]
    new_page: bool


@dataclass(frozen=True, slots=True)
class WordContent:
    """All that the document shows.

    Attributes:
        elsewhere: how many pictures and texts lie outside the file, and were not fetched.
        unread: how many embedded files and texts in other formats were not opened.
    """

    sections: tuple[Section, ...]
    elsewhere: int
    unread: int
