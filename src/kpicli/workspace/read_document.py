"""From the data of one goal file to its definitions."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import Built, built, read
from kpicli.fields.value import fields_of
from kpicli.findings import SCHEMA_ERROR, Finding, Label, loading_finding, nearest
from kpicli.models.goal import Defaults, Objective
from kpicli.models.sections import DEFAULT_FIELDS, DEFAULTS, SECTIONS
from kpicli.models.text import is_id
from kpicli.source import Key, Route
from kpicli.workspace.definition import Broken, Definition
from kpicli.workspace.refusals import (
    Place,
    meant_by,
    names_in,
    refusals,
    unknown_field,
    without_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.documents import Document
    from kpicli.documents import Value as Data
    from kpicli.fields.value import Value
    from kpicli.workspace.definition import Meant

NAMESPACES = {
    "objectives": "goals",
    "kpis": "goals",
    "metrics": "metrics",
    "teams": "teams",
    "people": "people",
}
"""The sections whose items have ids, and the namespaces of the ids."""

_NESTED = "kpis"
_FIELDS = {
    section: (*fields_of(model), *((_NESTED,) if model is Objective else ()))
    for section, model in SECTIONS.items()
}
_INHERITS = frozenset({"objectives", "kpis"})


class FileContents(Struct):
    """What one goal file says, and what is wrong in it; nobody changes it once it was read.

    `definitions` has them in their order. `unread` holds the ids that stand in a file that is no
    YAML. `is_quiet` says that no comment suppresses anything, as far as anybody looked.
    """

    definitions: list[Definition[Any]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    is_quiet: bool = False


def namespace_of(definition: Definition[Any]) -> str:
    """The namespace of a definition's id, by the section it stands in; empty for a tension."""
    return NAMESPACES.get(str(definition.route.keys[0]), "")


def read_document(document: Document) -> FileContents:
    """What a document defines, and what is wrong in it."""
    found = FileContents()
    path, data = document.path, document.data
    found.findings += [
        unknown_field(key, Place(path, Route()), (DEFAULTS, *SECTIONS))
        for key in data
        if key != DEFAULTS and key not in SECTIONS
    ]
    defaults = _read_defaults(path, data.get(DEFAULTS), found)
    for section, items in data.items():
        if section in SECTIONS and items is not None:
            inheritable = defaults if section in _INHERITS else _NO_DEFAULTS
            _Section(section, path, inheritable, found).read(items, Route((section,)))
    return found


class _Defaults(Struct, frozen=True):
    """The defaults of a file that can be understood: as data, and read.

    `unread` names the fields of which something stands there that cannot be understood, `meant`
    what stands under misspelled keys.
    """

    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    meant: Meant = ()

    def can_complete(self, item: Mapping[str, Data]) -> bool:
        """Whether a goal gives a value of its own wherever a default cannot be understood."""
        return all(item.get(name) is not None for name in self.unread)

    def meant_for(self, item: Mapping[str, Data]) -> Meant:
        """What misspelled keys mean for a goal, which it does not say itself."""
        return tuple(part for part in self.meant if item.get(part[0]) is None)


_NO_DEFAULTS = _Defaults()


def _read_defaults(path: str, data: Data, found: FileContents) -> _Defaults:
    if data is None:
        return _NO_DEFAULTS
    route = Route((DEFAULTS,))
    if not isinstance(data, dict):
        found.findings.append(_wrong_shape(path, route, "`defaults` is a mapping"))
        return _Defaults(unread=frozenset(DEFAULT_FIELDS))
    place = Place(path, route)
    strange = (key for key in data if key not in DEFAULT_FIELDS)
    unknown = [unknown_field(key, place, DEFAULT_FIELDS) for key in strange]
    found.findings += unknown
    return replace(_understood(data, place, found), meant=meant_by(data, unknown))


def _understood(data: Mapping[str, Data], place: Place, found: FileContents) -> _Defaults:
    known = {key: part for key, part in data.items() if key in DEFAULT_FIELDS and part is not None}
    try:
        return _Defaults(known, vars(read(Defaults, known)))
    except ValueError as error:
        refused = refusals_in(error)
    found.findings += refusals(refused, known, Defaults, place)
    understood = without_unknown(known, refused)
    if understood is not None:
        return _Defaults(understood, vars(read(Defaults, understood)))
    wrong = frozenset(str(part["loc"][0]) for part in refused)
    known = {key: part for key, part in known.items() if key not in wrong}
    return _Defaults(known, vars(read(Defaults, known)), wrong)


