"""Small forms of our own that together have every part of a template which is read."""

from collections.abc import Iterator

_HEAD = (
    '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'
    '<template xmlns="http://www.xfa.org/schema/xfa-template/2.8/">'
)
_DATA = '</template><xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/">'
_PAGES = (
    '<pageSet><pageArea name="Main"><contentArea x="7mm" y="16mm" w="200mm" h="247mm"/>'
    '<medium stock="letter" short="215.9mm" long="279.4mm" orientation="portrait"/>'
    '<draw x="2mm" y="265mm" w="196mm" h="4mm"><font size="6pt"/><value><text>IMM 1295 (09-2023) E'
    "</text></value></draw></pageArea></pageSet>"
)
_TEXT_FIELD = (
    '<field name="jobTitle" x="2mm" y="9mm" w="85mm" h="11mm"><caption placement="top" '
    'reserve="3mm"><value><text>Job title</text></value></caption><ui><textEdit multiLine="1"/>'
    '</ui><font typeface="Arial" size="8pt" weight="bold" posture="italic"/><para hAlign="center" '
    'vAlign="middle"/><border><edge thickness="0.2mm"/><fill><color value="230,230,230"/></fill>'
    '</border><margin leftInset="1mm" topInset="1mm"/><bind match="dataRef" ref="$.jobTitle"/>'
    "<assist><speak>Job title in Canada</speak><toolTip>tip</toolTip></assist></field>"
)
_CHOICE = (
    '<exclGroup name="Sex" layout="lr-tb"><field name="m" w="20mm" h="6mm"><ui><checkButton '
    'shape="square"/></ui><items><text>M</text></items><caption placement="right"><value><text>Male'
    '</text></value></caption></field><field name="f" w="20mm" h="6mm"><ui><checkButton/></ui>'
    "<items><text>F</text></items></field></exclGroup>"
)
_LIST = (
    '<field name="Type" w="60mm" h="8mm"><ui><choiceList open="onEntry"/></ui><items save="1">'
    "<text>OWP</text></items><items><text>Open Work Permit</text></items><bindItems "
    'ref="xfa.datasets.LOVFile.LOV.TypeList.Type[*]" labelRef="$" valueRef="lic"/></field>'
)
_RICH = (
    '<draw w="90mm" minH="5mm"><value><exData contentType="text/html"><body '
    'xmlns="http://www.w3.org/1999/xhtml"><p style="font-weight:bold">DETAILS<br/>of <b>work</b>'
    "</p></body></exData></value></draw>"
)
_ROWS = (
    '<subform name="Table" layout="table" columnWidths="30mm 40mm -1"><subform name="Row1" '
    'layout="row"><occur min="1" max="-1" initial="2"/><field name="From" w="30mm" h="8mm"/>'
    '<field name="To" w="30mm" h="8mm" presence="hidden"/></subform></subform>'
)


def _form(body: str, data: str, layout: str = "position", form: str = "") -> bytes:
    template = f'<subform name="form1" layout="tb">{_PAGES}<subform name="Page3" layout="{layout}" '
    template += (
        f'w="200mm" h="120mm"><breakBefore targetType="pageArea"/>{body}</subform></subform>'
    )
    return (
        f"{_HEAD}{template}{_DATA}<xfa:data><form1><Page3>{data}</Page3></form1></xfa:data>"
        '<LOVFile><LOV><TypeList><Type lic="OWP">Open Work Permit</Type></TypeList></LOV></LOVFile>'
        f"</xfa:datasets>{form}</xdp:xdp>"
    ).encode()


def forms() -> Iterator[bytes]:
    """Give one form for each part, and one with all of them."""
    job = "<jobTitle>CSQ holder outside Quebec - OWP</jobTitle>"
    yield _form(_TEXT_FIELD, job)
    yield _form(_CHOICE, "<Sex>F</Sex>", "lr-tb")
    yield _form(_LIST, "<Type>OWP</Type>", "tb")
    yield _form(_RICH, "", "tb")
    yield _form(
        _ROWS, "<Table><Row1><From>2020</From></Row1><Row1><From>2021</From></Row1></Table>"
    )
    saved = (
        '<form xmlns="http://www.xfa.org/schema/xfa-form/2.8/"><subform name="form1"><field '
        'name="code"><value><text>IMM1295_06-2018_5|a|b|</text></value></field></subform></form>'
    )
    flag = (
        "<PersonalDetails><ApplicationValidatedFlag>1</ApplicationValidatedFlag></PersonalDetails>"
    )
    yield _form(_TEXT_FIELD, job + flag, form=saved)
    yield _form(
        _TEXT_FIELD + _CHOICE + _LIST + _RICH + _ROWS,
        job + "<Sex>M</Sex><Type>OWP</Type><Table><Row1><From>x</From></Row1></Table>",
        "tb",
    )
    # Data alone, as in a file whose template is damaged.
    yield (
        f"{_HEAD}{_DATA}<xfa:data><form1><Page1><A>x</A><A>y</A></Page1><B/></form1></xfa:data>"
        "</xfa:datasets></xdp:xdp>"
    ).encode()
