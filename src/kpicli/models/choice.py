"""A closed choice as a field: one of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Parsed
from kpicli.findings import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum


class OneOf(Parsed):
    """Annotates an enum field: `Annotated[Direction, OneOf(Direction)]`."""

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__(_reader(choices), {"type": "string", "enum": [*map(str, choices)]})


def _reader(choices: type[StrEnum]) -> Callable[[Any], StrEnum]:
    words = {str(choice): choice for choice in choices}

    def read(value: Any) -> StrEnum:  # noqa: ANN401 - whatever a file may hold
        found = words.get(value) if isinstance(value, str) else None
        if found is not None:
            return found
        near = nearest(value, words) if isinstance(value, str) else None
        raise invalid(f"{shown(value)} is not one of {', '.join(words)}", suggestion(near), near)

    return read
