"""Divider sheets: a page that bears only the mark of a tab and the name of what follows.

People put them between the papers of a bundle. They quote the names of required papers and prove
nothing; their few words are too few for a text classifier to be told by.
"""

import re

from classifiers.page_types.abstention import FEWEST_LETTERS
from classifiers.page_types.text import Line, PageText
from models.extraction import Page, TextSource
from models.geometry import Box, enclosing

_MARK = "(?:[a-z]|[0-9]{1,2}|[ivx]{1,4})"
"""What a tab is marked with."""
_MARKED = (
    "tab|divider|separator|index|annex|annexe|appendix|appendice|schedule|section|exhibit|"
    "enclosure|attachment|item|part|document|doc|file|binder tab|onglet|intercalaire|"
    "separateur|piece jointe|piece|pj|cote|partie|chapitre|chapter|volet|rubrique|dossier"
)
_BEGINS = re.compile(
    r"(?:this is |here is |voici (?:la |le |l )?|ceci est (?:la |le |l )?)?"
    rf"(?:{_MARKED})(?: (?:no|n|nr|number|numero))? {_MARK}\b"
)
_ANY_WORD = re.compile(rf"[a-z]{{3,14}}(?: (?:no|n|nr|number|numero))? {_MARK}")
"""Whatever the tab is called, if that is all of its line and the page says hardly more."""
_BARE = re.compile(_MARK)
_CAPITAL = re.compile(r"\(?(?:[A-Z]|[0-9]{1,2}|[IVX]{1,4})[.)]?:?")
_SURE = 0.8
"""Confidence, 0..1, of a mark that stands alone."""
_NUMBERED = re.compile(r"(?:page )?([0-9]{1,3})(?: ?(?:of|de|sur) ?[0-9]{1,3})?")
_SIGNED = re.compile(r"\b(?:sign|initial|paraph)")
"""The last page of a form or a lease may hold no more than its signatures."""
_FORM = re.compile(r"\bimm ?[0-9]{4}[a-z]?\b")
_LONG_NUMBER = re.compile(r"[0-9]{4}")
"""A date, an amount of hundreds or a reference: dividers have none, but the number of a form."""
_MOST_LINES = 4
_MOST_WORDS = 22
_MOST_LINE_WORDS = 16
_MOST_INK = 0.05
_UNREAD = 4
"""Groups of marks more than two a line that may be a stamp, a rule or a shadow; print that was not
read leaves more."""


def divider(text: PageText) -> Box | None:
    """Return where a divider sheet bears its words; None if the page is none."""
    lines = tuple(line for line in text.lines if not _NUMBERED.fullmatch(line.text))
    if not lines or _goes_on(text.lines) or not _says_little(lines):
        return None
    if not _is_read_whole(text.page, len(text.lines)):
        return None
    # Above the mark stands, if anything, the name of who put the bundle together.
    named = any(_BEGINS.match(line.text) for line in lines[:2])
    short = text.letters < FEWEST_LETTERS and len(lines) > 1
    called = short and any(_ANY_WORD.fullmatch(line.text) for line in lines[:2])
    if not (named or called or _is_marked(lines)):
        return None
    return enclosing(word.box for line in lines for _, _, word in line.spans)


def _is_marked(lines: tuple[Line, ...]) -> bool:
    """Whether a letter or a number stands over a name or, with a colon, before it.

    It is a capital surely read: OCR makes a small letter of a speck over the end of a letter.
    """
    word = lines[0].spans[0][2]
    if word.confidence < _SURE or _CAPITAL.fullmatch(word.text) is None:
        return False
    alone = len(lines) > 1 and _BARE.fullmatch(lines[0].text) is not None
    return alone or word.text.endswith(":")


def _goes_on(lines: tuple[Line, ...]) -> bool:
    """Whether a page is a later one of a document, by its number, or that of its signatures."""
    numbers = [found[1] for line in lines if (found := _NUMBERED.fullmatch(line.text))]
    return any(int(number) > 1 for number in numbers) or any(
        _SIGNED.search(line.text) for line in lines
    )


def _says_little(lines: tuple[Line, ...]) -> bool:
    counts = [len(line.text.split()) for line in lines]
    numbered = any(_LONG_NUMBER.search(_FORM.sub("", line.text)) for line in lines)
    few = len(lines) <= _MOST_LINES and sum(counts) <= _MOST_WORDS
    return few and max(counts) <= _MOST_LINE_WORDS and not numbered


def _is_read_whole(page: Page, lines: int) -> bool:
    """Whether nothing is left on the page that was not read."""
    if page.look is None:
        # Only what bears a text layer is not looked at; a picture beside the words is ink.
        return page.text_source is TextSource.TEXT_LAYER and page.ink <= _MOST_INK
    return page.look.writing + page.look.bars <= 2 * lines + _UNREAD
