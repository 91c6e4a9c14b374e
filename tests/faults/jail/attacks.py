"""What a captured reader would try: each attack is a body of a real child in the real jail.

The text of this file is the fork server's program; the first argument names the attack, the second
is what it aims at. An attack answers ``done``, or the name of the error that stopped it.
"""

import ctypes
import errno
import importlib
import mmap
import os
import resource
import signal
import socket
import struct
import sys
import threading
import time
from pathlib import Path

PTRACE_ATTACH = 16
UNSHARE_NETWORK = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "")


def read_file(target: str) -> None:
    Path(target).read_bytes()


def list_folder(target: str) -> None:
    os.listdir(target)  # noqa: PTH208 - the plainest call


def write_file(target: str) -> None:
    Path(target).write_bytes(b"x" * 4096)


def empty_file(target: str) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_TRUNC))


def remove_file(target: str) -> None:
    Path(target).unlink()


def connect_tcp(target: str) -> None:
    with socket.create_connection(("127.0.0.1", int(target)), timeout=5):
        return


def send_udp(target: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", int(target)))


def connect_unix(target: str) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(target)


def connect_abstract(target: str) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(f"\0{target}")


def fork(_: str) -> None:
    if os.fork() == 0:
        os._exit(0)


def execute(target: str) -> None:
    os.execv(target, [target])


def trace_server(_: str) -> None:
    checked(LIBC.ptrace(PTRACE_ATTACH, os.getppid(), None, None))


def signal_server(_: str) -> None:
    os.kill(os.getppid(), 0)


def read_memory_of_server(_: str) -> None:
    with Path(f"/proc/{os.getppid()}/mem").open("rb"):
        return


def new_network(_: str) -> None:
    checked(LIBC.unshare(UNSHARE_NETWORK))


def raise_limit(_: str) -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    unlimited = resource.RLIM_INFINITY
    if most == unlimited:
        # Without the limits' layer there is one to lower first, as any process may.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (unlimited, unlimited))
    except ValueError as error:
        # Python tells a lack of rights so.
        raise PermissionError(errno.EPERM, "") from error


def give_away(target: str) -> None:
    os.chown(target, 12345, 12345)


def allocate(target: str) -> None:
    bytearray(int(target))


def fill_address_space(target: str) -> None:
    """Map what is left of the limit, and some pages more or fewer."""
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    for _ in range(2):
        # The second time everything that the counting needs is there.
        taken = int(Path("/proc/self/statm").read_bytes().split()[0]) * mmap.PAGESIZE
    mmap.mmap(-1, most - taken + int(target) * mmap.PAGESIZE)


def burn(target: str) -> None:
    """Use processor time, in seconds of this process."""
    while time.process_time() < float(target):
        pass


def rest(target: str) -> None:
    time.sleep(float(target))


def complain(target: str) -> None:
    os.write(2, b"x" * int(target))


def leave_nothing_open(_: str) -> None:
    left = []
    for number in range(3, 1024):
        try:
            os.fstat(number)
            left.append(number)
        except OSError:
            continue
    if left:
        raise OSError(errno.EEXIST, str(left))


def start_threads(_: str) -> None:
    threads = [threading.Thread(target=time.sleep, args=(0.01,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def sleep(_: str) -> None:
    time.sleep(600)


def sleep_deaf(_: str) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)


def spin(_: str) -> None:
    while True:
        pass


def flood_errors(target: str) -> None:
    for _ in range(int(target)):
        os.write(2, b"x" * 65536)


def answer_bytes(target: str) -> None:
    os.write(1, bytes.fromhex(target))
    os._exit(0)


def flood_answer(target: str) -> None:
    while True:
        os.write(1, bytes.fromhex(target))


def flood_pictures(target: str) -> None:
    """Send as many pictures of one size as are taken; the last eight bytes tell the size."""
    head = bytes.fromhex(target)
    width, height = struct.unpack(">II", head[-8:])
    while True:
        for part in (head, bytes(width * height)):
            left = memoryview(part)
            while left:
                left = left[os.write(1, left) :]


def crash(target: str) -> None:
    signal.raise_signal(signal.Signals[target])


def fail(target: str) -> None:
    raise {"MemoryError": MemoryError, "ValueError": ValueError}[target]


def import_late(target: str) -> None:
    importlib.import_module(target)


def main() -> None:
    # The editable install, or the folder that the test names, has the packages.
    name, target, root, start = sys.argv[1:5]
    sys.path.append(root)
    from extractors.jail.forkserver import serve
    from extractors.jail.orders import start_from

    attack = globals()[name]

    def body(given: object, answer: object, order: object) -> None:
        try:
            attack(target)
            told = "done"
        except OSError as error:
            told = errno.errorcode.get(error.errno or 0, "unknown")
        os.write(1, told.encode())

    serve(start_from(start), body)


if __name__ == "__main__":
    main()
