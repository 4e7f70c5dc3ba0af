"""Values and targets from outside of goal files: what they are, or why they are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from kpicli.fields.invalid import words_of
from kpicli.models.read_actuals import value_of
from kpicli.models.target import target_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.models.quantity import Quantity
    from kpicli.models.target import Target

ReadT = TypeVar("ReadT")


class Refused(Struct, frozen=True):
    """What is wrong, in the words of the format, and the remedy where there is one."""

    message: str
    help: str | None


def typed_value(text: str) -> Quantity | Refused:
    """What was measured: a quantity, or 1 and 0 for true and false."""
    return _read(value_of, text)


def typed_target(data: object) -> Target | Refused:
    """A target from a text or from the data of a mapping, in any form of goal files."""
    return _read(target_of, data)


def _read(read: Callable[[object], ReadT], data: object) -> ReadT | Refused:
    try:
        return read(data)
    except ValueError as error:
        return Refused(*words_of(error))
