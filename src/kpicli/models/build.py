"""Models made of good data at once; pydantic only sees what may have to be refused.

Pydantic asks of every mapping which of all fields it has, and of every part whether it fits; that
is most of the time of loading. What it does comes to one function for each field, which the field
itself names (`Parsed`, `OneOf`, lists of these, models). Where all keys are fields and no function
refuses its part, the model is what these functions return. Whatever else there is, pydantic
decides, and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, NoReturn, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator

from kpicli.models.parsed import Parsed
from kpicli.models.value import Value, hold, without_nulls

ModelT = TypeVar("ModelT", bound=Value)

Read = Callable[..., Any]
"""Reads the data of a field. Raises ValueError, as pydantic knows it, for what does not fit."""


class Built(Struct, frozen=True):
    """A model, and the names of the fields that it took from defaults."""

    model: Any
    inherited: frozenset[str]


class Usual(Struct, frozen=True):
    """Annotates a field with a function that reads its usual data at once.

    It returns what all the other notes make of them, or None: these decide then. Pydantic does
    not know it. It raises ValueError for what does not fit.
    """

    read: Read


def read(model: type[ModelT], data: Any) -> ModelT:  # noqa: ANN401 - whatever a file may hold
    """The model in some data.

    Raises:
        ValidationError: pydantic's, for data that the model refuses.
    """
    found = built(model, data, {}) if type(data) is dict else None
    return model.model_validate(data) if found is None else found.model


def built(model: type[ModelT], data: dict[str, Any], defaults: dict[str, Any]) -> Built | None:
    """The model in a mapping, none where pydantic has to say whether there is one.

    `defaults` are parts that were read before, by the names of their fields: the model takes those
    that the mapping does not give.
    """
    shape = _shape(model, tuple(data), tuple(defaults))
    if shape is None:
        return None
    parts = zip(shape.names, shape.readers, data.values(), strict=True)
    try:
        values = {name: reader(part) for name, reader, part in parts}
    except (ValueError, AssertionError):
        # Nothing reads null, which mostly is not there.
        given = without_nulls(model, data)
        return None if given is data else built(model, given, defaults)
    for name in shape.inherited:
        values[name] = defaults[name]
    made = object.__new__(model)
    hold(made, values, shape.given)
    return Built(made, shape.inherited)


class _Shape(Struct, frozen=True):
    """What becomes of mappings with certain keys: the fields in the order of keys, and the rest."""

    names: tuple[str, ...]
    readers: tuple[Read, ...]
    inherited: frozenset[str]
    given: set[str]


# Goal files repeat the same few hundred sets of keys.
@lru_cache(maxsize=4096)
def _shape(model: type[Value], keys: tuple[str, ...], defaults: tuple[str, ...]) -> _Shape | None:
    fields = _fields(model)
    if _validators(model) != _validators(Value) or not fields.keys() >= set(keys):
        return None
    names = tuple(fields[key].name for key in keys)
    if not {field.name for field in fields.values() if field.is_required} <= set(names):
        return None
    inherited = frozenset(defaults) - set(names)
    readers = tuple(fields[key].reader for key in keys)
    return _Shape(names, readers, inherited, {*names, *inherited})


class _Field(NamedTuple):
    name: str
    reader: Read
    is_required: bool


@cache
def _fields(model: type[Value]) -> dict[str, _Field]:
    return {
        field.alias or name: _Field(
            name, _reader(field.annotation, field.metadata), field.is_required()
        )
        for name, field in model.model_fields.items()
    }


def _validators(model: type[Value]) -> set[str]:
    """The names of those that look at other parts, or at the model as a whole."""
    found = model.__pydantic_decorators__
    return {*found.field_validators, *found.model_validators}


def _reader(annotation: Any, notes: Iterable[object] = ()) -> Read:  # noqa: ANN401 - of any type
    """What reads a part with this annotation, and these notes beside it."""
    reader = _reader_of_type(annotation)
    for note in notes:
        if isinstance(note, Parsed):
            reader = note.read
        elif isinstance(note, BeforeValidator):
            reader = partial(_one_after_another, note.func, reader)
        elif isinstance(note, AfterValidator):
            reader = partial(_one_after_another, reader, note.func)
        elif isinstance(note, Usual):
            reader = partial(_usual_or_other, note.read, reader)
        elif not _only_describes(note):
            reader = _unsure
    return reader


def _only_describes(note: object) -> bool:
    """Whether a note on a field says nothing but what its JSON Schema is."""
    says = dir(note)
    return "__get_pydantic_json_schema__" in says and "__get_pydantic_core_schema__" not in says


def _reader_of_type(annotation: Any) -> Read:  # noqa: ANN401 - of any type
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _reader(arguments[0], arguments[1:])
    if origin in {Union, UnionType}:
        # A key without a value counts as absent.
        choices = [choice for choice in arguments if choice is not NoneType]
        return _reader(choices[0]) if len(choices) == 1 else _unsure
    if origin is tuple and arguments[1:] == (...,):
        return partial(_tuple_of, _reader(arguments[0]))
    if origin is dict and arguments[0] is str:
        return partial(_mapping_of, _reader(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return partial(read, annotation)
    return _as_it_is if annotation is Any else _unsure


def _tuple_of(reader: Read, data: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a file holds
    return tuple([reader(part) for part in data]) if type(data) is list else _unsure(data)


def _mapping_of(reader: Read, data: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file holds
    if type(data) is not dict or not all(type(key) is str for key in data):
        return _unsure(data)
    return {key: reader(part) for key, part in data.items()}


def _one_after_another(first: Read, second: Read, data: Any) -> Any:  # noqa: ANN401 - of any type
    return second(first(data))


def _usual_or_other(usual: Read, other: Read, data: Any) -> Any:  # noqa: ANN401 - of any type
    found = usual(data)
    return other(data) if found is None else found


def _as_it_is(data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    return _unsure(data) if data is None else data


def _unsure(_: object) -> NoReturn:
    raise ValueError("only pydantic reads this")
