"""The number of a form, told from its title, footer, barcode label or template."""

import re

_NUMBER = re.compile(r"\bIMM[\s_-]*0*(\d{4})(?!\d)", re.IGNORECASE)


def form_number(text: str) -> str | None:
    """Return the first form number in ``text`` as ``imm1295``; None if it names no form."""
    found = _NUMBER.search(text)
    return f"imm{found.group(1)}" if found else None
