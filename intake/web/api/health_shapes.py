"""The JSON objects that tell operators how the service stands, and what asks for them."""

from collections.abc import Iterator
from typing import Literal

from pydantic import AwareDatetime, Field
from pydantic.config import JsonDict

from intake.delivery.outbox import Tally
from intake.store.workers import WorkerRow
from intake.web.api.examples import example
from intake.web.api.shapes import ReasonShape, Shape
from models.bilingual import Bilingual, Reason

NO_WORKER = Bilingual(
    "No worker lives: uploads wait unread. Start one (csq-intake worker), and look at its log.",
    "Aucun exécutant n'est en vie : les fichiers attendent d'être lus. Démarrez-en un (csq-intake "
    "worker) et voyez son journal.",
)
NO_RECEIVER = Bilingual(
    "No living worker has a receiver: reports are made and kept, none is sent. Set "
    "INTAKE_DELIVERY_URL for the workers, restart them, then run “csq-intake deliveries replay "
    "--all unsent”.",
    "Aucun exécutant en vie n'a de destinataire : les rapports sont établis et conservés, aucun "
    "n'est envoyé. Indiquez INTAKE_DELIVERY_URL aux exécutants, redémarrez-les, puis lancez "
    "« csq-intake deliveries replay --all unsent ».",
)
UNSENT_REPORTS = Bilingual(
    "Reports that were made without a receiver and never sent: {count}. Send them with "
    "“csq-intake deliveries replay --all unsent”.",
    "Rapports établis sans destinataire et jamais envoyés : {count}. Envoyez-les avec "
    "« csq-intake deliveries replay --all unsent ».",
)
DEAD_DELIVERIES = Bilingual(
    "Reports whose delivery was given up: {count}. See why with “csq-intake deliveries”, have the "
    "receiver repaired, then run “csq-intake deliveries replay --all dead”.",
    "Rapports dont la livraison a été abandonnée : {count}. Voyez pourquoi avec « csq-intake "
    "deliveries », faites réparer le destinataire, puis lancez « csq-intake deliveries replay "
    "--all dead ».",
)

_DELIVERIES: JsonDict = {
    "receiver": True,
    "pending": 3,
    "oldest_pending_at": "2022-07-04T13:05:12Z",
    "dead": 2,
    "unsent": 0,
}
_EXAMPLE = Reason.of("dead_deliveries", DEAD_DELIVERIES, count=2)


class DeliveriesShape(Shape):
    """How many reports did not reach the receiver."""

    model_config = example(_DELIVERIES)

    receiver: bool = Field(description="Whether a living worker has a receiver.")
    pending: int = Field(description="Reports on their way.")
    oldest_pending_at: AwareDatetime | None = Field(
        description="When the report that waits longest was queued; null if none waits."
    )
    dead: int = Field(description="Reports that were given up, until they are replayed.")
    unsent: int = Field(description="Reports that were made without a receiver.")


class OperationShape(Shape):
    """How the service stands."""

    model_config = example(
        {
            "status": "attention",
            "workers": 1,
            "deliveries": _DELIVERIES,
            "notices": [{"code": _EXAMPLE.code, "en": _EXAMPLE.en, "fr": _EXAMPLE.fr}],
        }
    )

    status: Literal["ok", "attention"] = Field(
        description="`attention` if there are notices; the service serves all the same."
    )
    workers: int = Field(description="Workers that live.")
    deliveries: DeliveriesShape
    notices: list[ReasonShape] = Field(description="What asks for an operator, and what to do.")

    @classmethod
    def of(cls, workers: tuple[WorkerRow, ...], tally: Tally) -> "OperationShape":
        """Say what the rows tell."""
        told = [ReasonShape.of(reason) for reason in _notices(workers, tally)]
        return cls(
            status="attention" if told else "ok",
            workers=len(workers),
            deliveries=DeliveriesShape(
                receiver=any(worker.delivers for worker in workers),
                pending=tally.pending,
                oldest_pending_at=tally.oldest_pending_at,
                dead=tally.dead,
                unsent=tally.unsent,
            ),
            notices=told,
        )


def _notices(workers: tuple[WorkerRow, ...], tally: Tally) -> Iterator[Reason]:
    if not workers:
        yield Reason.of("no_worker", NO_WORKER)
    elif not any(worker.delivers for worker in workers):
        yield Reason.of("no_receiver", NO_RECEIVER)
    elif tally.unsent:
        # Without a receiver they belong there; with one nobody sends them unless asked.
        yield Reason.of("unsent_reports", UNSENT_REPORTS, count=tally.unsent)
    if tally.dead:
        yield Reason.of("dead_deliveries", DEAD_DELIVERIES, count=tally.dead)
