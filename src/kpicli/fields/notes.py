"""What is annotated to the type of a field: how it is read, and what its JSON Schema is.

`read` goes by these notes; pydantic asks them, too, for whatever is not plainly right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Parsed:
    """One function reads the field: `Annotated[Period, Parsed(period_of, {"type": "string"})]`.

    The function takes the data and returns the value, or raises what `invalid` makes. Pydantic
    never looks at the type itself, so that a value may be of any class.
    """

    def __init__(self, read: Callable[[Any], Any], json_schema: JsonSchemaValue) -> None:
        self.read = read
        self._json_schema = json_schema

    def __get_pydantic_core_schema__(
        self, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The function as the whole validator."""
        from pydantic_core import core_schema  # noqa: PLC0415 - most files need no pydantic

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The JSON Schema as it was given."""
        return dict(self._json_schema)


class Before(Struct, frozen=True):
    """A function makes of the data what the type then reads; it may raise ValueError."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 - a type of any kind
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """The function before the type."""
        from pydantic_core import core_schema  # noqa: PLC0415 - most files need no pydantic

        return core_schema.no_info_before_validator_function(self.function, handler(source))


class After(Struct, frozen=True):
    """A function has the last word on what the type has read; it may raise ValueError."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 - a type of any kind
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """The function after the type."""
        from pydantic_core import core_schema  # noqa: PLC0415 - most files need no pydantic

        return core_schema.no_info_after_validator_function(self.function, handler(source))


class Usual(Struct, frozen=True):
    """A function reads the usual data of the field at once.

    It returns what all the other notes make of them, or None: these decide then. Pydantic does
    not know it. It raises ValueError for what does not fit.
    """

    read: Callable[[Any], Any]


class Schema(Struct, frozen=True):
    """The JSON Schema of the field, or what makes it of that of its type."""

    schema: JsonSchemaValue | Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The JSON Schema of the field."""
        return self.schema(handler(schema)) if callable(self.schema) else dict(self.schema)
