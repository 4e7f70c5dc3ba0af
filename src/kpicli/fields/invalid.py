"""How a value that breaks the format is refused: with words that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

KeyT = TypeVar("KeyT", str, int)
ValueT = TypeVar("ValueT")

INVALID = "invalid"
"""The pydantic error type of a refused value.

`ctx` holds `message`, `help`, and `nearest`: the word that was probably meant, None where none is.
"""

INVALID_KEY = "invalid_key"
"""The same of a refused key of a mapping."""


def invalid(
    message: str, remedy: str | None = None, nearest: str | None = None
) -> PydanticCustomError:
    """The error to raise in a validator: what is wrong, and what to write instead.

    `nearest` is the word that was probably meant, where one may stand there.
    """
    return _error(INVALID, {"message": message, "help": remedy, "nearest": nearest})


def invalid_key(message: str, remedy: str) -> PydanticCustomError:
    """The error to raise where the key of a mapping is wrong, not what stands under it."""
    return _error(INVALID_KEY, {"message": message, "help": remedy})


def _error(kind: LiteralString, context: dict[str, Any]) -> PydanticCustomError:
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - most files need no pydantic

    return PydanticCustomError(kind, "{message}", context)


def words_of(error: ValueError) -> tuple[str, str | None]:
    """What an error made by `invalid` says is wrong, and what to write instead."""
    context = getattr(error, "context", None) or {}
    return str(context.get("message", error)), context.get("help")


def refusals_in(error: ValueError) -> list[ErrorDetails]:
    """What pydantic refused, each with its place (`loc`), its `type`, `msg` and `ctx`.

    Raises:
        ValueError: the error itself, if it is not pydantic's.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - most files need no pydantic

    if not isinstance(error, ValidationError):
        raise error
    return error.errors(include_url=False)


def read_parts(
    parts: Iterable[tuple[KeyT, Any]], read: Callable[[KeyT, Any], ValueT]
) -> list[ValueT]:
    """What a function reads from each key and part of a collection.

    Raises:
        ValidationError: one error for each part that the function refuses, at its key.
    """
    values: list[ValueT] = []
    refused: list[InitErrorDetails] = []
    for key, part in parts:
        try:
            values.append(read(key, part))
        except ValueError as error:
            refused.append(_refused(key, error))
    if refused:
        from pydantic import ValidationError  # noqa: PLC0415 - most files need no pydantic

        raise ValidationError.from_exception_data("parts", refused)
    return values


def _refused(key: str | int, error: ValueError) -> InitErrorDetails:
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - most files need no pydantic

    if not isinstance(error, PydanticCustomError):
        raise error
    return {"type": error, "loc": (key,), "input": None}


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
