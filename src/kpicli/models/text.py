"""Texts of the format: titles, ids, references, and lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.memo import Memo
from kpicli.fields.notes import Before, Parsed, Schema

ID_PATTERN = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"
ID_LENGTH = 100
_ACCENTS = "[\u0300-\u036f]"

_ID = re.compile(ID_PATTERN[:-1] + r"\Z")
TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return len(text) <= ID_LENGTH and _ID.match(text) is not None


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    """Any scalar as the text it was written as.

    Raises:
        InvalidError: for a collection, or a text of white space only.
    """
    if not isinstance(value, str):
        raise invalid(f"expected a text, found {shown(value)}")
    return _TEXTS[value]


def _text(value: str) -> str:
    if not value or value.isspace():
        raise invalid("the text is empty", "write something, or remove the key")
    return value


_TEXTS = Memo(_text)
"""Names and titles stand many times, ids where they are referred to; equal ones become one."""


def id_of(value: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    """A scalar with the form of an id.

    Raises:
        InvalidError: for anything else.
    """
    if isinstance(value, str) and is_id(value):
        return _TEXTS[value]
    text = text_of(value)
    if len(text) > ID_LENGTH:
        raise invalid(f"the id has {len(text)} characters, more than {ID_LENGTH}", "shorten the id")
    plain = re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", text.lower()))
    near = re.sub(r"[^a-z0-9.]+", "_", plain).strip("_.")
    remedy = f"write it as `{near}`" if is_id(near) else None
    raise invalid(
        f"{shown(text)} is not an id: parts of small letters, digits and `_` that begin with a "
        "letter, joined by `.`",
        remedy,
    )


def as_list(value: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    """A single item as a list of one."""
    return [value] if isinstance(value, str | dict) else value


Text = Annotated[str, Parsed(text_of, TEXT_SCHEMA)]
"""A text that is not empty; numbers and booleans are taken as they were written."""

Id = Annotated[
    str,
    # YAML reads `true` as a boolean, and it has the form of an id.
    Parsed(id_of, {"type": ["string", "boolean"], "pattern": ID_PATTERN, "maxLength": ID_LENGTH}),
]
"""The id of a definition."""

References = Annotated[
    tuple[Text, ...],
    Before(as_list),
    Schema({"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}),
]
"""Ids of other definitions: one, or a list. Whether they exist is the workspace's question."""
