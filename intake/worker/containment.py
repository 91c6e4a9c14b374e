"""What holds the readers of this worker: measured at its start, told to all that ask for it."""

import asyncio
import logging
import secrets

from extractors.contained import containment
from intake.pipeline.threads import in_thread
from intake.settings import Mode, Settings
from intake.store import workers
from intake.store.database import Database
from models.bilingual import Bilingual
from models.containment import Containment
from models.errors import IntakeError

_LOG = logging.getLogger(__name__)

TELL_SECONDS = 10.0
"""Between two signs of life with what holds; far below :data:`workers.SEEN_SECONDS`."""


class NotContainedError(IntakeError):
    """Production would read without layers that are neither in force nor waived."""

    code = "not_contained"
    text = Bilingual(
        "These layers of containment do not hold in full here: {layers}. Run csq-intake doctor to "
        "see why and how to get them, or waive them by name with INTAKE_WAIVED_LAYERS={layers}.",
        "Ces couches de confinement ne tiennent pas entièrement ici : {layers}. Lancez csq-intake "
        "doctor pour voir pourquoi et comment les obtenir, ou renoncez-y en les nommant : "
        "INTAKE_WAIVED_LAYERS={layers}.",
    )


async def ensure(settings: Settings) -> Containment:
    """Measure what holds the readers of this process, which also starts their fork server.

    Raises:
        NotContainedError: in production, if a layer neither holds nor is waived.
        ReaderNotStartedError: no reader can be started.
    """
    found = await in_thread(containment, settings.ocr_engine)
    lacking = found.lacking(settings.waived_layers)
    if lacking and settings.mode is Mode.PRODUCTION:
        raise NotContainedError(layers=",".join(lacking))
    for each in found.layers:
        if each.layer in lacking:
            _LOG.warning("containment: %s is %s (%s)", each.layer, each.state, each.detail)
    return found


async def tell(database: Database, found: Containment, *, delivers: bool) -> None:
    """Keep a row of this worker, what holds its readers and whether it delivers, for ever."""
    name = secrets.token_hex(8)
    while True:
        async with database.transaction() as connection:
            await workers.tell(connection, name, found, delivers=delivers)
        await asyncio.sleep(TELL_SECONDS)
