"""The slots of the online application that uploads are made to."""

import re
import unicodedata
from enum import StrEnum

from models.bilingual import Bilingual


class Slot(StrEnum):
    """The closed list of slots that this service takes."""

    CLIENT_INFORMATION = "client_information"


TITLES: dict[Slot, Bilingual] = {
    Slot.CLIENT_INFORMATION: Bilingual("Client Information", "Renseignements sur le client"),
}
"""The slots as the online application names them."""


def slot_named(name: str) -> Slot | None:
    """Return the slot of a token or of a title in either language; None if there is none.

    Case, and how words are parted, do not matter.
    """
    wanted = _plain(name)
    for slot, title in TITLES.items():
        if wanted in (_plain(slot), _plain(title.en), _plain(title.fr)):
            return slot
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()
