"""How the runner of GitHub Actions reads a log: which lines are commands, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = re.compile(r"\s*::(?P<name>[^:\s]+)(?: (?P<properties>.*?))?::(?P<data>.*)", re.DOTALL)
_OLD = re.compile(r"##\[(?P<name>[^\]\s]+)[^\]]*\](?P<data>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command in a log: its name, its properties, and its text."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """The commands of a log, in both of the notations that runners know."""
    return [command for line in re.split(r"\r\n|\r|\n", log) for command in _commands(line)]


def _commands(line: str) -> Iterator[Command]:
    found, old = _COMMAND.match(line), _OLD.search(line)
    if found:
        pairs = (pair.partition("=") for pair in (found["properties"] or "").split(",") if pair)
        properties = {name: _decoded(value, ":,") for name, _, value in pairs}
        yield Command(found["name"], properties, _decoded(found["data"], ""))
    elif old:
        yield Command(old["name"], {}, old["data"])


def _decoded(text: str, further: str) -> str:
    for sign in f"\r\n{further}":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")
