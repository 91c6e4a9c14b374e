"""The process outside: starts the fork server, orders children of it, ends it."""

import atexit
import contextlib
import fcntl
import logging
import os
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass, replace

import msgspec

from extractors.jail import bubblewrap
from extractors.jail.orders import LONGEST_MESSAGE, Order, Start, containment_from, encoded
from extractors.jail.policy import Policy
from extractors.limits import Limits
from models.bilingual import Bilingual
from models.containment import Containment, Layer, LayerReport, LayerState
from models.errors import IntakeError

log = logging.getLogger(__name__)

START_SECONDS = 120.0
"""Until the fork server has loaded its libraries; a cold disk is slow."""
ORDER_SECONDS = 20.0
END_SECONDS = 3.0
ANSWER_PIPE = 1024 * 1024
"""Bytes that the pipe of an answer holds; the most that the kernel gives without privileges."""
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")
_FIXED_VARIABLES = {
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Each arena of the allocator reserves 64 MiB of the limited address space.
    "MALLOC_ARENA_MAX": "2",
    "HOME": "/",
}


class ReaderNotStartedError(IntakeError):
    """The process that reads uploads cannot be started."""

    code = "reader_not_started"
    text = Bilingual(
        "The process that reads uploads did not start. Run csq-intake doctor, which says what is "
        "missing.",
        "Le processus qui lit les fichiers n'a pas démarré. Lancez csq-intake doctor, qui dit ce "
        "qui manque.",
    )


@dataclass(frozen=True, slots=True)
class Child:
    """The ends outside of one child's pipes (descriptors), and its line.

    Attributes:
        server: number of the process that was started as its fork server.
    """

    server: int
    given: int
    answer: int
    complaints: int
    line: socket.socket


