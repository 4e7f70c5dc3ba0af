"""The base of models, settings and options: frozen, and holding no more than was given."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from sys import modules
from types import MappingProxyType, SimpleNamespace
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    NoReturn,
    TypeVar,
    get_type_hints,
)

from kpicli.fields.field import REQUIRED, Declared

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

ValueT = TypeVar("ValueT", bound="Value")


class Value:
    """A part of a file. Unknown keys are refused; a key with no value counts as absent.

    Its class declares fields (`Field`). It holds those that it was given; the defaults of the
    others stand on its class. A KPI is given a dozen of 45 fields, and a repository has thousands
    of KPIs. `read` makes one of data; whoever makes one in Python gives parts that were read.
    """

    __slots__ = ("__dict__", "given")

    given: AbstractSet[str]
    """The names of the fields that it was given. Values share these sets: nobody may change one."""

    fields: ClassVar[Mapping[str, Declared]] = MappingProxyType({})
    """The fields by their names: those of its bases, then its own."""

    own_fields: ClassVar[Mapping[str, Declared]] = MappingProxyType({})
    """The fields that the class itself declares."""

    def __init_subclass__(cls) -> None:
        own = {name: part for name, part in vars(cls).items() if isinstance(part, Declared)}
        for name, kind in cls.__annotations__.items():
            if name not in own and "ClassVar" not in str(kind):
                raise TypeError(f"`{name}` of {cls.__name__} is no field: assign `Field(…)` to it")
        for name, declared in own.items():
            if declared.is_required:
                delattr(cls, name)
            else:
                setattr(cls, name, declared.default)
        cls.own_fields = MappingProxyType(own)
        bases = [base.own_fields for base in reversed(cls.__mro__) if issubclass(base, Value)]
        cls.fields = MappingProxyType({name: part for base in bases for name, part in base.items()})

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401 - of any type
        required = required_fields(type(self))
        if not (required <= parts.keys() <= self.fields.keys()):
            raise TypeError(f"{type(self).__name__} has other fields than {', '.join(parts)}")
        hold(self, parts, frozenset(parts))

    @staticmethod
    def prepared(data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
        """What the fields read, made of what a file may write; it may raise ValueError."""
        return data

    def refuse(self) -> None:
        """Raises ValueError where the parts contradict each other."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The pydantic model of the same fields, and what becomes of it."""
        from kpicli.fields.checked import schema_of  # noqa: PLC0415 - most files need no pydantic

        return schema_of(cls, handler)

    def __setattr__(self, name: str, part: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: `{name}` stays what it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: `{name}` stays what it is")

    def __setstate__(self, state: tuple[dict[str, Any], dict[str, AbstractSet[str]]]) -> None:
        parts, slots = state
        hold(self, parts, slots["given"])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self) or not isinstance(other, Value):
            return NotImplemented
        return _all_parts(self) == _all_parts(other)

    def __hash__(self) -> int:
        return hash(_all_parts(self))

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={part!r}" for name, part in vars(self).items())
        return f"{type(self).__name__}({parts})"


def hold(value: Value, parts: dict[str, Any], given: AbstractSet[str]) -> None:
    """Lets a value hold these parts, by the names of its fields, and nothing else."""
    put = object.__setattr__  # values are frozen
    # One by one: then Python keeps the names once for all values, and of each only the parts.
    for name, part in parts.items():
        put(value, name, part)
    put(value, "given", given)


def with_parts(value: ValueT, parts: Mapping[str, Any]) -> ValueT:
    """The same value with other parts, by the names of their fields."""
    made = object.__new__(type(value))
    given = value.given if parts.keys() <= value.given else value.given | parts.keys()
    hold(made, {**vars(value), **parts}, given)
    return made


def fields_of(model: type[Value]) -> tuple[str, ...]:
    """The keys that a model takes, as files write them."""
    return tuple(declared.key or name for name, declared in model.fields.items())


def without_nulls(model: type[Value], data: dict[str, Any]) -> dict[str, Any]:
    """The same data without the keys of the model that have no value."""
    if None not in data.values():
        return data
    known = fields_of(model)
    return {key: part for key, part in data.items() if part is not None or key not in known}


def required_fields(model: type[Value]) -> frozenset[str]:
    """The names of the fields that a model has to be given."""
    return frozenset([name for name, part in model.fields.items() if part.default is REQUIRED])


def types_of(model: type[Value]) -> dict[str, Any]:
    """The types of a model's fields by their names, as annotated."""
    return {
        name: kind
        for base in reversed(model.__mro__)
        if issubclass(base, Value)
        for name, kind in _own_types(base).items()  # type: ignore[arg-type] # mypy takes classes for unhashable
    }


@cache
def _own_types(model: type[Value]) -> dict[str, Any]:
    noted = {name: model.__annotations__[name] for name in model.own_fields}
    if not any(isinstance(kind, str) for kind in noted.values()):
        return noted
    names = vars(modules[model.__module__])
    return get_type_hints(SimpleNamespace(__annotations__=noted), names, include_extras=True)


def _all_parts(value: Value) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in value.fields)
