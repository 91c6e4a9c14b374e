"""A form means the same however the network cuts it, and no bytes make the parser fail untyped."""

import asyncio
import hashlib
import itertools
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.submission.errors import SubmissionError
from intake.submission.multipart import FormLimits, ReceivedForm, receive_form

LIMITS = FormLimits(file_bytes=5000, files=5, body_bytes=50_000, idle_seconds=5)
TYPE = "multipart/form-data; boundary=XbX"


async def chunks(parts: list[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def receive(parts: list[bytes]) -> ReceivedForm:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(receive_form(chunks(parts), TYPE, Path(folder), LIMITS))


def form(contents: list[bytes]) -> bytes:
    parts = [b'--XbX\r\nContent-Disposition: form-data; name="slot"\r\n\r\nclient_information\r\n']
    for number, content in enumerate(contents):
        head = f'Content-Disposition: form-data; name="file"; filename="{number}.pdf"\r\n\r\n'
        parts.append(b"--XbX\r\n" + head.encode() + content + b"\r\n")
    return b"".join(parts) + b"--XbX--\r\n"


def cut(body: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(body) + 1) for place in places), len(body)]
    return [body[i:j] for i, j in itertools.pairwise(bounds)]


# Contents that begin like the boundary are what a parser may trip over.
CONTENTS = st.lists(
    st.lists(st.sampled_from([b"\r\n", b"--", b"XbX", b"\r\n--Xb", b"-", b"a", b"\0"]), max_size=40)
    .map(b"".join)
    .map(lambda text: b"%PDF-1.7 " + text)
    .filter(lambda text: b"\r\n--XbX" not in text),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(CONTENTS, st.lists(st.integers(0, 10**6), max_size=12))
def test_any_cut_of_the_body_gives_the_same_files(contents: list[bytes], places: list[int]) -> None:
    received = receive(cut(form(contents), places))
    expected = [hashlib.sha256(content).hexdigest() for content in contents]
    assert [file.sha256 for file in received.files] == expected
    assert [file.size for file in received.files] == [len(content) for content in contents]
    assert [file.name for file in received.files] == [f"{n}.pdf" for n in range(len(contents))]


@settings(max_examples=60, deadline=None)
@given(CONTENTS, st.integers(0, 10**6))
def test_no_beginning_of_a_form_passes_for_the_whole(contents: list[bytes], place: int) -> None:
    body = form(contents)
    # The line break after the last boundary is no part of it.
    beginning = body[: place % (len(body) - 2)]
    try:
        receive([beginning])
    except SubmissionError:
        return
    raise AssertionError("a part of the form was taken for the whole")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=300) | st.sampled_from([b"--XbX", b"\r\n", b"--"]), max_size=12))
def test_any_bytes_end_in_a_form_or_in_a_typed_refusal(parts: list[bytes]) -> None:
    try:
        receive(parts)
    except SubmissionError:
        return
