"""Which goal file holds what, and its text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kpicli.documents import parse
from kpicli.edit.sheets.ids import slug
from kpicli.edit.sheets.yaml_text import yaml_text
from kpicli.models.sections import DEFAULT_FIELDS, DEFAULTS
from kpicli.reports.export import KIND
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.documents import Value
    from kpicli.reports.export import Exported, Record

ENDING = ".yaml"
LARGEST = 10_000_000
"""Bytes of a goal file."""

_ORGANISATION = ("teams", "people", "metrics", "tensions")
_REST = "goals"
_SECTIONS = {"objective": "objectives", "kpi": "kpis"}
_KEYS = (
    "id", "title", "description", "team", "owner", "stakeholders", "agreed_by", "level", "period",
    "contributes_to", "weight", "metric", "segment", "unit", "aggregation", "formula", "range",
    "direction", "baseline", "target", "interim_targets", "pace", "tolerance", "cadence", "actuals",
)  # fmt: skip


class By(StrEnum):
    """What goals share that stand in one file."""

    TEAM = "team"
    OWNER = "owner"
    FILE = "file"


def goal_files(content: Exported, by: By) -> dict[str, dict[str, Value]]:
    """The data of goal files by their names: one for each team or owner, or one for all goals.

    Teams, people, metrics and tensions have a file each. What all goals of a file agree on stands
    in its `defaults`.
    """
    files: dict[str, dict[str, Value]] = {
        f"{name}{ENDING}": {name: list(_tidy(content.records(name)))}
        for name in _ORGANISATION
        if content.records(name)
    }
    actuals = _by_goal(content.records("actuals"))
    groups: dict[str, list[Record]] = {}
    for goal in content.records("goals"):
        groups.setdefault(_name(goal, by), []).append(goal)
    for name, goals in groups.items():
        files[f"{name}{ENDING}"] = _file([_with_actuals(goal, actuals) for goal in goals])
    return files


def text_of(name: str, data: Mapping[str, Value]) -> str:
    """The text of a goal file, which reads back as the very data.

    Raises:
        AssertionError: if it does not, which is a mistake of ours.
    """
    text = yaml_text(data)
    document, findings = parse(SourceFile(name, text))
    assert document is not None, findings
    assert document.data == data, "a goal file reads back as what was meant"
    return text


def _name(goal: Record, by: By) -> str:
    words = "" if by is By.FILE else str(goal.get(by.value) or "")
    name = words if words and slug(words) == words.replace(".", "_") else slug(words)
    return f"{name}_goals" if name in _ORGANISATION else name or _REST


def _by_goal(actuals: Iterable[Record]) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for actual in actuals:
        extras = {name: part for name, part in actual.items() if name not in {"id", "date"}}
        value: Value = extras if extras.keys() != {"value"} else extras["value"]
        found.setdefault(str(actual.get("id")), {})[str(actual.get("date"))] = value
    return found


def _with_actuals(goal: Record, actuals: Mapping[str, dict[str, Value]]) -> Record:
    mine = actuals.get(str(goal["id"]))
    return goal | ({"actuals": mine} if mine else {})


def _file(goals: list[Record]) -> dict[str, Value]:
    defaults = _shared(goals)
    data: dict[str, Value] = {DEFAULTS: defaults} if defaults else {}
    for kind, section in _SECTIONS.items():
        mine = [
            {name: part for name, part in goal.items() if name != KIND and name not in defaults}
            for goal in goals
            if goal.get(KIND, "kpi") == kind
        ]
        if mine:
            data[section] = list(_tidy(mine))
    return data


def _shared(goals: list[Record]) -> Record:
    """The fields of `defaults` that all goals have with one value, where there are several."""
    first, *rest = goals
    if not rest:
        return {}
    return {
        name: first[name]
        for name in DEFAULT_FIELDS
        if first.get(name) and all(goal.get(name) == first[name] for goal in rest)
    }


def _tidy(records: Iterable[Record]) -> Iterable[Value]:
    """The records with their fields in the order in which people read them."""
    for record in records:
        known = {name: record[name] for name in _KEYS if name in record}
        last = {"meta": record["meta"]} if "meta" in record else {}
        rest = {name: part for name, part in record.items() if name not in {*_KEYS, "meta"}}
        yield known | rest | last
