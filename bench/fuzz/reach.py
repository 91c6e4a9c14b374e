"""How much of a parser's code a corpus reaches, by lines; and which inputs it takes for that."""

import sys
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FrameType, ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

Line = tuple[str, int]
"""File and line."""


def lines_of(prefixes: Sequence[str]) -> set[Line]:
    """Return every executable line within functions of the loaded modules of these names."""
    modules = [
        module
        for name, module in sys.modules.items()
        if any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)
    ]
    return {line for module in modules for line in _lines_of_module(module)}


def reached(call: Callable[[bytes], None], data: bytes, lines: set[Line]) -> set[Line]:
    """Return which of ``lines`` one input reaches."""
    files = {file for file, _ in lines}
    seen: set[Line] = set()

    def enter(frame: FrameType, _: str, __: object) -> "TraceFunction | None":
        if frame.f_code.co_filename not in files:
            return None
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return enter

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        call(data)
    finally:
        sys.settrace(before)
    return seen & lines


def smallest_set(
    call: Callable[[bytes], None], inputs: Sequence[bytes], lines: set[Line]
) -> tuple[list[bytes], set[Line]]:
    """Return few small inputs that reach all that ``inputs`` reach, and what they reach."""
    kept: list[bytes] = []
    covered: set[Line] = set()
    for data in sorted(inputs, key=len):
        new = reached(call, data, lines) - covered
        if new:
            kept.append(data)
            covered |= new
    return kept, covered


def _lines_of_module(module: ModuleType) -> Iterator[Line]:
    if module.__file__ is None or module.__spec__ is None or module.__spec__.loader is None:
        return
    source = getattr(module.__spec__.loader, "get_source", None)
    text = source(module.__name__) if source is not None else None
    if text is None:
        return
    code = compile(text, module.__file__, "exec")
    for inner in _functions(code):
        # The first line is the definition itself, which runs when the module is loaded.
        for _, _, number in inner.co_lines():
            if number is not None and number != inner.co_firstlineno:
                yield module.__file__, number


def _functions(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            # Bodies of classes run when the module is loaded as well.
            if "__qualname__" not in constant.co_names:
                yield constant
            yield from _functions(constant)
