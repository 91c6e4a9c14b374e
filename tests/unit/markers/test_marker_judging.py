"""What counts as a marker, what nearly does, and what never may."""

import pytest

from classifiers.markers import judge, judge_boxes, witnesses_disagree
from models.extraction import TextSource
from models.geometry import Box
from models.markers import Marker, MarkerStatus, Witness
from models.reading import BoxReading

BOX = Box(0.1, 0.4, 0.5, 0.45)
JOB_EN = "CSQ holder outside Quebec – OWP"
JOB_FR = "Titulaire d'un CSQ à l'extérieur du Québec – PTO"
A76_EN = "A76: International Mobility Program Plus"
A76_FR = "A76 : Programme de mobilité internationale plus"


def witness(text: str, source: TextSource = TextSource.XFA, confidence: float = 0.95) -> Witness:
    return Witness(source, text, "u1", 3, BOX, confidence)


def status(marker: Marker, text: str, source: TextSource) -> MarkerStatus:
    return judge(marker, (witness(text, source),)).status


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        (Marker.JOB_TITLE, JOB_EN),
        (Marker.JOB_TITLE, JOB_FR),
        (Marker.A76, A76_EN),
        (Marker.A76, A76_FR),
        # Blanks around the text are no part of it.
        (Marker.A76, f"  {A76_EN}\n"),
    ],
)
def test_the_published_text_is_exact(marker: Marker, text: str) -> None:
    reading = judge(marker, (witness(text),))
    assert reading.status is MarkerStatus.EXACT
    assert (reading.distance, reading.variants) == (0.0, ())


ACCEPTED = [
    # The form's validator rejects the en dash, so that nearly everybody writes a hyphen.
    (Marker.JOB_TITLE, "CSQ holder outside Quebec - OWP", {"hyphen_for_en_dash"}),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec — OWP", {"other_dash"}),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec -- OWP", {"double_hyphen_for_en_dash"}),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec − OWP", {"other_dash"}),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec OWP", {"no_dash"}),
    (Marker.JOB_TITLE, "csq HOLDER Outside quebec – owp", {"letter_case"}),
    (Marker.JOB_TITLE, "CSQ holder outside Québec – OWP", {"accents"}),
    (Marker.JOB_TITLE, "CSQ holders outside Quebec – OWP", {"plural"}),
    (Marker.JOB_TITLE, "CSQ holder outside of Quebec – OWP", {"outside_of"}),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec – Open Work Permit", {"owp_in_full"}),
    (Marker.JOB_TITLE, "CSQ holder outside\nQuebec – OWP", {"line_break"}),
    (Marker.JOB_TITLE, "CSQ\u00a0holder outside Quebec – OWP", {"no_break_space"}),
    (Marker.JOB_TITLE, "Titulaire d’un CSQ à l’extérieur du Québec - PTO", {"hyphen_for_en_dash"}),
    # The title box holds fifty characters; what is longer is cut by the form.
    (
        Marker.JOB_TITLE,
        "Titulaire d'un CSQ à l'extérieur du Québec - permis de travail ouvert"[:50],
        {"hyphen_for_en_dash", "cut", "owp_in_full"},
    ),
    (Marker.A76, "A 76: International Mobility Program Plus", {"code_spacing"}),
    (Marker.A76, "A-76: International Mobility Program Plus", {"code_spacing"}),
    (Marker.A76, "A76 - International Mobility Program Plus", {"code_punctuation"}),
    (Marker.A76, "A76: International Mobility Programme Plus", {"programme"}),
    (Marker.A76, "A76: IMP Plus", {"abbreviated"}),
    (Marker.A76, "A76: IMP+", {"abbreviated"}),
    (Marker.A76, "A76 : PMI+", {"abbreviated"}),
    (Marker.A76, "A76: International Mobility Program  Plus", {"extra_blanks"}),
]


@pytest.mark.parametrize("source", [TextSource.XFA, TextSource.OCR])
@pytest.mark.parametrize(("marker", "text", "variants"), ACCEPTED)
def test_accepted_writings_count_and_are_named(
    marker: Marker, text: str, variants: set[str], source: TextSource
) -> None:
    reading = judge(marker, (witness(text, source),))
    assert reading.status is MarkerStatus.VARIANT
    assert set(reading.variants) == variants


