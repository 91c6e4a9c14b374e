"""Where in a TOML file each key and each element of an array stands.

``tomllib`` keeps no places, and a policy officer who is told of a fault needs its line. The text
is one that ``tomllib`` has accepted, so that this reader only follows the nesting of TOML 1.0 and
need not tell right from wrong.
"""

import re
import tomllib
from collections import Counter

Step = str | int
Path = tuple[Step, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)\s*(\.)?""")
_STRINGS = (
    r'"{3}(?:\\.|[^\\])*?"{3,5}(?!")',
    r"'{3}.*?'{3,5}(?!')",
    r'"(?:\\.|[^"\\])*"',
    r"'[^']*'",
)
_STRING = re.compile("|".join(_STRINGS), re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\n#]+")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every key and array element of a valid TOML document.

    A path is made of keys and of places in arrays, from 0: ``("conditions", 1, "title", "en")``.
    """
    return _Reader(text).read()


def line_at(text: str, path: Path) -> int:
    """Return the line of ``path``, or of the nearest thing around it; 1 if nothing is known."""
    lines = lines_of(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Reader:
    """One pass over the text; ``_at`` is the place of the next character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[Path, int] = {}
        self._elements: Counter[Path] = Counter()

    def read(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_blanks():
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _skip_blanks(self) -> bool:
        """Pass blanks and comments; return whether anything is left."""
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._at < len(self._text)

    def _note(self, path: Path) -> None:
        self._found.setdefault(path, self._text.count("\n", 0, self._at) + 1)

    def _header(self) -> Path:
        """Read ``[table]`` or ``[[element of a table array]]``."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        start = self._at
        self._at += brackets
        keys = self._key()
        end = self._at + brackets
        self._at = start
        path: Path = ()
        for number, key in enumerate(keys, start=1):
            path = (*path, key)
            self._note(path)
            last = number == len(keys)
            if last and brackets > 1:
                self._elements[path] += 1
            if self._elements[path]:
                path = (*path, self._elements[path] - 1)
                self._note(path)
        self._at = end
        return path

    def _key(self) -> list[str]:
        """Read a bare, quoted or dotted key."""
        parts: list[str] = []
        while part := _KEY_PART.match(self._text, self._at):
            self._at = part.end()
            name = part[1]
            parts.append(_unquoted(name) if name[0] in "\"'" else name)
            if not part[2]:
                break
        return parts

    def _pair(self, table: Path) -> None:
        """Read ``key = value``."""
        start = self._at
        keys = self._key()
        after, self._at = self._at, start
        path = table
        for key in keys:
            path = (*path, key)
            self._note(path)
        self._at = after + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip_blanks()
        opening = self._text[self._at]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            scalar = _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            self._at = scalar.end() if scalar else self._at + 1

    def _array(self, path: Path) -> None:
        self._at += 1
        place = 0
        while self._inside("]"):
            element = (*path, place)
            self._note(element)
            self._value(element)
            place += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._inside("}"):
            self._pair(path)

    def _inside(self, closing: str) -> bool:
        """Pass blanks and a comma; return whether another item comes before ``closing``."""
        while self._skip_blanks() and self._text[self._at] == ",":
            self._at += 1
        if self._at >= len(self._text):
            return False
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True


def _unquoted(name: str) -> str:
    """Return what a quoted key says."""
    return next(iter(tomllib.loads(f"{name} = 0")))
