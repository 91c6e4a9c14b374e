"""Whatever a child does, its upload ends in a typed outcome, in time, and nothing is left of it."""

import time
from dataclasses import replace

import pytest

from extractors.contained import read_contained
from extractors.frames import DESCRIPTION, FRAME, GREY
from extractors.images.pictures import Look
from extractors.limits import MIB, Limits
from models.extraction import ReadStatus as S
from tests.faults.jail.cells import attacked, attackers, attacking

CONTENT = b"%PDF-1.7\n%%EOF\n"
QUICK = Limits(wall_seconds=1.0)
ROOMY = Limits(wall_seconds=30.0)
NOT_A_HEADER = FRAME.pack(DESCRIPTION, GREY, 2, 1) + b"{}"
LONG_HEADER = FRAME.pack(DESCRIPTION, GREY, ROOMY.header_bytes + 1, 1)
HALF = FRAME.pack(DESCRIPTION, GREY, 9, 1) + b"{"
DOT = FRAME.pack(Look.DRAWN, GREY, 1, 1) + b"x"
WIDE = FRAME.pack(Look.PHOTOGRAPHED, 3, ROOMY.raster_side + 1, 8)
SHORT = FRAME.pack(Look.PHOTOGRAPHED, 3, 100, 100) + b"x" * 29_999
LARGEST = FRAME.pack(Look.DRAWN, GREY, ROOMY.raster_side, ROOMY.raster_side)


@pytest.mark.parametrize(
    ("name", "target", "limits", "status", "code"),
    [
        # It never ends: asleep, deaf to every signal that can be ignored, or busy.
        ("sleep", "", QUICK, S.RESOURCE, "needs_too_much_time"),
        ("sleep_deaf", "", QUICK, S.RESOURCE, "needs_too_much_time"),
        ("spin", "", QUICK, S.RESOURCE, "needs_too_much_time"),
        # It is stopped at the limit of processor time before that of the clock.
        ("spin", "", replace(ROOMY, cpu_seconds=1), S.RESOURCE, "needs_too_much_time"),
        # It asks for 4 GiB.
        ("allocate", str(4 << 30), ROOMY, S.RESOURCE, "needs_too_much_memory"),
        ("fail", "MemoryError", ROOMY, S.RESOURCE, "needs_too_much_memory"),
        # It dies as PDFium dies, or as a process dies for which the machine lacks memory.
        ("crash", "SIGABRT", ROOMY, S.CORRUPT, "damaged_file"),
        ("crash", "SIGSEGV", ROOMY, S.CORRUPT, "damaged_file"),
        ("crash", "SIGKILL", ROOMY, S.RESOURCE, "needs_too_much_memory"),
        # It makes a call that no reading makes.
        ("fork", "", ROOMY, S.POLICY, "forbidden_content"),
        ("connect_tcp", "1", ROOMY, S.POLICY, "forbidden_content"),
        # It fails by a fault of ours.
        ("fail", "ValueError", ROOMY, S.FAILED, "reading_failed"),
        # It says nothing, no answer, half an answer, or something after the end.
        ("answer_bytes", "", ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", NOT_A_HEADER.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", HALF.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", NOT_A_HEADER.hex() + "00", ROOMY, S.POLICY, "forbidden_content"),
        # It lies about a length: more than it may, more than there is in the world.
        ("answer_bytes", LONG_HEADER.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", "ff" * 64, ROOMY, S.POLICY, "forbidden_content"),
        # It sends a picture wider than any, one with fewer pixels than it says, and only pictures.
        ("answer_bytes", WIDE.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", SHORT.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", DOT.hex(), ROOMY, S.POLICY, "forbidden_content"),
        # It answers without end: pictures without number, or larger than all may be together.
        ("flood_answer", (DOT * 1000).hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("flood_pictures", LARGEST.hex(), replace(ROOMY, rasters_bytes=64 * MIB), S.POLICY,
         "forbidden_content"),
        # Its pictures are honest, and too large once they are encoded.
        ("flood_pictures", LARGEST.hex(), replace(ROOMY, pictures_bytes=1000), S.RESOURCE,
         "needs_too_much_memory"),
    ],
)  # fmt: skip
def test_the_end_is_typed_and_in_time(
    name: str, target: str, limits: Limits, status: S, code: str
) -> None:
    with attacking(name, target) as keeper:
        keeper.containment()
        before = attackers()
        began = time.monotonic()
        outcome = read_contained(CONTENT, limits=limits, keeper=keeper)
        assert time.monotonic() - began < 10
        assert outcome.reason is not None
        assert (outcome.status, outcome.reason.code) == (status, code)
        assert attackers() == before


def test_complaints_are_taken_to_their_end_and_kept_only_in_part() -> None:
    limits = replace(ROOMY, complaint_bytes=1000)
    result = attacked("flood_errors", "400", limits=limits)
    assert result.answer == "done"
    assert result.ended.complaints == b"x" * 1000
