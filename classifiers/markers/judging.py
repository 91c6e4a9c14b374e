"""From the witnesses of a box to one reading of the marker."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from classifiers.fields.folding import fold, tidy
from classifiers.markers.differences import differences
from classifiers.markers.recognition import letters_of, recognise, resembles
from classifiers.markers.scraps import is_taken_apart
from classifiers.markers.writings import marker_text
from models.bilingual import Bilingual
from models.extraction import TextSource
from models.markers import Marker, MarkerReading, MarkerStatus, Witness
from models.reading import BoxReading

_CERTAINTY = {
    TextSource.XFA: 0,
    TextSource.ACROFORM: 1,
    TextSource.BARCODE: 2,
    TextSource.TEXT_LAYER: 3,
    TextSource.MRZ: 4,
    TextSource.OCR: 5,
}
_LEGIBLE = 0.5


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: MarkerStatus
    variants: frozenset[str]


def judge(
    marker: Marker, witnesses: tuple[Witness, ...], other_box: tuple[Witness, ...] = ()
) -> MarkerReading:
    """Judge what the witnesses say of ``marker``.

    Args:
        marker: which marker.
        witnesses: readings of the marker's own box; an empty text is an empty box.
        other_box: readings of the other marker's box, where applicants write this marker too.

    Returns:
        The reading by the most certain witness that holds a text. A text in the other box counts
        if it is an accepted writing and the own box holds none. No witness: ``unreadable``.
    """
    ranked = _ranked(witnesses)
    own = _reading(marker, ranked)
    if own.status.counts:
        return own
    for witness in _ranked(other_box):
        verdict = _verdict(marker, witness)
        if verdict.status.counts:
            both = "both_in_one_box" in verdict.variants
            name = frozenset() if both else frozenset({"swapped_boxes"})
            found = _Verdict(MarkerStatus.VARIANT, verdict.variants | name)
            return _built(marker, found, witness, (witness, *ranked))
    return own


def judge_boxes(boxes: tuple[BoxReading, ...]) -> tuple[MarkerReading, MarkerReading]:
    """Judge both markers of one form, job title first, each with regard to the other's box."""
    job = tuple(box.witness for box in boxes if box.marker is Marker.JOB_TITLE)
    duties = tuple(box.witness for box in boxes if box.marker is Marker.A76)
    return judge(Marker.JOB_TITLE, job, duties), judge(Marker.A76, duties, job)


def witnesses_disagree(witnesses: tuple[Witness, ...]) -> bool:
    """Whether two witnesses of one box hold texts that cannot be the same.

    Witnesses that were data must agree in letters and digits. OCR may differ by damage, so that
    it disagrees only if a legible text is farther than a third of its letters from the others.
    """
    certain = {letters_of(w.text).key for w in witnesses if w.source is not TextSource.OCR}
    if len(certain) > 1:
        return True
    seen = [
        letters_of(w.text).key
        for w in witnesses
        if w.source is TextSource.OCR and w.confidence >= _LEGIBLE
    ]
    pool = [*certain, *seen]
    return any(Levenshtein.normalized_distance(a, b) > 1 / 3 for a in pool for b in seen)


def _ranked(witnesses: tuple[Witness, ...]) -> tuple[Witness, ...]:
    return tuple(
        sorted(
            witnesses,
            key=lambda w: (not w.text.strip(), _CERTAINTY[w.source], -w.confidence),
        )
    )


def _reading(marker: Marker, ranked: tuple[Witness, ...]) -> MarkerReading:
    if not ranked:
        return MarkerReading(
            marker, MarkerStatus.UNREADABLE, None, marker_text(marker).published.en, 1.0, (), ()
        )
    best = ranked[0]
    verdict = _verdict(marker, best)
    agreeing = [w for w in ranked[1:] if w.source is best.source and w.text.strip()]
    for rival in agreeing:
        # Of several readings by the same means, damage is likelier to spoil a text than to
        # make an accepted one, so that an accepted reading wins.
        if verdict.status.counts:
            break
        judged = _verdict(marker, rival)
        if judged.status.counts:
            best, verdict = rival, judged
    ordered = (best, *(w for w in ranked if w is not best))
    return _built(marker, verdict, best, ordered)


def _verdict(marker: Marker, witness: Witness) -> _Verdict:
    text = witness.text.strip()
    published = marker_text(marker).published
    if text in (published.en, published.fr):
        return _Verdict(MarkerStatus.EXACT, frozenset())
    tolerant = witness.source is TextSource.OCR
    found = recognise(marker, text, tolerant=tolerant) if text else None
    if found is not None:
        return _Verdict(
            MarkerStatus.VARIANT, frozenset(differences(marker, text, found, published))
        )
    if tolerant and is_taken_apart(marker, text):
        return _Verdict(MarkerStatus.UNREADABLE, frozenset())
    if tolerant and witness.confidence < _LEGIBLE:
        # A text read so badly, or in a doubtful box, need not be what the applicant wrote there.
        return _Verdict(MarkerStatus.UNREADABLE, frozenset())
    near = bool(text) and resembles(marker, text)
    return _Verdict(MarkerStatus.NEAR_MISS if near else MarkerStatus.ABSENT, frozenset())


def _built(
    marker: Marker, verdict: _Verdict, best: Witness, ordered: tuple[Witness, ...]
) -> MarkerReading:
    text = best.text.strip()
    published, distance = _nearest(text, marker_text(marker).published)
    return MarkerReading(
        marker,
        verdict.status,
        text or None,
        published,
        distance,
        tuple(sorted(verdict.variants)),
        ordered,
    )


def _nearest(text: str, published: Bilingual) -> tuple[str, float]:
    """Return the published text nearest to ``text``, and the normalised edit distance to it."""
    if not text:
        return published.en, 1.0
    official = min(
        (published.en, published.fr),
        key=lambda p: Levenshtein.normalized_distance(fold(p), fold(text)),
    )
    return official, round(Levenshtein.normalized_distance(tidy(text), tidy(official)), 4)
