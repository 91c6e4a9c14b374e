"""What one kind of child may do, decided outside before it is born."""

import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from models.containment import ALL_LAYERS, Layer

SHARED_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
"""Libraries that are loaded when they are first needed; the same on every machine."""
SHARED_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/zoneinfo",
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
PROCESSOR = ("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")
"""What libraries that use several cores look at first."""


@dataclass(frozen=True, slots=True)
class Program:
    """The one program that a child may start, where its OCR engine is a program.

    Attributes:
        path: of the program, links resolved.
        workspace: folder under which each child gets a folder of its own for files.
    """

    path: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a child may do.

    Attributes:
        readable: files and folders that it may read; nothing else of the file system.
        layers: which layers hold this in force; all, but for tests and what a machine lacks.
        program: None if it may start no program and write no file, which is the rule.
    """

    readable: tuple[str, ...]
    layers: frozenset[Layer] = ALL_LAYERS
    program: Program | None = None


def code_and_libraries(packages: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Return what Python and its libraries read: code, fonts, time zones, the processor's kind.

    Args:
        packages: folders of code that are not installed among Python's libraries.
    """
    installed = [
        sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib", "platlib")
    ]
    wanted = (
        *installed,
        str(Path(sys.base_prefix, "lib")),
        str(Path(sys.prefix, "pyvenv.cfg")),
        *(str(folder) for folder in packages),
        *SHARED_LIBRARIES,
        *SHARED_FILES,
        *DEVICES,
        *PROCESSOR,
    )
    return tuple(dict.fromkeys(path for path in wanted if os.path.exists(path)))  # noqa: PTH110
