"""What stands in the letter: made from a report alone, so that it can be made again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intake.letter import texts
from models.bilingual import Bilingual, Language
from models.document_types import DocumentType
from models.documents import Evidence
from models.extraction import QualityTier, ReadStatus
from models.report import (
    ClosestCandidate,
    CompletenessReport,
    HardPage,
    ReportedUpload,
    RequirementReading,
    RequirementStatus,
    Settler,
)

_SAYS_NOTHING = frozenset({"another_type", "type_not_certain"})
"""Reasons of a closest candidate that tell an applicant nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document to send.

    Attributes:
        why: sentences; never empty.
        places: what was found instead or in part, and where.
        send: what to send; None if the report does not say it in an applicant's words.
    """

    title: str
    why: str
    places: tuple[str, ...]
    send: str | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or page that could not be read, and what makes it so."""

    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in one language; each list in the order of the report."""

    language: Language
    number: str
    revision: int
    received_on: str
    missing: tuple[Item, ...]
    unclear: tuple[Item, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing that the applicant could send."""
        return not (self.missing or self.unclear or self.unreadable)


def letter_of(report: CompletenessReport, language: Language) -> Letter:
    """Return the letter on a report; only what its applicant can settle is in it.

    Contradictions, and everything that an officer settles by looking, are no matter of the letter.
    """
    writing = _Writing(report, language)
    application = report.application
    return Letter(
        language=language,
        number=application.number,
        revision=report.revision,
        received_on=f"{application.received_at:%Y-%m-%d}",
        missing=tuple(writing.missing()),
        unclear=tuple(writing.unclear()),
        unreadable=tuple(writing.unreadable()),
    )


class _Writing:
    """One letter in the making."""

    def __init__(self, report: CompletenessReport, language: Language) -> None:
        self._report = report
        self._language = language
        self._names = {upload.id: upload.name for upload in report.uploads}

    def missing(self) -> Iterator[Item]:
        for requirement in self._of_status(RequirementStatus.MISSING):
            places = tuple(self._instead(requirement))
            yield self._item(requirement, self._why_missing(requirement), places)

    def unclear(self) -> Iterator[Item]:
        for requirement in self._of_status(RequirementStatus.UNCERTAIN):
            why = texts.UNCLEAR_BECAUSE.get(requirement.reason.code)
            if why is not None and Settler.APPLICANT in requirement.settled_by:
                yield self._item(requirement, self._say(why), self._places(requirement.evidence))

    def unreadable(self) -> Iterator[Unreadable]:
        for upload in self._report.uploads:
            if upload.status is ReadStatus.READ:
                yield from self._pages(upload)
            elif upload.status is not ReadStatus.FAILED:
                # A failure of ours is no matter of the applicant's.
                place = self._say(texts.FILE, file=upload.name)
                yield Unreadable(place, (self._why_unopened(upload),))

    def _of_status(self, status: RequirementStatus) -> Iterator[RequirementReading]:
        return (one for one in self._report.requirements if one.status is status)

    def _item(self, requirement: RequirementReading, why: str, places: tuple[str, ...]) -> Item:
        send = None if requirement.ask is None else self._say(requirement.ask)
        return Item(self._say(requirement.title), why, places, send)

    def _why_missing(self, requirement: RequirementReading) -> str:
        looked_at = requirement.looked_at
        if requirement.reason.code == "marker_absent":
            return self._which_entry()
        if looked_at is None or looked_at.uploads == 0:
            return self._say(texts.NO_FILE)
        return self._say(texts.LOOKED_EVERYWHERE, pages=looked_at.pages, files=looked_at.uploads)

    def _which_entry(self) -> str:
        lacking = [one.published for one in self._report.markers if not one.status.counts]
        if len(lacking) == 1:
            return self._say(texts.ENTRY_MISSING, entry=lacking[0])
        return self._say(texts.ENTRIES_MISSING)

    def _instead(self, requirement: RequirementReading) -> Iterator[str]:
        """Yield what came near, where the reason why it does not serve helps an applicant."""
        if requirement.reason.code == "marker_absent":
            yield from self._places(requirement.evidence)
            return
        for candidate in requirement.closest:
            if candidate.type is not None and candidate.why_not.code not in _SAYS_NOTHING:
                yield self._candidate(candidate)

    def _candidate(self, candidate: ClosestCandidate) -> str:
        document = next(one for one in self._report.documents if one.id == candidate.document)
        place = self._place(document.upload, document.pages[0])
        why = candidate.why_not.in_language(self._language)
        return self._say(texts.NOT_THIS, place=place, why=why)

    def _places(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """Name each page once."""
        pages = dict.fromkeys((one.upload, one.page) for one in evidence)
        return tuple(self._place(upload, page) for upload, page in pages)

    def _place(self, upload: str, page: int) -> str:
        return self._say(texts.PAGE_OF_FILE, file=self._names[upload], page=page)

    def _why_unopened(self, upload: ReportedUpload) -> str:
        """Say why a file was not read; of an attack an applicant may know nothing."""
        if upload.status is ReadStatus.POLICY or not upload.problems:
            return self._say(texts.UNOPENED)
        return upload.problems[0].in_language(self._language)

    def _pages(self, upload: ReportedUpload) -> Iterator[Unreadable]:
        for page in upload.hard_pages:
            if self._matters(upload.id, page):
                first = texts.POOR_PAGE
                if page.tier is QualityTier.UNREADABLE:
                    first = texts.UNREADABLE_PAGE
                reasons = (why.in_language(self._language) for why in page.reasons)
                place = self._place(upload.id, page.number)
                yield Unreadable(place, (self._say(first), *dict.fromkeys(reasons)))

    def _matters(self, upload: str, page: HardPage) -> bool:
        """Whether a better copy of a page could help: nothing is known of what stands on it.

        A page whose document was recognised all the same did its service, unless an open
        requirement points to it.
        """
        document = next(
            (
                one
                for one in self._report.documents
                if one.upload == upload and page.number in one.pages
            ),
            None,
        )
        if document is None or document.type is None:
            return True
        if document.type is DocumentType.BLANK:
            return False
        pointed_at = any(
            (one.upload, one.page) == (upload, page.number)
            for requirement in self._of_status(RequirementStatus.UNCERTAIN)
            for one in requirement.evidence
        )
        hides = document.type in (DocumentType.OTHER, DocumentType.OTHER_LETTER)
        return pointed_at or (hides and page.tier is QualityTier.UNREADABLE)

    def _say(self, text: Bilingual, **parameters: str | int) -> str:
        chosen = text.in_language(self._language)
        return chosen.format(**parameters) if parameters else chosen
