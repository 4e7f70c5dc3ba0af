"""What is to be recorded, and why it may be refused."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.period import meant_when, parse_when

if TYPE_CHECKING:
    from kpicli.models.period import When
    from kpicli.source import SourceFile

EXTRAS = ("confidence", "status", "note", "by")
"""What may stand beside the value of an actual, in the order in which it is written."""


_WHENS = "write a date such as 2026-01-31, or a period such as 2026-01 or 2026-Q1"


class Mode(Enum):
    """What stops a recording.

    `CAREFUL`: any value that the day has already, and what the rules call an error. `REPEATED`:
    the same, but a value that is there already and equal is left alone, so that a long recording
    that was stopped can be started again. `FORCED`: neither; the value that is there is replaced.
    """

    CAREFUL = auto()
    REPEATED = auto()
    FORCED = auto()


class NewActual(Struct, frozen=True):
    """A value for a KPI, as it was typed: `key` is a date or a period, `extras` has no blanks."""

    goal: str
    key: str
    value: str
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def when(self) -> When | None:
        """The date or the period, none where the key is neither."""
        return parse_when(self.key)


class Refusal(Struct, frozen=True):
    """Why nothing is written: in words, with the remedy, the place, and the rule that says so.

    `line` counts from 1. The path is empty where no file is to blame. `earlier` is the actual to
    record that stands against it, if one does.
    """

    message: str
    help: str | None = None
    path: str = ""
    line: int = 1
    rule: str = ""
    earlier: NewActual | None = None


def how_to_write(key: str) -> str:
    """How to write what is not a date or a period: as it is meant, where only one can be meant."""
    return meant_when(key) or _WHENS


def refusal_at(source: SourceFile, offset: int, message: str, remedy: str) -> Refusal:
    """A refusal with an offset of a file as its place."""
    return Refusal(message, remedy, source.path, source.position(offset).line)
