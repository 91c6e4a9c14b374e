import pytest

from intake.submission.file_names import LONGEST, UNNAMED, clean_file_name, notices
from models.media_types import MediaType

NAMES = {
    # As browsers and tools send it.
    "CSQ été.pdf".encode(): "CSQ été.pdf",
    # Old clients send Latin-1.
    b"\xe9t\xe9.pdf": "été.pdf",
    # A path is not part of the name.
    b"C:\\Users\\me\\scan.pdf": "scan.pdf",
    b"/home/me/scan.pdf": "scan.pdf",
    b"../../etc/passwd": "passwd",
    b"..": UNNAMED,
    # Right-to-left override: would be shown as "scanfdp.exe" with its ending turned round.
    "scan\u202efdp.exe".encode(): "scanfdp.exe",
    # Control characters, among them the one that PostgreSQL cannot store.
    b"a\x00b\r\nc.pdf": "abc.pdf",
    # Composed and decomposed letters are the same name.
    "e\u0301.pdf".encode(): "é.pdf",
    b"": UNNAMED,
    b"   ": UNNAMED,
}


@pytest.mark.parametrize("raw", NAMES)
def test_names_are_safe_to_store_and_show(raw: bytes) -> None:
    assert clean_file_name(raw) == NAMES[raw]


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_file_name(b"x" * 1000 + b".pdf")
    assert len(name) == LONGEST
    assert name.endswith(".pdf")


ENDINGS = {
    ("a.pdf", MediaType.PDF): 0,
    ("A.PDF", MediaType.PDF): 0,
    ("a.jpeg", MediaType.JPEG): 0,
    ("a.jpg", MediaType.PDF): 1,
    ("a", MediaType.PDF): 1,
    ("pdf", MediaType.PDF): 1,
}


@pytest.mark.parametrize(("name", "media_type"), ENDINGS)
def test_an_ending_that_differs_from_the_content_is_told(name: str, media_type: MediaType) -> None:
    assert len(notices(name, media_type)) == ENDINGS[name, media_type]
