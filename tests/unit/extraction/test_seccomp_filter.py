"""The filter answers each call as its tables say, on both architectures, argument by argument."""

import errno
import re
import struct
from pathlib import Path

import pytest

from extractors.jail import bpf, seccomp, syscalls
from extractors.jail.bpf import ALLOW, ERRNO, KILL_PROCESS
from extractors.jail.kernel import ARCHITECTURES, Architecture

PROCESS = 4242
THREAD = 0x003D0F00
"""The flags with which the C library makes a thread."""
ENOSYS = ERRNO | errno.ENOSYS
EPERM = ERRNO | errno.EPERM
ENOTTY = ERRNO | errno.ENOTTY
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
MACHINES = pytest.mark.parametrize("machine", sorted(ARCHITECTURES))


def answer(program: list[bpf.Instruction], audit: int, number: int, *arguments: int) -> int:
    """Run a filter as the kernel does."""
    words = (*arguments, *[0] * (6 - len(arguments)))
    seen = struct.pack("<IIQ6Q", number, audit, 0, *words)
    place, accumulator = 0, 0
    while True:
        step = program[place]
        place += 1
        if step.code == bpf.LOAD_WORD:
            (accumulator,) = struct.unpack_from("<I", seen, step.operand)
        elif step.code == bpf.AND:
            accumulator &= step.operand
        elif step.code == bpf.RETURN:
            return step.operand
        else:
            equal = step.code == bpf.JUMP_IF_EQUAL
            holds = accumulator == step.operand if equal else accumulator >= step.operand
            place += step.if_true if holds else step.if_false


def number_of(name: str, machine: Architecture) -> int | None:
    for table in (syscalls.NEEDED, syscalls.WITH_ARGUMENTS, syscalls.FOR_A_PROGRAM,
                  syscalls.ATTACKS):  # fmt: skip
        if name in table:
            found = getattr(table[name], machine.name)
            assert found is None or isinstance(found, int)
            return found
    raise KeyError(name)


@MACHINES
@pytest.mark.parametrize(
    ("name", "arguments", "action", "with_program"),
    [
        # Threads are taken, processes and namespaces are not.
        ("clone", (THREAD,), ALLOW, ALLOW),
        ("clone", (17,), KILL_PROCESS, ALLOW),
        ("clone", (17 | 0x40000000,), KILL_PROCESS, KILL_PROCESS),
        ("clone", (THREAD | 0x10000000,), KILL_PROCESS, KILL_PROCESS),
        ("execve", (), KILL_PROCESS, ALLOW),
        ("execveat", (), KILL_PROCESS, KILL_PROCESS),
        ("ptrace", (), KILL_PROCESS, KILL_PROCESS),
        ("socket", (), KILL_PROCESS, ENOSYS),
        ("connect", (), KILL_PROCESS, KILL_PROCESS),
        # A library may abort its own process.
        ("tgkill", (PROCESS, PROCESS, 6), ALLOW, ALLOW),
        ("tgkill", (1, 1, 9), KILL_PROCESS, ALLOW),
        # One's own limits may be looked at, and none may be set; a high word is no null.
        ("prlimit64", (0, 9, 0, 1), ALLOW, ALLOW),
        ("prlimit64", (0, 9, 1, 0), EPERM, EPERM),
        ("prlimit64", (0, 9, 1 << 32, 0), EPERM, EPERM),
        ("prlimit64", (1, 9, 0, 0), EPERM, EPERM),
        ("prctl", (15,), ALLOW, ALLOW),
        ("prctl", (4, 1), EPERM, EPERM),
        ("ioctl", (0, 0x5401), ALLOW, ALLOW),
        # To push characters into a terminal.
        ("ioctl", (0, 0x5412), ENOTTY, ENOTTY),
        ("read", (0, 0, 0), ALLOW, ALLOW),
        ("openat", (), ALLOW, ALLOW),
        ("unlinkat", (), ENOSYS, ALLOW),
    ],
)
def test_each_call_has_its_answer(
    machine: str, name: str, arguments: tuple[int, ...], action: int, with_program: int
) -> None:
    known = ARCHITECTURES[machine]
    number = number_of(name, known)
    assert number is not None
    for program, wanted in ((False, action), (True, with_program)):
        built = seccomp.build(known, PROCESS, program=program)
        assert answer(built, known.audit, number, *arguments) == wanted


@MACHINES
def test_every_row_of_the_tables_is_answered_as_its_table_says(machine: str) -> None:
    known = ARCHITECTURES[machine]
    built = seccomp.build(known, PROCESS, program=False)
    for table, action in ((syscalls.NEEDED, ALLOW), (syscalls.ATTACKS, KILL_PROCESS)):
        for name in table:
            number = number_of(name, known)
            assert number is None or answer(built, known.audit, number) == action, name


@MACHINES
@pytest.mark.parametrize("number", [seccomp.CLONE3, 1000, 5000])
def test_a_call_that_nobody_knows_is_answered_as_by_an_older_kernel(
    machine: str, number: int
) -> None:
    known = ARCHITECTURES[machine]
    assert answer(seccomp.build(known, PROCESS, program=False), known.audit, number) == ENOSYS


@MACHINES
def test_calls_by_the_numbers_of_another_architecture_end_the_process(machine: str) -> None:
    known = ARCHITECTURES[machine]
    built = seccomp.build(known, PROCESS, program=False)
    # i386, whose numbers mean other calls, and x32.
    assert answer(built, 0x40000003, 0) == KILL_PROCESS
    assert answer(built, known.audit, seccomp.FOREIGN_CALLS) == KILL_PROCESS


@MACHINES
def test_the_numbers_are_those_of_the_kernels_headers(machine: str) -> None:
    if not HEADERS[machine].exists():
        pytest.skip("the kernel's headers are not installed here")
    text = HEADERS[machine].read_text(encoding="ascii")
    found = {name: int(number) for name, number
             in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}  # fmt: skip
    if machine == "aarch64":
        # The generic header gives it the name that it has on other 64-bit machines.
        found["newfstatat"] = found.pop("fstatat")
    for table in (syscalls.NEEDED, syscalls.WITH_ARGUMENTS, syscalls.FOR_A_PROGRAM,
                  syscalls.ATTACKS):  # fmt: skip
        for name, numbers in table.items():
            assert getattr(numbers, machine) == found.get(name), name
