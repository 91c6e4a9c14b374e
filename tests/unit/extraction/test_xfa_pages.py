"""A form is shown as its template lays it out; a template that cannot be laid out, as a list."""

import time

import pytest

from extractors.images.pictures import EncodedAlbum
from extractors.limits import DEFAULT_LIMITS
from extractors.xfa.form import XfaReading, read_form_packets
from models.extraction import FormField, Validation
from models.geometry import Box

MM = 72 / 25.4
WIDTH, HEIGHT = 612.0, 792.0
PAGE = (
    '<pageSet><pageArea><contentArea x="0in" y="0in" w="8.5in" h="11in"/>'
    '<medium short="8.5in" long="11in"/>{furniture}</pageArea></pageSet>'
)
TEXT = "<ui><textEdit/></ui>"


def form(template: str, data: str, state: str = "", lists: str = "", furniture: str = "") -> bytes:
    area = PAGE.format(furniture=furniture)
    return (
        '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'
        '<template xmlns="http://www.xfa.org/schema/xfa-template/2.8/">'
        f'<subform name="form1" layout="tb">{area}{template}</subform></template>'
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/">'
        f"{lists}<xfa:data><form1>{data}</form1></xfa:data></xfa:datasets>"
        f'<form xmlns="http://www.xfa.org/schema/xfa-form/2.8/">{state}</form></xdp:xdp>'
    ).encode()


def field(name: str, where: str, inside: str = TEXT, size: str = 'w="60mm" h="10mm"') -> str:
    return f'<field name="{name}" {where} {size}>{inside}</field>'


def caption(text: str, placement: str = "top", reserve: str = "4mm") -> str:
    return (
        f'<caption placement="{placement}" reserve="{reserve}"><value><text>{text}</text></value>'
        "</caption>"
    )


def page(inside: str, attributes: str = 'layout="position"') -> str:
    return f'<subform name="Page1" w="200mm" h="200mm" {attributes}>{inside}</subform>'


def reading(content: bytes) -> XfaReading:
    return read_form_packets(content, DEFAULT_LIMITS, EncodedAlbum())


def at(read: XfaReading, path: str) -> FormField:
    assert read.content is not None
    found = read.content.value_at(path)
    assert found is not None
    return found


