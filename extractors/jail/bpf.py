"""A few lines of assembler for seccomp's filters (classic BPF; linux/filter.h, linux/seccomp.h)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

LOAD_WORD = 0x20
AND = 0x54
JUMP_IF_EQUAL = 0x15
JUMP_IF_AT_LEAST = 0x35
RETURN = 0x06

OFFSET_OF_NUMBER = 0
OFFSET_OF_ARCHITECTURE = 4
OFFSET_OF_ARGUMENTS = 16
"""In ``struct seccomp_data``; each argument has 64 bits, its low word first on both
architectures, which are little-endian."""

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
ERRNO = 0x00050000
"""What a filter returns (``SECCOMP_RET_*``); an error number is added to the last."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One ``struct sock_filter``.

    Attributes:
        code: the operation.
        operand: its constant.
        if_true: instructions to skip if a jump's condition holds.
        if_false: instructions to skip if it does not.
    """

    code: int
    operand: int
    if_true: int = 0
    if_false: int = 0

    def packed(self) -> bytes:
        """Return the eight bytes that the kernel reads."""
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.operand)


def load(offset: int) -> Instruction:
    """Load a word of the call's data into the accumulator."""
    return Instruction(LOAD_WORD, offset)


def load_argument(index: int, *, high: bool = False) -> Instruction:
    """Load the low or the high word of an argument, counted from 0."""
    return load(OFFSET_OF_ARGUMENTS + 8 * index + 4 * high)


def give(action: int) -> Instruction:
    """End the filter with an action."""
    return Instruction(RETURN, action)


def unless_equal_skip(value: int, count: int) -> Instruction:
    """Skip ``count`` instructions unless the accumulator is ``value``."""
    return Instruction(JUMP_IF_EQUAL, value, 0, count)


def when_equal_skip(value: int, count: int) -> Instruction:
    """Skip ``count`` instructions if the accumulator is ``value``."""
    return Instruction(JUMP_IF_EQUAL, value, count, 0)


def when_equal(value: int, action: int) -> tuple[Instruction, ...]:
    """End with ``action`` if the accumulator is ``value``; go on otherwise."""
    return unless_equal_skip(value, 1), give(action)


def assembled(program: Sequence[Instruction]) -> bytes:
    """Return a program as the kernel reads it."""
    return b"".join(instruction.packed() for instruction in program)
