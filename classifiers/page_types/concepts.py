"""Concepts: what the words of a page are about, whichever words and language say it.

A letter in a wording that training never saw still speaks of the same things: an application for
permanent residence *received*, work *allowed to go on*, rent *due*. Words of both languages are
mapped by their stems to some hundred concepts; which of them stand near one another is what the
text classifier reads beside the plain characters.
"""

import re
from functools import lru_cache
from itertools import pairwise

from classifiers.page_types.text import folded

NEAR = 14
"""Words within which two concepts count as said together: about a line of a letter."""
_LEAST_STEM = 3
CANADIAN_ADDRESS = "canadian_address"
"""A Canadian postal code stands there (``M5V 2T6``), its digits masked or not."""
_POSTAL = (re.compile(r"[a-z]\d[a-z]"), re.compile(r"\d[a-z]\d"))

CONCEPTS: dict[str, str] = {
    # What is done with an application.
    "apply": "apply application applicant applied request demande postul candidature",
    "submit": "submi filed filing upload transmi transmet soumi soumet depos presente presenter",
    "receive": "receiv receipt acknowledg recu recue recus recept accus aor",
    "confirm": "confirm attest certif",
    "success": "success succes thank merci felicit congratul",
    "begin": "open ouvert ouvrir ouverture created cree start commenc begun",
    "process": "process traite traitement examin review etude reviewed assess",
    "decision": "decision decid outcome finalis",
    "return": "return retourn renvoy",
    "incomplete": "incomplet missing manquant unable satisf requirement exigence",
    "refuse": "refus reject rejet denied",
    "approve": "approv approuv accept accord granted",
    "extend": "exten prolong renew renouvel proroge",
    "change": "chang modif",
    "restore": "restor retabl",
    # Permission to stay and work.
    "permanent": "permanent rp pr",
    "temporary": "temporar temporair",
    "resident": "residen immigrant",
    "status": "status statut",
    "maintain": "maintain mainten maintenu conserv implied implicit interim continu poursui "
    "pursui remain demeur",
    "authorize": "authori autoris allow permet permitted may peut pouvez",
    "right": "right rights droit droits",
    "work": "work worker working travail travaill emploi employ occupation profession job",
    "permit": "permit permis",
    "study": "stud student etude etudiant etudier school ecole college universit academic",
    "visitor": "visit visiteur tourist",
    "visa": "visa vrt trv counterfoil",
    "entry": "entr",
    "eta": "eta ave electronic electronique",
    "expire": "expir echeance valid",
    "until": "until jusqu",
    "condition": "condition conditions modalite",
    "condition_leave": "leave quitter",
    # Quebec's side.
    "quebec": "quebec",
    "csq": "csq",
    "caq": "caq",
    "selection": "select chosen retenu choisi",
    "acceptance": "acceptation acceptance",
    "certificate": "certificat certificate",
    "invite": "invit",
    "mobility": "mobil",
    "imp": "imp pmi plus",
    "programme": "program",
    "interest": "interest interet",
    "arrima": "arrima bank banque",
    "pilot": "pilot",
    "deadline": "deadline limite dead later tard delay delai",
    "outside": "outside exterieur hors abroad etranger",
    "support": "support appui soutien",
    "any_employer": "any tout toute",
    # Offices.
    "ircc": "ircc cic refugees refugies citizenship citoyennete",
    "ministry": "minist mifi midi micc francisation",
    "portal": "portal portail online ligne account compte",
    "officer": "officer agent fonctionnaire",
    "reference": "reference dossier file",
    "client": "uci iuc client",
    # Money.
    "pay": "paid pay payment paye paiement payer acquitt",
    "fee": "fee fees frais droits charge tarif",
    "amount": "amount montant total sum somme",
    "card": "card carte visa mastercard credit",
    "transaction": "transaction order commande invoice facture bill",
    "due": "due exigible echu owing",
    "biometric": "biometr empreinte fingerprint",
    # Where somebody lives.
    "lease": "lease bail tenancy rental rent rents loyer location loue",
    "landlord": "landlord lessor locateur bailleur proprietaire owner",
    "tenant": "tenant tenants lessee locataire occupant",
    "premises": "premises logement dwelling apartment appartement unit unite",
    "province": "ontario alberta manitoba saskatchewan columbia colombie scotia ecosse brunswick "
    "newfoundland terre yukon nunavut",
    "address": "address adresse street rue avenue postal",
    "electricity": "electric hydro kwh energy energie gas gaz power",
    "meter": "meter compteur reading releve consommation consumption usage",
    "service": "service services",
    "account": "account compte statement releve",
    "balance": "balance solde opening closing",
    "deposit": "deposit depot withdraw retrait transfer virement debit",
    "bank": "bank banque caisse credit union branch succursale",
    "licence": "licen conduire driver conducteur class classe",
    "live_at": "lives living reside habite domicil home",
    "internet": "internet mobile wireless telephone phone sans",
    "insurance": "insur assur polic",
    # Work and studies.
    "salary": "salar salair wage pay gross brut earning gains net hourly horaire",
    "deduction": "deduct retenue cotisation ei rrq cpp qpp",
    "hours": "hour hours heure heures",
    "employer": "employer employeur company entreprise",
    "position": "position poste title titre duties fonction",
    "skills": "skill competenc abilit",
    "experience": "experience",
    "education": "education formation degree diplom bachelor bacca master maitrise",
    "university": "universit faculty faculte college institut",
    "conferred": "confer decern award honour grade",
    "language": "language langue linguis french english francais anglais",
    "test": "test score exam result resultat",
    "listening": "listen comprehen oral reading writing speaking expression ecrite",
    "references": "references hobbies interests loisirs profile profil",
    # Civil status and identity.
    "birth": "birth born naissance ne nee",
    "parents": "father mother pere mere parent",
    "marriage": "marri mariage epoux epouse conjoint spouse wed",
    "child": "child children enfant enfants",
    "siblings": "brother sister frere soeur",
    "register": "regist civil officiant celebrant witness temoin",
    "police": "police criminal criminel judiciaire record casier conviction",
    "passport": "passport passeport pasaporte passaporto reisepass",
    "nationality": "national citizen",
    "sex": "sex sexe",
    "represent": "represent consult lawyer avocat appoint designation",
    "accompany": "accompan",
    "tax": "tax impot revenu income assessment cotisation fiscal",
    "travel": "travel voyage flight vol",
    # The manner of a page.
    "dear": "dear madam sir madame monsieur hello bonjour",
    "regards": "sincerely regards truly cordial salutation agree sentiments",
    "email": "from to subject objet sent envoye cc de",
    "automated": "automated automatise reply repondre",
    "instructions": "how step etape instruction guide checklist liste",
    "page": "page",
    "signature": "sign signature signed",
    "declare": "declar sworn solennel",
    "section": "section part partie",
}
"""Stems of both languages, folded, by the concept that they speak of."""


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for concept, stems in CONCEPTS.items():
        for stem in stems.split():
            table[stem] = (*table.get(stem, ()), concept)
    return table


