"""``python -m intake.app ROLE``: one process of the service, started by the supervisor.

``web DESCRIPTOR`` serves on an inherited listening socket; ``worker`` works.
"""

import socket
import sys

from intake.app import lifeline
from intake.app.processes import run_web, run_worker
from intake.settings import Settings


def main(arguments: list[str]) -> None:
    """Run the role that the arguments name."""
    lifeline.hold()
    match arguments:
        case ["web", descriptor]:
            run_web(Settings(), socket.socket(fileno=int(descriptor)))
        case ["worker"]:
            run_worker(Settings())
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
