"""Page types: a trained text classifier, anchors and format witnesses, combined and calibrated."""

from classifiers.page_types.examination import ExaminedPage, classify_pages, examine_pages
from classifiers.page_types.manifest import ModelRefusedError
from classifiers.page_types.model import PageTypeModel, load

__all__ = [
    "ExaminedPage",
    "ModelRefusedError",
    "PageTypeModel",
    "classify_pages",
    "examine_pages",
    "load",
]
