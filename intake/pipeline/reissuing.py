"""Makes applications owed a new report after the programme's rules or the model changed."""

from classifiers.page_types import PageTypeModel
from intake.pipeline.replaying import InputsNotKeptError, replay, rules_of, stored_revision
from intake.store import applications, audit, jobs
from intake.store.applications import ApplicationState
from intake.store.audit import Action
from intake.store.opening import Store


async def would_change(store: Store, number: str, model: PageTypeModel) -> bool:
    """Whether today's rules and model make another report from the newest revision's inputs.

    A revision of a version that named no inputs cannot be made again, so that it counts as one
    that changes.

    Raises:
        NoSuchRevisionError: there is no such application, or it has no report.
    """
    try:
        stored = await stored_revision(store, number)
    except InputsNotKeptError:
        return True
    return not replay(stored, rules_of(stored), model).identical


async def owe_new_report(store: Store, number: str, *, actor: str) -> bool:
    """Queue the next revision; return False for an application that is not submitted."""
    async with store.database.transaction() as connection:
        application = await applications.locked(connection, number)
        if application is None or application.state is not ApplicationState.SUBMITTED:
            return False
        await applications.raise_inputs_version(connection, number)
        await audit.record(connection, actor, Action.REPORT_REISSUED, application=number)
        await jobs.defer_report(connection, number)
        return True
