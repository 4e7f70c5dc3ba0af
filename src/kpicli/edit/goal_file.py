"""One KPI as a goal file has it at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import parse
from kpicli.documents.locate import locate
from kpicli.models.goal import Kpi
from kpicli.models.period import day_of, parse_date, parse_period
from kpicli.source import Route
from kpicli.workspace.gather import gathered
from kpicli.workspace.read_document import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpicli.documents import Value
    from kpicli.findings import Finding
    from kpicli.models.period import Calendar
    from kpicli.source import Key, SourceFile
    from kpicli.workspace import Definition


class GoalFile(Struct, frozen=True):
    """A goal file: its text, its data, what is wrong in it, and the KPIs that it defines."""

    source: SourceFile
    data: Mapping[str, Value]
    findings: tuple[Finding, ...]
    kpis: Mapping[str, Definition[Kpi]]

    def value(self, *keys: Key) -> Value:
        """The data that keys lead to, none where there is nothing."""
        found: Value = dict(self.data)
        for key in keys:
            if isinstance(found, dict) and isinstance(key, str):
                found = found.get(key)
            elif isinstance(found, list) and isinstance(key, int):
                found = found[key]
            else:
                return None
        return found

    def actuals(self, kpi: Definition[Kpi]) -> Mapping[str, Value]:
        """The data under `actuals`; empty where that is no mapping."""
        found = self.value(*kpi.route.keys, "actuals")
        return found if isinstance(found, dict) else {}


def line_of(source: SourceFile, kpi: Definition[Kpi], *keys: Key) -> int:
    """The line of a part of a KPI, of its id where the file has no such part."""
    route = kpi.at(*map(str, keys)).place if keys else kpi.at("id").place
    assert isinstance(route, Route), "a definition points by routes"
    return source.position(locate(source, [route])[route].start).line


def read_goal_file(source: SourceFile) -> GoalFile | None:
    """What a text says, none where it is no goal file at all."""
    document, findings = parse(source)
    if document is None:
        return None
    found = read_document(document)
    goals = gathered([found]).definitions["goals"]
    kpis = {key: goal for key, goal in goals.items() if isinstance(goal.model, Kpi)}
    return GoalFile(source, document.data, (*findings, *found.findings), kpis)


def day_of_key(key: str, calendar: Calendar) -> date | None:
    """The day that a date or a period means, none for anything else."""
    when = parse_date(key) or parse_period(key)
    return day_of(when, calendar) if when else None
