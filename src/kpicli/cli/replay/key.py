"""What a run depends on besides the files that it looks at."""

from __future__ import annotations

import os
import sys
import time

from kpicli import __version__

COMMANDS = frozenset({"check", "report"})
"""The commands whose runs are kept: they only look at files."""

ENVIRONMENT = (
    "KPI_AS_OF",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "COLUMNS",
    "LINES",
    "GITHUB_ACTIONS",
    "GITHUB_WORKSPACE",
    "GITHUB_STEP_SUMMARY",
    "_KPI_COMPLETE",
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "LOCALAPPDATA",
    "USERPROFILE",
    "CI_PROJECT_DIR",
)
"""The variables that a run may read; it also reads those of git."""

_WRITING = frozenset(
    {"--no-cache", "--at", "--write-baseline", "--output", "--fix", "--unsafe-fixes", "--watch"}
)


def key_of(arguments: list[str]) -> list[object] | None:
    """What two runs must have in common to print the same; None for a run that is not kept."""
    if not arguments or arguments[0] not in COMMANDS or not _only_looks(arguments):
        return None
    here = _working_directory()
    if here is None:
        return None
    environment = os.environ  # noqa: TID251 - this is the room that reads it
    return [
        __version__,
        _installation(),
        _without_folder(arguments),
        here,
        today(),
        [environment.get(name) for name in ENVIRONMENT],
        sorted(f"{name}={value}" for name, value in environment.items() if name[:4] == "GIT_"),
        [[stream.isatty(), stream.encoding] for stream in (sys.stdout, sys.stderr)],
        _width(),
    ]


def _working_directory() -> str | None:
    """None where it is gone."""
    try:
        return os.getcwd()  # noqa: TID251 - this is the room that reads it
    except OSError:
        return None


def today() -> str:
    """The user's own today: what runs take for today may not be older."""
    return time.strftime("%Y-%m-%d")


def folder_of(arguments: list[str]) -> str | None:
    """Where runs are kept: what `--cache-dir` says, else the user's cache; None for nowhere."""
    environment = os.environ  # noqa: TID251 - this is the room that reads it
    for index, argument in enumerate(arguments):
        if argument == "--cache-dir":
            return arguments[index + 1] if index + 1 < len(arguments) else None
        if argument.startswith("--cache-dir="):
            return argument.partition("=")[2]
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    home = environment.get("HOME")
    if not base and home:
        caches = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
        base = os.path.join(home, *caches)
    return os.path.join(base, "kpi") if base else None


def _only_looks(arguments: list[str]) -> bool:
    """Whether a run writes nothing but its output; where in doubt, it is no such run."""
    before = ["", *arguments]
    return not any(
        argument.partition("=")[0] in _WRITING
        or (argument[:1] == "-" and argument[:2] != "--" and "o" in argument)
        or (option == "--format" and "=" in argument)
        or (argument.startswith("--format=") and argument.count("=") > 1)
        for option, argument in zip(before, arguments, strict=False)
    )


def _without_folder(arguments: list[str]) -> list[str]:
    kept = [part for part in arguments if not part.startswith("--cache-dir=")]
    if "--cache-dir" in kept:
        index = kept.index("--cache-dir")
        del kept[index : index + 2]
    return kept


_PROGRAM = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))


def _installation() -> list[object]:
    """What changes when this program, Python or what they import is replaced."""
    folders = (path for path in sys.path if path)
    return [sys.version, *_sizes(_PROGRAM), *map(_changed, folders)]


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _sizes(folder: str) -> list[int]:
    """The number of files of the program, their bytes, and when the last of them was written."""
    count = size = latest = 0
    ahead = [folder]
    while ahead:
        with os.scandir(ahead.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    ahead.append(entry.path)
                    continue
                status = entry.stat()
                count, size = count + 1, size + status.st_size
                latest = max(latest, status.st_mtime_ns)
    return [count, size, latest]


def _width() -> int:
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError, AttributeError):
        return 0