def _wrong_shape(path: str, route: Route, message: str) -> Finding:
    return loading_finding(SCHEMA_ERROR, message, Label(path, route), field=str(route.keys[-1]))


class _Section(Struct, frozen=True):
    """Reads the items of one section of one file."""

    name: str
    path: str
    defaults: _Defaults
    found: FileContents

    def read(self, items: Data, route: Route, nested_in: str | None = None) -> None:
        if not isinstance(items, list):
            message = f"`{self.name}` is a list; begin each item with `- `"
            self.found.findings.append(_wrong_shape(self.path, route, message))
            return
        for index, item in enumerate(items):
            place = _child(route, index)
            if isinstance(item, dict):
                self._read_item(item, place, nested_in)
            else:
                message = f"an item of `{self.name}` is a mapping with an `id`"
                self.found.findings.append(_wrong_shape(self.path, place, message))

    def _read_item(self, item: dict[str, Data], route: Route, nested_in: str | None) -> None:
        own, nested = item, None
        if self.name == "objectives" and _NESTED in item:
            own, nested = item.copy(), item[_NESTED]
            del own[_NESTED]
        found, meant = built(SECTIONS[self.name], own, self.defaults.values), self.defaults.meant
        if found is None or meant:
            found, meant = self._with_care(own, route)
        if found is not None and self.defaults.can_complete(own):
            key = getattr(found.model, "id", "")
            inherited = found.inherited
            self._keep(Definition(found.model, self.path, route, key, inherited, nested_in, meant))
        else:
            key = self._readable_id(item)
            links = (*_readable_links(own, meant), *filter(None, (nested_in,)))
            self._keep_broken(key, route, links, () if key else names_in(list(own.values())))
        if nested is not None:
            kpis = _Section(_NESTED, self.path, self.defaults, self.found)
            kpis.read(nested, _child(route, _NESTED), key or None)

    def _with_care(self, item: dict[str, Data], route: Route) -> tuple[Built | None, Meant]:
        """The model of an item that pydantic has to look at, if any, and what it may mean."""
        fields = _FIELDS[self.name]
        place = Place(self.path, route, self._readable_id(item))
        unknown = [unknown_field(key, place, fields) for key in item if key not in fields]
        self.found.findings += unknown
        own = {key: part for key, part in item.items() if part is not None and key in fields}
        inherited = self.defaults.data.keys() - own.keys()
        values = {**own, **{name: self.defaults.data[name] for name in inherited}}
        model = self._validated(values, place, unknown)
        meant = (*meant_by(item, unknown), *self.defaults.meant_for(item))
        return (None if model is None else Built(model, frozenset(inherited))), meant

    def _validated(
        self, values: dict[str, Any], place: Place, unknown: list[Finding]
    ) -> Value | None:
        """The model, also where keys inside of the values are unknown; none where more is wrong."""
        kind = SECTIONS[self.name]
        try:
            return read(kind, values)
        except ValueError as error:
            refused = refusals_in(error)
        self.found.findings += refusals(refused, values, kind, place, unknown)
        known = without_unknown(values, refused)
        return None if known is None else read(kind, known)

    def _readable_id(self, item: Mapping[str, Data]) -> str:
        """The id of an item, also under a misspelled key; empty where there is none."""
        fields = _FIELDS[self.name]
        misspelled = (key for key in item if key not in fields and nearest(key, fields) == "id")
        key = item.get("id" if "id" in item else next(misspelled, "id"))
        return str(key) if isinstance(key, str) and is_id(key) else ""

    def _keep(self, definition: Definition[Any]) -> None:
        self.found.definitions.append(definition)

    def _keep_broken(
        self, key: str, route: Route, links: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        if key or self.name not in NAMESPACES:
            self.found.broken.append(Broken(self.name, key, self.path, route, links, names))


def forget_routes() -> None:
    """Empties the memo of routes, which is as large as what it is for."""
    _child.cache_clear()


@lru_cache(maxsize=4096)
def _child(route: Route, key: Key) -> Route:
    """The route further down, one for all files: they have as many sections and items."""
    return route.child(key)


def _readable_links(item: Mapping[str, Data], meant: Meant) -> tuple[str, ...]:
    links = item.get("contributes_to")
    listed = links if isinstance(links, list) else [links]
    goals = [link.get("goal", link) if isinstance(link, dict) else link for link in listed]
    misspelled = (names for field, names in meant if field == "contributes_to")
    return (*names_in(goals), *chain.from_iterable(misspelled))
