"""Where the boxes are found: form data, barcodes, and words on a printed page."""

import pytest

from classifiers.markers import judge_boxes, read_boxes
from models.extraction import (
    Barcode,
    Extraction,
    FormContent,
    FormField,
    Page,
    PageKind,
    PageQuality,
    QualityTier,
    TextSource,
    Validation,
    Word,
)
from models.geometry import Box
from models.markers import Marker, MarkerStatus
from models.media_types import MediaType

JOB, DUTIES = Marker.JOB_TITLE, Marker.A76
WIDTH, HEIGHT = 612.0, 792.0
GLYPH, LINE = 5.0, 10.0


def words(*texts: tuple[float, float, str], source: TextSource = TextSource.OCR) -> list[Word]:
    """Set texts on a letter page at (x, y) points, each word of ten points height."""
    found = []
    for number, (x, y, text) in enumerate(texts):
        left = x
        for part in text.split():
            right = left + GLYPH * len(part)
            box = Box.clamped(left / WIDTH, y / HEIGHT, right / WIDTH, (y + LINE) / HEIGHT)
            found.append(Word(part, box, 0.9, number, source))
            left = right + GLYPH * 0.7
    return found


def turned(box: Box, quarters: int) -> Box:
    for _ in range(quarters):
        box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return box


