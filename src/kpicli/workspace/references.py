"""References that name nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.findings import (
    DANGLING_REFERENCE,
    Finding,
    Fix,
    Safety,
    SetValue,
    loading_finding,
    nearest,
    suggestion,
)
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kpicli.findings import Label
    from kpicli.models.goal import Kpi
    from kpicli.models.metric import MetricFields
    from kpicli.models.organisation import Tension
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

TEAM_PREFIX = "team:"
_MOST_SUGGESTED = 200
_WITHIN_OTHERS = {"formula", "agreed_by"}


class _Namespace(Struct, frozen=True):
    """The ids that a kind of reference may name."""

    kind: str
    ids: Collection[str]
    suggestions: dict[str, str | None] = field(default_factory=dict)

    def nearest(self, text: str) -> str | None:
        """The nearest id; looked for once, since one renamed goal leaves many behind.

        Of more than `_MOST_SUGGESTED` texts the later ones get none: each is compared with all
        ids, and a namespace that lacks so many was not misspelled.
        """
        if text not in self.suggestions and len(self.suggestions) < _MOST_SUGGESTED:
            self.suggestions[text] = nearest(text, self.ids)
        return self.suggestions.get(text)


class _Namespaces(Struct, frozen=True):
    """All ids of a workspace, those of broken definitions included.

    Without any team a team is just a name, and without any person a person is.
    """

    goals: _Namespace
    kpis: _Namespace
    metrics: _Namespace
    teams: _Namespace | None
    people: _Namespace | None
    parties: _Namespace | None


def dangling_references(workspace: Workspace, within: Workspace | None = None) -> Iterator[Finding]:
    """A finding for each reference that names nothing, with the nearest id that exists.

    With `within`, only for the references in that part of the workspace.
    """
    names = _namespaces(workspace)
    workspace = within or workspace
    for goal in workspace.goals.values():
        yield from _of_goal(goal, names)
    for kpi in workspace.kpis:
        if kpi.model.metric is not None:
            yield from _of_kpi(kpi, names)
    for metric in workspace.metrics.values():
        if metric.model.drivers or metric.model.formula:
            yield from _of_metric(metric, names)
    for tension in workspace.tensions:
        yield from _of_tension(tension, names)
    yield from _of_organisation(workspace, names)


def _namespaces(workspace: Workspace) -> _Namespaces:
    broken: dict[str, set[str]] = {}
    for part in workspace.broken:
        broken.setdefault(part.section, set()).add(part.id)
    objectives = broken.get("objectives", set())
    broken_kpis = broken.get("kpis", set())
    kpis = {kpi.id for kpi in workspace.kpis} | broken_kpis
    teams = workspace.teams.keys() | broken.get("teams", set())
    people = workspace.people.keys() | broken.get("people", set())
    metrics = workspace.metrics.keys() | broken.get("metrics", set()) | broken_kpis
    unread = workspace.unread
    return _Namespaces(
        _Namespace("goal", workspace.goals.keys() | objectives | broken_kpis | unread),
        _Namespace("KPI", kpis | unread),
        _Namespace("metric", metrics | unread),
        _Namespace("team", teams | unread) if teams else None,
        _Namespace("person", people | unread) if people else None,
        _Namespace("person or team", teams | people | unread) if teams and people else None,
    )


def _missing(
    text: str | None,
    names: _Namespace | None,
    label: Label,
    goal: str,
    field: str,
    lead: str = "",
) -> Iterator[Finding]:
    """The finding about an id that names nothing; `lead` stands before the id in the file."""
    if text is None or names is None or text in names.ids:
        return
    near = names.nearest(text)
    yield loading_finding(
        DANGLING_REFERENCE,
        f"there is no {names.kind} `{text[:100]}`",
        label,
        help=suggestion(near),
        goals=(goal,) if goal else (),
        field=field,
        fix=_fix(label, field, lead + near) if near else None,
    )


def _fix(label: Label, field: str, near: str) -> Fix | None:
    """The nearest id in place of a reference that is a value of its own."""
    name = field.partition(".")[0]
    if name in _WITHIN_OTHERS or not isinstance(label.place, Route):
        return None
    edit = SetValue(label.path, label.place, near)
    return Fix(f"Refer to `{near}`", (edit,), Safety.UNSAFE)


def _missing_party(
    text: str | None, names: _Namespaces, label: Label, goal: str, field: str
) -> Iterator[Finding]:
    """A person, or a team written as `team:<id>`."""
    if text is not None and text.startswith(TEAM_PREFIX):
        team = text.removeprefix(TEAM_PREFIX)
        yield from _missing(team, names.teams, label, goal, field, TEAM_PREFIX)
    else:
        yield from _missing(text, names.people, label, goal, field)


def _missing_either(
    text: str, names: _Namespaces, label: Label, goal: str, field: str
) -> Iterator[Finding]:
    """A person or a team."""
    if names.parties is None:
        if text.startswith(TEAM_PREFIX):
            yield from _missing_party(text, names, label, goal, field)
        return
    name = text.removeprefix(TEAM_PREFIX)
    lead = text[: len(text) - len(name)]
    yield from _missing(name, names.parties, label, goal, field, lead)


def _of_goal(goal: Definition[AnyGoal], names: _Namespaces) -> Iterator[Finding]:
    model, key = goal.model, goal.id
    yield from _missing(model.team, names.teams, goal.at("team"), key, "team")
    yield from _missing_party(model.owner, names, goal.at("owner"), key, "owner")
    for index, link in enumerate(model.contributes_to):
        if link.goal not in names.goals.ids:  # a place is not worth working out for the others
            label = goal.at("contributes_to", index, "goal")
            yield from _missing(link.goal, names.goals, label, key, f"contributes_to.{index}")
    for index, guardrail in enumerate(model.guardrails):
        label = goal.at("guardrails", index)
        yield from _missing(guardrail, names.kpis, label, key, f"guardrails.{index}")
    for index, party in enumerate(model.stakeholders):
        label = goal.at("stakeholders", index)
        yield from _missing_either(party, names, label, key, f"stakeholders.{index}")
    for index, party in enumerate(model.agreed_by):
        label = goal.at("agreed_by", party)
        yield from _missing_either(party, names, label, key, f"agreed_by.{index}")


def _of_kpi(kpi: Definition[Kpi], names: _Namespaces) -> Iterator[Finding]:
    yield from _missing(kpi.model.metric, names.metrics, kpi.at("metric"), kpi.id, "metric")


def _of_metric(metric: Definition[MetricFields], names: _Namespaces) -> Iterator[Finding]:
    for index, driver in enumerate(metric.model.drivers):
        label = metric.at("drivers", index, "metric")
        yield from _missing(driver.metric, names.metrics, label, metric.id, f"drivers.{index}")
    formula = metric.model.formula
    for name in formula.names if formula else ():
        label = metric.at("formula")
        yield from _missing(name, names.metrics, label, metric.id, f"formula.{name}")


def _of_tension(tension: Definition[Tension], names: _Namespaces) -> Iterator[Finding]:
    for index, goal in enumerate(tension.model.between):
        label = tension.at("between", index)
        yield from _missing(goal, names.goals, label, "", f"between.{index}")
    model = tension.model
    yield from _missing(model.lever, names.metrics, tension.at("lever"), "", "lever")
    yield from _missing(model.guardrail, names.kpis, tension.at("guardrail"), "", "guardrail")
    yield from _missing_party(model.decided_by, names, tension.at("decided_by"), "", "decided_by")


def _of_organisation(workspace: Workspace, names: _Namespaces) -> Iterator[Finding]:
    for team in workspace.teams.values():
        yield from _missing(team.model.parent, names.teams, team.at("parent"), team.id, "parent")
        yield from _missing(team.model.lead, names.people, team.at("lead"), team.id, "lead")
    for person in workspace.people.values():
        yield from _missing(person.model.team, names.teams, person.at("team"), person.id, "team")
