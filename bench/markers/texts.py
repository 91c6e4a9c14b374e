"""What stands in the boxes of forms that must not count: near misses, real jobs, nothing.

Every text names its reason in the programme's own rules: another code, another certificate, the
wrong side of Quebec, another permit, the code in another box, a real occupation.
"""

from fixtures.forms.marker_texts import DUTIES_NEAR_MISSES, JOB_NEAR_MISSES, REAL_JOBS, Writing
from models.markers import MarkerStatus

JOBS = (
    *JOB_NEAR_MISSES,
    # Another certificate: that of students and temporary workers.
    "CAQ holder outside Quebec - OWP",
    "Titulaire d'un CAQ à l'extérieur du Québec - PTO",
    # The wrong side of the border of Quebec.
    "CSQ holder residing in Quebec - OWP",
    "Titulaire d'un CSQ à l'intérieur du Québec - PTO",
    # Another permit.
    "CSQ holder outside Quebec - BOWP",
    "CSQ holder outside Quebec - closed work permit",
    "Titulaire d'un CSQ hors Québec - permis fermé",
    # Parts that do not say it.
    "Open Work Permit",
    "OWP - Quebec",
)
DUTIES = (
    *DUTIES_NEAR_MISSES,
    # Another code.
    "A73: International Mobility Program Plus",
    "A75 : Programme de mobilité internationale plus",
    "A67: International Mobility Program Plus",
    "A77: International Mobility Program Plus",
    "C10: International Mobility Program",
    # No code.
    "Programme de mobilité internationale plus",
    "International Mobility Program Plus",
    # Another programme.
    "A76: Temporary Foreign Worker Program",
    "International Experience Canada",
)
EMPTY = (Writing("", MarkerStatus.ABSENT), Writing("", MarkerStatus.ABSENT))


def negatives() -> tuple[tuple[Writing, Writing], ...]:
    """Return pairs of texts for the two boxes, each text in at least one pair."""
    near = MarkerStatus.NEAR_MISS
    count = max(len(JOBS), len(DUTIES))
    pairs = [
        (Writing(JOBS[n % len(JOBS)], near), Writing(DUTIES[n % len(DUTIES)], near))
        for n in range(count)
    ]
    jobs = [
        (Writing(title, MarkerStatus.ABSENT), Writing(duties, MarkerStatus.ABSENT))
        for title, duties in REAL_JOBS
    ]
    return (*pairs, *jobs, EMPTY)
