"""The letter asks for what is missing or unreadable, in plain words; it never refuses or blames."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from fixtures.papers import Paper, Unread
from intake.letter.contents import Letter, letter_of
from intake.letter.writing import as_html, as_pdf, style_source
from models.application import Answer
from models.bilingual import Language
from models.document_types import DocumentType as T
from models.extraction import QualityTier, ReadStatus
from models.report import CompletenessReport
from tests.unit.completeness.applications import (
    AOR,
    CSQ,
    IMM1295,
    IN_CANADA,
    INVITATION,
    JOB,
    OVERSEAS,
    PASSPORT,
    QUEBEC_LEASE,
    WORK_PERMIT,
    judged,
    separate,
    without,
)

VISA = Paper(T.ENTRY_DOCUMENT)
HARD = replace(PASSPORT, tier=QualityTier.UNREADABLE, abstained=True)
BOTH = pytest.mark.parametrize("language", list(Language))
# Words that blame, threaten or decide have no place in a request.
HARSH = re.compile(
    r"\b(fail|refus|reject|denied|deny|invalid|wrong|error|must|fault|illegal|fraud|suspect"
    r"|échou|rejet|invalide|erreur|devez|faute|illégal|fraud|soupçon|interdi)",
    re.IGNORECASE,
)


def written(report: CompletenessReport, language: Language = Language.EN) -> Letter:
    return letter_of(report, language)


def all_text(letter: Letter) -> str:
    items = [*letter.missing, *letter.unclear]
    parts = [
        text for item in items for text in (item.title, item.why, item.send or "", *item.places)
    ]
    parts += [text for one in letter.unreadable for text in (one.place, *one.reasons)]
    return "\n".join(parts)


SAMPLES = {
    "missing": judged(*separate(*without(OVERSEAS, T.CSQ, T.PASSPORT), VISA)),
    "nothing": judged(),
    "marker": judged(*separate(*without(OVERSEAS, T.IMM1295), replace(IMM1295, boxes=(JOB, "")))),
    "expired": judged(
        *separate(*without(IN_CANADA, T.WORK_PERMIT), WORK_PERMIT.but(expiry_date="2022-01-01"))
    ),
    "unread": judged(
        *separate(CSQ, INVITATION, IMM1295, HARD, Unread(), Unread(ReadStatus.POLICY))
    ),
    "declared": judged(*separate(*OVERSEAS), pr_filed=Answer.YES),
}


def test_complete_application_and_one_for_officers_alone_ask_nothing():
    assert written(judged(*separate(*OVERSEAS))).asks_nothing
    # A residence in Quebec is a contradiction that an officer judges.
    assert written(judged(*separate(*OVERSEAS, AOR, QUEBEC_LEASE))).asks_nothing


def test_missing_document_is_named_with_what_was_searched_and_what_came_near():
    letter = written(SAMPLES["missing"])
    assert [item.title for item in letter.missing] == [
        "Quebec Selection Certificate",
        "Passport data page",
    ]
    passport = letter.missing[1]
    assert "pages: 3; files: 3" in passport.why
    assert "File “u3.pdf”, page 1: This is a visa" in passport.places[0]
    assert passport.send is not None
    assert "photo" in passport.send


def test_form_without_an_entry_is_not_called_missing_but_its_entry_is():
    (item,) = written(SAMPLES["marker"]).missing
    assert item.why == (
        "We found your form, but the entry “A76: International Mobility Program Plus” is not in "
        "its box."
    )
    assert item.places == ("File “u4.pdf”, page 1",)
    assert "A76: International Mobility Program Plus" in (item.send or "")


def test_form_without_either_entry_is_told_so():
    nothing = separate(*without(OVERSEAS, T.IMM1295), replace(IMM1295, boxes=("", "")))
    (item,) = written(judged(*nothing)).missing
    assert "neither of the two programme entries" in item.why


def test_expired_document_is_asked_for_anew_with_its_place():
    (item,) = written(SAMPLES["expired"]).unclear
    assert item.title == "Proof of status in Canada"
    assert item.places == ("File “u6.pdf”, page 1",)


def test_unreadable_pages_and_files_are_listed_with_their_reason():
    letter = written(SAMPLES["unread"])
    assert [one.place for one in letter.unreadable] == [
        "File “u4.pdf”, page 1",
        "File “u5.pdf”",
        "File “u6.pdf”",
    ]
    assert "could not read" in letter.unreadable[0].reasons[0]
    assert letter.unreadable[1].reasons == ("The file is damaged.",)
    # What an attack is caught by is no matter of the letter's.
    assert "export it again" in letter.unreadable[2].reasons[0]


def test_failure_of_ours_is_not_asked_of_the_applicant():
    report = judged(*separate(*OVERSEAS, Unread(ReadStatus.FAILED)))
    assert written(report).asks_nothing


def test_page_that_served_in_spite_of_its_quality_is_not_asked_for():
    poor = replace(PASSPORT, tier=QualityTier.POOR)
    report = judged(*separate(*without(OVERSEAS, T.PASSPORT), poor))
    assert written(report).asks_nothing


@BOTH
@pytest.mark.parametrize("name", SAMPLES)
def test_letter_is_plain_and_kind_in_both_languages(name, language):
    letter = written(SAMPLES[name], language)
    assert not letter.asks_nothing
    assert HARSH.search(all_text(letter)) is None
    html = as_html(letter)
    assert f'<html lang="{language}">' in html
    assert "not a decision" in html or "pas une décision" in html


class Outline(HTMLParser):
    """The headings of a page, and whether anything is loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag, attrs):
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.loads += [value for name, value in attrs if name in ("src", "href", "style")]


@BOTH
def test_html_stands_by_itself_and_its_headings_skip_no_level(language):
    html = as_html(written(SAMPLES["unread"], language))
    outline = Outline()
    outline.feed(html)
    assert outline.loads == []
    assert outline.levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(outline.levels, outline.levels[1:], strict=False))
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert style.startswith("@page")
    assert style_source().startswith("'sha256-")


def test_names_of_files_are_shown_as_text_and_load_nothing():
    evil = '<img src="https://example.org/x.png">&“é王.pdf'
    report = SAMPLES["unread"]
    uploads = tuple(replace(one, name=evil) for one in report.uploads)
    letter = written(replace(report, uploads=uploads))
    html = as_html(letter)
    assert "<img" not in html
    assert "&lt;img src=" in html
    assert as_pdf(letter).startswith(b"%PDF")


@BOTH
def test_pdf_is_tagged_titled_and_holds_every_item(language):
    letter = written(SAMPLES["missing"], language)
    content = as_pdf(letter)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert letter.number in metadata["dc:title"]
    document = pypdfium2.PdfDocument(content)
    shown = " ".join(page.get_textpage().get_text_range() for page in document)
    flat = " ".join(shown.split())
    for item in letter.missing:
        assert item.title in flat
