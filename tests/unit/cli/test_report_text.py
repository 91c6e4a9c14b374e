"""The report in a terminal is in the reader's language throughout; no code stands for a word."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from classifiers.reporting import parse
from intake.cli.report_text import print_report
from models.bilingual import Language
from models.documents import FieldName
from models.extraction import TextSource

REPORT = Path(__file__).parents[2] / "corpus" / "applications" / "reports" / "merged_scan.json"


@pytest.mark.parametrize("language", list(Language))
def test_fields_and_sources_are_told_in_words(language: Language) -> None:
    report = parse(REPORT.read_bytes())
    out = io.StringIO()
    print_report(report, language, Console(file=out, width=200))
    printed = out.getvalue()
    codes = [*FieldName, TextSource.XFA, TextSource.OCR]
    assert [code for code in codes if "_" in code and code in printed] == []
    assert ("(Text recognition)" if language is Language.EN else "(Reconnaissance de texte)") in (
        printed.replace("\n", " ")
    )
