"""A form designed for paper of any size has pages whose pictures the parent believes."""

import io

import pytest

from extractors.frames import SentAlbum, decode, description
from extractors.limits import DEFAULT_LIMITS
from extractors.reading import read_into
from fixtures.hostile.form_bombs import xfa_template

AREA = (
    "<pageSet><pageArea><contentArea x='0pt' y='0pt' w='{wide}pt' h='{high}pt'/>"
    "<medium short='{wide}pt' long='{high}pt'/></pageArea></pageSet>"
    "<subform name='Page1' layout='position' w='{wide}pt' h='{high}pt'>"
    "<field name='A' x='72pt' y='{top}pt' w='200pt' h='20pt'><ui><textEdit/></ui></field>"
    "</subform>"
)
PAPERS = [
    (612, 792),  # letter
    (842, 1191),  # A3
    (1511, 1512),  # the first that is drawn larger than a page raster may be
    (1191, 1684),  # A2
    (1757, 792),  # wider than high, as no template should call its short side
    (2400, 2400),  # the largest that is taken for paper
]


@pytest.mark.parametrize(("wide", "high"), PAPERS)
def test_the_page_of_any_paper_is_believed_and_shows_its_value(wide: int, high: int) -> None:
    top = high - 100
    content = xfa_template(AREA.format(wide=wide, high=high, top=top).encode())
    sent = io.BytesIO()
    outcome = read_into(SentAlbum(sent), content)
    answer = sent.getvalue() + b"".join(description(outcome))
    believed = decode(answer, content, DEFAULT_LIMITS).extraction
    assert believed is not None
    assert (believed.pages[0].width, believed.pages[0].height) == (wide, high)
    assert believed.form is not None
    [value] = believed.form.fields
    assert value.value == "value"
    assert 60 / wide < value.box.x0 < value.box.x1 < 290 / wide
    assert (top - 5) / high < value.box.y0 < value.box.y1 < (top + 25) / high
