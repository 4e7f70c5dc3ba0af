"""Pydantic models of the same fields: they refuse data in words, and write JSON Schemas.

Pydantic sees what `read` does not plainly take, so that most runs do not even import it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

import pydantic
from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model
from pydantic_core import core_schema

from kpicli.fields.field import REQUIRED
from kpicli.fields.value import Value, hold, types_of, without_nulls

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic.fields import FieldInfo

    from kpicli.fields.field import Declared

ValueT = TypeVar("ValueT", bound=Value)


def checked(model: type[ValueT], data: Any) -> ValueT:  # noqa: ANN401 - whatever a file may hold
    """The value in some data, as pydantic reads them.

    Raises:
        ValidationError: for data that the model refuses.
    """
    found: ValueT = _adapter(model).validate_python(data)  # type: ignore[arg-type] # mypy takes classes for unhashable
    return found


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True, populate_by_name=False)


@cache
def model_of(model: type[Value]) -> type[BaseModel]:
    """The pydantic model with the fields of a value."""
    types = types_of(model)
    fields: dict[str, Any] = {
        name: (types[name], _field(declared)) for name, declared in model.fields.items()
    }
    return create_model(model.__name__, __base__=_Checked, __doc__=model.__doc__, **fields)


def schema_of(model: type[Value], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
    """How pydantic reads a value: as the model with its fields, of which the value is made."""
    fields = model_of(model)  # type: ignore[arg-type] # mypy takes classes for unhashable
    prepare = partial(_prepared, model)
    read = core_schema.no_info_before_validator_function(prepare, handler.generate_schema(fields))
    return core_schema.no_info_after_validator_function(partial(_made, model), read)


@cache
def _adapter(model: type[ValueT]) -> TypeAdapter[ValueT]:
    return TypeAdapter(model)


_IN_JSON = (str, bool, int, float, Decimal, tuple)


def _field(declared: Declared) -> FieldInfo:
    default = declared.default
    options: dict[str, Any] = {
        # Only JSON Schemas show it: of what pydantic reads a value takes what was given.
        "default": default if default is REQUIRED or isinstance(default, _IN_JSON) else None,
        "alias": declared.key or None,
        "description": declared.description,
        # JSON has no Decimal, for which pydantic would show a text.
        "json_schema_extra": {"default": float(default)} if isinstance(default, Decimal) else None,
        **declared.limits,
    }
    found: FieldInfo = pydantic.Field(**options)
    return found


def _prepared(model: type[Value], data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    data = model.prepared(data)
    return without_nulls(model, data) if isinstance(data, dict) else data


def _made(model: type[ValueT], read: BaseModel) -> ValueT:
    given = read.model_fields_set
    made = object.__new__(model)
    hold(made, {name: part for name, part in vars(read).items() if name in given}, given)
    made.refuse()
    return made
