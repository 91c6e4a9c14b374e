import pytest

from intake.submission.slots import Slot, slot_named


@pytest.mark.parametrize(
    "name",
    [
        "client_information",
        "Client Information",
        "Renseignements sur le client",
        "  renseignements\u00a0sur  le client ",
        "CLIENT-INFORMATION",
    ],
)
def test_a_slot_is_known_by_its_token_and_by_both_titles(name: str) -> None:
    assert slot_named(name) is Slot.CLIENT_INFORMATION


@pytest.mark.parametrize("name", ["", "passport", "client", "client information 2"])
def test_other_slots_are_unknown(name: str) -> None:
    assert slot_named(name) is None
