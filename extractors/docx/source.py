"""A Word document as a source of pages: its text is set, its large pictures are read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.docx.blocks import WordContent
from extractors.docx.content import read_content
from extractors.docx.package import Package
from extractors.docx.setting import (
    PICTURE_NOT_READ,
    PicturePage,
    SetPage,
    Setting,
    sheets_of,
)
from extractors.docx.typesetting import HEIGHT_POINTS, WIDTH_POINTS
from extractors.ends import NothingInside, ReadEnd
from extractors.images.pictures import Album
from extractors.limits import Limits
from extractors.sheets import Sheet
from models.bilingual import Bilingual, Reason
from models.extraction import Page

LIES_ELSEWHERE = Bilingual(
    "The Word document refers to a picture that is not stored in it; nothing was fetched. Save the "
    "document as PDF and send the PDF.",
    "Le document Word renvoie à une image qui n'y est pas enregistrée; rien n'a été téléchargé. "
    "Enregistrez le document en PDF et envoyez le PDF.",
)
FILE_INSIDE = Bilingual(
    "The Word document contains another file or a chart, which was not opened. Send it as a file "
    "of its own.",
    "Le document Word contient un autre fichier ou un graphique, qui n'a pas été ouvert. "
    "Envoyez-le dans un fichier distinct.",
)


class WordSheets:
    """An opened Word document; its pictures are sheets for the reading of pages.

    Attributes:
        pages: set pages and pictures in the order of the document.
    """

    def __init__(self, content: bytes, limits: Limits, album: Album) -> None:
        """Open a document and set its text; ``album`` takes the pictures of the set pages.

        Raises:
            NothingInside: if it has neither text nor pictures.
            TooManyPages: if it has more pages than ``limits`` allow.
            ReadEnd: as :class:`~extractors.docx.package.Package` does.
        """
        self._limits = limits
        package = Package(content, limits)
        words = read_content(package)
        setting = Setting(package, limits, album)
        self.pages = setting.pages_of(words.sections)
        if not self.pages:
            raise NothingInside
        self._problems = [*_left_out(words), *setting.problems]

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read so far."""
        return tuple(dict.fromkeys(self._problems))

    def sheets(self) -> Iterator[Sheet]:
        """Give the pictures in order, numbered among themselves."""
        pictures = [page for page in self.pages if isinstance(page, PicturePage)]
        for number, each in enumerate(pictures, 1):
            try:
                yield replace(next(sheets_of(each.content, self._limits)), number=number)
            except ReadEnd:
                self._problems.append(Reason.of("picture_not_read", PICTURE_NOT_READ))
                yield Sheet(number, WIDTH_POINTS, HEIGHT_POINTS, None, None, None)

    def in_order(self, pictures: Iterable[Page]) -> tuple[Page, ...]:
        """Put the pictures, once read, between the set pages."""
        read = iter(pictures)
        pages = [page.page if isinstance(page, SetPage) else next(read) for page in self.pages]
        return tuple(replace(page, number=number) for number, page in enumerate(pages, 1))


def _left_out(words: WordContent) -> Iterator[Reason]:
    if words.elsewhere:
        yield Reason.of("lies_elsewhere", LIES_ELSEWHERE)
    if words.unread:
        yield Reason.of("file_inside", FILE_INSIDE)
