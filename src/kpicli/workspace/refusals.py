"""What a model refused, as findings at the place of the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from kpicli.fields.invalid import INVALID, INVALID_KEY
from kpicli.fields.value import Value, fields_of, types_of
from kpicli.findings import (
    SCHEMA_ERROR,
    UNKNOWN_FIELD,
    Finding,
    Fix,
    Label,
    RenameKey,
    Safety,
    SetValue,
    loading_finding,
    meant_fields,
    nearest,
    suggestion,
)
from kpicli.models.cut_off import remedy_of
from kpicli.models.goal import Defaults, Kpi

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from kpicli.documents import Value as Data
    from kpicli.source import Key, Route
    from kpicli.workspace.definition import Meant

_UNKNOWN = "extra_forbidden"
_MISSING = "missing"


class Place(Struct, frozen=True):
    """Where data stand that a model reads, and the id that they define, if any."""

    path: str
    route: Route
    id: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The id, if any."""
        return (self.id,) if self.id else ()


def refusals(
    refused: Sequence[ErrorDetails],
    data: dict[str, Any],
    model: type[Value],
    place: Place,
    unknown: Sequence[Finding] = (),
    empty: Collection[str] = (),
) -> list[Finding]:
    """One finding for each thing that a model refused in the data that stand at the place.

    A field is not missing if the finding about an unknown key says that it is meant. `unknown` are
    such findings about keys of the place, `empty` its keys without a value: the data are without
    both.
    """
    parts = [(part, _keys(part, data)) for part in refused]
    found = [
        (part, keys, _valueless(keys[0], place))
        if part["type"] == _MISSING and keys[0] in empty
        else (part, keys, _finding(part, keys, model, place))
        for part, keys in parts
    ]
    meant = frozenset(meant_fields((*unknown, *(finding for _, _, finding in found))))
    return [
        finding
        for part, keys, finding in found
        if part["type"] != _MISSING
        or (place.path, place.route.child(*keys[:-1]), keys[-1]) not in meant
    ]


def _valueless(key: Key, place: Place) -> Finding:
    return loading_finding(
        SCHEMA_ERROR,
        f"`{key}` has no value",
        Label(place.path, place.route.child(key)),
        help=f"write one behind `{key}:`; put text that begins with `#` in quotes",
        goals=place.ids,
        field=str(key),
    )


def without_unknown(data: dict[str, Any], refused: Sequence[ErrorDetails]) -> dict[str, Any] | None:
    """The data without the keys that a model does not know; none where it refused more."""
    known: Any = data
    for part in refused:
        if part["type"] != _UNKNOWN:
            return None
        known = _without(known, _keys(part, data))
    return dict(known)


def meant_by(item: Mapping[str, Data], unknown: Iterable[Finding]) -> Meant:
    """What is meant by the keys of an item that findings call unknown."""
    return tuple((field, names_in(item[key])) for key, field in keys_meant(unknown))


