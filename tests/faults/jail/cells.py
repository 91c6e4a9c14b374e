"""Real fork servers whose children attack, with all layers or with one alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from extractors.contained import policy_for
from extractors.jail.conversation import Ended, converse
from extractors.jail.keeper import Keeper
from extractors.jail.policy import Policy
from extractors.limits import Limits
from models.containment import ALL_LAYERS, Layer

ROOT = Path(__file__).parents[3]
ATTACKS = Path(__file__).with_name("attacks.py").read_text(encoding="utf-8")
NEEDED_BY = {Layer.LANDLOCK: Layer.NO_NEW_PRIVS, Layer.SECCOMP: Layer.NO_NEW_PRIVS}
"""The kernel takes neither from an unprivileged process without it."""


@dataclass
class Collected:
    """Takes whatever a child answers."""

    answer: bytes = b""

    def take(self, piece: bytes) -> bool:
        self.answer += piece
        return True


@dataclass(frozen=True)
class Result:
    """What an attack answered, and how its child ended."""

    answer: str
    ended: Ended


def alone(layer: Layer) -> frozenset[Layer]:
    return frozenset({layer, NEEDED_BY.get(layer, layer)})


def attacker(
    name: str, target: str = "", layers: frozenset[Layer] = ALL_LAYERS, *, before: str = ""
) -> Keeper:
    """Return a keeper whose children do one attack; ``before`` runs before the server does."""
    known = policy_for("tesserocr")
    program = f"{before}\n{ATTACKS}"
    command = (sys.executable, "-I", "-c", program, name, target, str(ROOT))
    return Keeper(command, Policy(known.readable, layers))


@contextmanager
def attacking(name: str, target: str = "", layers: frozenset[Layer] = ALL_LAYERS,
              **other: str) -> Iterator[Keeper]:  # fmt: skip
    keeper = attacker(name, target, layers, **other)
    try:
        yield keeper
    finally:
        keeper.close()


def attacked(
    name: str,
    target: str = "",
    layers: frozenset[Layer] = ALL_LAYERS,
    limits: Limits = Limits(wall_seconds=20.0),  # noqa: B008 - frozen
) -> Result:
    """Have one child do one attack."""
    with attacking(name, target, layers) as keeper:
        collected = Collected()
        ended = converse(keeper.child(limits), b"%PDF-", collected, limits)
        return Result(collected.answer.decode(), ended)


def descendants(pid: int | None = None) -> frozenset[int]:
    """Return the processes below one, by default this one; what is dead does not count."""
    below = psutil.Process(pid).children(recursive=True)
    return frozenset(each.pid for each in below if _lives(each))


def attackers() -> frozenset[int]:
    """Return the attacking fork servers below this process, their jails and their children.

    Other processes come and go below it: those of a database clean up when they like.
    """
    below = psutil.Process().children(recursive=True)
    return frozenset(each.pid for each in below if _lives(each) and _attacks(each))


def _attacks(process: psutil.Process) -> bool:
    try:
        return any(ATTACKS in each for each in process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False


def _lives(process: psutil.Process) -> bool:
    """Whether a process that was there a moment ago has neither ended nor been reaped since."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
