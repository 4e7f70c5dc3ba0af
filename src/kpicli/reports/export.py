"""All that the goal files define, as flat data: what `kpi export` writes.

Values are those that stand in the files, digit by digit. Defaults are filled in, and a KPI that is
nested in an objective names it among what it contributes to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.documents import parse
from kpicli.fields.value import fields_of
from kpicli.models.actual import CsvActuals
from kpicli.models.goal import Kpi
from kpicli.models.metric import Metric
from kpicli.models.sections import DEFAULTS
from kpicli.reports.filters import EVERYTHING, Filters, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kpicli.documents import Value
    from kpicli.fields.value import Value as Model
    from kpicli.models.actual import Actual
    from kpicli.source import Route
    from kpicli.workspace import AnyGoal, Definition, Read, Workspace

Record = dict[str, "Value"]
"""One definition, or one actual, by field."""

SECTIONS = ("goals", "actuals", "metrics", "teams", "people", "tensions")
"""What an export holds, in its order."""

KIND = "kind"
"""The field of a goal that says whether it is an `objective` or a `kpi`."""

ACTUAL_FIELDS = ("id", "date", "value", "confidence", "status", "note", "by")
"""The fields of an actual; `id` is its KPI, `date` a date or a period."""

_FIRST = (
    KIND, "id", "title", "description", "team", "owner", "period", "contributes_to", "metric",
    "segment", "unit", "direction", "baseline", "target", "interim_targets", "cadence", "status",
)  # fmt: skip
_LAST = ("meta",)
GOAL_FIELDS = (
    *_FIRST,
    *(name for name in fields_of(Kpi) if name not in {*_FIRST, *_LAST, "actuals"}),
    *_LAST,
)
"""The fields of a goal, in the order of their columns; an objective has some of them."""


class Exported(Struct, frozen=True):
    """The records of each section. An actual stands in `actuals`, not in its KPI."""

    sections: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def records(self, section: str) -> tuple[Record, ...]:
        """The records of a section, none where it is not there."""
        return self.sections.get(section, ())


def exported(workspace: Workspace, read: Read, filters: Filters = EVERYTHING) -> Exported:
    """The definitions of a workspace in the order of their files and of places in them.

    Filters choose goals; tensions go along where all of their goals do. The filters by status
    are not looked at.
    """
    data = _reader(read)
    ids = frozenset(chosen(workspace, {}, filters))
    goals = [goal for goal in workspace.goals.values() if goal.id in ids]
    tensions = [part for part in workspace.tensions if ids.issuperset(part.model.between)]
    metrics = [part for part in workspace.metrics.values() if isinstance(part.model, Metric)]
    return Exported(
        {
            "goals": tuple(_goal(goal, data) for goal in goals),
            "actuals": tuple(part for goal in goals for part in _actuals(goal, workspace, data)),
            "metrics": _records(metrics, data),
            "teams": _records(workspace.teams.values(), data),
            "people": _records(workspace.people.values(), data),
            "tensions": _records(tensions if filters != EVERYTHING else workspace.tensions, data),
        }
    )


def _reader(read: Read) -> Callable[[str], Record]:
    @cache
    def data(path: str) -> Record:
        source, _ = read(path)
        document = parse(source)[0] if source else None
        return document.data if document else {}

    return data


def _records(
    definitions: Iterable[Definition[Model]], data: Callable[[str], Record]
) -> tuple[Record, ...]:
    return tuple(_own(part, data) for part in definitions)


def _own(definition: Definition[Model], data: Callable[[str], Record]) -> Record:
    """The fields of a definition that have a value, as its file has them."""
    item = _at(data(definition.path), definition.route)
    own = item if isinstance(item, dict) else {}
    known = fields_of(type(definition.model))
    return {name: own[name] for name in known if own.get(name) is not None}


def _at(data: Value, route: Route) -> Value:
    for key in route.keys:
        if isinstance(data, dict):
            data = data.get(str(key))
        elif isinstance(data, list) and isinstance(key, int):
            data = data[key]
    return data


def _goal(goal: Definition[AnyGoal], data: Callable[[str], Record]) -> Record:
    own = _own(goal, data)
    defaults = data(goal.path).get(DEFAULTS)
    if isinstance(defaults, dict):
        own |= {name: defaults[name] for name in goal.inherited}
    own |= _links(goal, own)
    kind = "kpi" if isinstance(goal.model, Kpi) else "objective"
    record: Record = {KIND: kind}
    return record | {name: own[name] for name in GOAL_FIELDS if name in own}


def _links(goal: Definition[AnyGoal], own: Record) -> Record:
    """What it contributes to, with the objective that it is nested in."""
    above = goal.nested_in
    if above is None or any(link.goal == above for link in goal.model.contributes_to):
        return {}
    links = own.get("contributes_to")
    listed = links if isinstance(links, list) else [] if links is None else [links]
    return {"contributes_to": [*listed, above] if listed else above}


def _actuals(
    goal: Definition[AnyGoal], workspace: Workspace, data: Callable[[str], Record]
) -> Iterator[Record]:
    if not isinstance(goal.model, Kpi):
        return
    if isinstance(goal.model.actuals, CsvActuals):
        yield from (_of_file(goal.id, part) for part in workspace.csv_actuals.get(goal.id, ()))
        return
    written = _own(goal, data).get("actuals")
    for key, part in written.items() if isinstance(written, dict) else ():
        if part is not None:
            parts = part if isinstance(part, dict) else {"value": part}
            known = {name: parts[name] for name in ACTUAL_FIELDS if parts.get(name) is not None}
            yield {"id": goal.id, "date": key, **known}


def _of_file(goal: str, actual: Actual) -> Record:
    return {"id": goal, "date": actual.key, "value": actual.value.text}
