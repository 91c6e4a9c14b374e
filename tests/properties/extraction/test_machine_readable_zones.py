"""Zones of every layout are read as they were written, and no damage is read as something else."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.mrz.layouts import LAYOUTS
from extractors.mrz.parsing import parse, parse_text
from fixtures.invention import mrz
from models.extraction import MrzKind

TODAY = date(2026, 1, 15)
LETTERS = st.characters(codec="ascii", categories=("Lu",))
NAMES = st.lists(st.text(LETTERS, min_size=2, max_size=5), min_size=1, max_size=2).map(" ".join)
STATES = st.text(LETTERS, min_size=3, max_size=3)
NUMBERS = st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=6, max_size=9)
ALIKE = ("0O", "0D", "0Q", "1I", "1L", "2Z", "4A", "5S", "6G", "8B")
HOLDERS = st.builds(
    mrz.Holder,
    code=st.just("P"),
    issuer=STATES,
    family=NAMES,
    given=NAMES,
    number=NUMBERS,
    nationality=STATES,
    birth=st.dates(date(1930, 1, 1), date(2025, 1, 1)),
    sex=st.sampled_from(("F", "M", "X")),
    expiry=st.dates(date(2015, 1, 1), date(2040, 1, 1)),
)
KINDS = st.sampled_from(list(MrzKind))


def lines_of(kind: MrzKind, holder: mrz.Holder) -> tuple[str, ...]:
    code = {"p": "P", "t": "I", "m": "V"}["p" if kind is MrzKind.TD3 else kind.value[0]]
    one = mrz.Holder(
        code, holder.issuer, holder.family, holder.given, holder.number, holder.nationality,
        holder.birth, holder.sex, holder.expiry,
    )  # fmt: skip
    match kind:
        case MrzKind.TD3:
            return mrz.passport(one)
        case MrzKind.TD2:
            return mrz.card_of_two_lines(one)
        case MrzKind.TD1:
            return mrz.card_of_three_lines(one)
        case MrzKind.MRV_A:
            return mrz.visa_of_width(one, 44)
        case MrzKind.MRV_B:
            return mrz.visa_of_width(one, 36)


@given(KINDS, HOLDERS)
def test_what_was_written_is_read(kind: MrzKind, holder: mrz.Holder) -> None:
    zone = parse(lines_of(kind, holder), TODAY)
    assert zone is not None
    assert zone.kind is kind
    assert zone.failed_checks == ()
    assert zone.family_name == holder.family
    assert zone.given_name == holder.given
    assert zone.document_number == holder.number
    assert (zone.issuing_state, zone.nationality) == (holder.issuer, holder.nationality)
    assert zone.expiry_date == holder.expiry
    assert zone.birth_date is not None
    # Two digits tell the year within a century: of those not in the future, the last.
    assert (zone.birth_date.year - holder.birth.year) % 100 == 0


@given(
    st.sampled_from((MrzKind.TD1, MrzKind.TD2)),
    HOLDERS,
    st.text("0123456789", min_size=1, max_size=4),
)
def test_a_number_that_runs_on_is_read_whole(kind: MrzKind, holder: mrz.Holder, more: str) -> None:
    number = holder.number.ljust(9, "7") + more
    long = mrz.Holder(
        "I", holder.issuer, holder.family, holder.given, number, holder.nationality,
        holder.birth, holder.sex, holder.expiry,
    )  # fmt: skip
    zone = parse(lines_of(kind, long), TODAY)
    assert zone is not None
    assert zone.document_number == number
    assert zone.failed_checks == ()


@given(KINDS, HOLDERS, st.data())
def test_one_confusion_in_the_number_is_repaired_rightly_or_reported(
    kind: MrzKind, holder: mrz.Holder, data: st.DataObject
) -> None:
    lines = lines_of(kind, holder)
    span = LAYOUTS[kind].number
    line = lines[span.line]
    places = [p for p in range(span.start, span.end) if any(line[p] in pair for pair in ALIKE)]
    assume(places)
    place = data.draw(st.sampled_from(places))
    pair = data.draw(st.sampled_from([pair for pair in ALIKE if line[place] in pair]))
    damaged = line[:place] + pair.replace(line[place], "") + line[place + 1 :]
    zone = parse((*lines[: span.line], damaged, *lines[span.line + 1 :]), TODAY)
    assert zone is not None
    # Exchanges by a multiple of ten keep the check digit: what is not detected is not changed.
    undetected = zone.document_number == damaged[span.start : span.end].replace("<", "")
    assert zone.document_number == holder.number or zone.failed_checks or undetected


@given(KINDS, HOLDERS)
def test_an_undamaged_zone_is_never_changed(kind: MrzKind, holder: mrz.Holder) -> None:
    lines = lines_of(kind, holder)
    zone = parse(lines, TODAY)
    assert zone is not None
    assert zone.lines == lines


@given(st.text())
def test_any_text_is_a_zone_or_none(text: str) -> None:
    zone = parse_text(text, TODAY)
    assert zone is None or zone.kind in MrzKind


@given(st.lists(st.text("ABCIPV<0123456789", min_size=30, max_size=44), min_size=1, max_size=3))
def test_any_lines_of_the_alphabet_are_parsed_without_failing(lines: list[str]) -> None:
    width = min({30, 36, 44}, key=lambda each: abs(each - len(lines[0])))
    fitted = "\n".join(line[:width].ljust(width, "<") for line in lines)
    zone = parse_text(fitted, TODAY)
    assert zone is None or len(set(map(len, zone.lines))) == 1
