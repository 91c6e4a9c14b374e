"""Calls of the kernel that Python's own library does not have."""

import ctypes
import os
import platform
from dataclasses import dataclass

_LIBC = ctypes.CDLL(None, use_errno=True)

Buffer = ctypes.Array[ctypes.c_char]


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor architecture whose system call numbers we know.

    Attributes:
        name: as the kernel calls it.
        audit: its number in seccomp's data (``AUDIT_ARCH_*`` of linux/audit.h).
    """

    name: str
    audit: int


ARCHITECTURES = {
    "x86_64": Architecture("x86_64", 0xC000003E),
    "aarch64": Architecture("aarch64", 0xC00000B7),
}


def architecture() -> Architecture | None:
    """Return this process's architecture; None if it is not one that we know."""
    return ARCHITECTURES.get(platform.machine())


def prctl(option: int, value: int = 0, second: int = 0) -> int:
    """Do one of the operations on this process that the kernel offers (prctl in its manual).

    Raises:
        OSError: the kernel refused.
    """
    return _checked(_LIBC.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(second), 0, 0))


def syscall(number: int, *arguments: int | Buffer | None) -> int:
    """Call the kernel by number; arguments are integers, buffers and null pointers.

    Raises:
        OSError: the kernel refused.
    """
    passed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return _checked(_LIBC.syscall(ctypes.c_long(number), *passed))


def address_of(buffer: Buffer) -> int:
    """Return where a buffer lies, for a structure that points to it."""
    return ctypes.addressof(buffer)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