_STEMS = _table()
_LONGEST = max(map(len, _STEMS))


@lru_cache(maxsize=16_384)
def concepts_of(word: str) -> tuple[str, ...]:
    """Return what a folded word speaks of: the concepts of its longest known stem.

    A stem of at most three letters must be the whole word, because many words begin with it.
    """
    for end in range(min(len(word), _LONGEST), 0, -1):
        found = _STEMS.get(word[:end])
        if found and (end > _LEAST_STEM or end == len(word)):
            return found
    return ()


def concepts_on(words: list[str]) -> frozenset[str]:
    """Return the concepts that folded ``words`` speak of."""
    return frozenset(concept for _, concept in _said(words))


def _said(words: list[str]) -> list[tuple[int, str]]:
    """Return each concept with the place of its word; postal codes are known by their shape."""
    said = [(place, concept) for place, word in enumerate(words) for concept in concepts_of(word)]
    said += [
        (place, CANADIAN_ADDRESS)
        for place, (first, second) in enumerate(pairwise(words))
        if _POSTAL[0].fullmatch(first) and _POSTAL[1].fullmatch(second)
    ]
    return sorted(said)


def concept_features(words: list[str]) -> set[str]:
    """Return the concepts of a page and the pairs of them said together.

    Args:
        words: of the page in reading order.
    """
    read = folded(" ".join(words)).split()
    said = _said(read)
    features = {concept for _, concept in said}
    for index, (place, concept) in enumerate(said):
        for later, other in said[index + 1 :]:
            if later - place > NEAR:
                break
            if other != concept:
                features.add(f"{min(concept, other)}+{max(concept, other)}")
    return features
