"""Layer: namespaces of its own (bubblewrap): no network, no other process, almost no files.

The program ``bwrap`` puts the fork server, and with it every child, where the file system holds
only what the policy names, read-only; where there is no network interface; and where the processes
of the machine do not exist.
"""

import os
import shutil
from pathlib import Path

from extractors.jail.policy import Policy

KINDS = ("mnt", "net", "ipc", "pid", "uts")
"""The namespaces that differ from those outside; bubblewrap makes the others where it may."""
LATER = ("/dev", "/proc", "/sys")
"""Made anew inside, and not taken over from outside."""


def found() -> str | None:
    """Return where bubblewrap is; None if it is not installed."""
    return shutil.which("bwrap")


def wrapped(bwrap: str, command: tuple[str, ...], policy: Policy) -> tuple[str, ...]:
    """Return the command that runs ``command`` inside.

    Args:
        bwrap: where bubblewrap is.
        command: its first part is a path.
        policy: what may be read there.
    """
    interpreter = Path(command[0])
    arguments = ["--unshare-all", "--cap-drop", "ALL"]
    arguments += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]  # noqa: S108 - inside
    for path in (*policy.readable, *_chain(interpreter)):
        if not path.startswith(LATER):
            arguments += _shown(path)
    if policy.program is not None:
        arguments += [*_shown(policy.program.path), "--bind", *[policy.program.workspace] * 2]
    return (bwrap, *arguments, "--chdir", "/", "--", *command)


def namespaces() -> tuple[str, ...]:
    """Return the namespaces of this process, as the kernel names them."""
    return tuple(str(Path(f"/proc/self/ns/{kind}").readlink()) for kind in KINDS)


def holds(outside: tuple[str, ...]) -> bool:
    """Whether this process shares none of its namespaces with the process outside."""
    return len(outside) == len(KINDS) and not set(outside) & set(namespaces())


def _shown(path: str) -> list[str]:
    """Show one path inside; a link of the root folder (``/lib``) stays a link."""
    if os.path.islink(path) and Path(path).parent == Path("/"):  # noqa: PTH114
        return ["--symlink", os.readlink(path), path]  # noqa: PTH115
    return ["--ro-bind-try", path, path]


def _chain(program: Path) -> list[str]:
    """Return a program and the links that lead to it."""
    seen = [str(program)]
    while program.is_symlink():
        program = program.parent / program.readlink()
        seen.append(str(program))
    return [*seen, str(program.resolve())]
