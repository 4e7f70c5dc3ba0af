"""Yes and no, as YAML has them."""

from __future__ import annotations

from typing import Annotated, Any

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Parsed

BOOLEANS = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
"""What goal files may write for yes and no."""


def boolean_of(value: Any) -> bool:  # noqa: ANN401 - whatever a file may hold
    """A scalar as true or false.

    Raises:
        InvalidError: for anything else.
    """
    found = BOOLEANS.get(value) if isinstance(value, str) else None
    if found is None:
        raise invalid(f"{shown(value)} is neither true nor false")
    return found


BOOLEAN_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "boolean"}, {"type": "string", "enum": [*BOOLEANS]}]
}

BooleanField = Annotated[bool, Parsed(boolean_of, BOOLEAN_SCHEMA)]
"""A field that holds true or false."""
