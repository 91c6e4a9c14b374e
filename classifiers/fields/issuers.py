"""Who wrote a proof of residence, and of when it is where no label tells."""

import re

from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.label_words import is_label_text
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.parsing.address_pieces import ends_with_province, tells_contact
from classifiers.fields.parsing.dates import NumericOrder, find_date, find_dates
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.parties import party_of
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_TOP = 0.3
_HEAD = 0.5
"""Share of the first page in which a statement tells its period."""
_PERIOD = re.compile(r"\b(period|periode|statement|releve|billing|facturation)\b")
_ENDS_SENTENCE = re.compile(r"(?<!\binc)(?<!\bltd)(?<!\bcorp)(?<!\bco)\.$|[!?:,]$", re.IGNORECASE)
"""A company's kind is shortened with a point, which ends no sentence."""
_GREETING = re.compile(
    r"(?:dear|to whom|attn|attention|hello|bonjour|madame|monsieur|a qui de droit|objet|"
    r"sincerely|yours|regards|cordialement|salutations)\b|(?:to|re)\s*:"
)
"""How a letter greets, names its matter or takes leave."""
_NUMBERED = re.compile(r"[^\W\d_]+\.?\s+\d+\W*")
"""A word and a number: "Class 5", "Page 1". It numbers a thing and is nobody's name."""
_BOTH_ENDS = 2
_LEAST_ISSUER = 4
_MOST_ISSUER = 8
_COMPANY_WORDS = frozenset(
    fold(
        """
        bank banque caisse credit trust savings épargne financial financière insurance assurance
        assurances energy énergie power hydro electric électricité gas gaz water eau waterworks
        utility utilities telecom télécom mobile wireless internet cable câble fibre fiber
        communications network networks cooperative coopérative coop company compagnie corporation
        corp inc ltd ltée llc group groupe municipality municipalité city ville properties realty
        immobilier immobilière property management gestion services board tribunal commission
        """
    ).split()
)
"""What companies that write bills, statements and leases call themselves."""
_TITLE_WORDS = frozenset(
    fold(
        """
        statement account bill invoice lease agreement tenancy confirmation letter attestation
        residence licence license certificate date page proof notice relevé compte facture bail
        contrat location entente lettre résidence permis certificat preuve avis service customer
        client adresse address votre your name nom téléphone telephone pm am transactions
        summary overview amount owing due balance reminder rappel solde somme montant période
        period avis
        """
    ).split()
)


def issuer_reading(sheets: tuple[Sheet, ...], known: tuple[Reading, ...] = ()) -> Reading | None:
    """Take the line at the head of the first page that names the issuer.

    A line with a word of companies ("Bank", « Énergie ») names one; otherwise the largest does. Any
    other line that stands there twice is the title, which a browser prints over its page again.

    Args:
        sheets: the pages of the document.
        known: what was read of the resident, whose name and address stand at the head as well.
    """
    if not sheets:
        return None
    sheet = sheets[0]
    taken = {word for reading in known for word in reading.words}
    residents = {fold(r.values[0]) for r in known if r.name is FieldName.FULL_NAME}
    head = [part for row in sheet.rows if row.y0 < _TOP * sheet.height for part in segments(row)]
    texts = [fold(joined(part)[0]) for part in head]
    lines = [
        part
        for part, text in zip(head, texts, strict=True)
        if not taken.intersection(part)
        and text.rstrip(" ,.") not in residents
        and _may_name(part)
        and (texts.count(text) == 1 or _is_company(part))
    ]
    resident = min((w.y0 for r in known if r.sheet is sheet for w in r.words), default=sheet.height)
    above = [part for part in lines if part[0].y0 < resident]
    # Below the resident only whoever signs is left, and has two names at least.
    lines = above or [part for part in lines if len(part) > 1]
    named = [part for part in lines if _is_company(part)]
    if not lines:
        return None
    words = max(named or lines, key=lambda part: (round(max(w.height for w in part)), -part[0].y0))
    text, _ = joined(words)
    match = find_text(text)
    if match is None:
        return None
    return Reading(FieldName.ISSUER, match.values, words, sheet, Placement.RIGHT)


def _may_name(part: tuple[PlacedWord, ...]) -> bool:
    """Whether a line can be an issuer's name: short, no sentence, no title, date or address."""
    text = joined(part)[0]
    letters = sum(len(word.key) for word in part)
    return (
        letters >= _LEAST_ISSUER
        and len(part) <= _MOST_ISSUER
        and not _ENDS_SENTENCE.search(text.rstrip())
        and not _GREETING.match(fold(text))
        and not is_label_text(text)
        and party_of(part) is None
        and not tells_contact(text)
        and not ("," in text and ends_with_province(text))
        and any(word.key.isalpha() for word in part)
        and not _TITLE_WORDS.intersection(_words(part))
        and find_date(text) is None
        and not _NUMBERED.fullmatch(text)
        and find_postal_code(text) is None
        and not text[:1].isdigit()
        and 2 * sum(map(str.isdigit, text)) < letters
    )


def _is_company(part: tuple[PlacedWord, ...]) -> bool:
    """Whether a line has a word of companies, and another: « Énergie » alone heads a charge."""
    words = _words(part)
    return len(words) > 1 and bool(_COMPANY_WORDS & words)


def _words(part: tuple[PlacedWord, ...]) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", fold(joined(part)[0])))


def period_end(sheets: tuple[Sheet, ...], order: NumericOrder) -> Reading | None:
    """Take the last day of the period that a statement covers for its date."""
    for sheet in sheets[:1]:
        for row in sheet.rows:
            text, places = joined(row.words)
            if row.y0 > _HEAD * sheet.height or not _PERIOD.search(fold(text)):
                continue
            days = tuple(find_dates(text, order))
            if len(days) == _BOTH_ENDS:
                words = covered(row.words, places, days[1])
                return Reading(FieldName.LETTER_DATE, days[1].values, words, sheet, Placement.FLOW)
    return None
