"""How a letter is written: it greets somebody, and it closes.

Which papers nobody asks for is told by what they speak of; whether such a paper is a letter is told
by its form, since an employer's letter and a contract speak of the same things.
"""

import re

from classifiers.page_types.text import PageText

LETTER_SIGNS: tuple[str, ...] = ("salutation", "closing")
"""Names of the signs, in the order of :func:`letter_signs`."""
SALUTATION = re.compile(
    r"(?:dear|to whom it may concern|attention|hello|hi|good (?:morning|day|afternoon)"
    r"|madame|monsieur|mesdames|cher|chere|chers|cheres|bonjour|a qui de droit)\b"
)
VALEDICTION = re.compile(
    r"(?:yours|sincerely|respectfully|regards|(?:best|kind|warm) regards|cordialement"
    r"|(?:meilleures )?salutations|veuillez (?:agreer|recevoir)|je vous prie|nous vous prions"
    r"|bien a vous)\b"
)
_THANKS = re.compile(r"(?:with thanks|thank you|thanks|merci)\b")
_CLOSING = re.compile(f"{VALEDICTION.pattern}|{_THANKS.pattern}")
_PATTERNS = (SALUTATION, _CLOSING)


def letter_signs(text: PageText) -> tuple[float, ...]:
    """Return for each of :data:`LETTER_SIGNS` 1 if a line of the page begins with it, else 0.

    Within a line the same words are a mention: a form asks for "Mr., Mrs. or Madame".
    """
    return tuple(
        float(any(pattern.match(line.text) for line in text.lines)) for pattern in _PATTERNS
    )
