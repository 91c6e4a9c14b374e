"""Captions of dates, put together from the few words that they are made of."""

from itertools import product

_VALID = ("Valid", "Good", "In force", "In effect", "Effective", "Usable", "Authorized")
_UNTIL = ("until", "through", "thru", "till", "to", "up to", "up until")
_VALABLE = ("Valide", "Valable", "Bon", "Bonne", "En vigueur", "Vaut", "Utilisable")
_ENDS = ("Expires", "Expiring", "Ends", "Lapses", "Ceases", "Runs out", "Terminates", "Finishes")
_FINIT = ("Expire", "Expirant", "Prend fin", "Se termine", "S'éteint", "Échoit", "Cesse", "Finit")


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, words)) for words in product(*parts))


VALID_UNTIL = (
    *_joined(_VALID, _UNTIL),
    *_joined(_VALABLE, ("jusqu'au", "jusqu'à", "jusqu'en")),
    *_joined(_ENDS, ("", "on", "after", "by")),
    *_joined(_FINIT, ("", "le", "après le", "au")),
)
"""How captions and sentences tell the last day of a paper, put together from their parts."""
VALID_FROM = (
    *_joined(_VALID, ("from",)),
    *_joined(_VALABLE, ("du",)),
    "Period of validity",
    "Validity period",
    "Validity",
    "Période de validité",
    "Validité",
)
"""How captions of both days of a paper begin: « Valide du / au »."""
DATES_OF_PASSPORTS = _joined(
    ("Passport", "Passport's", "Travel document"),
    (
        "expiry",
        "expiry date",
        "date of expiry",
        "expires",
        "valid until",
        "validity",
        "issued",
        "issue date",
        "date of issue",
    ),
)
"""Captions on other papers; what they name is no date of the paper itself."""
