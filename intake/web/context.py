"""What every request handler needs, made once when the web process starts."""

from dataclasses import dataclass

from fastapi import FastAPI, Request

from intake.settings import Settings
from intake.store.opening import Store
from intake.submission.incoming import IncomingFolder


@dataclass(frozen=True, slots=True)
class Context:
    """The open store and what goes with it.

    Attributes:
        incoming: where files are kept while they are received.
    """

    settings: Settings
    store: Store
    incoming: IncomingFolder


def attach(application: FastAPI, context: Context) -> None:
    """Give ``context`` to every request of ``application``."""
    application.state.context = context


def context_of(request: Request) -> Context:
    """Return the context of the running application (also a FastAPI dependency)."""
    found = request.app.state.context
    if not isinstance(found, Context):
        raise TypeError("the application was not started")
    return found
