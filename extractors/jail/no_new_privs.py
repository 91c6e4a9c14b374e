"""Layer: no rights of root, and none to be gained.

``no_new_privs`` keeps a program that is started from here from gaining rights (setuid, file
capabilities); it is also the condition under which the kernel takes a filter or a ruleset from an
unprivileged process (Documentation/userspace-api/no_new_privs.rst). A service that runs as root
gives up root's capabilities besides, without which a limit could be raised again (capabilities(7)).
"""

import ctypes
import errno
import struct

from extractors.jail.kernel import architecture, prctl, syscall

PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39

CAPABILITIES_VERSION = 0x20080522
"""``_LINUX_CAPABILITY_VERSION_3``: two words each of effective, permitted, inheritable."""
SETS_LENGTH = 24
CAPSET = {"x86_64": 126, "aarch64": 91}
CAPGET = {"x86_64": 125, "aarch64": 90}


def enter() -> None:
    """Give up capabilities and new privileges, for this process and all that it starts.

    Raises:
        OSError: the kernel does not have it (before 3.5), or the architecture is not known.
    """
    _call(CAPSET, bytes(SETS_LENGTH))
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def holds() -> bool:
    """Whether the kernel says that this process has no capability and can gain none."""
    return prctl(PR_GET_NO_NEW_PRIVS) == 1 and not any(_call(CAPGET, bytes(SETS_LENGTH)))


def _call(numbers: dict[str, int], sets: bytes) -> bytes:
    """Call capset(2) or capget(2) for this process; return the sets."""
    known = architecture()
    if known is None:
        raise OSError(errno.EOPNOTSUPP, "unknown architecture")
    head = ctypes.create_string_buffer(struct.pack("=Ii", CAPABILITIES_VERSION, 0), 8)
    body = ctypes.create_string_buffer(sets, SETS_LENGTH)
    syscall(numbers[known.name], head, body)
    return body.raw
