"""Values made of good data at once; pydantic only sees what may have to be refused.

What makes a value comes to one function for each field, which the field's type and notes name
(`Parsed`, enums, lists of these, values). Where all keys are fields and no function refuses its
part, the value is what these functions return. Whatever else there is, pydantic decides, by the
same types and notes, and says what is wrong.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NoReturn,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from msgspec import Struct

from kpicli.fields.notes import After, Before, Parsed, Usual
from kpicli.fields.value import (
    Value,
    fields_of,
    hold,
    required_fields,
    types_of,
    without_nulls,
)

ModelT = TypeVar("ModelT", bound=Value)

Read = Callable[..., Any]
"""Reads the data of a field. Raises ValueError, as pydantic knows it, for what does not fit."""


class Built(Struct, frozen=True):
    """A model, and the names of the fields that it took from defaults."""

    model: Any
    inherited: frozenset[str]


def read(model: type[ModelT], data: Any) -> ModelT:  # noqa: ANN401 - whatever a file may hold
    """The model in some data.

    Raises:
        ValidationError: pydantic's, for data that the model refuses.
    """
    found = built(model, data, {}) if type(data) is dict else None
    if found is not None:
        made: ModelT = found.model
        return made
    from kpicli.fields.checked import checked  # noqa: PLC0415 - most files need no pydantic

    return checked(model, data)


def built(model: type[Value], data: dict[str, Any], defaults: dict[str, Any]) -> Built | None:
    """The model in a mapping, none where pydantic has to say whether there is one.

    `defaults` are parts that were read before, by the names of their fields: the model takes those
    that the mapping does not give.
    """
    try:
        data = model.prepared(data)
        shape = _shape(model, tuple(data), tuple(defaults))  # type: ignore[arg-type] # mypy takes classes for unhashable
        if shape is None:
            return None
        parts = zip(shape.names, shape.readers, data.values(), strict=True)
        values = {name: reader(part) for name, reader, part in parts}
    except (ValueError, AssertionError):
        # Nothing reads null, which mostly is not there.
        given = without_nulls(model, data)
        return None if given is data else built(model, given, defaults)
    for name in shape.inherited:
        values[name] = defaults[name]
    made = object.__new__(model)
    hold(made, values, shape.given)
    return Built(made, shape.inherited) if _is_consistent(made) else None


def _is_consistent(made: Value) -> bool:
    try:
        made.refuse()
    except ValueError:
        return False
    return True


class _Shape(Struct, frozen=True):
    """What becomes of mappings with certain keys: the fields in the order of keys, and the rest."""

    names: tuple[str, ...]
    readers: tuple[Read, ...]
    inherited: frozenset[str]
    given: frozenset[str]


# Goal files repeat the same few hundred sets of keys.
@lru_cache(maxsize=4096)
def _shape(model: type[Value], keys: tuple[str, ...], defaults: tuple[str, ...]) -> _Shape | None:
    by_key = _names_by_key(model)  # type: ignore[arg-type] # mypy takes classes for unhashable
    if not by_key.keys() >= set(keys):
        return None
    names = tuple([by_key[key] for key in keys])
    if not required_fields(model) <= set(names):
        return None
    inherited = _one_of_equals(frozenset(defaults) - set(names))
    readers = tuple([_reader_of(model, name) for name in names])  # type: ignore[arg-type] # as above
    return _Shape(names, readers, inherited, inherited.union(names))


@cache
def _one_of_equals(names: frozenset[str]) -> frozenset[str]:
    return names


@cache
def _names_by_key(model: type[Value]) -> dict[str, str]:
    return dict(zip(fields_of(model), model.fields, strict=True))


@cache
def _types(model: type[Value]) -> dict[str, Any]:
    return types_of(model)


# Made when a field is first given: most files give a third of them.
@cache
def _reader_of(model: type[Value], name: str) -> Read:
    return _within(model.fields[name].limits, _reader(_types(model)[name]))  # type: ignore[arg-type] # as above


def _reader(kind: Any) -> Read:  # noqa: ANN401 - a type of any kind
    """What reads a part of this type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _noted(_reader(arguments[0]), arguments[1:])
    if origin in {Union, UnionType}:
        # A key without a value counts as absent.
        choices = [choice for choice in arguments if choice is not NoneType]
        return _reader(choices[0]) if len(choices) == 1 else _unsure
    if origin is tuple and arguments[1:] == (...,):
        return partial(_tuple_of, _reader(arguments[0]))
    if origin is dict:
        return partial(_mapping_of, *map(_reader, arguments))
    if origin is Literal:
        return partial(_one_of, {choice: choice for choice in arguments})
    return _plain_reader(kind)


def _plain_reader(kind: Any) -> Read:  # noqa: ANN401 - a type of any kind
    if kind is Any:
        return _as_it_is
    if isinstance(kind, type) and issubclass(kind, Value):
        return partial(read, kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return partial(_one_of, {choice.value: choice for choice in kind})
    if kind is Decimal:
        return _finite
    return partial(_exactly, kind) if kind in {str, int, bool} else _unsure


def _noted(reader: Read, notes: Iterable[object]) -> Read:
    """What reads a part with these notes on its type."""
    for note in notes:
        if isinstance(note, Parsed):
            reader = note.read
        elif isinstance(note, Before):
            reader = partial(_one_after_another, note.function, reader)
        elif isinstance(note, After):
            reader = partial(_one_after_another, reader, note.function)
        elif isinstance(note, Usual):
            reader = partial(_usual_or_other, note.read, reader)
        elif not _only_describes(note):
            reader = _unsure
    return reader


def _only_describes(note: object) -> bool:
    """Whether a note on a field says nothing but what its JSON Schema is."""
    is_described = hasattr(note, "__get_pydantic_json_schema__")
    return is_described and not hasattr(note, "__get_pydantic_core_schema__")


def _within(limits: Mapping[str, Any], reader: Read) -> Read:
    return partial(_limited, tuple(limits.items()), reader) if limits else reader


def _limited(limits: tuple[tuple[str, Any], ...], reader: Read, data: Any) -> Any:  # noqa: ANN401 - a number
    found = reader(data)
    holds = all(getattr(operator, name)(found, limit) for name, limit in limits)
    return found if holds else _unsure(data)


def _tuple_of(reader: Read, data: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a file holds
    return tuple([reader(part) for part in data]) if type(data) is list else _unsure(data)


def _mapping_of(key_reader: Read, reader: Read, data: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file holds
    if type(data) is not dict:
        return _unsure(data)
    return {key_reader(key): reader(part) for key, part in data.items()}


def _one_of(choices: Mapping[str, Any], data: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return choices[data] if type(data) is str and data in choices else _unsure(data)


def _exactly(kind: type, data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    return data if type(data) is kind else _unsure(data)


def _finite(data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    return data if type(data) is Decimal and data.is_finite() else _unsure(data)


def _one_after_another(first: Read, second: Read, data: Any) -> Any:  # noqa: ANN401 - of any type
    return second(first(data))


def _usual_or_other(usual: Read, other: Read, data: Any) -> Any:  # noqa: ANN401 - of any type
    found = usual(data)
    return other(data) if found is None else found


def _as_it_is(data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    return _unsure(data) if data is None else data


def _unsure(_: object) -> NoReturn:
    raise ValueError("only pydantic reads this")