@dataclass(frozen=True, slots=True)
class Kept:
    """A fork server that was started."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket
    containment: Containment


class Keeper:
    """Keeps one fork server, started when it is first needed and again if it ended.

    May be used by several threads at the same time.

    Args:
        command: starts the server; the JSON of its :class:`Start` is added.
        policy: what its children may do.
    """

    def __init__(self, command: tuple[str, ...], policy: Policy) -> None:
        self._command = command
        self._policy = policy
        self._lock = threading.Lock()
        self._kept: Kept | None = None
        atexit.register(self.close)

    def containment(self) -> Containment:
        """Return what holds the children, measured from inside.

        Raises:
            ReaderNotStartedError: the server does not start.
        """
        with self._lock:
            return self._server().containment

    def child(self, limits: Limits, wishes: str = "") -> Child:
        """Have a child forked.

        Args:
            limits: what it may use.
            wishes: what is asked of its body, in the body's own terms.

        Raises:
            ReaderNotStartedError: the server does not start.
        """
        with self._lock:
            try:
                return _ordered(self._server(), Order(limits, wishes))
            except OSError:
                # It ended since it was last looked at; a new one is as good.
                self._drop()
                return _ordered(self._server(), Order(limits, wishes))

    def renew(self, server: int) -> None:
        """End a server that is dead or stuck, with its children; the next one is a new one.

        Args:
            server: the one that is meant, since another thread may have renewed it already.
        """
        with self._lock:
            if self._kept is not None and self._kept.process.pid == server:
                self._drop()

    def close(self) -> None:
        """End the server and with it every child."""
        with self._lock:
            self._drop()
        atexit.unregister(self.close)

    def _server(self) -> Kept:
        if self._kept is not None and self._kept.process.poll() is not None:
            self._drop()
        if self._kept is None:
            try:
                self._kept = _started(self._command, self._policy)
            except NotReadyError as error:
                log.error("the fork server did not start: %s", error.complaint)  # noqa: TRY400 - the trace says less
                raise ReaderNotStartedError from error
        return self._kept

    def _drop(self) -> None:
        if self._kept is not None:
            _ended(self._kept.process, self._kept.control)
            self._kept = None


def _ordered(kept: Kept, order: Order) -> Child:
    (given, to_child), (answer, from_child), (complaints, errors) = (
        (pipe[1], pipe[0]) if place == 0 else pipe for place, pipe in enumerate(_pipes())
    )
    line, theirs = socket.socketpair()
    with theirs:
        passed = (to_child, from_child, errors)
        try:
            message = encoded(order)
            socket.send_fds(kept.control, [message], [*passed, theirs.fileno()])
        except OSError:
            for descriptor in (given, answer, complaints):
                os.close(descriptor)
            line.close()
            raise
        finally:
            for descriptor in passed:
                os.close(descriptor)
    return Child(kept.process.pid, given, answer, complaints, line)


def _pipes() -> tuple[tuple[int, int], ...]:
    given, answer, complaints = os.pipe(), os.pipe(), os.pipe()
    # Page pictures are megabytes of pixels, and each time that the pipe is full costs both sides a
    # change of process. The kernel may refuse a user more, and the pipe then stays as it is.
    with contextlib.suppress(OSError):
        fcntl.fcntl(answer[0], fcntl.F_SETPIPE_SZ, ANSWER_PIPE)
    return given, answer, complaints


def _started(command: tuple[str, ...], policy: Policy) -> Kept:
    """Start a fork server, in bubblewrap if that is wanted and works here."""
    if Layer.BUBBLEWRAP not in policy.layers:
        return _attempt(command, policy, wrapper=None)
    wrapper = bubblewrap.found()
    cause = "bwrap is not installed"
    if wrapper is not None:
        try:
            return _attempt(command, policy, wrapper=wrapper)
        except NotReadyError as error:
            cause = error.complaint or "bwrap does not start here"
    kept = _attempt(command, _without_bubblewrap(policy), wrapper=None)
    return replace(kept, containment=_with_cause(kept.containment, cause))


class NotReadyError(Exception):
    """The server ended before it was ready; ``complaint`` is its last line."""

    def __init__(self, complaint: str) -> None:
        self.complaint = complaint
        super().__init__(complaint)


def _attempt(command: tuple[str, ...], policy: Policy, *, wrapper: str | None) -> Kept:
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    start = Start(theirs.fileno(), policy, bubblewrap.namespaces())
    whole = (*command, encoded(start).decode())
    if wrapper is not None:
        whole = bubblewrap.wrapped(wrapper, whole, policy)
    try:
        with theirs:
            process = _process(whole, theirs.fileno())
    except OSError as error:
        control.close()
        raise NotReadyError(str(error)) from error
    control.settimeout(START_SECONDS)
    try:
        containment = containment_from(control.recv(LONGEST_MESSAGE))
    except (OSError, msgspec.DecodeError):
        raise NotReadyError(_ended(process, control)) from None
    # A server that takes no order for so long is as good as dead, and is replaced.
    control.settimeout(ORDER_SECONDS)
    return Kept(process, control, containment)


def _process(command: tuple[str, ...], control: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own program
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd="/",
        pass_fds=(control,),
        # One group for all of it, and no terminal's signals.
        start_new_session=True,
    )


def _ended(process: "subprocess.Popen[bytes]", control: socket.socket) -> str:
    """End a server; return the last line of its complaints."""
    control.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.stderr is None:
        return ""
    with process.stderr as complaints:
        lines = complaints.read(LONGEST_MESSAGE).decode(errors="replace").splitlines()
    return lines[-1][:200] if lines else ""


def _without_bubblewrap(policy: Policy) -> Policy:
    return replace(policy, layers=policy.layers - {Layer.BUBBLEWRAP})


def _with_cause(containment: Containment, cause: str) -> Containment:
    absent = LayerReport(Layer.BUBBLEWRAP, LayerState.ABSENT, cause)
    return Containment(
        tuple(absent if each.layer is absent.layer else each for each in containment.layers)
    )


def _environment() -> dict[str, str]:
    """Return what the server may know: none of the service's settings, no secrets."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {**kept, **_FIXED_VARIABLES}