NEVER = [
    # CSQ holders in Quebec have another code, A75; bridging and closed permits are others.
    (Marker.JOB_TITLE, "CSQ holder in Quebec – OWP"),
    (Marker.JOB_TITLE, "CSQ holder inside Quebec – OWP"),
    (Marker.JOB_TITLE, "CSQ holder within Quebec – OWP"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec – BOWP"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec – B0WP"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec - bridging open work permit"),
    (Marker.JOB_TITLE, "CAQ holder outside Quebec – OWP"),
    (Marker.JOB_TITLE, "CSQ holder outside Canada – OWP"),
    (Marker.JOB_TITLE, "Not a CSQ holder outside Quebec – OWP"),
    (Marker.JOB_TITLE, "Titulaire d'un CSQ au Québec – PTO"),
    (Marker.JOB_TITLE, "Titulaire d'un CSQ à l'intérieur du Québec – PTO"),
    (Marker.JOB_TITLE, "Titulaire d'un CAQ à l'extérieur du Québec – PTO"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec"),
    (Marker.A76, "A75: International Mobility Program Plus"),
    (Marker.A76, "A73: International Mobility Program Plus"),
    (Marker.A76, "A78: International Mobility Program Plus"),
    (Marker.A76, "A16: International Mobility Program Plus"),
    (Marker.A76, "A7S: International Mobility Program Plus"),
    (Marker.A76, "Al6: International Mobility Program Plus"),
    (Marker.A76, "C76: International Mobility Program Plus"),
    (Marker.A76, "A7: International Mobility Program Plus"),
    (Marker.A76, "A76: International Mobility Program"),
    (Marker.A76, "International Mobility Program Plus"),
    (Marker.A76, "A76 or A75: International Mobility Program Plus"),
    (Marker.A76, "A75 : Programme de mobilité internationale plus"),
    (Marker.A76, "A76"),
    # Damage that could as well be a certificate of acceptance, a bridging permit, another code.
    (Marker.JOB_TITLE, "CQ holder outside Quebec - OWP"),
    (Marker.JOB_TITLE, "CAQQ holder outside Quebec - OWP"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec - BWP"),
    (Marker.JOB_TITLE, "CSQ holder outside Quebec - BBOWP"),
    (Marker.A76, "CC 76: International Mobility Program Plus"),
    (Marker.A76, "76: IMP+"),
]


@pytest.mark.parametrize(("marker", "text"), [*NEVER, (Marker.JOB_TITLE, "Cook")])
def test_a_badly_read_text_that_does_not_count_is_unreadable(marker: Marker, text: str) -> None:
    badly = witness(text, TextSource.OCR, confidence=0.4)
    assert judge(marker, (badly,)).status is MarkerStatus.UNREADABLE


@pytest.mark.parametrize("source", [TextSource.XFA, TextSource.OCR])
@pytest.mark.parametrize(("marker", "text"), NEVER)
def test_texts_that_mean_something_else_are_near_misses(
    marker: Marker, text: str, source: TextSource
) -> None:
    assert status(marker, text, source) is MarkerStatus.NEAR_MISS


TAKEN_APART = [
    # Words out of their order.
    (Marker.JOB_TITLE, "TITULAIRE D'UN À L'EXTÉRIEUR DU QUÉBEC - PTO CSQ"),
    (Marker.JOB_TITLE, "Titulaire à l'extérieur du PTO d'un CSQ Québec -"),
    (Marker.JOB_TITLE, "holder CSQ outside Quebec - Open Work Permit"),
    # Pieces of words, beside the word or instead of it.
    (Marker.A76, "P mobilité i A76: Programme de internat tic ionale plus"),
    (Marker.A76, "A76 Pr de mobilite i ionale plus g"),
    (Marker.A76, "A76: P de mobilité internationale plus"),
    (Marker.A76, "A76 - Prog de mobilité i ionale Plus"),
    (Marker.A76, "ional Plus A76: :International Mobility Prog gram"),
]


@pytest.mark.parametrize(("marker", "text"), TAKEN_APART)
def test_a_marker_that_ocr_took_apart_is_left_to_a_person_and_data_is_what_was_written(
    marker: Marker, text: str
) -> None:
    assert status(marker, text, TextSource.OCR) is MarkerStatus.UNREADABLE
    assert status(marker, text, TextSource.XFA) is MarkerStatus.NEAR_MISS


WRITTEN_SO = [
    # Whole words in order, of which the applicant left one out.
    (Marker.A76, "A76: International Program Plus"),
    (Marker.A76, "A76 International Mobility"),
    (Marker.A76, "A76: CSQ holder"),
    # Another code or certificate in words out of order, or in pieces.
    (Marker.A76, "Plus A75: International Mobility Program"),
    (Marker.A76, "A73: Pr de mobilite i ionale plus"),
    (Marker.JOB_TITLE, "holder CAQ outside Quebec - OWP"),
    (Marker.JOB_TITLE, "Quebec CSQ holder in - OWP"),
    (Marker.JOB_TITLE, "BOWP - CSQ holder outside Quebec"),
    (Marker.JOB_TITLE, "Titulaire à l'intérieur du PTO d'un CSQ Québec"),
]


@pytest.mark.parametrize(("marker", "text"), WRITTEN_SO)
def test_what_the_applicant_wrote_otherwise_stays_a_near_miss(marker: Marker, text: str) -> None:
    assert status(marker, text, TextSource.OCR) is MarkerStatus.NEAR_MISS


@pytest.mark.parametrize("source", [TextSource.XFA, TextSource.OCR])
@pytest.mark.parametrize(
    ("marker", "text"),
    [
        # A real job, or an empty box, resembles no marker.
        (Marker.JOB_TITLE, "Software developer"),
        (Marker.JOB_TITLE, "Infirmière auxiliaire"),
        (Marker.A76, "Design and build web pages for customers"),
        (Marker.A76, ""),
        (Marker.JOB_TITLE, "  "),
    ],
)
def test_other_texts_are_absent(marker: Marker, text: str, source: TextSource) -> None:
    assert status(marker, text, source) is MarkerStatus.ABSENT


DAMAGED = [
    # Measured on a real layout at 150 dpi.
    (Marker.JOB_TITLE, "PQ holder ouside Quebec -OWP"),
    (Marker.A76, "x76; lternational Mobility Program Plus"),
    # A lost first letter, glyphs that look alike, a border read as a bar.
    (Marker.JOB_TITLE, "SQ holder outside Quebec - OWP"),
    (Marker.JOB_TITLE, "| CSO holder outslde Quehec - 0WP"),
    (Marker.A76, "A7G: International Mobility Program Plus"),
    (Marker.A76, "A76: Internationai Mobilitv Prograrn Plus |"),
]


@pytest.mark.parametrize(("marker", "text"), DAMAGED)
def test_damage_is_tolerated_from_ocr_only(marker: Marker, text: str) -> None:
    assert status(marker, text, TextSource.OCR) is MarkerStatus.VARIANT
    for certain in (TextSource.XFA, TextSource.BARCODE, TextSource.TEXT_LAYER):
        assert status(marker, text, certain) is MarkerStatus.NEAR_MISS


def test_both_markers_in_one_box_count() -> None:
    both = BoxReading(Marker.JOB_TITLE, witness(f"{JOB_EN} {A76_EN}"))
    empty = BoxReading(Marker.A76, witness(""))
    job, duties = judge_boxes((both, empty))
    assert job.status.counts
    assert "both_in_one_box" in job.variants
    assert duties.status.counts
    assert "both_in_one_box" in duties.variants


def test_swapped_boxes_count() -> None:
    job, duties = judge_boxes(
        (BoxReading(Marker.JOB_TITLE, witness(A76_EN)), BoxReading(Marker.A76, witness(JOB_EN)))
    )
    assert job.status.counts
    assert "swapped_boxes" in job.variants
    assert duties.status.counts
    assert "swapped_boxes" in duties.variants


def test_no_witness_and_an_illegible_one_are_unreadable() -> None:
    assert judge(Marker.A76, ()).status is MarkerStatus.UNREADABLE
    blurred = witness("~ .. ii", TextSource.OCR, 0.2)
    assert judge(Marker.A76, (blurred,)).status is MarkerStatus.UNREADABLE


def test_the_more_certain_witness_decides_and_disagreement_shows() -> None:
    data = witness("Cook", TextSource.XFA)
    print_ = witness(JOB_EN, TextSource.BARCODE)
    reading = judge(Marker.JOB_TITLE, (print_, data))
    assert reading.status is MarkerStatus.ABSENT
    assert reading.witnesses == (data, print_)
    assert witnesses_disagree(reading.witnesses)


def test_damage_alone_is_no_disagreement() -> None:
    data = witness("CSQ holder outside Quebec - OWP", TextSource.XFA)
    scan = witness("SQ holder ouside Quebec -OWP", TextSource.OCR)
    assert not witnesses_disagree((data, scan))
