"""Layer: system calls (seccomp mode 2, an allow-list).

What a reader needs is taken, what only an attack makes ends the process with SIGSYS, anything else
is answered as by a kernel that does not know the call. See Documentation/userspace-api/
seccomp_filter.rst of the kernel.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable, Sequence

from extractors.jail import bpf, syscalls
from extractors.jail.bpf import ALLOW, ERRNO, KILL_PROCESS, Instruction
from extractors.jail.kernel import Architecture, address_of, architecture, prctl

PR_GET_SECCOMP = 21
PR_SET_SECCOMP = 22
MODE_FILTER = 2

FOREIGN_CALLS = 0x40000000
"""Numbers from here on are of the x32 interface, which nothing of ours uses."""
CLONE_THREAD = 0x00010000
NEW_NAMESPACES = 0x7E020000
"""``CLONE_NEW*`` of linux/sched.h but for time, which clone(2) does not take."""
UNKNOWN_CALL = ERRNO | errno.ENOSYS
REFUSED_CALL = ERRNO | errno.EPERM
NO_SUCH_DEVICE = ERRNO | errno.ENOTTY

CLONE3 = 435
"""Its flags lie in memory, where no filter sees them; without it libraries fall back on clone."""
HARMLESS_PRCTLS = (3, 15, 16, 21, 39)
"""Get dumpable, set name, get name, get seccomp, get no_new_privs."""
HARMLESS_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)
"""Is it a terminal, how wide is it, how much can be read, does it stay open in a program."""


def enter(*, program: bool) -> None:
    """Hold this process, its threads and all that it starts to the allow-list.

    Call it before any thread starts.

    Args:
        program: whether a program may be started (see :data:`syscalls.FOR_A_PROGRAM`).

    Raises:
        OSError: the kernel has no seccomp filters, or the architecture is not known.
    """
    known = architecture()
    if known is None:
        raise OSError(errno.EOPNOTSUPP, "unknown architecture")
    install(build(known, os.getpid(), program=program))


def install(filtered: Sequence[Instruction]) -> None:
    """Put a filter on this process.

    Raises:
        OSError: the kernel takes no filter.
    """
    code = bpf.assembled(filtered)
    instructions = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: the number of instructions, padding, where they lie.
    head = struct.pack("=HxxxxxxQ", len(filtered), address_of(instructions))
    buffer = ctypes.create_string_buffer(head, len(head))
    prctl(PR_SET_SECCOMP, MODE_FILTER, address_of(buffer))


def holds() -> bool:
    """Whether the kernel says that this process is under a filter."""
    return prctl(PR_GET_SECCOMP) == MODE_FILTER


def build(known: Architecture, process: int, *, program: bool) -> list[Instruction]:
    """Return the filter.

    Args:
        known: the architecture whose numbers it uses.
        process: number of the process that it is for, the only one that it may signal.
        program: whether a program may be started.
    """
    filtered = [
        bpf.load(bpf.OFFSET_OF_ARCHITECTURE),
        bpf.when_equal_skip(known.audit, 1),
        bpf.give(KILL_PROCESS),
        bpf.load(bpf.OFFSET_OF_NUMBER),
        Instruction(bpf.JUMP_IF_AT_LEAST, FOREIGN_CALLS, 0, 1),
        bpf.give(KILL_PROCESS),
    ]
    allowed = dict(syscalls.NEEDED)
    if program:
        allowed |= syscalls.FOR_A_PROGRAM
    for number in _numbers(allowed, known):
        filtered += bpf.when_equal(number, ALLOW)
    filtered += bpf.when_equal(CLONE3, UNKNOWN_CALL)
    for name, rule in _rules(process, program=program).items():
        number = getattr(syscalls.WITH_ARGUMENTS[name], known.name)
        # A rule ends with an action in every case, so that the number need not be loaded again.
        filtered += [bpf.unless_equal_skip(number, len(rule)), *rule]
    probed = syscalls.PROBED_BY_A_PROGRAM if program else frozenset()
    attacks = {name: each for name, each in syscalls.ATTACKS.items() if name not in probed}
    for number in _numbers(attacks, known):
        filtered += bpf.when_equal(number, KILL_PROCESS)
    return [*filtered, bpf.give(UNKNOWN_CALL)]


def _numbers(table: dict[str, syscalls.Numbers], known: Architecture) -> Iterable[int]:
    found = (getattr(numbers, known.name) for numbers in table.values())
    return (number for number in found if number is not None)


def _rules(process: int, *, program: bool) -> dict[str, list[Instruction]]:
    """Return what each call with arguments is checked for."""
    return {
        "clone": _clone(program=program),
        "prctl": _one_of(0, HARMLESS_PRCTLS, otherwise=REFUSED_CALL),
        "ioctl": _one_of(1, HARMLESS_IOCTLS, otherwise=NO_SUCH_DEVICE),
        # To raise a signal against oneself is how a library aborts.
        "tgkill": [bpf.load_argument(0), *bpf.when_equal(process, ALLOW), bpf.give(KILL_PROCESS)]
        if not program
        else [bpf.give(ALLOW)],
        "prlimit64": _own_limits_without_change(),
    }


def _clone(*, program: bool) -> list[Instruction]:
    """Threads are taken; processes only to start a program, and never into new namespaces."""
    if program:
        mask, wanted = NEW_NAMESPACES, 0
    else:
        mask, wanted = CLONE_THREAD | NEW_NAMESPACES, CLONE_THREAD
    return [
        bpf.load_argument(0),
        Instruction(bpf.AND, mask),
        *bpf.when_equal(wanted, ALLOW),
        bpf.give(KILL_PROCESS),
    ]


def _one_of(argument: int, values: Iterable[int], *, otherwise: int) -> list[Instruction]:
    taken = [step for value in values for step in bpf.when_equal(value, ALLOW)]
    return [bpf.load_argument(argument), *taken, bpf.give(otherwise)]


def _own_limits_without_change() -> list[Instruction]:
    """Take prlimit(0, which, NULL, old): a process looks at its own limits."""
    return [
        bpf.load_argument(0),
        bpf.unless_equal_skip(0, 5),
        bpf.load_argument(2),
        bpf.unless_equal_skip(0, 3),
        bpf.load_argument(2, high=True),
        *bpf.when_equal(0, ALLOW),
        bpf.give(REFUSED_CALL),
    ]
