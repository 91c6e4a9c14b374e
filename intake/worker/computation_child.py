"""The computation child: answers requests on standard input until its parent has gone.

It handles only data that this service made (extractions, reviews), never an applicant's bytes.
Started as ``python -m intake.worker.computation_child``.
"""

import os
import queue
import threading
from typing import BinaryIO, NoReturn

import msgspec

from intake.pipeline.failures import places
from intake.pipeline.requests import Answer, Done, Failed, Request
from intake.worker import frames

STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = range(3)


def main() -> NoReturn:
    """Say that the model is loaded, then answer requests, one at a time."""
    answers = _own_standard_output()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_watch, args=(STANDARD_INPUT, requests), daemon=True).start()

    # Imported only now, so that the parent's death is noticed even while the model loads.
    from intake.pipeline import computing  # noqa: PLC0415

    computing.model()
    frames.write(answers, msgspec.json.encode(Done(msgspec.Raw(b"null"))))
    while True:
        request = msgspec.json.decode(requests.get(), type=Request)
        try:
            answer: Answer = Done(msgspec.Raw(msgspec.json.encode(computing.answer(request))))
        except Exception as error:  # noqa: BLE001 - the edge of this process; the parent decides.
            answer = Failed(type(error).__name__, places(error))
        frames.write(answers, msgspec.json.encode(answer))


def _own_standard_output() -> BinaryIO:
    """Return standard output for answers; whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(STANDARD_OUTPUT), "wb")
    os.dup2(STANDARD_ERROR, STANDARD_OUTPUT)
    return answers


def _watch(descriptor: int, requests: "queue.SimpleQueue[bytes]") -> NoReturn:
    """Take requests as they come; leave at once when the parent has gone, busy or not."""
    while (request := frames.read(descriptor)) is not None:
        requests.put(request)
    os._exit(0)


if __name__ == "__main__":
    main()
