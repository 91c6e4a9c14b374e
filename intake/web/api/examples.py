"""Examples in the API's description; invented, and the same application throughout."""

from pydantic import ConfigDict
from pydantic.config import JsonDict

from models.document_types import TITLES, DocumentType


def example(value: JsonDict) -> ConfigDict:
    """Return the configuration of a shape that has ``value`` as its example."""
    return ConfigDict(json_schema_extra={"examples": [value]})


NUMBER = "W301234567"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
UPLOAD: JsonDict = {
    "id": "u1",
    "name": "client information.pdf",
    "sha256": SHA256,
    "size": 481223,
    "media_type": "application/pdf",
    "slot": "client_information",
    "state": "received",
    "reason": None,
    "notices": [],
    "received_at": "2022-07-04T13:05:12Z",
    "finished_at": None,
    "withdrawn_at": None,
}
APPLICATION: JsonDict = {
    "number": NUMBER,
    "received_at": "2022-07-04T13:05:09Z",
    "declared_pr_filed": "yes",
    "declared_in_canada": "no",
    "state": "submitted",
    "registered_at": "2022-07-04T13:05:10Z",
    "submitted_at": "2022-07-04T13:05:14Z",
}
REVISION: JsonDict = {
    "revision": 1,
    "report_id": "01JD9YT1N4M7X2C9V5B8H6QK3D",
    "outcome": "incomplete",
    "sha256": SHA256,
    "created_at": "2022-07-04T13:05:31Z",
}
NEW_APPLICATION: JsonDict = {
    "number": NUMBER,
    "received_at": "2022-07-04T13:05:09Z",
    "declared_pr_filed": "yes",
    "declared_in_canada": "no",
}
TAKEN_UPLOAD: JsonDict = {"upload": UPLOAD, "duplicate": False}
STATUS: JsonDict = {
    "application": APPLICATION,
    "progress": "reported",
    "uploads": [UPLOAD],
    "reports": [REVISION],
}
DOCUMENT: JsonDict = {
    "id": "d1",
    "upload": "u1",
    "pages": [1, 2],
    "type": "csq",
    "title": {"en": TITLES[DocumentType.CSQ].en, "fr": TITLES[DocumentType.CSQ].fr},
    "probability": 0.991,
    "abstained": None,
    "decided_by": "model",
}
