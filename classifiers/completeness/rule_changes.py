"""What changes from one programme file to another, key by key."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from classifiers.completeness.rules import Rules

Plain = dict[str, "Plain"] | list["Plain"] | tuple["Plain", ...] | str | int | float | bool | None
_NAMES = ("id", "year", "code", "type", "form", "field")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One value that is not the same; None stands for one that is not there.

    Attributes:
        place: keys joined by dots; an element of a list by its own name
            (``requirements.csq.validity.field``).
    """

    place: str
    before: str | None
    after: str | None


def rule_changes(before: Rules, after: Rules) -> tuple[RuleChange, ...]:
    """Return every change, in the order of the older file; what is new comes last."""
    old = dict(_values(msgspec.to_builtins(before), ""))
    new = dict(_values(msgspec.to_builtins(after), ""))
    places = [*old, *(place for place in new if place not in old)]
    return tuple(
        RuleChange(place, old.get(place), new.get(place))
        for place in places
        if old.get(place) != new.get(place)
    )


def _values(value: Plain, place: str) -> Iterator[tuple[str, str]]:
    """Yield every value with its place; values that are not given are left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, f"{place}.{key}" if place else key)
    elif isinstance(value, list | tuple):
        named: Counter[str] = Counter()
        for number, item in enumerate(value):
            name = _name(item, number)
            named[name] += 1
            # Elements of one name are told apart by their order among themselves.
            unique = name if named[name] == 1 else f"{name}#{named[name]}"
            yield from _values(item, f"{place}.{unique}")
    elif value is not None:
        yield place, str(value)


def _name(item: Plain, number: int) -> str:
    """Name an element by what it says of itself, so that a shift of its place is no change."""
    if isinstance(item, dict):
        named = (item[key] for key in _NAMES if item.get(key) is not None)
        return str(next(named, number))
    return str(number) if isinstance(item, list | tuple) else str(item)
