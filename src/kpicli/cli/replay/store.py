"""Runs in the user's cache, one file each, never believed without a look."""

from __future__ import annotations

import os

FORMAT = 1


class Run:
    """A run: what it depends on, its exit code, what it printed, and what it looked at."""

    __slots__ = ("code", "key", "output", "seen")

    def __init__(
        self,
        key: list[object],
        code: int,
        output: list[tuple[str, str]],
        seen: dict[str, tuple[list[int], str]],
    ) -> None:
        self.key = key
        self.code = code
        self.output = output
        """Streams, `out` or `err`, with their texts, in order."""
        self.seen = seen
        """The state and the digest of files and folders by their paths."""


def file_of(folder: str, key: list[object]) -> str:
    """The file that keeps the run with a key.

    Two keys with one file only take each other's place: a run is known by its whole key.
    """
    import zlib  # noqa: PLC0415 - only runs that may be kept need it

    name = zlib.crc32(repr(key).encode("utf-8", "surrogateescape"))
    return os.path.join(folder, "runs", f"{name:08x}.json")


def load(folder: str, key: list[object]) -> Run | None:
    """The run with a key, none where there is no sound one."""
    import json  # noqa: PLC0415 - only runs that may be kept need it

    try:
        with open(file_of(folder, key), encoding="utf-8") as file:
            run = _run(json.load(file), key)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return run


def _run(data: dict[str, object], key: list[object]) -> Run | None:
    """The run that data describe: anybody may have written them.

    Raises:
        ValueError: if they describe none; also TypeError and KeyError.
    """
    output, seen = data["output"], data["seen"]
    if data["format"] != FORMAT or data["key"] != key:
        return None
    if not (isinstance(output, list) and isinstance(seen, dict)):
        return None
    code = {0: 0, 1: 1}[data["code"]]  # type: ignore[index]  # what is no such key is no run
    looks = {path: _look(*part) for path, part in seen.items()}
    return Run(key, code, [_printed(*part) for part in output], looks)


def _printed(stream: object, text: object) -> tuple[str, str]:
    if stream not in {"out", "err"} or not isinstance(text, str):
        raise ValueError
    return str(stream), text


def _look(state: object, digest: object) -> tuple[list[int], str]:
    if not (isinstance(state, list) and isinstance(digest, str)):
        raise TypeError
    if len(state) not in {0, 5} or not all(type(number) is int for number in state):
        raise ValueError
    return state, digest
