"""The tags that goal files may use, which are those of YAML's core schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents.problems import shown
from kpicli.documents.values import Boolean, Number, resolve

if TYPE_CHECKING:
    from kpicli.documents.events import Event
    from kpicli.documents.problems import Problems

_CORE = "tag:yaml.org,2002:"
_SCALARS: dict[str, type] = {"int": Number, "float": Number, "bool": Boolean, "null": type(None)}
_COLLECTIONS = ("map", "seq")
_REMEDY = "remove the tag, or put the text in quotes if the `!` belongs to it"


def tagged_scalar(event: Event, problems: Problems) -> str | None:
    """The value of a scalar that has a tag; a D002 and the text where the tag does not fit."""
    if event.tag in {None, "!", f"{_CORE}str"}:
        return event.value
    name = _short(event)
    if name == event.tag and not event.value:
        problems.syntax(event, "text cannot begin with `!`", "put the text in quotes")
        return event.value
    meant = _SCALARS.get(name.removeprefix("!!"))
    if meant is None:
        problems.schema(event, _unfit(name, "a text"), _REMEDY)
        return event.value
    value = resolve(event.value)
    if isinstance(value, meant):
        return value
    problems.schema(event, f"{shown(event.value)} is tagged {shown(name)} and is none", _REMEDY)
    return event.value


def check_collection(event: Event, kind: str, problems: Problems) -> None:
    """A D002 where the tag of a collection of the kind, `map` or `seq`, does not fit."""
    if event.tag not in {None, "!", _CORE + kind}:
        what = "a mapping" if kind == "map" else "a list"
        problems.schema(event, _unfit(_short(event), what), _REMEDY)


def _unfit(name: str, what: str) -> str:
    known = {f"!!{tag}" for tag in (*_SCALARS, *_COLLECTIONS, "str")}
    return f"tag `{name}` does not fit {what}" if name in known else f"unknown tag {shown(name)}"


def _short(event: Event) -> str:
    tag = event.tag or ""
    return f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
