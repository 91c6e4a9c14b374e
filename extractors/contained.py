"""Reading hostile files: one child process for each upload, forked into the jail, used once."""

import importlib.util
import logging
import shutil
import signal
import sys
from functools import cache
from pathlib import Path

import msgspec

from extractors.admission import admit
from extractors.ends import (
    AgainstPolicy,
    Damaged,
    NotContained,
    OcrMissing,
    OutOfMemory,
    OutOfTime,
    ReadEnd,
    ReadFailed,
)
from extractors.frames import AnswerReader, BadFramesError
from extractors.jail.conversation import Ended, converse
from extractors.jail.keeper import Keeper
from extractors.jail.orders import JAIL_BROKEN, OUT_OF_MEMORY
from extractors.jail.policy import Policy, Program, code_and_libraries
from extractors.jail.workspace import Workspace
from extractors.limits import DEFAULT_LIMITS, Limits
from models.containment import Containment
from models.extraction import ReadOutcome

log = logging.getLogger(__name__)

DEFAULT_ENGINE = "tesseract"
_ROOT = Path(__file__).resolve().parent.parent
_PROGRAM = "import sys; sys.path.append({root!r}); from extractors.child import main; main()"
_LACKS_MEMORY = (
    b"MemoryError",
    b"bad_alloc",
    b"Cannot allocate memory",
    b"OutOfMemory",
    b"can't start new thread",
)
_CRASHES = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP,
                      signal.SIGFPE})  # fmt: skip


def read_contained(
    content: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    engine: str = DEFAULT_ENGINE,
    second_look: tuple[int, ...] = (),
    keeper: Keeper | None = None,
) -> ReadOutcome:
    """Read one upload in a child process of its own; blocks until it has ended.

    May be called from several threads at the same time. Whatever the content does to its
    readers, this returns a typed outcome.

    Args:
        content: the upload's bytes.
        limits: what the child may use.
        engine: name of the OCR engine (:class:`extractors.ocr.engine.EngineName`).
        second_look: numbers of the pages, 1-based, that the second OCR engine is to look at as
            well (see :func:`extractors.reading.read`).
        keeper: where the child comes from; by default, this process's own for that engine.

    Raises:
        ReaderNotStartedError: no child can be started on this machine, whatever the content.
    """
    try:
        admit(content, limits)
    except ReadEnd as end:
        return end.outcome()
    reader = AnswerReader(content, limits)
    wishes = msgspec.json.encode(second_look).decode()
    keeper = keeper or keeper_of(engine)
    child = keeper.child(limits, wishes)
    ended = converse(child, content, reader, limits)
    if ended.status is None:
        keeper.renew(child.server)
    return _outcome(ended, reader)


def containment(engine: str = DEFAULT_ENGINE) -> Containment:
    """Return the layers that hold the children of this process, measured from inside.

    Raises:
        ReaderNotStartedError: no child can be started on this machine.
    """
    return keeper_of(engine).containment()


@cache
def keeper_of(engine: str) -> Keeper:
    """Return this process's own keeper of children that read with one OCR engine."""
    program = _PROGRAM.format(root=str(_ROOT))
    return Keeper((sys.executable, "-I", "-c", program, engine), policy_for(engine))


def policy_for(engine: str) -> Policy:
    """Return what a child that reads with an engine may do."""
    from extractors.ocr import tessdata  # noqa: PLC0415 - the parent needs no more of them

    readable = code_and_libraries((_ROOT / "extractors", _ROOT / "models"))
    try:
        readable = (*readable, str(tessdata.folder("fra")))
    except OcrMissing:
        log.warning("the language files of Tesseract were not found")
    path = _program_of(engine)
    return Policy(readable, program=Program(path, Workspace().path) if path else None)


def _program_of(engine: str) -> str | None:
    """Return the program that an engine starts; None if it works in process."""
    by_program = engine == "pytesseract" or (
        engine == "tesseract" and importlib.util.find_spec("tesserocr") is None
    )
    found = shutil.which("tesseract") if by_program else None
    return str(Path(found).resolve()) if found else None


def _outcome(ended: Ended, reader: AnswerReader) -> ReadOutcome:
    if reader.overfull:
        return OutOfMemory().outcome()
    if ended.status == 0 and not ended.overdue and not ended.refused:
        try:
            return reader.outcome()
        except BadFramesError as error:
            # Only the name of the broken rule is logged; the content may be personal.
            log.warning("the reading child broke the rule of its answer: %s", error)
            return AgainstPolicy().outcome()
    return _end(ended).outcome()


def _end(ended: Ended) -> ReadEnd:
    """Tell the kind of end from what the child left."""
    if ended.refused:
        return AgainstPolicy()
    if ended.overdue:
        return OutOfTime()
    if ended.status == JAIL_BROKEN:
        log.error("a reading child did not get into its jail and read nothing")
        return NotContained()
    lacked_memory = any(sign in ended.complaints for sign in _LACKS_MEMORY)
    if ended.status == OUT_OF_MEMORY or lacked_memory:
        return OutOfMemory()
    if ended.status is not None and ended.status < 0:
        return _end_by(signal.Signals(-ended.status))
    log.error("the reading child failed with status %s", ended.status)
    return ReadFailed()


def _end_by(number: signal.Signals) -> ReadEnd:
    if number is signal.SIGSYS or number is signal.SIGXFSZ:
        # A call that no reading makes, or a file that no reading writes.
        return AgainstPolicy()
    if number is signal.SIGXCPU:
        return OutOfTime()
    if number is signal.SIGKILL:
        # The kernel ends by it what uses more memory than there is.
        return OutOfMemory()
    return Damaged() if number in _CRASHES else ReadFailed()
