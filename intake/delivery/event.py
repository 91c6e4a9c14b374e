"""The event that carries a report: CloudEvents 1.0, structured JSON mode."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from models.report import SCHEMA_ID

EVENT_TYPE = "org.example.intake.completeness-report.v1"
"""CloudEvents ``type``: what happened, and the major version of the data's schema."""

EVENT_SOURCE = "/csq-intake/reports"
"""CloudEvents ``source``; with ``id`` it names an event once and for all."""

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Message:
    """One report on its way out.

    Attributes:
        id: stable over attempts and replays (``msg_`` and the report's ULID), so that a receiver
            stores a report once.
        body: the event, the same bytes at each attempt.
    """

    id: str
    body: bytes


def message_id(report_id: str) -> str:
    """Return the identifier under which a report is delivered, whenever and however often."""
    return f"msg_{report_id}"


def message(report_id: str, application: str, issued_at: datetime, report: bytes) -> Message:
    """Wrap a stored report into the event that carries it.

    Args:
        report_id: the report's ULID.
        application: its application number, which becomes the event's ``subject``.
        issued_at: when the report was made, with time zone.
        report: the report's canonical JSON, embedded byte for byte as ``data``.
    """
    identifier = message_id(report_id)
    body = msgspec.json.encode(
        {
            "specversion": "1.0",
            "id": identifier,
            "source": EVENT_SOURCE,
            "type": EVENT_TYPE,
            "subject": application,
            "time": issued_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "dataschema": SCHEMA_ID,
            "data": msgspec.Raw(report),
        }
    )
    return Message(identifier, body)