def keys_meant(unknown: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """The keys of a place that findings call unknown, each with what it probably means, if any."""
    for finding in unknown:
        yield from ((finding.field, name) for _, _, name in meant_fields((finding,)))


def names_in(value: Data) -> tuple[str, ...]:
    """All that has the form of an id in a value, however deep: in a list, a link, a formula."""
    return tuple(re.findall(r"(?<![\w.])[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", str(value)))


def unknown_field(
    key: str, place: Place, known: Iterable[str], present: Collection[str] = ()
) -> Finding:
    """The finding about a key at the place that does not exist, with the one that is meant.

    That is what others call so, if it is not among those present, or the nearest that exists.
    """
    fields = tuple(known)
    misplaced = _misplaced(key, fields)
    near = None if misplaced else _called(key, fields, present) or nearest(key, fields)
    route = place.route.child(key)
    remedy = suggestion(near) or remedy_of({key: None}, f"the fields are {', '.join(fields)}")
    if not key.isprintable():
        remedy = "it holds spaces that YAML takes for text: write plain ones"
    return loading_finding(
        UNKNOWN_FIELD,
        f"there is no field `{key[:100]}` here",
        Label(place.path, route.as_key()),
        help=misplaced or remedy,
        goals=place.ids,
        field=key,
        fix=_renamed(place.path, route, near) if near else None,
    )


def _misplaced(key: str, fields: tuple[str, ...]) -> str:
    """Where a field of KPIs belongs that stands in an objective or at the top; empty for others."""
    if "kpis" not in fields or key not in fields_of(Kpi):
        return ""
    if "defaults" not in fields:
        return f"`{key}` is a field of KPIs; an objective follows from its KPIs"
    if key in fields_of(Defaults):
        return f"write `{key}` below `defaults:`, for all goals of the file"
    is_section = f"{key}s" in fields
    return "" if is_section else f"`{key}` is a field of goals: write it in an item of `kpis:`"


def _called(key: str, fields: Collection[str], present: Collection[str]) -> str | None:
    name = _ELSEWHERE.get(key)
    return name if name in fields and name not in present else None


_ELSEWHERE = {"key_results": "kpis", "name": "title", "parent": "contributes_to"}
"""What fields are called in other tools."""


def _renamed(path: str, route: Route, name: str) -> Fix:
    edit = RenameKey(path, route, name)
    return Fix(f"Rename the key to `{name}`", (edit,), Safety.UNSAFE)


def _finding(
    part: ErrorDetails, keys: tuple[Key, ...], model: type[Value], place: Place
) -> Finding:
    above = place.route.child(*keys[:-1])
    if part["type"] == _UNKNOWN:
        known = fields_of(_model_at(model, keys[:-1]))
        return unknown_field(str(keys[-1]), Place(place.path, above, place.id), known)
    route, (message, remedy) = place.route.child(*keys), _words(part)
    if part["type"] == _MISSING:
        route, message, remedy = above, f"`{keys[-1]}` is missing", f"add `{keys[-1]}:`"
    elif keys:
        message = f"`{keys[0]}`: {message}"
        remedy = remedy or _SHAPES.get(str(keys[0]))
    word = part.get("ctx", {}).get("nearest") if part["type"] == INVALID else None
    if part["type"] == INVALID_KEY:
        route = route.as_key()
    return loading_finding(
        SCHEMA_ERROR,
        message,
        Label(place.path, route),
        help=remedy,
        goals=place.ids,
        field=str(keys[0]) if keys else "",
        fix=_replaced(place.path, route, word) if word else None,
    )


def _replaced(path: str, route: Route, word: str) -> Fix:
    edit = SetValue(path, route, word)
    return Fix(f"Write `{word}`", (edit,), Safety.UNSAFE)


def _keys(part: ErrorDetails, data: Any) -> tuple[Key, ...]:  # noqa: ANN401 - as a file holds it
    keys: list[Key] = []
    for step in part["loc"]:
        if isinstance(step, int) and not isinstance(data, list):
            continue  # one item that stands for a list of one
        keys.append(step)
        data = _below(data, step)
    return tuple(keys)


def _below(data: Any, step: Key) -> Any:  # noqa: ANN401 - whatever a file may hold
    if isinstance(data, list) and isinstance(step, int):
        return data[step]
    return data.get(step) if isinstance(data, dict) else None


def _without(data: Any, keys: tuple[Key, ...]) -> Any:  # noqa: ANN401 - whatever a file may hold
    first, rest = keys[0], keys[1:]
    if isinstance(data, list):
        return [_without(item, rest) if at == first else item for at, item in enumerate(data)]
    if not rest:
        return {key: part for key, part in data.items() if key != first}
    return {key: _without(part, rest) if key == first else part for key, part in data.items()}


def _model_at(model: type[Value], keys: tuple[Key, ...]) -> type[Value]:
    for key in keys:
        model = _model_in(types_of(model).get(str(key))) or model
    return model


def _model_in(annotation: object) -> type[Value] | None:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _words(part: ErrorDetails) -> tuple[str, str | None]:
    if part["type"] in {INVALID, INVALID_KEY}:
        context = part["ctx"]
        return str(context["message"]), context["help"]
    expected = _EXPECTED.get(part["type"])
    if expected:
        return f"expected {expected}", None
    return part["msg"][:1].lower() + part["msg"][1:], None


_SHAPES = {
    "owner": "an owner is one person, or `team:` and a team; name others under `stakeholders`",
    "team": "write one team",
    "budget": "write {eur: 250000, fte: 3}",
    "contributes_to": "write [a, b], or {goal: a, weight: 2}",
    "guardrails": "write the ids of KPIs: [a, b]",
    "drivers": "write [{metric: price, effect: raises}]",
}
"""What to write where a field has another shape than it may have."""

_EXPECTED = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
