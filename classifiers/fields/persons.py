"""Rules of a person's own facts, which every paper of a person prints."""

from collections.abc import Mapping
from types import MappingProxyType

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Parser
from classifiers.fields.parsing.names import find_name, find_sex
from classifiers.fields.parsing.places import find_foreign_country
from classifiers.fields.phrases import Meaning
from classifiers.fields.rules import WORDS_ONLY, Rule
from models.documents import FieldName

_NO_MORE: Mapping[FieldName, tuple[str, ...]] = MappingProxyType({})
_NAMES: tuple[tuple[FieldName, tuple[str, ...], Parser, tuple[Meaning, ...]], ...] = (
    (FieldName.FAMILY_NAME, v.FAMILY_NAME, find_name, m.FAMILY_NAME),
    (FieldName.GIVEN_NAME, v.GIVEN_NAME, find_name, m.GIVEN_NAME),
    (FieldName.SEX, v.SEX, find_sex, m.SEX),
)


def identity_rules(
    order: NumericOrder, more: Mapping[FieldName, tuple[str, ...]] = _NO_MORE
) -> tuple[Rule, ...]:
    """Rules of names, birth date and sex.

    Args:
        order: how the page's dates in numbers are written.
        more: further labels of a field, such as those of a state's own language.
    """
    birth = (*v.BIRTH_DATE, *more.get(FieldName.BIRTH_DATE, ()))
    return (
        *(
            Rule(
                name,
                (*labels, *more.get(name, ())),
                parser,
                WORDS_ONLY,
                one_line=True,
                meanings=meanings,
                text=as_names,
            )
            for name, labels, parser, meanings in _NAMES
        ),
        Rule(FieldName.BIRTH_DATE, birth, date_parser(order), meanings=m.BIRTH_DATE),
    )


def person_rules(
    order: NumericOrder, more: Mapping[FieldName, tuple[str, ...]] = _NO_MORE
) -> tuple[Rule, ...]:
    """Rules of :func:`identity_rules` and of the citizenship."""
    citizenship = (*v.CITIZENSHIP, *more.get(FieldName.CITIZENSHIP, ()))
    return (
        *identity_rules(order, more),
        Rule(
            FieldName.CITIZENSHIP,
            citizenship,
            find_foreign_country,
            WORDS_ONLY,
            meanings=m.CITIZENSHIP,
        ),
    )
