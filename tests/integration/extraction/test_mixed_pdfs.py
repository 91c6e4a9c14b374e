"""PDFs in which text, scans, layers and forms are mixed: what is read is what the page shows."""

import io
from collections.abc import Callable
from random import Random

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from bench.trust import encodings, overlays
from extractors.decisions import Decision
from extractors.reading import read
from models.extraction import Extraction, Page, ReadStatus, TextSource

LINES = (
    "Bank of the Harbour, statement of account",
    "Residence of the holder: 1408 Granville Street, Vancouver, British Columbia",
    "Nom du titulaire et adresse de résidence habituelle au Canada",
    "The account was opened in the month of September and is in good standing",
    "Le solde disponible comprend les dépôts reçus avant la fin de la période",
    "Please keep this statement with your records and report any error to us",
)
HEADER = "Cover sheet written by the sender"
STATEMENT = tuple(
    f"2025-03-{day:02} {what} {day * 731} {day * 17}.45 {9000 - day * 61}.10"
    for day, what in enumerate(
        ("Payroll", "Loyer", "Metro", "Interac", "Retrait", "Hydro", "Virement") * 4, 1
    )
)


def _pdf(lines: tuple[str, ...] = LINES) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(60, 720 - 22 * number, line)
    canvas.save()
    return target.getvalue()


def _joined(*files: bytes) -> bytes:
    whole = pikepdf.new()
    for file in files:
        with pikepdf.open(io.BytesIO(file)) as document:
            whole.pages.extend(document.pages)
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


def _read(content: bytes) -> Extraction:
    outcome = read(content)
    assert outcome.status is ReadStatus.READ, outcome.reason
    assert outcome.extraction is not None
    return outcome.extraction


def _page(content: bytes) -> Page:
    return _read(content).pages[0]


@pytest.mark.ocr
def test_each_page_of_a_mixed_file_is_read_by_its_own_means() -> None:
    pages = _read(_joined(_pdf(), overlays.scan(_pdf()), overlays.blank(with_hidden=False))).pages
    assert [page.text_decision for page in pages] == [
        Decision.TRUSTED,
        Decision.NO_LAYER,
        Decision.BLANK,
    ]
    assert [page.text_source for page in pages] == [TextSource.TEXT_LAYER, TextSource.OCR, None]
    for page in pages[:2]:
        assert "1408 Granville Street" in page.text


@pytest.mark.ocr
def test_a_header_above_a_scanned_body_and_the_body_are_both_read() -> None:
    page = _page(overlays.half_and_half(_pdf(), (HEADER,)))
    assert page.text_decision == Decision.WITH_IMAGE
    by_source = dict.fromkeys(TextSource, "")
    for word in page.words:
        by_source[word.source] += f" {word.text}"
    assert by_source[TextSource.TEXT_LAYER].split() == HEADER.split()
    assert "Granville" in by_source[TextSource.OCR]


@pytest.mark.ocr
@pytest.mark.parametrize("kind", ["right", "misplaced", "garbage"])
def test_a_scanners_invisible_layer_is_a_hint_and_never_evidence(kind: str) -> None:
    page = _page(overlays.searchable_scan(_pdf(), LINES, Random(3), kind))
    assert page.text_decision == Decision.INVISIBLE
    assert {word.source for word in page.words} == {TextSource.OCR}
    assert "Granville" in page.text
    assert len(page.hints) >= 40


@pytest.mark.ocr
def test_text_beneath_an_opaque_scan_is_a_hint() -> None:
    page = _page(overlays.text_beneath_scan(_pdf(), ["Other words that nobody can see at all"]))
    assert "nobody" in {word.text for word in page.hints}
    assert "nobody" not in page.text
    assert "Granville" in page.text


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("broken", "decision"),
    [
        # The table of Unicode values is off by three, or deals the letters out anew.
        (lambda pdf: encodings.with_encoding(pdf, encodings.shifted(3)), Decision.NOT_LANGUAGE),
        (lambda pdf: encodings.with_encoding(pdf, encodings.permuted(Random(1))),
         Decision.NOT_LANGUAGE),
    ],
)  # fmt: skip
def test_a_layer_with_a_broken_encoding_is_replaced_by_ocr(
    broken: Callable[[bytes], bytes], decision: Decision
) -> None:
    page = _page(broken(_pdf()))
    assert page.text_decision == decision
    assert "1408 Granville Street" in page.text
    assert page.hints


