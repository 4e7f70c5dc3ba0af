"""From goal files to a workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kpicli.documents import parse
from kpicli.findings import DUPLICATE_ID, SCHEMA_ERROR, Finding, Label, loading_finding
from kpicli.models.goal import Defaults, Objective
from kpicli.models.sections import DEFAULT_FIELDS, DEFAULTS, SECTIONS
from kpicli.models.text import is_id
from kpicli.source import Route, SourceFile
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.definition import Broken, Definition
from kpicli.workspace.references import dangling_references
from kpicli.workspace.refusals import refusals, section_fields, unknown_field
from kpicli.workspace.teams import team_cycles
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.documents import Value as Data
    from kpicli.workspace.workspace import Context

Read = Callable[[str], tuple[SourceFile | None, list[Finding]]]
"""Reads a file by its path relative to the root."""

_NESTED = "kpis"
_FIELDS = {
    section: frozenset(section_fields(model, *((_NESTED,) if model is Objective else ())))
    for section, model in SECTIONS.items()
}
_INHERITS = frozenset({"objectives", "kpis"})


@dataclass(slots=True)
class _Found:
    """What was read so far, in the order of files and of places in them."""

    definitions: dict[str, dict[str, Definition[Any]]]
    broken: list[Broken] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tensions: list[Definition[Any]] = field(default_factory=list)


def load_workspace(
    paths: Iterable[str], read: Read, context: Context
) -> tuple[Workspace, list[Finding]]:
    """The workspace that the files describe, and all that is wrong with them.

    A broken file hides no other, and a broken definition no other: what can be understood is in
    the workspace. The order of `paths` does not matter.
    """
    found = _Found({section: {} for section in SECTIONS})
    ordered = tuple(sorted(paths))
    for path in ordered:
        source, findings = read(path)
        found.findings += findings
        if source is None:
            continue
        document, findings = parse(source)
        found.findings += findings
        if document is not None:
            _read_document(document.path, document.data, found)
    workspace = _workspace(found, ordered, context)
    found.findings += inconsistencies(workspace)
    found.findings += team_cycles(workspace)
    found.findings += dangling_references(workspace)
    found.findings += read_csv_actuals(workspace, read)
    return workspace, found.findings


def _workspace(found: _Found, paths: tuple[str, ...], context: Context) -> Workspace:
    named = found.definitions
    goals = _goals(found)
    own_metrics = {key: goal for key, goal in named["kpis"].items() if goal.model.metric is None}
    clashes = own_metrics.keys() & named["metrics"].keys()
    found.findings += [
        _duplicate(
            named["metrics"][key],
            own_metrics[key],
            f"name it with `metric: {key}`, or give one of the two another id",
        )
        for key in sorted(clashes)
    ]
    return Workspace(
        context=context,
        goals=goals,
        metrics={**own_metrics, **named["metrics"]},
        teams=named["teams"],
        people=named["people"],
        tensions=tuple(found.tensions),
        broken=tuple(found.broken),
        paths=paths,
    )


def _goals(found: _Found) -> dict[str, Definition[Any]]:
    one, other = found.definitions["objectives"], found.definitions["kpis"]
    for key in sorted(one.keys() & other.keys()):
        first, second = sorted((one[key], other[key]), key=_order)
        found.findings.append(_duplicate(first, second, "objectives and KPIs share their ids"))
    return {**other, **one}


def _order(definition: Definition[Any]) -> tuple[str, str]:
    return definition.path, "/".join(f"{key:>8}" for key in definition.route.keys)


def _duplicate(first: Definition[Any], second: Definition[Any], remedy: str) -> Finding:
    return loading_finding(
        DUPLICATE_ID,
        f"`{second.id}` is defined a second time",
        second.at("id", message="again here"),
        related=(first.at("id", message="first defined here"),),
        help=remedy,
        goals=(second.id,),
        field="id",
    )


def _read_document(path: str, data: Mapping[str, Data], found: _Found) -> None:
    found.findings += [
        unknown_field(key, path, Route(), "", (DEFAULTS, *SECTIONS))
        for key in data
        if key != DEFAULTS and key not in SECTIONS
    ]
    defaults = _read_defaults(path, data.get(DEFAULTS), found)
    for section in SECTIONS:
        items = data.get(section)
        if items is not None:
            _Section(section, path, defaults, found).read(items, Route((section,)))


def _read_defaults(path: str, data: Data, found: _Found) -> dict[str, Any]:
    """The defaults that can be understood, as data."""
    if data is None:
        return {}
    route = Route((DEFAULTS,))
    if not isinstance(data, dict):
        found.findings.append(_wrong_shape(path, route, "`defaults` is a mapping"))
        return {}
    found.findings += [
        unknown_field(key, path, route, "", DEFAULT_FIELDS)
        for key in data
        if key not in DEFAULT_FIELDS
    ]
    known = {key: part for key, part in data.items() if key in DEFAULT_FIELDS and part is not None}
    try:
        Defaults.model_validate(known)
    except ValidationError as error:
        found.findings += refusals(error, path, route, "")
        wrong = {part["loc"][0] for part in error.errors()}
        return {key: part for key, part in known.items() if key not in wrong}
    return known


def _wrong_shape(path: str, route: Route, message: str) -> Finding:
    return loading_finding(SCHEMA_ERROR, message, Label(path, route), field=str(route.keys[-1]))


@dataclass(frozen=True, slots=True)
class _Section:
    """Reads the items of one section of one file."""

    name: str
    path: str
    defaults: dict[str, Any]
    found: _Found

    def read(self, items: Data, route: Route, nested_in: str | None = None) -> None:
        if not isinstance(items, list):
            message = f"`{self.name}` is a list; begin each item with `- `"
            self.found.findings.append(_wrong_shape(self.path, route, message))
            return
        for index, item in enumerate(items):
            place = route.child(index)
            if isinstance(item, dict):
                self._read_item(item, place, nested_in)
            else:
                message = f"an item of `{self.name}` is a mapping with an `id`"
                self.found.findings.append(_wrong_shape(self.path, place, message))

    def _read_item(self, item: dict[str, Data], route: Route, nested_in: str | None) -> None:
        key = _readable_id(item)
        nested = item.get(_NESTED) if self.name == "objectives" else None
        if nested is not None:
            kpis = _Section(_NESTED, self.path, self.defaults, self.found)
            kpis.read(nested, route.child(_NESTED), key or None)
        own = self._known(item, route, key)
        inherited = self._inherited(own)
        values = {**own, **{name: self.defaults[name] for name in inherited}}
        try:
            model = SECTIONS[self.name].model_validate(values)
        except ValidationError as error:
            self.found.findings += refusals(error, self.path, route, key)
            self._keep_broken(item, route, key, nested_in)
            return
        self._keep(Definition(model, self.path, route, inherited, nested_in))

    def _known(self, item: dict[str, Data], route: Route, key: str) -> dict[str, Data]:
        fields = _FIELDS[self.name]
        own = {name: part for name, part in item.items() if part is not None and name != _NESTED}
        unknown = [name for name in item if name not in fields]
        if not unknown:
            return own
        ordered = section_fields(SECTIONS[self.name])
        self.found.findings += [
            unknown_field(name, self.path, route, key, ordered) for name in unknown
        ]
        return {name: part for name, part in own.items() if name in fields}

    def _inherited(self, own: dict[str, Data]) -> frozenset[str]:
        if self.name not in _INHERITS or not self.defaults:
            return frozenset()
        return frozenset(name for name in self.defaults if name not in own)

    def _keep(self, definition: Definition[Any]) -> None:
        if self.name == "tensions":
            self.found.tensions.append(definition)
            return
        first = self.found.definitions[self.name].setdefault(definition.id, definition)
        if first is not definition:
            remedy = "give one of the two another id"
            self.found.findings.append(_duplicate(first, definition, remedy))

    def _keep_broken(
        self, item: dict[str, Data], route: Route, key: str, nested_in: str | None
    ) -> None:
        if key:
            links = (*_readable_links(item), *filter(None, (nested_in,)))
            self.found.broken.append(Broken(self.name, key, self.path, route, links))


def _readable_id(item: Mapping[str, Data]) -> str:
    key = item.get("id")
    return str(key) if isinstance(key, str) and is_id(key) else ""


def _readable_links(item: Mapping[str, Data]) -> tuple[str, ...]:
    links = item.get("contributes_to")
    listed = links if isinstance(links, list) else [links]
    goals = [link.get("goal") if isinstance(link, dict) else link for link in listed]
    return tuple(str(goal) for goal in goals if isinstance(goal, str))
