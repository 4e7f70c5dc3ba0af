"""What a model refused, as findings at the place of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import (
    SCHEMA_ERROR,
    UNKNOWN_FIELD,
    Finding,
    Label,
    did_you_mean,
    loading_finding,
)
from kpicli.models.invalid import INVALID
from kpicli.models.value import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from kpicli.models.value import Value
    from kpicli.source import Route


def refusals(error: ValidationError, path: str, route: Route, goal: str) -> list[Finding]:
    """One finding for each thing that a model refused in the node at the route."""
    return [_finding(part, path, route, goal) for part in error.errors(include_url=False)]


def unknown_field(key: str, path: str, route: Route, goal: str, known: Iterable[str]) -> Finding:
    """The finding about a key that does not exist, with the nearest that does."""
    known = tuple(known)
    return loading_finding(
        UNKNOWN_FIELD,
        f"there is no field `{key}` here",
        Label(path, route.child(key).as_key()),
        help=did_you_mean(key, known) or f"the fields are {', '.join(known)}",
        goals=(goal,) if goal else (),
        field=key,
    )


def section_fields(model: type[Value], *more: str) -> tuple[str, ...]:
    """The keys that an item of a section takes."""
    return (*fields_of(model), *more)


def _finding(error: ErrorDetails, path: str, route: Route, goal: str) -> Finding:
    location = tuple(error["loc"])
    field = str(location[0]) if location else ""
    goals = (goal,) if goal else ()
    if error["type"] == "missing":
        label = Label(path, route.child(*location[:-1]))
        return loading_finding(
            SCHEMA_ERROR,
            f"`{location[-1]}` is missing",
            label,
            help=f"add `{location[-1]}:`",
            goals=goals,
            field=field,
        )
    if error["type"] == "extra_forbidden":
        return loading_finding(
            UNKNOWN_FIELD,
            f"there is no field `{location[-1]}` here",
            Label(path, route.child(*location).as_key()),
            goals=goals,
            field=field,
        )
    message, remedy = _words(error)
    label = Label(path, route.child(*location))
    named = f"`{field}`: {message}" if field else message
    return loading_finding(SCHEMA_ERROR, named, label, help=remedy, goals=goals, field=field)


def _words(error: ErrorDetails) -> tuple[str, str | None]:
    if error["type"] == INVALID:
        context = error["ctx"]
        return str(context["message"]), context["help"]
    expected = _EXPECTED.get(error["type"])
    if expected:
        return f"expected {expected}", None
    return error["msg"][:1].lower() + error["msg"][1:], None


_EXPECTED = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "too_short": "a list of at least two",
}
