"""How a value that breaks the format is refused: with words that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Sequence

INVALID = "invalid"
"""The pydantic error type of every refusal of our own; `ctx` holds `message` and `help`."""


def invalid(message: str, remedy: str | None = None) -> PydanticCustomError:
    """The error to raise in a validator: what is wrong, and what to write instead."""
    return PydanticCustomError(INVALID, "{message}", {"message": message, "help": remedy})


def invalid_parts(parts: Sequence[tuple[str | int, PydanticCustomError]]) -> ValidationError:
    """One error for several keys or items of the same value, each at its own place."""
    details: list[InitErrorDetails] = [
        {"type": error, "loc": (key,), "input": None} for key, error in parts
    ]
    return ValidationError.from_exception_data("parts", details)


def shown(value: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    """A value as a message shows it: short, in backticks; what is no text by its kind."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value)
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"  # noqa: PLR2004 - fits a line
