"""The base of all models: frozen, no unknown keys, keys without a value count as absent."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator


class Value(BaseModel):
    """A part of a goal file. Unknown keys are refused; a key with no value counts as absent.

    It holds the fields that it was given; the defaults of the others stand on its class. A KPI is
    given a dozen of 45 fields, and a repository has thousands of KPIs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
        return without_nulls(cls, data) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _hold_what_is_given(self) -> Self:
        given = self.__pydantic_fields_set__
        hold(self, {name: self.__dict__[name] for name in self.__dict__ if name in given}, given)
        return self

    def __setstate__(self, state: dict[Any, Any]) -> None:
        _put_defaults_on(type(self))
        super().__setstate__(state)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self) or not isinstance(other, Value):
            return NotImplemented
        return _parts(self) == _parts(other)

    def __hash__(self) -> int:
        return hash(_parts(self))


def without_nulls(model: type[Value], data: dict[str, Any]) -> dict[str, Any]:
    """The same data without the keys of the model that have no value."""
    if None not in data.values():
        return data
    known = fields_of(model)
    return {key: part for key, part in data.items() if part is not None or key not in known}


def hold(value: Value, parts: dict[str, Any], given: set[str]) -> None:
    """Lets a value hold these parts, by the names of its fields, and nothing else.

    Values share the sets of names that they were given: nobody may change one.
    """
    _put_defaults_on(type(value))
    put = object.__setattr__  # values are frozen
    put(value, "__dict__", parts)
    put(value, "__pydantic_fields_set__", given)
    put(value, "__pydantic_extra__", None)
    put(value, "__pydantic_private__", None)


def fields_of(model: type[Value]) -> tuple[str, ...]:
    """The keys that a model takes, as goal files write them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def _put_defaults_on(model: type[Value]) -> None:
    # Not before the first value is made: pydantic takes a class attribute for a new default of
    # the field, should a model derive from this one.
    for name, field in model.model_fields.items():
        if not field.is_required():
            default = field.get_default(call_default_factory=True)
            shared = MappingProxyType(default) if isinstance(default, dict) else default
            setattr(model, name, shared)


def _parts(value: Value) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in type(value).model_fields)
