"""A static form has pages of its own: its data is placed by the widgets on them."""

import io
from dataclasses import dataclass

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from models.extraction import Extraction, FormField, PageKind, TextSource, Validation

DATA = "http://www.xfa.org/schema/xfa-data/1.0/"
TEXT = "<ui><textEdit/></ui>"
CAPTION = "<caption><value><text>Nom de famille</text></value></caption>"
LIST = '<ui><choiceList/></ui><bindItems ref="xfa.datasets.L.c[*]" labelRef="$" valueRef="k"/>'
CHECK = "<ui><checkButton/></ui><items><text>{}</text></items>"
TEMPLATE = (
    '<template xmlns="http://www.xfa.org/schema/xfa-template/2.8/"><subform name="form1">'
    '<subform name="page1"><subform name="Block"><bind match="none"/>'
    f'<field name="Name">{TEXT}{CAPTION}</field><field name="Country">{LIST}</field></subform>'
    f'<subform name="Row"><occur max="2"/><field name="Child">{TEXT}</field></subform>'
    f'<exclGroup name="Answer"><field name="Yes">{CHECK.format(1)}</field>'
    f'<field name="No">{CHECK.format(2)}</field></exclGroup></subform></subform></template>'
)
NAME = (100, 600, 300, 620)
COUNTRY = (100, 560, 300, 580)
CHILD = (100, 520, 300, 540)
SECOND = (100, 490, 300, 510)
YES, NO = (100, 450, 115, 465), (140, 450, 155, 465)


@dataclass(frozen=True)
class Widget:
    """A field on the page: names from the root of the field tree, value, rectangle in points.

    A button has a state besides: that of the pressed one is its group's value.
    """

    names: tuple[str, ...]
    value: str
    rectangle: tuple[int, int, int, int]
    state: str = ""


WIDGETS = (
    Widget(("form1[0]", "page1[0]", "Block[0]", "Name[0]"), "Ouédraogo", NAME),
    Widget(("form1[0]", "page1[0]", "Block[0]", "Country[0]"), "Canada", COUNTRY),
    Widget(("form1[0]", "page1[0]", "#subform[1]", "Row[0]", "Child[0]"), "Aya", CHILD),
    Widget(("form1[0]", "page1[0]", "#subform[1]", "Row[1]", "Child[0]"), "Issa", SECOND),
)
VALUES = (
    "<page1><Name>Ouédraogo</Name><Country>511</Country><Row><Child>Aya</Child></Row>"
    "<Row><Child>Issa</Child></Row><Answer>2</Answer><FormVersion>.FRA-02-2024</FormVersion>"
    "<ApplicationValidatedFlag>Oui</ApplicationValidatedFlag></page1>"
)


def static(widgets: tuple[Widget, ...], values: str = VALUES, title: str = "IMM 5645 F") -> bytes:
    """A page with text, AcroForm widgets, and the packets of a static form."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(612, 792))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 720, "Renseignements additionnels sur la famille du demandeur")
    for widget in widgets:
        canvas.drawString(widget.rectangle[0] + 2, widget.rectangle[1] + 5, widget.value)
    canvas.save()
    document = pikepdf.open(drawn)
    page = document.pages[0]
    page.obj.Annots = pikepdf.Array([_widget(document, widget) for widget in widgets])
    datasets = (
        f'<xfa:datasets xmlns:xfa="{DATA}"><L><c k="511">Canada</c></L>'
        f"<xfa:data><form1>{values}</form1></xfa:data></xfa:datasets>"
    )
    entries: list[pikepdf.Object | str] = []
    for name, text in (("template", TEMPLATE), ("datasets", datasets)):
        entries += [pikepdf.String(name), document.make_stream(text.encode())]
    document.Root.AcroForm = pikepdf.Dictionary(Fields=page.obj.Annots, XFA=pikepdf.Array(entries))
    document.docinfo["/Title"] = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _widget(document: pikepdf.Pdf, widget: Widget) -> pikepdf.Object:
    parent = None
    for name in widget.names[:-1]:
        node = pikepdf.Dictionary(T=pikepdf.String(name))
        if parent is not None:
            node.Parent = parent
        parent = document.make_indirect(node)
    shown = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Btn if widget.state else pikepdf.Name.Tx,
        T=pikepdf.String(widget.names[-1]),
        V=pikepdf.String(widget.value),
        Rect=pikepdf.Array(list(widget.rectangle)),
        Parent=parent,
    )
    if widget.state:
        shown.AS = pikepdf.Name(widget.state)
    return document.make_indirect(shown)


def extraction(content: bytes) -> Extraction:
    outcome = read(content)
    assert outcome.extraction is not None, outcome.reason
    return outcome.extraction


def at(read_from: Extraction, path: str) -> FormField:
    assert read_from.form is not None
    found = read_from.form.value_at(path)
    assert found is not None
    return found


def test_the_data_of_a_static_form_is_decoded_and_stands_on_its_real_page() -> None:
    found = extraction(static(WIDGETS))
    assert found.form is not None
    assert found.form.form == "imm5645"
    assert found.form.version == ".FRA-02-2024"
    assert found.form.validation is Validation.VALIDATED
    assert [page.kind for page in found.pages] == [PageKind.ORIGINAL]
    assert found.problems == ()
    country = at(found, "page1/Country")
    assert (country.value, country.label, country.source) == ("511", "Canada", TextSource.XFA)
    assert country.box == pytest.approx((100 / 612, 212 / 792, 300 / 612, 232 / 792), abs=1e-4)
    assert at(found, "page1/Name").caption == "Nom de famille"
    assert at(found, "page1/Row[1]/Child").value == "Issa"


def test_what_a_static_form_stores_without_showing_it_is_no_word_of_the_page() -> None:
    found = extraction(static(WIDGETS))
    assert at(found, "page1/FormVersion").box.area == 0
    assert not any("FRA-02" in page.text for page in found.pages)


def test_where_page_and_data_differ_the_page_is_read_and_the_applicant_is_told() -> None:
    changed = (Widget(WIDGETS[0].names, "Traoré", NAME), *WIDGETS[1:])
    found = extraction(static(changed))
    name = at(found, "page1/Name")
    assert (name.value, name.source) == ("Traoré", TextSource.ACROFORM)
    (problem,) = found.problems
    assert problem.code == "form_values_differ"
    assert "1" in problem.fr


def test_an_empty_data_value_leaves_what_the_widget_holds() -> None:
    found = extraction(static(WIDGETS, VALUES.replace("Ouédraogo", "")))
    assert at(found, "page1/Name").value == "Ouédraogo"
    assert found.problems == ()


def test_widgets_that_the_data_does_not_know_are_kept() -> None:
    more = (*WIDGETS, Widget(("form1[0]", "Extra[0]"), "added", YES))
    found = extraction(static(more))
    assert found.form is not None
    assert "added" in {field.value for field in found.form.fields}


def test_the_pressed_button_of_a_group_is_the_place_of_its_value() -> None:
    group = ("form1[0]", "page1[0]", "Answer[0]")
    buttons = (Widget(group, "", YES, "/Off"), Widget(group, "2", NO, "/2"))
    found = extraction(static((*WIDGETS, *buttons)))
    answer = at(found, "page1/Answer")
    assert answer.value == "2"
    assert answer.box.x0 == pytest.approx(NO[0] / 612, abs=1e-4)
    assert found.problems == ()
