"""The fork server: a clean, warm process with one thread, from which each child is forked.

Python and its libraries take most of a second to load; forked from here, a child has them at once.
The server never sees an applicant's byte: the pipes of a child pass through its hands unread, and
its copies are closed when the child has them. Each child is used once.
"""

import contextlib
import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NoReturn

from extractors.jail.entering import Cell, enter
from extractors.jail.kernel import prctl
from extractors.jail.orders import (
    BODY_FAILED,
    DESCRIPTORS,
    JAIL_BROKEN,
    LONGEST_MESSAGE,
    OUT_OF_MEMORY,
    STATUS,
    Order,
    Start,
    containment_from,
    encoded,
    order_from,
)
from extractors.limits import DEFAULT_LIMITS
from models.containment import Containment, LayerState

PR_SET_PDEATHSIG = 1

Body = Callable[[BinaryIO, BinaryIO, Order], None]
"""What a child does: reads its standard input, writes its standard output, as it was ordered."""


@dataclass(frozen=True, slots=True)
class Running:
    """A child that has not ended.

    Attributes:
        line: the server's end of its line.
        folder: its own folder for files, removed after it; None if it has none.
    """

    line: socket.socket
    folder: str | None


def serve(start: Start, body: Body) -> NoReturn:
    """Fork a child for each order until the process outside has gone.

    Call it when everything is loaded that the children share.

    Raises:
        RuntimeError: a library has started a thread, whose locks a child would find held for ever.
    """
    if len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH208
        raise RuntimeError("the fork server has several threads")
    with socket.socket(fileno=start.control) as control:
        containment = _measured(start)
        # From here on a child gets every layer that was found to hold, or it does not read.
        holding = frozenset(
            each.layer
            for each in containment.layers
            if each.state in {LayerState.HOLDS, LayerState.RELAXED}
        )
        policy = replace(start.policy, layers=holding)
        # What exists now is shared by all children: no collection may touch and so copy it.
        gc.collect()
        gc.freeze()
        control.send(encoded(containment))
        _silence()
        Server(control, replace(start, policy=policy), body).run()
    os._exit(0)


def _silence() -> None:
    """Send what a library may still print nowhere; nobody reads it after the start."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _measured(start: Start) -> Containment:
    """Put one child into the jail that reads nothing, and ask it what holds."""
    reading, writing = os.pipe()
    folder = _own_folder(start, "measuring")
    pid = os.fork()
    if pid == 0:
        cell = Cell(start.policy, DEFAULT_LIMITS, folder, start.outside)
        try:
            os.write(writing, encoded(enter(cell)))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        containment = containment_from(told.read(LONGEST_MESSAGE))
    os.waitpid(pid, 0)
    _removed(folder)
    return containment


class Server:
    """The loop that forks children, and tells how they ended."""

    def __init__(self, control: socket.socket, start: Start, body: Body) -> None:
        self._control = control
        self._start = start
        self._body = body
        self._running: dict[int, Running] = {}
        self._count = 0
        self._selector = selectors.DefaultSelector()
        self._wake, woken = socket.socketpair()
        self._wake.setblocking(False)  # noqa: FBT003 - the socket's own signature
        woken.setblocking(False)  # noqa: FBT003
        self._woken = woken
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)

    def run(self) -> None:
        """Serve until the control socket closes, then end every child."""
        self._selector.register(self._control, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    if not self._take_order():
                        return self._end_all()
                elif key.fileobj is self._wake:
                    self._wake.recv(LONGEST_MESSAGE)
                else:
                    self._end(key.data)
            self._reap()

    def _take_order(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(
            self._control, LONGEST_MESSAGE, DESCRIPTORS, socket.MSG_CMSG_CLOEXEC
        )
        if not message:
            return False
        self._count += 1
        folder = _own_folder(self._start, str(self._count))
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._become_child(server, descriptors[:3], order_from(message), folder)
            finally:
                os._exit(BODY_FAILED)
        for descriptor in descriptors[:3]:
            os.close(descriptor)
        line = socket.socket(fileno=descriptors[3])
        self._running[pid] = Running(line, folder)
        self._selector.register(line, selectors.EVENT_READ, pid)
        return True

    def _become_child(
        self, server: int, descriptors: list[int], order: Order, folder: str | None
    ) -> NoReturn:
        """Be the child: alone in its session, holding three pipes and nothing else."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != server:
            os._exit(BODY_FAILED)
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        if folder is not None:
            os.environ["TMPDIR"] = folder
            os.chdir(folder)
        cell = Cell(self._start.policy, order.limits, folder, self._start.outside)
        os._exit(_lived(cell, order, self._body))

    def _end(self, pid: int) -> None:
        """Kill a child whose line was closed outside."""
        self._selector.unregister(self._running[pid].line)
        _kill_group(pid)

    def _end_all(self) -> None:
        for pid in self._running:
            _kill_group(pid)
        while self._running:
            pid = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT).si_pid  # type: ignore[union-attr] # it waits
            self._bury(pid)

    def _reap(self) -> None:
        while self._running:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT | os.WNOHANG)
            if ended is None:
                return
            self._bury(ended.si_pid)

    def _bury(self, pid: int) -> None:
        """Tell how a child ended, when nothing that it started lives any more."""
        # Its number is not given to another process before it is waited for.
        _kill_group(pid)
        _, status = os.waitpid(pid, 0)
        running = self._running.pop(pid, None)
        if running is None:
            return
        if running.line in self._selector.get_map():
            self._selector.unregister(running.line)
        # Nobody outside may wait for it any more.
        with running.line as line, contextlib.suppress(OSError):
            line.send(STATUS.pack(os.waitstatus_to_exitcode(status)))
        _removed(running.folder)


def _lived(cell: Cell, order: Order, body: Body) -> int:
    """Go into the jail and do the work; return the exit status."""
    try:
        containment = enter(cell)
        if any(containment.state_of(layer) is LayerState.ABSENT for layer in cell.policy.layers):
            return JAIL_BROKEN
        with open(0, "rb", closefd=False) as given, open(1, "wb", closefd=False) as answer:
            body(given, answer, order)
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - the edge of the child: its parent tells by the status
        traceback.print_exc(file=sys.stderr)
        return BODY_FAILED
    return 0


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # It has not made its group yet, or the group is gone but for what waits to be buried.
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _own_folder(start: Start, name: str) -> str | None:
    if start.policy.program is None:
        return None
    folder = Path(start.policy.program.workspace, name)
    folder.mkdir(mode=0o700)
    return str(folder)


def _removed(folder: str | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
