"""A value stands on the page where the template of its form lays it out."""

import pytest

from tests.unit.extraction.xfa_forms import TEXT, at, caption, field, form, page, reading, within


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