def page(found: list[Word], quarters: int = 0, **more: object) -> Page:
    placed = tuple(
        Word(w.text, turned(w.box, quarters), w.confidence, w.line, w.source) for w in found
    )
    width, height = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    quality = PageQuality(QualityTier.GOOD, 0.9, 200.0)
    source = found[0].source if found else None
    return Page(
        1, width, height, PageKind.ORIGINAL, 90 * quarters, 0.1, source, "test", placed, quality,
        None, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def extraction(*pages: Page, form: FormContent | None = None) -> Extraction:
    return Extraction("0" * 64, 1, MediaType.PDF, pages, form, (), ())


def texts(found: Extraction) -> dict[Marker, str]:
    boxes = read_boxes("u1", found, tuple(p.number for p in found.pages))
    return {box.marker: box.witness.text for box in boxes}


SIDE_BY_SIDE = words(
    (40, 280, "4 My occupation in Canada will be:"),
    (40, 300, "*Job title"),
    (300, 300, "*Brief description of duties"),
    (40, 314, "CSQ holder outside Quebec - OWP"),
    (300, 314, "A76: International Mobility Program Plus"),
    (40, 350, "5 Duration of expected employment"),
    (300, 350, "6 Labour Market Impact Assessment (LMIA) No."),
)
BOTH = {
    JOB: "CSQ holder outside Quebec - OWP",
    DUTIES: "A76: International Mobility Program Plus",
}


@pytest.mark.parametrize("quarters", range(4))
def test_captions_side_by_side_bind_by_place_whichever_way_the_page_lies(quarters: int) -> None:
    assert texts(extraction(page(SIDE_BY_SIDE, quarters))) == BOTH


def test_evidence_lies_on_the_value_as_the_page_is_displayed() -> None:
    boxes = read_boxes("u1", extraction(page(SIDE_BY_SIDE, 1)), (1,))
    value = next(b.witness.box for b in boxes if b.marker is JOB)
    expected = turned(Box(40 / WIDTH, 314 / HEIGHT, 200 / WIDTH, 324 / HEIGHT), 1)
    assert value.intersection_area(expected) > 0.9 * expected.area


LAYOUTS = [
    # Captions below each other, values below their captions.
    (
        (40, 300, "Job title"),
        (40, 312, BOTH[JOB]),
        (40, 330, "Brief description of duties"),
        (40, 342, BOTH[DUTIES]),
    ),
    # Values to the right of their captions.
    (
        (40, 300, f"Job title: {BOTH[JOB]}"),
        (40, 316, f"Brief description of duties: {BOTH[DUTIES]}"),
    ),
    # French captions; a value that wraps; a border read as a bar.
    (
        (40, 300, "Titre de l'emploi"),
        (240, 300, "Brève description des fonctions"),
        (40, 313, "| CSQ holder outside"),
        (240, 313, "| A76: International Mobility"),
        (40, 325, "Quebec - OWP"),
        (240, 325, "Program Plus"),
    ),
    # OCR noise in the captions, words run together.
    (
        (40, 300, "'Jobtitle"),
        (300, 300, "Brief descriptlon of dutles"),
        (40, 313, BOTH[JOB]),
        (300, 313, BOTH[DUTIES]),
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_other_layouts_of_the_row_are_read(layout: tuple[tuple[float, float, str], ...]) -> None:
    assert texts(extraction(page(words(*layout)))) == BOTH


def test_empty_boxes_give_empty_witnesses_and_not_the_next_question() -> None:
    blank = [w for w in SIDE_BY_SIDE if round(w.box.y0 * HEIGHT) != 314]
    assert texts(extraction(page(blank))) == {JOB: "", DUTIES: ""}


def placed(text: str, left: float, right: float, top: float, bottom: float) -> Word:
    box = Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)
    return Word(text, box, 0.9, 2, TextSource.OCR)


# What OCR leaves of a word beside the word itself: the dot of an i, a piece at its end.
PIECES = [
    (placed("i", 327, 328, 314, 315),),
    (placed("ional", 370, 392, 314, 324),),
    (placed("P:", 424, 434, 314, 324), placed("g", 440, 446, 318, 326)),
]


@pytest.mark.parametrize("pieces", PIECES)
def test_a_piece_over_its_word_in_one_box_scrambles_neither_box(pieces: tuple[Word, ...]) -> None:
    read = texts(extraction(page([*SIDE_BY_SIDE, *pieces])))
    assert read[JOB] == BOTH[JOB]
    left = [word for word in read[DUTIES].split() if word not in {w.text for w in pieces}]
    assert " ".join(left) == BOTH[DUTIES]


def test_the_words_of_a_box_are_read_line_by_line_whatever_is_level_in_the_other_box() -> None:
    high = words((40, 310, "CSQ holder"), (40, 321, "outside Quebec -"), (40, 332, "OWP"))
    low = words(
        (300, 316, "A76: International"), (300, 327, "Mobility Program"), (300, 338, "Plus")
    )
    rest = [w for w in SIDE_BY_SIDE if round(w.box.y0 * HEIGHT) != 314]
    assert texts(extraction(page([*rest, *high, *low]))) == BOTH


def test_the_large_number_of_the_next_question_is_no_part_of_the_answer() -> None:
    # It reaches over two lines, and its top is above the caption that ends the box.
    numbers = (placed("[5]", 21, 34, 322, 354), placed("6", 290, 298, 322, 354))
    captions = words(
        (40, 332, "Duration of expected employment"),
        (301, 332, "Labour Market Impact Assessment (LMIA) No."),
        (40, 343, "From To"),
    )
    found = extraction(page([*SIDE_BY_SIDE[:-12], *captions, *numbers]))
    assert texts(found)[DUTIES] == "A76: International Mobility Program Plus"
    assert texts(found)[JOB] == "CSQ holder outside Quebec - OWP"


def test_a_caption_seen_twice_on_its_own_line_is_no_part_of_the_answer() -> None:
    # The second "No." is measured higher than its line, whose words are two rows.
    again = (placed("Market", 380, 412, 350, 360), placed("No.", 463, 470, 338, 360))
    doubled = (placed("Market", 376, 408, 350, 360), placed("No.", 462, 469, 350, 360))
    rest = [w for w in SIDE_BY_SIDE if w.text not in {"Market", "No."}]
    found = extraction(page([*rest, *doubled, *again]))
    assert texts(found) == BOTH


def test_a_word_over_tall_captions_stays_part_of_the_answer() -> None:
    # On a bent page OCR measures the next caption's line higher than it is, up to the answer.
    tall = [
        placed(w.text, w.box.x0 * WIDTH, w.box.x1 * WIDTH, 323, 350) for w in SIDE_BY_SIDE[-12:]
    ]
    found = extraction(page([*SIDE_BY_SIDE[:-12], *tall]))
    assert texts(found) == BOTH


QUESTION = "4 My occupation in Canada will be:"
# The question, the two captions as OCR read them, and whether each box is known for certain.
DAMAGED = [
    # The title's caption is a scrap, or nothing: its box is left of the other one.
    (QUESTION, "Job ife", "*Brief description of duties", (False, True)),
    ("", "le", "Brief description of duties", (False, True)),
    ("", "", "Brief description of duties", (False, True)),
    ("4 Ma profestion au Cmada", "T de rel", "Rarve description des fonctions", (False, True)),
    # The description of duties is a scrap, but beside the title's caption or below its question.
    (QUESTION, "Job tutle", "Bref dex rpton of dutes", (False, False)),
    ("", "Job tutle", "Bref dex rpton of dutes", (False, False)),
    (QUESTION, "Job le", "Bnef desorpton of ddes", (False, False)),
    (QUESTION, "", "Bnef desorpton of ddes", (False, False)),
    # The first word is not read as part of the caption, and its box begins there all the same.
    ("", "Jot)titl", "-Bret desoription ot dutes", (False, True)),
]


def damaged(
    question: str, job: str, duties: str, values: tuple[str, str], source: TextSource
) -> Extraction:
    row = ((40, 280, question), (40, 300, job), (300, 300, duties))
    answers = ((40, 314, values[0]), (300, 314, values[1]))
    below = ((40, 350, "5 Duration of expected employment"), (40, 380, "2026-01-01"))
    return extraction(page(words(*row, *answers, *below, source=source)))


@pytest.mark.parametrize(("question", "job", "duties", "certain"), DAMAGED)
def test_boxes_are_found_by_their_place_where_captions_are_damaged(
    question: str, job: str, duties: str, certain: tuple[bool, bool]
) -> None:
    values = (BOTH[JOB], BOTH[DUTIES])
    boxes = read_boxes("u1", damaged(question, job, duties, values, TextSource.OCR), (1,))
    assert {box.marker: box.witness.text for box in boxes} == BOTH
    assert tuple(box.witness.confidence >= 0.5 for box in boxes) == certain
    assert all(reading.status.counts for reading in judge_boxes(boxes))


OTHER_TEXTS = [
    ("Cook", "Prepare meals and clean the kitchen"),
    ("CSQ holder in Quebec - OWP", "A75: International Mobility Program Plus"),
    ("CSQ holder outside Quebec - BOWP", "A76"),
    ("", ""),
]


@pytest.mark.parametrize("values", OTHER_TEXTS)
@pytest.mark.parametrize(("question", "job", "duties", "certain"), DAMAGED)
def test_a_box_that_is_not_certain_holds_no_other_text_and_is_never_empty(
    question: str, job: str, duties: str, certain: tuple[bool, bool], values: tuple[str, str]
) -> None:
    boxes = read_boxes("u1", damaged(question, job, duties, values, TextSource.OCR), (1,))
    for reading, sure in zip(judge_boxes(boxes), certain, strict=True):
        assert not reading.status.counts
        assert sure or reading.status is MarkerStatus.UNREADABLE


def test_a_description_that_is_no_caption_finds_no_box() -> None:
    # Neither the question nor the title's caption stands there.
    found = damaged("", "", "Bref dex rpton of dutes", (BOTH[JOB], BOTH[DUTIES]), TextSource.OCR)
    assert texts(found) == {}


def test_a_text_layer_has_no_damaged_captions() -> None:
    values = (BOTH[JOB], BOTH[DUTIES])
    found = damaged(QUESTION, "Job", "Bref dexrpton of dutes", values, TextSource.TEXT_LAYER)
    assert texts(found) == {}


def test_a_page_without_the_captions_gives_no_witness() -> None:
    letter = words((40, 100, "Write A76: International Mobility Program Plus in the box"))
    assert texts(extraction(page(letter))) == {}


def test_pages_that_are_no_form_are_not_searched() -> None:
    assert read_boxes("u1", extraction(page(SIDE_BY_SIDE)), ()) == ()


def payload(label: str, job: int, duties: int) -> str:
    values = [label] + [""] * 20
    values[job], values[duties] = BOTH[JOB], BOTH[DUTIES]
    return "|".join(values)


CODES = [
    ("IMM1295_06-2018_5", 11, 12),
    ("IMM5710_06-2018_6", 8, 9),
]


@pytest.mark.parametrize(("label", "job", "duties"), CODES)
def test_barcodes_are_read_on_any_page(label: str, job: int, duties: int) -> None:
    symbol = Barcode("PDF417", payload(label, job, duties), Box(0.1, 0.6, 0.5, 0.8))
    boxes = read_boxes("u1", extraction(page([], barcodes=(symbol,))), ())
    assert {b.marker: b.witness.text for b in boxes} == BOTH
    assert {b.witness.source for b in boxes} == {TextSource.BARCODE}
    assert {b.witness.box for b in boxes} == {symbol.box}


def test_other_codes_of_the_form_say_nothing_of_the_boxes() -> None:
    symbol = Barcode("PDF417", payload("IMM1295_06-2018_4", 11, 12), Box(0, 0, 1, 1))
    assert texts(extraction(page([], barcodes=(symbol,)))) == {}


DATA_PATHS = [
    ("Page3/DetailsOfWorkCont/details/jobTitle", "Page3/DetailsOfWorkCont/details/posDesc"),
    ("Page3/DetailsOfWork/Occupation/Job", "Page3/DetailsOfWork/Occupation/Desc"),
]


@pytest.mark.parametrize("paths", DATA_PATHS)
def test_form_data_and_stored_payloads_are_two_witnesses(paths: tuple[str, str]) -> None:
    box = Box(0.1, 0.2, 0.5, 0.22)
    fields = tuple(
        FormField(path, "", value, None, 3, box, TextSource.XFA)
        for path, value in zip(paths, ("", BOTH[DUTIES]), strict=True)
    )
    stored = (payload("IMM1295_06-2018_5", 11, 12),)
    form = FormContent(None, "", "", Validation.VALIDATED, fields, stored)
    boxes = read_boxes("u1", extraction(form=form), ())
    found = [(b.marker, b.witness.source, b.witness.text) for b in boxes]
    assert found == [
        # The applicant emptied the box after validation: both are told.
        (JOB, TextSource.XFA, ""),
        (DUTIES, TextSource.XFA, BOTH[DUTIES]),
        (JOB, TextSource.BARCODE, BOTH[JOB]),
        (DUTIES, TextSource.BARCODE, BOTH[DUTIES]),
    ]
    assert {b.witness.page for b in boxes} == {3}
