"""What is shown of a form comes from its saved state, its lists and its bound data."""

import pytest

from models.extraction import Validation
from tests.unit.extraction.xfa_forms import TEXT, at, field, form, page, reading, within


def test_the_saved_state_of_the_form_tells_what_is_shown() -> None:
    template = page(
        field("A", 'x="20mm" y="30mm" presence="hidden"') + field("B", 'x="20mm" y="60mm"')
    )
    state = (
        '<subform name="form1"><subform name="Page1"><field name="A" presence="visible"/>'
        '<field name="B" presence="hidden"/></subform></subform>'
    )
    read = reading(form(template, "<Page1><A>one</A><B>two</B></Page1>", state))
    assert within(at(read, "Page1/A").box, 20, 30, 80, 40)
    assert at(read, "Page1/A").page == 1
    assert at(read, "Page1/B").page == 2


LISTS = (
    "<L><c k='511'>Canada</c><c k='012'>Burkina Faso</c></L>"
    "<M><c><code>511</code><name>Le Canada</name></c></M>"
)
SAVED_LIST = (
    '<subform name="form1"><subform name="Page1"><field name="A"><items save="0"><text>Kanada'
    '</text></items><items save="1"><text>511</text></items></field></subform></subform>'
)


@pytest.mark.parametrize(
    ("inside", "state", "label"),
    [
        # A list in the template itself.
        ('<items><text>Canada!</text></items><items save="1"><text>511</text></items>', "",
         "Canada!"),
        # A list among the datasets, its code in an attribute.
        ('<bindItems ref="xfa.datasets.L.c[*]" labelRef="$" valueRef="k"/>', "", "Canada"),
        # The same with code and label in elements.
        ('<bindItems ref="xfa.datasets.M.c[*]" labelRef="name" valueRef="code"/>', "",
         "Le Canada"),
        # A list that a script had filled when the form was saved.
        ("", SAVED_LIST, "Kanada"),
        # A code that no list has, and no list at all.
        ('<bindItems ref="xfa.datasets.L.x[*]" labelRef="$" valueRef="k"/>', "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_codes_are_decoded_by_the_lists_of_the_file(
    inside: str, state: str, label: str | None
) -> None:
    template = page(field("A", 'x="20mm" y="30mm"', "<ui><choiceList/></ui>" + inside))
    read = reading(form(template, "<Page1><A>511</A></Page1>", state, LISTS))
    found = at(read, "Page1/A")
    assert found.label == label
    assert found.shown in {word.text for word in read.pages[0].words} or " " in found.shown


def test_data_bound_by_reference_is_shown_at_its_path() -> None:
    bound = '<bind match="dataRef" ref="$record.Applicant.Name"/>' + TEXT
    read = reading(
        form(
            page(field("A", 'x="20mm" y="30mm"', bound)),
            "<Applicant><Name>Ouédraogo</Name></Applicant>",
        )
    )
    assert within(at(read, "Applicant/Name").box, 20, 30, 80, 40)


def test_payloads_are_kept_in_the_order_of_their_codes() -> None:
    state = "".join(
        f"<field name='B{n}'><value><text>IMM1295_06-2018_{n}|x|</text></value></field>"
        for n in (10, 2, 1)
    )
    read = reading(form(page(""), "<Page1><A>x</A></Page1>", state))
    assert read.content is not None
    assert [payload.split("|")[0][-2:] for payload in read.content.barcode_payloads] == [
        "_1", "_2", "10",
    ]  # fmt: skip
    assert read.content.form == "imm1295"
    assert read.content.validation is Validation.UNKNOWN
