"""Every type of file that is taken has a name for people, in both languages."""

import pytest

from intake.web.pages.messages import messages
from intake.web.pages.wording import media_name
from models.bilingual import Language
from models.media_types import MediaType


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("media_type", MediaType)
def test_no_type_is_shown_by_its_technical_name(media_type: MediaType, language: Language) -> None:
    assert "/" not in media_name(media_type, messages(language))


@pytest.mark.parametrize(
    ("language", "name"), [(Language.EN, "Word document"), (Language.FR, "Document Word")]
)
def test_a_word_document_is_called_so(language: Language, name: str) -> None:
    assert media_name(MediaType.DOCX, messages(language)) == name
