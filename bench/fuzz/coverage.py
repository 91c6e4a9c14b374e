"""Coverage-guided fuzz of one parser: run, keep a small corpus, write down what was reached."""

import hashlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from bench.fuzz.instrumented import MODULES
from bench.fuzz.reach import lines_of, smallest_set
from bench.fuzz.targets import TARGETS, Target

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "corpus" / "fuzz"
"""One folder for each target; its inputs are replayed by the tests."""
RESULTS = ROOT / "bench" / "results" / "fuzz.md"
SECONDS_OF_ONE = 20
"""An input that takes longer is a finding."""
MEMORY = 1536
"""MiB above which an input is a finding."""
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_STATE = re.compile(r"cov: (\d+) ft: (\d+)")
_TOKEN = re.compile(r"[\w:.-]{2,24}")


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What one run did.

    Attributes:
        edges: of the instrumented code that were reached.
        features: edges counted by how often they were taken.
        lines: of the parser's functions that the kept corpus reaches, and all there are.
        kept: inputs in the kept corpus.
        findings: names of the files with inputs that broke a promise.
    """

    target: str
    seconds: int
    executions: int
    edges: int
    features: int
    lines: tuple[int, int]
    kept: int
    findings: tuple[str, ...]


def run(name: str, *, seconds: int, corpus: Path | None) -> int:
    """Fuzz one target, keep its corpus and update the results; 0 if nothing was found.

    Args:
        name: of the target.
        seconds: time on the clock.
        corpus: folder to work in, kept afterwards; a temporary one by default.
    """
    with tempfile.TemporaryDirectory(prefix="csq-fuzz-") as temporary:
        folder = corpus or Path(temporary) / "corpus"
        folder.mkdir(parents=True, exist_ok=True)
        fuzzed = _fuzz(name, seconds, folder, Path(temporary))
    _write(fuzzed)
    print(row(fuzzed))
    return 1 if fuzzed.findings else 0


def _fuzz(name: str, seconds: int, folder: Path, temporary: Path) -> Fuzzed:
    target = TARGETS[name]
    for data in (*target.seeds(), *kept_inputs(name)):
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = temporary / "words"
    words.write_text("".join(f'"{word}"\n' for word in _dictionary(name)), encoding="ascii")
    found = temporary / "found"
    found.mkdir()
    started = time.monotonic()
    executions, state = 0, (0, 0)
    while (left := started + seconds - time.monotonic()) > 1 and not any(found.iterdir()):
        told = _guided(name, folder, seconds=int(left), words=words, found=found)
        executed = sum(int(number) for number in _EXECUTED.findall(told))
        if executed == 0:
            raise RuntimeError(f"the fuzzing process did not run: {told[-2000:]}")
        executions += executed
        state = max(state, *((int(edges), int(more)) for edges, more in _STATE.findall(told)))
    findings = tuple(sorted(path.name for path in found.iterdir()))
    for path in found.iterdir():
        (ROOT / path.name).write_bytes(path.read_bytes())
    inputs = [path.read_bytes() for path in folder.iterdir()]
    kept, lines = _keep(name, target, inputs)
    return Fuzzed(name, seconds, executions, *state, lines, kept, findings)


def _guided(name: str, folder: Path, *, seconds: int, words: Path, found: Path) -> str:
    """Run libFuzzer in a process of its own, which it ends; return what it told."""
    command = (
        sys.executable, "-m", "bench.fuzz.guided", name, str(folder),
        f"-max_total_time={seconds}", f"-max_len={TARGETS[name].longest}", f"-dict={words}",
        f"-artifact_prefix={found}/", f"-runs={TARGETS[name].round}",
        f"-timeout={SECONDS_OF_ONE}", f"-rss_limit_mb={MEMORY}", "-verbosity=1",
        "-print_final_stats=1",
    )  # fmt: skip
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if finished.returncode:
        print(finished.stderr[-6000:], file=sys.stderr)
    return finished.stderr


def _keep(name: str, target: Target, inputs: list[bytes]) -> tuple[int, tuple[int, int]]:
    """Keep few small inputs that reach every line that all of them reach."""
    lines = lines_of(MODULES[name])
    small, covered = smallest_set(target.call, inputs, lines)
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for data in small:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return len(small), (len(covered), len(lines))


def kept_inputs(name: str) -> list[bytes]:
    """Return the kept corpus of a target, in the order of its names."""
    folder = KEPT / name
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []


def _dictionary(name: str) -> list[str]:
    """Return the words that the parser's own code compares with."""
    words: set[str] = set()
    for module in list(sys.modules.values()):
        called = getattr(module, "__name__", "")
        if any(called == each or called.startswith(f"{each}.") for each in MODULES[name]):
            loader = getattr(module.__spec__, "loader", None)
            words.update(_texts(loader.get_code(called)) if loader is not None else ())
    return sorted(words)


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _texts(constant)
        elif isinstance(constant, str) and _TOKEN.fullmatch(constant) and constant.isascii():
            yield constant
        elif isinstance(constant, frozenset | tuple):
            yield from (c for c in constant if isinstance(c, str) and _TOKEN.fullmatch(c))


def row(fuzzed: Fuzzed) -> str:
    """Return one row of the table of results."""
    reached, all_lines = fuzzed.lines
    share = 100 * reached / all_lines if all_lines else 0.0
    findings = ", ".join(fuzzed.findings) or "none"
    return (
        f"| {fuzzed.target} | {fuzzed.seconds} | {fuzzed.executions:,} | {fuzzed.edges} | "
        f"{fuzzed.features} | {reached} of {all_lines} ({share:.0f} %) | {fuzzed.kept} | "
        f"{findings} |"
    )


def _write(fuzzed: Fuzzed) -> None:
    """Put a row into the page of results in the place of the target's last one."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    rows = {line.split("|")[1].strip(): line for line in old.splitlines() if line.startswith("| ")}
    rows = {name: line for name, line in rows.items() if name in TARGETS}
    rows[fuzzed.target] = row(fuzzed)
    lines = [
        "# Coverage-guided fuzz",
        "",
        (
            "`script/fuzz coverage TARGET --seconds N` runs libFuzzer (atheris) over one parser, "
            "instrumented, and keeps under `tests/corpus/fuzz/` the few smallest inputs that reach "
            "every line which all of them reach; the tests replay them. A finding is any exception "
            "that is not the parser's own typed one, a broken promise (`bench/fuzz/targets.py`), "
            f"an input of more than {SECONDS_OF_ONE} s or {MEMORY} MiB. Lines are those of the "
            "parser's functions; edges and features are libFuzzer's."
        ),
        "",
        "| target | s | executions | edges | features | lines reached | kept | findings |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
        *(rows[name] for name in TARGETS if name in rows),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
