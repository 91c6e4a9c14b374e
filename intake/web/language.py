"""Which official language a request asks for."""

from models.bilingual import Language


def asked_language(accept_language: str | None) -> Language | None:
    """Return the preferred official language of an ``Accept-Language`` header (RFC 9110).

    Returns:
        None if the header is absent or names neither language.
    """
    best: tuple[float, Language] | None = None
    for item in (accept_language or "").split(","):
        tag, _, parameters = item.partition(";")
        language = _language(tag)
        weight = _weight(parameters)
        # Of equal weights the first stands, as senders list the preferred one first.
        if language is not None and weight > 0 and (best is None or weight > best[0]):
            best = (weight, language)
    return None if best is None else best[1]


def _language(tag: str) -> Language | None:
    primary = tag.strip().lower().partition("-")[0]
    return Language(primary) if primary in set(Language) else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
