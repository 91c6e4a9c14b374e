"""A form without a usable template is listed on pages that the parent believes."""

import io

import pytest

from extractors.frames import SentAlbum, decode, description
from extractors.limits import DEFAULT_LIMITS
from extractors.reading import read_into
from fixtures.hostile.form_bombs import xfa_data


@pytest.mark.parametrize("fields", [3, 250, 1000])
def test_every_field_of_a_long_list_has_its_page(fields: int) -> None:
    content = xfa_data(b"<Page1>" + b"<A>x</A>" * fields + b"</Page1>")
    sent = io.BytesIO()
    outcome = read_into(SentAlbum(sent), content)
    assert outcome.extraction is not None
    form = outcome.extraction.form
    assert form is not None
    assert len(form.fields) == fields
    assert {field.page for field in form.fields} == {p.number for p in outcome.extraction.pages}
    answer = sent.getvalue() + b"".join(description(outcome))
    believed = decode(answer, content, DEFAULT_LIMITS).extraction
    assert believed is not None
    assert believed.form == form
    assert all(page.image is not None for page in believed.pages)