@pytest.mark.ocr
def test_words_with_a_lost_letter_are_read_from_the_picture() -> None:
    # The font has no Unicode value for two letters that occur in a few words only.
    page = _page(encodings.with_encoding(_pdf(), encodings.lost("Gk")))
    assert page.text_decision == Decision.WITH_GAPS
    sources = {word.text.strip(","): word.source for word in page.words}
    assert sources["Granville"] is TextSource.OCR
    assert sources["Vancouver"] is TextSource.TEXT_LAYER
    assert not any("\x00" in word.text or "\ufffd" in word.text for word in page.words)


def test_rows_of_transactions_are_the_values_of_a_form_and_not_noise() -> None:
    page = _page(_pdf(STATEMENT))
    assert page.text_decision == Decision.TRUSTED
    assert len(page.words) == len(" ".join(STATEMENT).split())


@pytest.mark.parametrize("kind", ["white", "tiny", "outside", "invisible", "clipped", "covered"])
def test_words_that_nobody_sees_do_not_count(kind: str) -> None:
    page = _page(overlays.with_decoy(_pdf(), kind))
    assert page.text_decision == Decision.TRUSTED
    assert not {word.text for word in page.words} & set(overlays.DECOY)
    assert len(page.words) == len(" ".join(LINES).split())


def test_words_on_top_of_other_words_prove_nothing() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.setFillGray(1)
    canvas.drawString(60, 720, "Forged")
    canvas.save()
    page = _page(overlays._stacked(target.getvalue(), _pdf()))
    assert "Forged" not in page.text


@pytest.mark.parametrize("by_content", [False, True], ids=["by entry", "by content"])
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_keep_their_layer_in_reading_order(degrees: int, *, by_content: bool) -> None:
    page = _page(overlays.turned(_pdf(), degrees, by_content=by_content))
    assert page.text_decision == Decision.TRUSTED
    assert page.text.splitlines() == list(LINES)
    assert page.rotation == degrees


@pytest.mark.parametrize("shift", [-40, 60])
def test_boxes_follow_a_shifted_and_cropped_page(shift: int) -> None:
    page = _page(overlays.cropped(_pdf(), shift))
    assert page.text.splitlines() == list(LINES)
    assert (page.width, page.height) == (582, 760)
    assert page.words[0].box.x0 == pytest.approx((60 - 30) / 582, abs=0.002)


def _form(*, appearance: bool, value: str = "Hélène Tremblay") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(LINES):
        canvas.drawString(60, 720 - 22 * number, line)
    canvas.acroForm.textfield(name="holder", value=value, x=60, y=500, width=260, height=24)
    canvas.acroForm.textfield(name="secret", value="Zanzibar", x=60, y=400, width=260, height=24)
    canvas.acroForm.checkbox(name="agreed", checked=True, x=60, y=450)
    canvas.save()
    with pikepdf.open(io.BytesIO(target.getvalue())) as document:
        for widget in document.pages[0].Annots:
            if str(widget.T) == "secret":
                widget.F = 2
            if not appearance and pikepdf.Name.Tx == widget.FT:
                del widget.AP
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("appearance", [True, False], ids=["drawn by the form", "never drawn"])
def test_filled_fields_are_data_and_words_where_they_show(*, appearance: bool) -> None:
    extraction = _read(_form(appearance=appearance))
    page = extraction.pages[0]
    assert extraction.form is not None
    assert {field.path: field.value for field in extraction.form.fields}["holder"] == (
        "Hélène Tremblay"
    )
    shown = [word for word in page.words if word.text in {"Hélène", "Tremblay"}]
    assert [word.text for word in shown] == ["Hélène", "Tremblay"]
    assert shown[0].box.y0 > (792 - 524) / 792 - 0.01
    assert shown[1].box.y1 < (792 - 500) / 792 + 0.01
    assert "Zanzibar" not in page.text


def test_free_text_on_a_page_is_read_where_it_shows() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[300, 300, 560, 340],
            Contents=pikepdf.String("Added after printing"),
            DA=pikepdf.String("/Helv 12 Tf 0 g"),
            F=4,
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        saved = io.BytesIO()
        document.save(saved)
    page = _page(saved.getvalue())
    assert "Added after printing" in page.text
    word = next(word for word in page.words if word.text == "printing")
    assert 300 / 612 < word.box.x0 < word.box.x1 < 560 / 612
    assert (792 - 340) / 792 < word.box.y0 < word.box.y1 < (792 - 300) / 792


def test_an_empty_user_password_opens_and_a_real_one_is_refused_clearly() -> None:
    def locked(user: str) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(_pdf())) as document:
            document.save(target, encryption=pikepdf.Encryption(owner="o", user=user))
        return target.getvalue()

    assert "Granville" in _page(locked("")).text
    refused = read(locked("secret"))
    assert refused.status is ReadStatus.REFUSED
    assert refused.reason is not None
    assert refused.reason.code == "password_protected"
