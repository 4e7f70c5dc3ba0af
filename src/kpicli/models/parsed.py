"""A field that one function reads, with the JSON Schema that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Parsed:
    """Annotates a field: `Annotated[Period, Parsed(period_of, {"type": "string"})]`.

    The function takes the data and returns the value, or raises what `invalid` makes. Pydantic
    never looks at the type itself, so that a value may be of any class.
    """

    def __init__(self, read: Callable[[Any], Any], json_schema: JsonSchemaValue) -> None:
        self.read = read
        self._json_schema = json_schema

    def __get_pydantic_core_schema__(
        self,
        source: type,
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        """The function as the whole validator."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The JSON Schema as it was given."""
        return dict(self._json_schema)
