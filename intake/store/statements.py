"""SQL kept in files: ``sql/<subject>.sql`` holds statements, each under a ``-- name:`` line."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"^-- name: ([a-z][a-z0-9_]*)$", re.MULTILINE)


class Statements:
    """The statements of one subject, by name."""

    def __init__(self, texts: dict[str, bytes]) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> bytes:
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)


@cache
def statements(subject: str) -> Statements:
    """Load ``sql/<subject>.sql``.

    Raises:
        FileNotFoundError: there is no such subject.
        ValueError: two statements have one name.
    """
    text = files("intake.store").joinpath("sql", f"{subject}.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)
    names, bodies = parts[1::2], parts[2::2]
    if len(set(names)) != len(names):
        raise ValueError(f"{subject}.sql names a statement twice")
    return Statements(
        {name: body.strip().encode() for name, body in zip(names, bodies, strict=True)}
    )
