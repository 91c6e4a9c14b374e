"""A static XFA form: its data, placed by the widgets that stand on its real pages."""

from dataclasses import replace

from extractors.xfa.binding import bare
from extractors.xfa.content import TICKED, Datum, XfaContent
from extractors.xfa.facsimile import NOWHERE
from models.extraction import FormContent, FormField, TextSource


def placed_fields(
    content: XfaContent, widgets: FormContent, pages: int
) -> tuple[tuple[FormField, ...], int]:
    """Return the fields of a static form, and how many of them hold two different values.

    A page shows what its widgets hold; where the data holds something else (a program other than
    Adobe's changed the widgets alone), the field has the value that the page shows.

    Args:
        content: the data.
        widgets: the AcroForm fields on the pages.
        pages: number of pages of the file.
    """
    data = {datum.path: datum for datum in content.data}
    fields: list[FormField] = []
    differing = 0
    used: set[str] = set()
    for widget in widgets.fields:
        datum = data.get(_data_path(widget.path, content))
        if datum is None:
            fields.append(widget)
            continue
        if datum.path in used:
            # A group of buttons has one value and many widgets; the pressed one stands for it.
            fields = [_pressed(field, widget, datum) for field in fields]
            continue
        used.add(datum.path)
        differs = _differs(datum, widget)
        differing += differs
        fields.append(_field(datum, widget, shown=differs or not datum.value))
    unseen = (datum for datum in content.data if datum.path not in used)
    fields.extend(_unseen(datum, pages) for datum in unseen)
    return tuple(fields), differing


def _data_path(path: str, content: XfaContent) -> str:
    """Return the data path of a widget (``form1[0]/#subform[0]/Name[0]/FamilyName[0]``)."""
    steps = [step for step in path.split("/")[1:] if not step.startswith("#")]
    numbered = "/".join(step.removesuffix("[0]") for step in steps)
    names = bare(numbered)
    return content.names.get(names, names) if numbered == names else numbered


def _field(datum: Datum, widget: FormField, *, shown: bool) -> FormField:
    field = replace(widget, path=datum.path, caption=datum.caption or widget.caption)
    if shown:
        return field
    return replace(field, value=datum.value, label=datum.label, source=TextSource.XFA)


def _pressed(field: FormField, widget: FormField, datum: Datum) -> FormField:
    if field.path != datum.path or not widget.value:
        return field
    return replace(field, page=widget.page, box=widget.box)


def _unseen(datum: Datum, pages: int) -> FormField:
    return FormField(
        datum.path, datum.caption, datum.value, datum.label, pages, NOWHERE, TextSource.XFA
    )


def _differs(datum: Datum, widget: FormField) -> bool:
    if not datum.value or not widget.value:
        return False
    shown = {_plain(widget.value), _plain(widget.shown)}
    stored = {_plain(datum.value), _plain(datum.shown_value)}
    # The state of a check box may have another name in the data than on the page.
    return not shown & stored and not (shown & TICKED and stored & TICKED)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
