"""Ties each fact of a report to its box on a page image, both ways.

A *fact* is one line on the left that names evidence; a *mark* is one box on a page image. Facts
that were seen in the same place share a mark. Both are plain anchors (``#box-e7``, ``#fact-...``),
so that the way there and back works without scripts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.web.pages.messages import Messages
from intake.web.pages.wording import (
    condition_name,
    field_label,
    finding_text,
    in_language,
    type_title,
)
from models.documents import Evidence
from models.geometry import WHOLE_PAGE, Box
from models.markers import Witness
from models.report import CompletenessReport

Place = tuple[str, int, Box]
"""Upload, page, box."""

FRAME_MARGIN = 0.003
"""Distance of a box's drawn line from its words, as a share of the page's width;
half of it above and below, where lines of text stand close."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line that names evidence.

    Attributes:
        anchor: identifier of its element on the page.
        label: what the fact is about, in the language of the page.
    """

    anchor: str
    label: str
    evidence: Evidence | Witness

    @property
    def place(self) -> Place:
        """Where it was seen."""
        return (self.evidence.upload, self.evidence.page, self.evidence.box)


@dataclass(frozen=True, slots=True)
class Mark:
    """One box on a page image.

    Attributes:
        id: unique in the report (``e7``).
        facts: those that were seen here, in the order of the page; never empty.
    """

    id: str
    box: Box
    facts: tuple[Fact, ...]

    @property
    def frame(self) -> Box:
        """The box with a margin, so that its line does not strike through the words."""
        box = self.box
        return Box.clamped(
            box.x0 - FRAME_MARGIN,
            box.y0 - FRAME_MARGIN / 2,
            box.x1 + FRAME_MARGIN,
            box.y1 + FRAME_MARGIN / 2,
        )

    @property
    def whole_page(self) -> bool:
        """Whether the page as a whole is the evidence."""
        return self.box == WHOLE_PAGE

    @property
    def text(self) -> str:
        """The words that stand in the box."""
        return self.facts[0].evidence.text

    @property
    def labels(self) -> tuple[str, ...]:
        """What the facts are about, each label once."""
        return tuple(dict.fromkeys(fact.label for fact in self.facts))


class Marks:
    """All marks of one report in one language."""

    def __init__(self, report: CompletenessReport, messages: Messages) -> None:
        by_place: dict[Place, list[Fact]] = {}
        for fact in facts_of(report, messages):
            by_place.setdefault(fact.place, []).append(fact)
        self._by_place = {
            place: Mark(f"e{number}", place[2], tuple(facts))
            for number, (place, facts) in enumerate(by_place.items(), start=1)
        }

    def at(self, evidence: Evidence | Witness) -> Mark:
        """Return the mark of a piece of this report's evidence."""
        return self._by_place[(evidence.upload, evidence.page, evidence.box)]

    def on_page(self, upload: str, page: int) -> tuple[Mark, ...]:
        """Return the marks of one page, from top to bottom, for the order of the Tab key."""
        found = [
            mark
            for (marked_upload, marked_page, _), mark in self._by_place.items()
            if (marked_upload, marked_page) == (upload, page)
        ]
        return tuple(sorted(found, key=lambda mark: (mark.box.y0, mark.box.x0)))


def facts_of(report: CompletenessReport, messages: Messages) -> Iterator[Fact]:
    """Yield every fact of the report that has a place, in the order of the page."""
    for requirement in report.requirements:
        title = in_language(requirement.title, messages)
        yield from _facts(f"requirement-{requirement.id}", title, requirement.evidence)
    for marker in report.markers:
        title = messages(f"marker.{marker.marker}")
        yield from _facts(f"marker-{marker.marker}", title, marker.witnesses)
    for condition in report.conditions:
        title = condition_name(condition, messages)
        yield from _facts(f"condition-{condition.id}", title, condition.evidence)
    for number, finding in enumerate(report.findings, start=1):
        yield from _facts(f"finding-{number}", finding_text(finding, messages), finding.evidence)
    for document in report.documents:
        title = type_title(document.type, messages)
        for number, field in enumerate(document.fields, start=1):
            label = f"{title}, {field_label(field, document, messages)}"
            yield from _facts(f"{document.id}-{number}", label, field.evidence)


def _facts(prefix: str, label: str, evidence: Sequence[Evidence | Witness]) -> Iterator[Fact]:
    for number, seen in enumerate(evidence, start=1):
        yield Fact(f"fact-{prefix}-{number}", label, seen)
