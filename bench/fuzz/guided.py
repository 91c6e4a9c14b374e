"""The process that atheris takes over (``python -m bench.fuzz.guided TARGET [options]``)."""

import sys


def main() -> None:
    """Instrument the parser of the target and fuzz it until libFuzzer ends the process."""
    import atheris  # noqa: PLC0415 - an extra that only this process needs

    from bench.fuzz.instrumented import MODULES  # noqa: PLC0415 - loads no parser

    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=list(MODULES[name])):
        from bench.fuzz.targets import TARGETS  # noqa: PLC0415 - imported while instrumenting
    atheris.Setup(sys.argv, TARGETS[name].call)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
