"""The language of a page by its function words."""

from classifiers.page_types.text import PageText
from models.classification import PageLanguage


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ENGLISH = _words(
    "the of and to in is that for it with as was on are this be at by from have has not you your "
    "or an will which their if we our may been were they would must"
)
_FRENCH = _words(
    "le la les de du des et en un une est que pour dans qui par sur au aux avec ce cette son sa "
    "ses ne pas vous votre vos nous notre ou il elle sont ont ete a leur etre si d l"
)
# Labels of forms hold few function words; these nouns stand on nearly every form and letter.
_ENGLISH_LABELS = _words(
    "name date birth given family number issued expiry country address signature city street "
    "account amount application paid receipt page"
)
_FRENCH_LABELS = _words(
    "nom prenom naissance numero delivrance echeance pays adresse ville rue compte montant "
    "demande paye recu sexe province"
)
_FEWEST_WORDS = 4
"""Fewer words that speak for a language leave it unknown."""
_LESSER_SHARE = 0.3
"""From this share of the lesser language on, the page is mixed."""


def page_language(text: PageText) -> PageLanguage:
    """Tell the language of a page; ``unknown`` if too few of its words speak for one."""
    words = text.joined.split()
    english = sum(word in _ENGLISH or word in _ENGLISH_LABELS for word in words)
    french = sum(word in _FRENCH or word in _FRENCH_LABELS for word in words)
    total = english + french
    if total < _FEWEST_WORDS:
        return PageLanguage.UNKNOWN
    if min(english, french) / total >= _LESSER_SHARE:
        return PageLanguage.MIXED
    return PageLanguage.EN if english > french else PageLanguage.FR
