"""What can be a person's name, among all the texts that stand where names do."""

import re

from classifiers.fields.folding import fold
from classifiers.fields.label_words import is_label_text
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_name
from classifiers.fields.parsing.places import country_code, find_province

_PARTICLES = (
    "von|van|vom|zu|zum|der|den|ter|ten|de|du|des|da|das|do|dos|del|della|di|la|las|le|los|al|el|"
    "ben|bin|ibn|bint|e|y|i"
)
_ELIDED = re.compile("(?:[dl]['\u2019][^\\W\\d_a-zà-öø-ÿ]|(?:al|el)-).+")
"""A particle glued to a name: « d'Amours », "el-amrani". Before a small letter an elided one is
grammar: « d'électricité »."""
_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u1e00-\u1eff]"
_IN_PROSE = re.compile(
    rf"\s*(?:(?:{_CAPITAL}[^\W\d_]*|{_PARTICLES})(?:['\u2019-][^\W\d_]+)*-?\.?(?:\s+|$|(?=,)))+"
)
_TITLE = re.compile(
    r"\s*(?:madame|monsieur|mademoiselle|mme|mlle|m\.|mr|mrs|ms|miss)\b\.?\s+", re.IGNORECASE
)
"""A form of address before a name, which a sentence may write small."""
_LAST_PARTICLES = re.compile(rf"(?:\s+(?:{_PARTICLES}))+$")
_BROKEN = re.compile(r"(?<=\w)- (?=\w)")
"""A hyphen at the end of a line, at which a double name goes on in the next."""
_LEAST_PROVINCE = 6
"""Letters of the name of a province; its code is two capitals, as initials are."""
_COUNTRIES_AND_NAMES = frozenset(
    (
        "chad", "cuba", "france", "georgia", "india", "israel", "jordan", "kenya", "mali", "malta",
        "oman", "tchad",
    )
)  # fmt: skip
"""Countries whose names people bear."""
_CODE_LENGTH = 3
"""Letters of a country's code; as many as short surnames in capitals have (LIE, NGA)."""
NAME_WORDS = range(1, 8)
"""How many words a person's name may have."""
_NO_PERSON_WORDS = """
whom may concern attention
no dear hello hi bonjour bonsoir salut cher chère madame monsieur sir madam applicant client cliente
customer tenant candidat candidate ministère ministry gouvernement government immigration refugees
citizenship canada québec direction bureau office centre center service services inc ltd ltée llc
bank banque caisse hydro energy power gas water telecom department ministre minister objet subject
re date page case postal box station succ street rue avenue road city réfugiés citoyenneté
francisation intégration diversité inclusion commission company compagnie municipality province
statement bill invoice facture relevé account lettre letter certificat certificate programme
program invitation confirmation avis notice application demande number numéro work permit permis
travail receipt accusé réception acknowledgment submission présentation soumission resident
résidence résident permanent permanente temporary temporaire maintained maintenu status statut
sélection selection officer agent economic économique international mobility mobilité agreement
lease bail tenancy proof preuve your votre our notre payment paiement official officiel portal
portail yours truly sincerely regards sincères salutations cordialement merci thank notification
ar aor csq uci iuc individual individuel individuelle solde balance documents messages mon compte
profile profil depuis since under total montant amount période period home accueil help aide
information renseignements section declaration ville management gestion property properties
registration university université college collège assurance assurances insurance immobilier
immeubles concerne concerning matricule
"""
_NO_PERSON = frozenset(fold(_NO_PERSON_WORDS).split())
_LEADING = frozenset(("at", "for", "from", "by", "of", "pour", "par", "chez"))
"""Words with which captions end ("INSTALLED AT") and no names do, as some do with "To" or "Au"."""
_JOINT = re.compile(r",?\s+(?:and|et|&)\s+|\s*[,;]\s+")
_JOINING = frozenset(("and", "et", "between", "entre"))
"""Words that join the parties of a lease; in capitals they look like the first word of a name."""


def find_person(text: str) -> Match | None:
    """Take the name of a person that a text begins with."""
    match = find_name(text)
    return match if match and is_person(match.values[0]) else None


def find_first_person(text: str) -> Match | None:
    """Take the first of the persons whom a text names together: "Ana Ruiz and Pedro Ruiz"."""
    joint = _JOINT.search(text)
    return find_person(text) or (find_person(text[: joint.start()]) if joint else None)


def _is_particle(word: str) -> bool:
    return bool(re.fullmatch(_PARTICLES, word) or _ELIDED.fullmatch(word))


def find_named_in_prose(text: str) -> Match | None:
    """Take the capitalised words that a text begins with, with particles between them.

    A particle at their end is the sentence's own: « Ana Ruiz y habite ».
    """
    title = _TITLE.match(text)
    lead = title.end() if title else 0
    match = _IN_PROSE.match(text, lead)
    if match is None:
        return None
    found = find_person(_LAST_PARTICLES.sub("", match[0].rstrip(" ,")))
    if found is None or " " not in found.values[0]:
        return None
    return Match((_BROKEN.sub("-", found.values[0]),), lead + found.start, lead + found.end)


def is_person(name: str) -> bool:
    """Whether a text can be a person's name: a few words, no digit, no word of an organisation."""
    words = re.findall(r"[^\W\d_]+", fold(name))
    return (
        len(words) in NAME_WORDS
        and "+" not in name
        and _is_written_like_a_name(name)
        and not any(c.isdigit() for c in name)
        and words[0] not in _JOINING
        and words[-1] not in _LEADING
        and not is_label_text(name)
        and not any(word in _NO_PERSON for word in words)
        and not _names_province(name)
        and not _names_country(name)
    )


def _names_province(name: str) -> bool:
    """Whether a text names a province, as offices and companies do; Alberta is a first name."""
    found = find_province(name)
    return (
        found is not None and found.end - found.start >= _LEAST_PROVINCE and found.values != ("AB",)
    )


def _names_country(name: str) -> bool:
    """Whether a text is the name of a country and nothing else, as the last line of an address."""
    told = len(name) > _CODE_LENGTH and country_code(name) is not None
    return told and fold(name) not in _COUNTRIES_AND_NAMES


def _is_written_like_a_name(name: str) -> bool:
    """Whether every word has a capital, as names have and sentences do not, or is a particle.

    Particles alone are none: « facture d'électricité » bills nobody of that name.
    """
    if ".." in name or name.islower():
        return False
    return not any(word[0].islower() and not _is_particle(word) for word in name.split())
