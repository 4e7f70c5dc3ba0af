"""Changed files as a unified diff that `patch -p0` takes."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from kpicli.render.text import escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.render.theme import Style

_ROLES = {"+": Role.GOOD, "-": Role.BAD, "@": Role.DIM}
_NO_BREAK = "\\ No newline at end of file"


def diff_text(changed: Mapping[str, tuple[str, str]], style: Style) -> str:
    """The changes of files, given by path as the texts before and after.

    In colour, which nobody applies, carriage returns at the ends of lines are left out.
    """
    paths = sorted(changed)
    return "".join(line for path in paths for line in _diff(path, *changed[path], style))


def _diff(path: str, before: str, after: str, style: Style) -> Iterator[str]:
    name = escaped(path)
    for line in unified_diff(_lines(before), _lines(after), name, name):
        text, ends, _ = line.partition("\n")
        yield f"{_painted(text, style)}\n"
        if not ends:
            yield f"{_NO_BREAK}\n"


def _lines(text: str) -> list[str]:
    """The lines with their breaks; only a line feed breaks a line for `patch`."""
    parts = text.split("\n")
    last = [parts[-1]] if parts[-1] else []
    return [*(f"{part}\n" for part in parts[:-1]), *last]


def _painted(line: str, style: Style) -> str:
    text = "\t".join(map(escaped, line.removesuffix("\r").split("\t")))
    if style.color:
        role = _ROLES.get(line[:1])
        return style.paint(role, text) if role else text
    return f"{text}\r" if line.endswith("\r") else text
