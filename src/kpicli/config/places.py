"""Where a setting stands in its TOML file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"({_PART}(?:\s*\.\s*{_PART})*)\s*"
_HEADER = re.compile(rf"\s*\[\[?\s*{_DOTTED}\]")
_KEY = re.compile(rf"\s*{_DOTTED}=")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)")


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line, counted from 1, of the setting or of the nearest table above it; else 1.

    The standard library's TOML parser keeps no places, so this looks for headers and keys. It
    serves messages only.
    """
    best, best_depth = 1, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        key = None if header else _KEY.match(line)
        if header:
            table = _parts(header[1])
        if not header and not key:
            continue
        path = table if header else (*table, *_parts(key[1] if key else ""))
        depth = len(path)
        if depth > best_depth and tuple(keys[:depth]) == tuple(path):
            best, best_depth = number, depth
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(next(filter(None, found), "") for found in _QUOTED.findall(dotted))
