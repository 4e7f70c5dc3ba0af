"""The fields of goal files, from their JSON Schema: what they are for, and what they take."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.models.schema import goals_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_Schema = dict[str, Any]
_LIKE_TEXT = {"number", "boolean"}


class Field(Struct, frozen=True):
    """A field: what it is for, whether it must be there, the words it takes, and its shapes.

    `shapes` are `text`, `list`, `mapping`, `number` and `boolean`.
    """

    name: str
    note: str
    is_required: bool
    choices: tuple[str, ...]
    shapes: tuple[str, ...]

    @property
    def takes(self) -> tuple[str, ...]:
        """The shapes as people think of them: whatever is text may look like a number."""
        return tuple(
            shape
            for shape in self.shapes
            if shape not in _LIKE_TEXT or not {*_LIKE_TEXT, "text"} <= {*self.shapes}
        )


class Fields:
    """All fields, by the keys that lead to them."""

    @cached_property
    def _schema(self) -> _Schema:
        return goals_schema()

    def of(self, keys: Sequence[str]) -> Mapping[str, Field]:
        """The fields that the mapping has to which the keys lead, indexes left out."""
        found: dict[str, Field] = {}
        for schema in self._at(keys):
            required = set(schema.get("required", ()))
            for name, part in schema.get("properties", {}).items():
                found.setdefault(name, self._field(name, part, name in required))
        return found

    def field(self, keys: Sequence[str]) -> Field | None:
        """The field that the keys lead to, none where there is no such field."""
        return self.of(keys[:-1]).get(keys[-1]) if keys else None

    def _field(self, name: str, schema: _Schema, is_required: bool) -> Field:  # noqa: FBT001 - of a field
        parts = tuple(self._alternatives(schema))
        words = (word for part in parts for word in part.get("enum", ()))
        # A word that YAML reads in several spellings is offered in one.
        choices = dict.fromkeys(word for word in words if isinstance(word, str) and word.islower())
        shapes = dict.fromkeys(shape for part in parts for shape in _shapes(part))
        note = schema.get("description", "")
        return Field(name, note, is_required, tuple(choices), tuple(shapes))

    def _at(self, keys: Sequence[str]) -> list[_Schema]:
        """What the mapping that the keys lead to may be."""
        here = self._mappings([self._schema])
        for key in keys:
            below = [part for schema in here for part in _below(schema, key)]
            here = self._mappings(below)
        return here

    def _mappings(self, schemas: Iterable[_Schema]) -> list[_Schema]:
        """The schemas of mappings among some schemas and the items of lists among them."""
        found: list[_Schema] = []
        for schema in schemas:
            for part in self._alternatives(schema):
                if "items" in part:
                    found += self._mappings([part["items"]])
                elif "properties" in part or "additionalProperties" in part:
                    found.append(part)
        return found

    def _alternatives(self, schema: _Schema) -> Iterator[_Schema]:
        if "$ref" in schema:
            yield from self._alternatives(self._schema["$defs"][schema["$ref"].rpartition("/")[2]])
        for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
            yield from self._alternatives(part)
        yield schema


def _below(schema: _Schema, key: str) -> Iterator[_Schema]:
    properties = schema.get("properties", {})
    if key in properties:
        yield properties[key]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


_SHAPES = {
    "string": "text",
    "array": "list",
    "object": "mapping",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
}


def _shapes(schema: _Schema) -> Iterator[str]:
    kinds = schema.get("type", ())
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind in _SHAPES:
            yield _SHAPES[kind]
