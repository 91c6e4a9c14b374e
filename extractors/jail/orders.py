"""What the process outside and the fork server say to each other.

On the control socket (a pair of ``SOCK_SEQPACKET``, one message a packet): the server's first
message is the :class:`models.containment.Containment` that it measured; every later message comes
from outside, is an :class:`Order` and brings four descriptors: standard input, output and error of
the child, and its line. On the line the server sends one :data:`STATUS`; the side outside closes
its writing half to have the child ended. All of it is between two processes that we trust.
"""

import struct
from dataclasses import dataclass

import msgspec

from extractors.jail.policy import Policy
from extractors.limits import Limits
from models.containment import Containment

STATUS = struct.Struct("=i")
"""How a child ended: its exit status, or the negative number of the signal."""
LONGEST_MESSAGE = 64 * 1024
DESCRIPTORS = 4

JAIL_BROKEN = 70
"""Exit status of a child that did not get into its jail, and therefore read nothing."""
OUT_OF_MEMORY = 71
"""Exit status of a child whose last exception was a lack of memory."""
BODY_FAILED = 72
"""Exit status of a child that ended by any other exception."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the fork server is told when it is started.

    Attributes:
        control: number of the descriptor of the control socket.
        policy: what its children may do.
        outside: the namespaces of the process outside.
    """

    control: int
    policy: Policy
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One child to be forked.

    Attributes:
        limits: what it may use.
        wishes: what the process outside asks of its body, in the body's own terms.
    """

    limits: Limits
    wishes: str


def encoded(message: Start | Order | Containment) -> bytes:
    """Return a message as it is sent."""
    return msgspec.json.encode(message)


def start_from(text: str) -> Start:
    """Return what the fork server was told."""
    return msgspec.json.decode(text, type=Start)


def order_from(message: bytes) -> Order:
    """Return an order."""
    return msgspec.json.decode(message, type=Order)


def containment_from(message: bytes) -> Containment:
    """Return what the fork server measured.

    Raises:
        msgspec.DecodeError: the message is something else.
    """
    return msgspec.json.decode(message, type=Containment)
