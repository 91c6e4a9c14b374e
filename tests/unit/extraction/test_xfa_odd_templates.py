"""A template that is hostile, repeats itself or is missing loses no value."""

import time

import pytest

from tests.unit.extraction.xfa_forms import at, caption, field, form, page, reading

HOSTILE = [
    # Sizes beyond any page.
    ("huge", page(field("A", 'x="1e9mm" y="99999999999in" w="9999999in"', size=""))),
    ("negative", page(field("A", 'x="-500mm" y="-500mm"', size='w="-60mm" h="-10mm"'))),
    # No pages, no content area, no size.
    ("no sizes", '<subform name="Page1">' + field("A", "", size="") + "</subform>"),
    # More elements, and more pages, than any form has.
    ("many", page('<draw w="1mm" h="1mm"/>' * 20_500)),
    ("pages", '<subform><breakBefore targetType="pageArea"/><draw w="9mm" h="9mm"/></subform>'
     * 500),
    # One row repeated by its own columns.
    ("columns", page('<subform layout="table" columnWidths="' + "1mm " * 5000 + '">'
                     '<subform layout="row"><draw colSpan="-1"/><draw colSpan="999999"/></subform>'
                     "</subform>")),
    # A caption that takes more than its box, and letters as large as the page.
    ("letters", page(field("A", 'x="0mm"', '<font size="9999pt"/>' + caption("A" * 9000)))),
    # Depth within the limit of the parser.
    ("deep", "<subform>" * 90 + field("A", "") + "</subform>" * 90),
    # Nothing but nonsense.
    ("nonsense", '<subform layout="spiral" w="mm" h="--3in" columnWidths="a b" x="NaNmm"/>'),
]  # fmt: skip


@pytest.mark.parametrize(
    "template", [template for _, template in HOSTILE], ids=[name for name, _ in HOSTILE]
)
def test_hostile_geometry_costs_little_and_loses_no_value(template: str) -> None:
    begun = time.process_time()
    read = reading(form(template, "<Page1><A>value</A></Page1>"))
    assert time.process_time() - begun < 10
    assert at(read, "Page1/A").value == "value"
    assert 1 <= len(read.pages) <= 41
    assert all(0 < page.height <= 20_000 for page in read.pages)
    assert all(word.box.is_valid for page in read.pages for word in page.words)
    assert any("value" in page.text for page in read.pages)


def test_pages_that_look_the_same_share_one_picture() -> None:
    block = '<subform><breakBefore targetType="pageArea"/><draw w="9mm" h="9mm"/></subform>'
    read = reading(form(block * 3 + page(field("A", "")), "<Page1><A>value</A></Page1>"))
    assert len(read.pages) > len({page.image for page in read.pages})


@pytest.mark.parametrize("data", ["<A>flat</A>", "<Page1/>", ""])
def test_a_form_without_geometry_or_groups_is_shown_as_a_list(data: str) -> None:
    content = (
        '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/">'
        f"<xfa:data><form1>{data}</form1></xfa:data></xfa:datasets></xdp:xdp>"
    ).encode()
    read = reading(content)
    assert read.content is not None
    assert len(read.pages) == 1
    assert ("flat" in read.pages[0].text) == ("flat" in data)
