"""The provenance of a report tells the truth about the settings that its files were read with."""

from dataclasses import asdict, replace

from classifiers.completeness.provenance import product, product_with
from extractors.limits import DEFAULT_LIMITS
from intake.pipeline.computing import maker


def test_each_setting_that_changes_a_reading_changes_the_hash():
    usual = maker("tesseract")
    assert usual == maker("tesseract")
    assert usual.settings_sha256 != maker("rapidocr").settings_sha256
    fewer_pages = asdict(replace(DEFAULT_LIMITS, pages=299))
    other = product_with({"limits": fewer_pages, "reading": {"ocr_engine": "tesseract"}})
    assert usual.settings_sha256 != other.settings_sha256
    assert usual.settings_sha256 != product().settings_sha256


def test_order_of_settings_does_not_change_the_hash():
    one = product_with({"a": {"x": 1, "y": 2}, "b": {"z": True}})
    assert one == product_with({"b": {"z": True}, "a": {"y": 2, "x": 1}})
