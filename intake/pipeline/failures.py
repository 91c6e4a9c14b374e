"""What a log may say of an exception: its name and places, never its text.

An exception's text may quote what stands in an applicant's document.
"""

import traceback


def places(error: BaseException) -> tuple[str, ...]:
    """Return where an exception passed, outermost first, as ``file:line function``."""
    return tuple(
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )


def described(error: BaseException) -> str:
    """Return the names and places of an exception and of those that caused it."""
    told = f"{type(error).__name__} at {'; '.join(places(error))}"
    cause = error.__cause__
    return told if cause is None else f"{told}, caused by {described(cause)}"
