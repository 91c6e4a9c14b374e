"""XML of strangers is parsed without its dangers, and counted at every limit."""

import pytest

from extractors.ends import AgainstPolicy
from extractors.hardened_xml import DamagedXmlError, attribute, child, local, parse
from extractors.limits import DEFAULT_LIMITS, Limits

ATTACKS = {
    "outside entity": b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>',
    "entity by address": b'<!DOCTYPE d [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]><d>&e;</d>',
    "parameter entity": b'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><d/>',
    "outside document type": b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><d/>',
    "public document type": b'<!DOCTYPE d PUBLIC "-//X//Y" "http://127.0.0.1:9/d.dtd"><d/>',
    "empty document type": b"<!DOCTYPE d><d/>",
    "nested entities": b'<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><d>&b;</d>',
    "default attributes": b"<!DOCTYPE d [<!ATTLIST d a CDATA 'x'>]><d/>",
    "notation": b"<!DOCTYPE d [<!NOTATION n SYSTEM 'x'>]><d/>",
    "hidden in UTF-16": "<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>".encode("utf-16"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_document_type_is_against_policy_whatever_it_declares(attack: str) -> None:
    with pytest.raises(AgainstPolicy):
        parse(ATTACKS[attack], DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "text",
    [b"", b"text", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>&undefined;</a>", b"\xff\xfe<a/>",
     b'<?xml version="1.0" encoding="no-such"?><a/>', b"<a \x00/>"],
)  # fmt: skip
def test_what_is_not_well_formed_is_damaged(text: bytes) -> None:
    with pytest.raises(DamagedXmlError):
        parse(text, DEFAULT_LIMITS)


def test_an_include_is_an_element_like_any_other() -> None:
    namespace = b'xmlns:xi="http://www.w3.org/2001/XInclude"'
    root = parse(b'<a><xi:include %s href="/etc/passwd"/></a>' % namespace, DEFAULT_LIMITS)
    assert local(root[0]) == "include"
    assert root[0].text is None


@pytest.mark.parametrize(("spare", "passes"), [(1, True), (0, True), (-1, False)])
def test_elements_depth_and_bytes_are_counted_at_the_limit(spare: int, passes: bool) -> None:
    wide = b"<a>" + b"<b/>" * 9 + b"</a>"
    deep = b"<a>" * 10 + b"</a>" * 10
    for text, limits in (
        (wide, Limits(xml_elements=10 + spare)),
        (deep, Limits(xml_depth=10 + spare)),
        (wide, Limits(packet_bytes=len(wide) + spare)),
    ):
        if passes:
            assert parse(text, limits) is not None
        else:
            with pytest.raises(AgainstPolicy):
                parse(text, limits)


def test_names_are_told_without_their_namespaces() -> None:
    root = parse(b'<w:a xmlns:w="urn:x" w:val="1" id="2"><w:b/></w:a>', DEFAULT_LIMITS)
    assert (local(root), attribute(root, "val"), attribute(root, "id")) == ("a", "1", "2")
    assert attribute(root, "none") == ""
    assert child(root, "b") is root[0]
    assert child(root, "c") is None
