"""XFA forms of a template and its data, and where the pages made of them show a value."""

from extractors.images.pictures import EncodedAlbum
from extractors.limits import DEFAULT_LIMITS
from extractors.xfa.form import XfaReading, read_form_packets
from models.extraction import FormField
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
