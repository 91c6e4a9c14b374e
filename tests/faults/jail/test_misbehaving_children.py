"""Whatever a child does, its upload ends in a typed outcome, in time, and nothing is left of it."""

import time
from dataclasses import replace

import pytest

from extractors.contained import read_contained
from extractors.frames import LENGTH
from extractors.limits import MIB, Limits
from models.extraction import ReadStatus as S
from tests.faults.jail.cells import attacked, attacking, descendants

CONTENT = b"%PDF-1.7\n%%EOF\n"
QUICK = Limits(wall_seconds=1.0)
ROOMY = Limits(wall_seconds=30.0)
NOT_A_HEADER = LENGTH.pack(2) + b"{}"
LONG_HEADER = LENGTH.pack(ROOMY.header_bytes + 1)
FOREVER = (LENGTH.pack(0) * 4096).hex()


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
        ("answer_bytes", LENGTH.pack(9).hex() + "7b", ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", NOT_A_HEADER.hex() + "00", ROOMY, S.POLICY, "forbidden_content"),
        # It lies about a length: more than it may, more than there is in the world.
        ("answer_bytes", LONG_HEADER.hex(), ROOMY, S.POLICY, "forbidden_content"),
        ("answer_bytes", "ff" * 64, ROOMY, S.POLICY, "forbidden_content"),
        # It answers without end: one long frame, or frames without number.
        ("flood_answer", "00" * 1000, replace(ROOMY, header_bytes=MIB), S.POLICY,
         "forbidden_content"),
        ("flood_answer", FOREVER, ROOMY, S.POLICY, "forbidden_content"),
    ],
)  # fmt: skip
def test_the_end_is_typed_and_in_time(
    name: str, target: str, limits: Limits, status: S, code: str
) -> None:
    with attacking(name, target) as keeper:
        keeper.containment()
        before = descendants()
        began = time.monotonic()
        outcome = read_contained(CONTENT, limits=limits, keeper=keeper)
        assert time.monotonic() - began < 10
        assert outcome.reason is not None
        assert (outcome.status, outcome.reason.code) == (status, code)
        assert descendants() == before


def test_complaints_are_taken_to_their_end_and_kept_only_in_part() -> None:
    limits = replace(ROOMY, complaint_bytes=1000)
    result = attacked("flood_errors", "400", limits=limits)
    assert result.answer == "done"
    assert result.ended.complaints == b"x" * 1000
