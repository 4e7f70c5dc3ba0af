"""From the data of one goal file to its definitions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.documents import LaterId
from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import Built, built, read
from kpicli.findings import SCHEMA_ERROR, Finding, Label, loading_finding
from kpicli.models.cut_off import is_cut_off
from kpicli.models.goal import Defaults
from kpicli.models.sections import DEFAULT_FIELDS, DEFAULTS, SECTIONS
from kpicli.source import Key, Route
from kpicli.workspace.broken import (
    FIELDS,
    NESTED,
    broken_item,
    broken_parts,
    broken_section,
    readable_id,
)
from kpicli.workspace.definition import Definition
from kpicli.workspace.refusals import (
    Place,
    keys_meant,
    meant_by,
    names_in,
    refusals,
    unknown_field,
    without_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.documents import Document
    from kpicli.documents import Value as Data
    from kpicli.fields.value import Value
    from kpicli.workspace.definition import Broken, Meant

NAMESPACES = {
    "objectives": "goals",
    "kpis": "goals",
    "metrics": "metrics",
    "teams": "teams",
    "people": "people",
}
"""The sections whose items have ids, and the namespaces of the ids."""

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
    unknown = [
        unknown_field(key, Place(path, Route()), (DEFAULTS, *SECTIONS))
        for key in data
        if key != DEFAULTS and key not in SECTIONS
    ]
    is_foreign = len(unknown) == len(data) and 2 * len([*keys_meant(unknown)]) < len(unknown)
    found.findings += [_of_another_kind(unknown)] if is_foreign else unknown
    defaults = _read_defaults(path, data.get(DEFAULTS), found)
    if unknown:
        found.broken += _misspelled(data, unknown, Place(path, Route()))
        defaults = replace(defaults, meant=(*defaults.meant, *_meant_defaults(data, unknown)))
    for section, items in data.items():
        if section in SECTIONS and items is not None:
            inheritable = defaults if section in _INHERITS else _NO_DEFAULTS
            _Section(section, path, inheritable, found).read(items, Route((section,)))
    return found


def _of_another_kind(unknown: Sequence[Finding]) -> Finding:
    """One finding for all keys of a file, none of which is a goal file's, at the first of them."""
    named = ", ".join(f"`{part.field[:100]}`" for part in unknown[:_FEW])
    more = f" and {len(unknown) - _FEW} more" if len(unknown) > _FEW else ""
    return replace(
        unknown[0],
        message=f"none of this is a section of a goal file: {named}{more}",
        help=f"write sections such as `kpis:`; {_NO_GOAL_FILE}",
        fix=None,
    )


_FEW = 3
_NO_GOAL_FILE = "if this is no goal file, leave it out with `exclude` under [files] in kpi.toml"


def _misspelled(
    data: Mapping[str, Data], unknown: Sequence[Finding], place: Place
) -> Iterator[Broken]:
    """What may be defined at a place under misspelled keys of lists."""
    for key, name in keys_meant(unknown):
        if name in SECTIONS:
            route = place.route.child(key)
            yield from broken_section(name, data[key], place.path, route, place.id or None)


def _meant_defaults(data: Mapping[str, Data], unknown: Sequence[Finding]) -> Meant:
    """The defaults that stand under misspelled keys of the whole."""
    parts = [data[key] for key, name in keys_meant(unknown) if name == DEFAULTS]
    return tuple(
        (name, names_in(value))
        for part in parts
        if isinstance(part, dict)
        for name, value in part.items()
        if name in DEFAULT_FIELDS
    )


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
            if isinstance(items, dict):
                self._hide(items, route, nested_in)
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
        if isinstance(item.get("id"), LaterId):
            self._hide(item, route, nested_in)
            return
        if self.name == "objectives" and NESTED in item:
            own, nested = item.copy(), item[NESTED]
            del own[NESTED]
        found, meant = built(SECTIONS[self.name], own, self.defaults.values), self.defaults.meant
        if found is None or meant:
            found, meant = self._with_care(own, route)
        if found is not None and self.defaults.can_complete(own):
            key = getattr(found.model, "id", "")
            inherited = found.inherited
            self._keep(Definition(found.model, self.path, route, key, inherited, nested_in, meant))
        else:
            key = readable_id(self.name, item)
            place = (self.path, route)
            self.found.broken += broken_item(self.name, own, place, nested_in, meant)
        if nested is not None:
            kpis = _Section(NESTED, self.path, self.defaults, self.found)
            kpis.read(nested, _child(route, NESTED), key or None)

    def _hide(self, item: dict[str, Data], route: Route, nested_in: str | None) -> None:
        """Keeps what can be read of one item, or of several in one mapping, and of what is nested.

        A mapping without an id may hold items by their ids.
        """
        key = item.get("id")
        parts = [*(key.before if isinstance(key, LaterId) else ()), item]
        if key is None:
            by_id = ((name, part) for name, part in item.items() if isinstance(part, dict))
            parts = [{"id": name, **part} for name, part in by_id]
        for part in parts:
            self.found.broken += broken_parts(self.name, part, (self.path, route), nested_in)

    def _with_care(self, item: dict[str, Data], route: Route) -> tuple[Built | None, Meant]:
        """The model of an item that pydantic has to look at, if any, and what it may mean."""
        fields = FIELDS[self.name]
        place = Place(self.path, route, readable_id(self.name, item))
        unknown = [unknown_field(key, place, fields, item) for key in item if key not in fields]
        self.found.findings += unknown
        self.found.broken += _misspelled(item, unknown, place)
        own = {key: part for key, part in item.items() if part is not None and key in fields}
        inherited = self.defaults.data.keys() - own.keys()
        values = {**own, **{name: self.defaults.data[name] for name in inherited}}
        empty = [key for key, part in item.items() if part is None]
        model = self._validated(values, place, unknown, empty)
        if any(is_cut_off(part.field, has_value=False) for part in unknown):
            model = None  # a value before it was cut, and says something else than was written
        meant = (*meant_by(item, unknown), *self.defaults.meant_for(item))
        return (None if model is None else Built(model, frozenset(inherited))), meant

    def _validated(
        self, values: dict[str, Any], place: Place, unknown: list[Finding], empty: list[str]
    ) -> Value | None:
        """The model, also where keys inside of the values are unknown; none where more is wrong."""
        kind = SECTIONS[self.name]
        try:
            return read(kind, values)
        except ValueError as error:
            refused = refusals_in(error)
        self.found.findings += refusals(refused, values, kind, place, unknown, empty)
        known = without_unknown(values, refused)
        return None if known is None else read(kind, known)

    def _keep(self, definition: Definition[Any]) -> None:
        self.found.definitions.append(definition)


def forget_routes() -> None:
    """Empties the memo of routes, which is as large as what it is for."""
    _child.cache_clear()


@lru_cache(maxsize=4096)
def _child(route: Route, key: Key) -> Route:
    """The route further down, one for all files: they have as many sections and items."""
    return route.child(key)