def within(box: Box, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a box lies in a rectangle of millimetres from the top left of the page."""
    return (
        box.x0 >= left * MM / WIDTH - 0.003
        and box.y0 >= top * MM / HEIGHT - 0.003
        and box.x1 <= right * MM / WIDTH + 0.003
        and box.y1 <= bottom * MM / HEIGHT + 0.003
    )


@pytest.mark.parametrize(
    ("template", "place"),
    [
        # The plain case: a position on the page.
        (page(field("A", 'x="20mm" y="30mm"')), (20, 30, 80, 40)),
        # Positions add up, and margins of containers shift what they hold.
        (
            page(
                '<subform x="10mm" y="5mm"><margin leftInset="3mm" topInset="2mm"/>'
                '<bind match="none"/>' + field("A", 'x="20mm" y="30mm"') + "</subform>"
            ),
            (33, 37, 93, 47),
        ),
        # From top to bottom.
        (
            page(
                f'{field("B", "")}<draw w="50mm" h="8mm"/>{field("A", "")}', 'layout="tb"'
            ),
            (0, 18, 60, 28),
        ),
        # From left to right, and on to the next line.
        (
            page(f"{field('B', '')}{field('C', '')}{field('D', '')}{field('A', '')}",
                 'layout="lr-tb"'),
            (0, 10, 60, 20),
        ),
        # A table: the columns tell the widths, the highest cell the height of a row.
        (
            page(
                '<subform layout="table" columnWidths="30mm 70mm"><bind match="none"/>'
                '<subform layout="row"><bind match="none"/><draw w="5mm" h="12mm"/>'
                '<draw w="5mm" h="3mm"/></subform>'
                '<subform layout="row"><bind match="none"/><draw w="5mm" h="3mm"/>'
                + field("A", "", size='w="5mm" h="9mm"')
                + "</subform></subform>"
            ),
            (30, 12, 100, 21),
        ),
        # A cell over two columns.
        (
            page(
                '<subform layout="table" columnWidths="30mm 20mm 40mm"><bind match="none"/>'
                '<subform layout="row"><bind match="none"/><draw colSpan="2" w="5mm" h="9mm"/>'
                + field("A", "", size='w="5mm" h="9mm"')
                + "</subform></subform>"
            ),
            (50, 0, 90, 9),
        ),
        # What is invisible takes its space, and what is hidden takes none.
        (
            page(
                f'<draw w="9mm" h="11mm" presence="invisible"/><draw w="9mm" h="50mm" '
                f'presence="hidden"/>{field("A", "")}',
                'layout="tb"',
            ),
            (0, 11, 60, 21),
        ),
        # The anchor is the middle of the box.
        (page(field("A", 'x="80mm" y="50mm" anchorType="middleCenter"')), (50, 45, 110, 55)),
        # Other units, and a measure that is none.
        (page(field("A", 'x="1in" y="2cm" minH="huge"')), (25.4, 20, 85.4, 30)),
    ],
)  # fmt: skip
def test_a_value_stands_where_its_template_lays_it_out(
    template: str, place: tuple[float, float, float, float]
) -> None:
    read = reading(form(template, "<Page1><A>value</A></Page1>"))
    assert len(read.pages) == 1
    assert within(at(read, "Page1/A").box, *place)


@pytest.mark.parametrize(
    ("placement", "part"),
    [
        # The value has the rest of the box.
        ("top", (20, 34, 80, 40)),
        ("bottom", (20, 30, 80, 36)),
        ("left", (24, 30, 80, 40)),
        ("right", (20, 30, 76, 40)),
    ],
)
def test_a_caption_keeps_its_side_of_the_box(
    placement: str, part: tuple[float, float, float, float]
) -> None:
    template = page(field("A", 'x="20mm" y="30mm"', TEXT + caption("Nom", placement)))
    read = reading(form(template, "<Page1><A>Ouédraogo</A></Page1>"))
    assert within(at(read, "Page1/A").box, *part)
    assert {"Nom", "Ouédraogo"} <= {word.text for word in read.pages[0].words}


@pytest.mark.parametrize(
    "value",
    [
        "short",
        "a longer value that has to be broken into two lines or made smaller",
        "A" * 60,
        "É Ł ş Đ ñ ß",
        "first line\nsecond line",
    ],
)
def test_every_word_of_a_value_stays_in_its_box(value: str) -> None:
    template = page(field("A", 'x="20mm" y="30mm"', TEXT + caption("Caption of it")))
    read = reading(form(template, f"<Page1><A>{value}</A></Page1>"))
    box = at(read, "Page1/A").box
    assert within(box, 20, 34, 80, 40)
    told = [word for word in read.pages[0].words if box.intersection_area(word.box) > 0]
    assert "".join(word.text for word in told) == "".join(value.split())


def test_a_value_that_no_letter_size_fits_is_listed_in_full() -> None:
    value = "word " * 300 + "end"
    template = page(field("A", 'x="20mm" y="30mm"'))
    read = reading(form(template, f"<Page1><A>{value}</A></Page1>"))
    assert len(read.pages) == 2
    assert "…" in read.pages[0].text
    assert at(read, "Page1/A").page == 2
    assert read.pages[1].text.split().count("word") == 300


def test_a_field_that_grows_takes_the_lines_that_it_needs() -> None:
    grown = field("A", "", size='w="60mm" minH="5mm"')
    template = page(grown + field("B", ""), 'layout="tb"')
    read = reading(form(template, f"<Page1><A>{'word ' * 60}</A><B>below</B></Page1>"))
    assert at(read, "Page1/A").page == 1
    assert at(read, "Page1/B").box.y0 > at(read, "Page1/A").box.y1


CHOICE = (
    '<exclGroup name="Q" x="10mm" y="10mm">'
    + field("No", 'x="0mm"', '<ui><checkButton/></ui><items><text>N</text></items>'
            + caption("*Non", "right", "8mm"), 'w="20mm" h="5mm"')
    + field("Yes", 'x="30mm"', '<ui><checkButton/></ui><items><text>Y</text></items>'
            + caption("*Oui", "right", "8mm"), 'w="20mm" h="5mm"')
    + "</exclGroup>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "label", "place"),
    [
        ("N", "Non", (10, 10, 30, 15)),
        ("Y", "Oui", (40, 10, 60, 15)),
        # Nothing is ticked: the place is that of all boxes.
        ("", None, (10, 10, 60, 15)),
    ],
)
def test_the_ticked_box_of_a_question_is_its_place(
    stored: str, label: str | None, place: tuple[float, float, float, float]
) -> None:
    read = reading(form(page(CHOICE), f"<Page1><Q>{stored}</Q></Page1>"))
    found = at(read, "Page1/Q")
    assert found.label == label
    assert within(found.box, *place)


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


def test_repeated_rows_are_shown_as_often_as_the_data_has_them() -> None:
    row = (
        '<subform name="Row" w="100mm" h="10mm"><occur min="1" max="-1"/>'
        + field("A", 'x="0mm" y="0mm"')
        + "</subform>"
    )
    data = "".join(f"<Row><A>child {number}</A></Row>" for number in range(3))
    read = reading(form(page(row, 'layout="tb"'), f"<Page1>{data}</Page1>"))
    tops = [at(read, f"Page1/Row{n}/A").box.y0 for n in ("", "[1]", "[2]")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3
    assert len(read.pages) == 1


def test_blocks_that_do_not_fit_go_to_the_next_page_with_its_number() -> None:
    furniture = (
        '<draw x="150mm" y="270mm" w="50mm" h="5mm"><value><exData><body xmlns="x" '
        'xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><p>PAGE <span xfa:embed="#n"/> OF '
        '<span xfa:embed="#c"/></p></body></exData></value></draw>'
        '<field id="n" presence="hidden"><calculate><script>xfa.layout.page(this)</script>'
        "</calculate></field>"
        '<field id="c" presence="hidden"><calculate><script>xfa.layout.pageCount()</script>'
        "</calculate></field>"
    )
    blocks = "".join(field(name, "", size='w="60mm" h="100mm"') for name in "ABCD")
    template = f'<subform name="Page1" layout="tb">{blocks}</subform>'
    read = reading(
        form(template, "<Page1><A>a</A><B>b</B><C>c</C><D>d</D></Page1>", furniture=furniture)
    )
    assert [at(read, f"Page1/{name}").page for name in "ABCD"] == [1, 1, 2, 2]
    assert [page.text.splitlines()[-1] for page in read.pages] == ["PAGE 1 OF 2", "PAGE 2 OF 2"]


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
