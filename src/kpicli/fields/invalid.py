"""How a value that breaks the format is refused: with words that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails, InitErrorDetails

KeyT = TypeVar("KeyT", str, int)
ValueT = TypeVar("ValueT")

INVALID = "invalid"
"""The error type of a refused value.

`ctx` holds `message`, `help`, and `nearest`: the word that was probably meant, None where none is.
"""

INVALID_KEY = "invalid_key"
"""The same of a refused key of a mapping."""


class InvalidError(ValueError):
    """A value is refused, in words of `invalid`. Pydantic passes it on; most files never need it.

    `kind` is `INVALID` or `INVALID_KEY`, `context` what the error details have as `ctx`.
    """

    def __init__(self, kind: LiteralString, context: dict[str, Any]) -> None:
        super().__init__(context["message"])
        self.kind = kind
        self.context = context


def invalid(message: str, remedy: str | None = None, nearest: str | None = None) -> InvalidError:
    """The error to raise in a validator: what is wrong, and what to write instead.

    `nearest` is the word that was probably meant, where one may stand there.
    """
    return InvalidError(INVALID, {"message": message, "help": remedy, "nearest": nearest})


def invalid_key(message: str, remedy: str) -> InvalidError:
    """The error to raise where the key of a mapping is wrong, not what stands under it."""
    return InvalidError(INVALID_KEY, {"message": message, "help": remedy})


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
    return [_in_our_words(part) for part in error.errors(include_url=False)]


def _in_our_words(part: ErrorDetails) -> ErrorDetails:
    """The same details, of an error made by `invalid` with its kind and context."""
    ours = part.get("ctx", {}).get("error")
    if not isinstance(ours, InvalidError):
        return part
    return {**part, "type": ours.kind, "msg": str(ours), "ctx": ours.context}


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

    if not isinstance(error, InvalidError):
        raise error
    return {
        "type": PydanticCustomError(error.kind, "{message}", error.context),
        "loc": (key,),
        "input": None,
    }


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
