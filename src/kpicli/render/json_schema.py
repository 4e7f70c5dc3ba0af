"""The JSON Schemas of what the commands print as JSON, from their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from enum import StrEnum

Schema = dict[str, Any]
"""A JSON Schema (draft 2020-12), or a part of one."""

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PLACE: Schema = {"type": "integer", "minimum": 1}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document(
    name: str, description: str, fields: Mapping[str, Schema], parts: Mapping[str, Schema]
) -> Schema:
    """The schema of a whole document, whose first key has its name and version.

    Other keys are not refused, since later versions of the program may add some.
    """
    first = {"schema": said("the kind of the document, and its version", {"const": name})}
    whole = table({**first, **fields})
    return {
        "$schema": _DIALECT,
        "title": name,
        "description": description,
        **whole,
        "$defs": dict(parts),
    }


def table(fields: Mapping[str, Schema], optional: Collection[str] = ()) -> Schema:
    """An object with these keys, in their order; some may be missing."""
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": dict(fields), "required": required}


def listed(items: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items}


def one_of(words: type[StrEnum]) -> Schema:
    """One of the words that the program has for something."""
    return {"type": "string", "enum": [word.value for word in words]}


def or_null(schema: Schema) -> Schema:
    """The same, or null; the schema has one type."""
    found = {**schema, "type": [schema["type"], "null"]}
    return found | {"enum": [*schema["enum"], None]} if "enum" in schema else found


def said(description: str, schema: Schema) -> Schema:
    """The same with what it means."""
    return {"description": description, **schema}


def defined(name: str) -> Schema:
    """A part that the document names under `$defs`."""
    return {"$ref": f"#/$defs/{name}"}
