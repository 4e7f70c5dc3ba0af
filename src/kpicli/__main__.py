"""The `kpi` program, also as `python -m kpicli`."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from kpicli import __version__


def main() -> None:
    """Run `kpi` with the arguments of the process, and exit."""
    # The process is short and its objects live as long as it does: collecting only costs time.
    gc.disable()
    _open_closed()
    code = run_program(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    # The system frees everything at once; to take it apart first takes a tenth of a check.
    os._exit(code)


def run_program(arguments: list[str]) -> int:
    """Run `kpi` with arguments; the exit code."""
    if arguments in (["--version"], ["-V"]):
        # Answered before anything is imported: editors and hooks ask for it all the time.
        return _written(f"kpi {__version__}\n")
    if arguments in _FRONT_PAGE:
        from kpicli.cli.front_page import columns, is_completing, page  # noqa: PLC0415 - see above

        if not is_completing():
            return _written(page(columns()))
    # What was run before, and would come out the same, needs nothing of what a run needs.
    from kpicli.cli.replay.replayed import replayed  # noqa: PLC0415 - see above

    code = replayed(arguments)
    if code is not None:
        return code
    _import_msgspec()
    from kpicli.cli.app import run  # noqa: PLC0415 - see above
    from kpicli.cli.replay.recording import recorded  # noqa: PLC0415 - see above

    return recorded(run, arguments)


def _import_msgspec() -> None:
    """Import it as if `typing_extensions` were not installed, which it can do without.

    It would take the same functions from there as from `typing`, for a twentieth of a small check.
    """
    if "typing_extensions" in sys.modules:
        return
    # Python takes None for a module that is not there.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import_module("msgspec")
    except ImportError:
        pass  # a version that needs it is imported as ever
    finally:
        del sys.modules["typing_extensions"]


_FRONT_PAGE: tuple[list[str], ...] = ([], ["-h"], ["--help"])


def _open_closed() -> None:
    """Let what goes to a stream that the caller closed go nowhere, and not into another file."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole process, and nothing is imported for it


def _written(text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted; Python must not complain when it flushes on exit.
        sys.stdout = None
    except OSError as error:
        sys.stdout = None
        sys.stderr.write(f"error: standard output cannot be written: {error.strerror}\n")
        return 2
    return 0


if __name__ == "__main__":
    main()
