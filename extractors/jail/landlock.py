"""Layer: files and TCP ports out of reach (Landlock, Linux 5.13 and later).

A ruleset names the rights that it handles; what it handles and no rule gives is refused, to root as
well. Structures and numbers: linux/landlock.h; documentation/userspace-api/landlock of the kernel.
"""

import ctypes
import errno
import os
import stat
import struct
from enum import IntFlag

from extractors.jail.kernel import syscall
from extractors.jail.policy import Policy

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""System calls; the same numbers on every architecture."""
ASK_VERSION = 1
RULE_PATH_BENEATH = 1


class Access(IntFlag):
    """Rights on files (``LANDLOCK_ACCESS_FS_*``)."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


FIRST_VERSION_RIGHTS = (1 << 13) - 1
ADDED_RIGHTS = ((2, Access.REFER), (3, Access.TRUNCATE), (5, Access.IOCTL_DEV))
"""The version of the interface from which each further right is known."""
TCP_VERSION, TCP_BIND_AND_CONNECT = 4, 0b11
SCOPE_VERSION, ABSTRACT_SOCKETS_AND_SIGNALS = 6, 0b11

ON_FILES = (
    Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
)
"""The rights that mean something on a file; the others are for folders only."""
READ = Access.READ_FILE | Access.READ_DIR
LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
OWN_FOLDER = (
    READ
    | Access.WRITE_FILE
    | Access.TRUNCATE
    | Access.MAKE_REG
    | Access.MAKE_DIR
    | Access.REMOVE_FILE
    | Access.REMOVE_DIR
)


def version() -> int:
    """Return the version of the interface that this kernel has; 0 if it has none."""
    try:
        return syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    except OSError:
        return 0


def enter(policy: Policy, folder: str | None) -> None:
    """Put every file but those of the policy, and TCP, out of reach of this process.

    Args:
        policy: what may be read, and which program may be started.
        folder: the child's own folder for files; None if it has none.

    Raises:
        OSError: the kernel has no Landlock, or it is switched off.
    """
    known = version()
    if known == 0:
        raise OSError(errno.EOPNOTSUPP, "no Landlock")
    handled = _handled(known)
    ruleset = _create(known, handled)
    try:
        for path in policy.readable:
            _allow(ruleset, path, READ, handled)
        _allow(ruleset, "/dev/null", READ | Access.WRITE_FILE, handled)
        if policy.program is not None:
            # The dynamic loader is started with the program, as a program of its own.
            for path in (policy.program.path, *LOADERS):
                _allow(ruleset, path, READ | Access.EXECUTE, handled)
        if folder is not None:
            _allow(ruleset, folder, OWN_FOLDER, handled)
        syscall(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def holds() -> bool:
    """Whether the file system is out of reach: the root folder cannot be listed any more."""
    try:
        os.close(os.open("/", os.O_RDONLY | os.O_DIRECTORY))
    except PermissionError:
        return True
    return False


def _handled(known: int) -> int:
    handled = FIRST_VERSION_RIGHTS
    for since, right in ADDED_RIGHTS:
        if known >= since:
            handled |= right
    return handled


def _create(known: int, handled: int) -> int:
    fields = [handled]
    if known >= TCP_VERSION:
        fields.append(TCP_BIND_AND_CONNECT)
    if known >= SCOPE_VERSION:
        fields.append(ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    return syscall(CREATE_RULESET, buffer, len(attributes), 0)


def _allow(ruleset: int, path: str, rights: int, handled: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        # Another architecture's loader, a path that bubblewrap left out, or one out of reach.
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= ON_FILES
        # struct landlock_path_beneath_attr is packed: 64 bits of rights, then the descriptor.
        rule = struct.pack("=Qi", rights & handled, place)
        buffer = ctypes.create_string_buffer(rule, len(rule))
        syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, buffer, 0)
    finally:
        os.close(place)
