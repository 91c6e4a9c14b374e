"""Pages on which several papers stand: side by side on a sheet, one below the other on a plate."""

import math
from dataclasses import replace

from classifiers.fields import read_fields
from classifiers.fields.folding import compact
from classifiers.page_types.combination import CATCH_ALL
from classifiers.page_types.examination import ExaminedPage, examine
from classifiers.page_types.model import PageTypeModel
from classifiers.page_types.witnesses import FORMS
from classifiers.segmentation.gutters import halves, letters_on
from models.bilingual import Reason
from models.classification import Candidate, Classification, DecidedBy
from models.document_types import TITLES, DocumentType
from models.documents import FieldName
from models.extraction import PageKind

CODE = "several_documents_on_page"
"""Code of the reason why such a page is given no type."""
_FORMS = frozenset(FORMS.values())
"""Forms fill their pages, and the questions of their sections are those of other papers."""
_UNWANTED = frozenset({*CATCH_ALL, *_FORMS, DocumentType.BLANK, DocumentType.PHOTO})
_ALIKE = frozenset({DocumentType.FEE_RECEIPT, DocumentType.PR_FEE_RECEIPT})
"""Receipts of one office that their prices alone tell apart; half of one may lack its prices."""
_OWN_NUMBERS = (FieldName.DOCUMENT_NUMBER, FieldName.PASSPORT_NUMBER, FieldName.REFERENCE_NUMBER)
_FEWEST_UNTITLED = 200
"""Letters of a part at least that is told by its words alone. Thresholds were chosen on whole
pages; the head of a web page, with its time, its site and its heading, has half as many."""
_DIGITS = 6


def told_if_shared(page: ExaminedPage, model: PageTypeModel) -> ExaminedPage:
    """Return the page; if several papers stand on it, with its parts and without a type.

    A page is in one document, so that none of the types is taken: what each paper could prove is
    then uncertain and not missing, and no fields of two papers are mixed.
    """
    parts = _parts(page, model) if _may_be_shared(page) else ()
    if not parts:
        return page
    told = Classification(_candidates(page, parts), DecidedBy.MODEL, _reason(parts))
    return replace(page, parts=parts, reading=replace(page.reading, classification=told))


def _may_be_shared(page: ExaminedPage) -> bool:
    return page.page.kind is not PageKind.FACSIMILE and _best(page) not in _FORMS


def _parts(page: ExaminedPage, model: PageTypeModel) -> tuple[ExaminedPage, ...]:
    """Return the papers on a page, each of which may be two in its turn; none if it is one."""
    for half in halves(page.page):
        first, second = examine(half, None, model)
        if _are_two_papers(first, second, page):
            return tuple(
                paper for part in (first, second) for paper in _parts(part, model) or (part,)
            )
    return ()


def _are_two_papers(first: ExaminedPage, second: ExaminedPage, whole: ExaminedPage) -> bool:
    """Whether two parts are surely two papers, one of which would be overlooked."""
    if first.reading.classification.abstained or second.reading.classification.abstained:
        return False
    types = frozenset({_best(first), _best(second)})
    wanted = types - _UNWANTED
    if types == _ALIKE or not wanted or types & _FORMS:
        return False
    if len(types) == 1:
        return _bear_other_numbers(first, second)
    if len(wanted) > 1:
        return all(
            _calls_itself(part) or letters_on(part.page) >= _FEWEST_UNTITLED
            for part in (first, second)
        )
    # Beside a paper that nobody asks for, a wanted one is overlooked only if the page passes for
    # something else. Such papers quote the wanted ones, but seldom under their titles.
    return _best(whole) not in wanted and any(
        _calls_itself(part) for part in (first, second) if _best(part) in wanted
    )


def _bear_other_numbers(first: ExaminedPage, second: ExaminedPage) -> bool:
    """Whether both parts bear their type's title or format, and one number of the paper differs.

    A paper that writes its title in two languages over two columns has each of its numbers once,
    and one that repeats another of its numbers at its foot has both in one part.
    """
    if not (_calls_itself(first) and _calls_itself(second)):
        return False
    numbers, others = _own_numbers(first), _own_numbers(second)
    return any(
        compact(numbers[name]) not in compact(second.page.text)
        and compact(others[name]) not in compact(first.page.text)
        for name in numbers.keys() & others.keys()
    )


def _calls_itself(part: ExaminedPage) -> bool:
    return part.has_title or part.witness is not None


def _own_numbers(part: ExaminedPage) -> dict[FieldName, str]:
    fields = read_fields(_best(part), "", (part.page,), None)
    return {field.name: field.value for field in fields if field.name in _OWN_NUMBERS}


def _best(page: ExaminedPage) -> DocumentType:
    return page.reading.classification.best.type


def _candidates(page: ExaminedPage, parts: tuple[ExaminedPage, ...]) -> tuple[Candidate, ...]:
    """Return the mean of what the parts and the whole page may be, so that nothing is ruled out."""
    read = [one.reading.classification for one in (page, *parts)]
    types = {candidate.type for one in read for candidate in one.candidates}
    means = {t: math.fsum(one.probability_of(t) for one in read) / len(read) for t in types}
    ranked = sorted(means.items(), key=lambda pair: (-pair[1], pair[0]))
    # Cut and not rounded, so that their sum is never more than 1.
    step = 10**_DIGITS
    return tuple(Candidate(type_, math.floor(mean * step) / step) for type_, mean in ranked)


def _reason(parts: tuple[ExaminedPage, ...]) -> Reason:
    titles = [TITLES[_best(part)] for part in parts]
    english, french = ("; ".join(title.en for title in titles), "; ".join(t.fr for t in titles))
    return Reason(
        CODE,
        f"This page shows more than one document ({english}). A page is counted as one, so that "
        "none of them was taken. Look at the page.",
        f"Cette page montre plus d'un document ({french}). Une page compte pour un seul, de sorte "
        "qu'aucun n'a été retenu. Regardez la page.",
    )
