"""What is wrong with a formula, and where."""

from __future__ import annotations

from msgspec import Struct

_MOST_SHOWN = 40


class FormulaError(Struct, frozen=True):
    """Why a text is no formula: a value, never raised.

    `offset` and `end` are character offsets into the formula's text, the end not included; they
    are equal where something is missing. `help` says what to write instead.
    """

    message: str
    offset: int
    end: int
    help: str | None = None


def shown(text: str) -> str:
    """A piece of a formula in backticks, shortened, with control characters escaped."""
    short = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return f"`{''.join(map(_printable, short))}`"


def _printable(character: str) -> str:
    if character == "`":
        return "'"
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
