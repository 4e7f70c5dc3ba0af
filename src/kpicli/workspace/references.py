"""References that name nothing."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.findings import (
    DANGLING_REFERENCE,
    Finding,
    Fix,
    Safety,
    SetValue,
    loading_finding,
    suggestion,
)
from kpicli.source import Route
from kpicli.workspace.namespaces import TEAM_PREFIX, namespaces_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from kpicli.findings import Label
    from kpicli.models.metric import MetricFields
    from kpicli.models.organisation import Tension
    from kpicli.source import Key
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.namespaces import Namespace, Namespaces
    from kpicli.workspace.workspace import AnyGoal, Workspace

_WITHIN_OTHERS = {"formula", "agreed_by"}
_LINKS = ("drivers", "formula")
"""The fields by which a metric names others."""


class _Field(Struct, frozen=True):
    """Where a reference stands: the keys to it in a definition, and the field's name."""

    definition: Definition[Any]
    keys: tuple[Key, ...]
    name: str

    @property
    def label(self) -> Label:
        """The place in the file."""
        field, *keys = self.keys
        return self.definition.at(str(field), *keys)


def dangling_references(workspace: Workspace, within: Workspace | None = None) -> Iterator[Finding]:
    """A finding for each reference that names nothing, with the nearest id that exists.

    With `within`, only for the references in that part of the workspace. None where a file that
    may define anything cannot be read.
    """
    if workspace.is_blind:
        return
    names = namespaces_of(workspace)
    workspace = within or workspace
    suspects = _suspects(workspace, names)
    for goal in workspace.goals.values() if suspects else ():
        if goal.id in suspects:
            yield from _of_goal(goal, names)
    yield from _of_metrics(workspace, names)
    for tension in workspace.tensions:
        yield from _of_tension(tension, names)
    yield from _of_organisation(workspace, names)


def _suspects(workspace: Workspace, names: Namespaces) -> AbstractSet[str]:
    """The ids of the goals in which something is missing, and of few others.

    Many goals name the same team and the same owner, so that these are looked up once for all.
    """
    groups = workspace.groups
    of_teams = (goals for team, goals in groups.by_team.items() if _is_missing(team, names.teams))
    of_owners = (
        goals
        for owner, goals in groups.by_owner.items()
        if owner is not None and _is_missing(_bare(owner), names.of_party(owner))
    )
    guarded = (
        goal
        for goal in workspace.goals_with("guardrails")
        if any(_is_missing(guardrail, names.kpis) for guardrail in goal.model.guardrails)
    )
    others = map(workspace.goals_with, ("stakeholders", "agreed_by"))
    found = chain(*of_teams, *of_owners, guarded, *others, workspace.ended_goals)
    return {goal.id for goal in found} | workspace.goals_with_unknown_parents


def _is_missing(text: str | None, names: Namespace | None) -> bool:
    return text is not None and names is not None and text not in names.ids


def _missing(
    text: str | None, names: Namespace | None, field: _Field, lead: str = ""
) -> Iterator[Finding]:
    """The finding about an id that names nothing; `lead` stands before the id in the file."""
    if text is None or names is None or text in names.ids:
        return
    near, label = names.nearest(text), field.label
    goal = field.definition.id
    yield loading_finding(
        DANGLING_REFERENCE,
        f"there is no {names.kind} `{text[:100]}`",
        label,
        help=suggestion(near),
        goals=(goal,) if goal else (),
        field=field.name,
        fix=_fix(label, field.name, lead + near) if near else None,
    )


def _missing_party(text: str, names: Namespace | None, field: _Field) -> Iterator[Finding]:
    """The same for somebody who may be a team, written as `team:<id>` then."""
    name = _bare(text)
    return _missing(name, names, field, text[: len(text) - len(name)])


def _bare(party: str) -> str:
    return party.removeprefix(TEAM_PREFIX)


def _fix(label: Label, field: str, near: str) -> Fix | None:
    """The nearest id in place of a reference that is a value of its own."""
    name = field.partition(".")[0]
    if name in _WITHIN_OTHERS or not isinstance(label.place, Route):
        return None
    edit = SetValue(label.path, label.place, near)
    return Fix(f"Refer to `{near}`", (edit,), Safety.UNSAFE)


def _of_goal(goal: Definition[AnyGoal], names: Namespaces) -> Iterator[Finding]:
    model = goal.model
    yield from _missing(model.team, names.teams, _Field(goal, ("team",), "team"))
    yield from _of_owner(goal, model.owner, "owner", names)
    for index, link in enumerate(model.contributes_to):
        keys = ("contributes_to", index, "goal")
        yield from _missing(link.goal, names.goals, _Field(goal, keys, f"contributes_to.{index}"))
    for index, guardrail in enumerate(model.guardrails):
        field = _Field(goal, ("guardrails", index), f"guardrails.{index}")
        yield from _missing(guardrail, names.kpis, field)
    for index, party in enumerate(model.stakeholders):
        field = _Field(goal, ("stakeholders", index), f"stakeholders.{index}")
        yield from _missing_party(party, names.of_either(party), field)
    for index, party in enumerate(model.agreed_by):
        field = _Field(goal, ("agreed_by", party), f"agreed_by.{index}")
        yield from _missing_party(party, names.of_either(party), field)


def _of_owner(
    definition: Definition[Any], party: str | None, field: str, names: Namespaces
) -> Iterator[Finding]:
    """A person, or a team written as `team:<id>`."""
    if party is not None:
        place = _Field(definition, (field,), field)
        yield from _missing_party(party, names.of_party(party), place)


def _of_metrics(workspace: Workspace, names: Namespaces) -> Iterator[Finding]:
    """The metrics that KPIs name, and those that metrics name."""
    of_kpis = (*workspace.goals_with("metric"), *workspace.ended_goals_with("metric"))
    lost = {kpi.id for kpi in of_kpis if _is_missing(kpi.model.metric, names.metrics)}  # type: ignore[union-attr]  # only KPIs have one
    for kpi in workspace.kpis if lost else ():
        if kpi.id in lost:
            yield from _missing(kpi.model.metric, names.metrics, _Field(kpi, ("metric",), "metric"))
    linking = {metric.id for field in _LINKS for metric in workspace.metrics_with(field)}
    for key, metric in workspace.metrics.items() if linking else ():
        if key in linking:
            yield from _of_metric(metric, names)


def _of_metric(metric: Definition[MetricFields], names: Namespaces) -> Iterator[Finding]:
    for index, driver in enumerate(metric.model.drivers):
        field = _Field(metric, ("drivers", index, "metric"), f"drivers.{index}")
        yield from _missing(driver.metric, names.metrics, field)
    formula = metric.model.formula
    for name in formula.names if formula else ():
        yield from _missing(name, names.metrics, _Field(metric, ("formula",), f"formula.{name}"))


def _of_tension(tension: Definition[Tension], names: Namespaces) -> Iterator[Finding]:
    model = tension.model
    for index, goal in enumerate(model.between):
        field = _Field(tension, ("between", index), f"between.{index}")
        yield from _missing(goal, names.goals, field)
    yield from _missing(model.lever, names.metrics, _Field(tension, ("lever",), "lever"))
    guardrail = _Field(tension, ("guardrail",), "guardrail")
    yield from _missing(model.guardrail, names.kpis, guardrail)
    yield from _of_owner(tension, model.decided_by, "decided_by", names)


def _of_organisation(workspace: Workspace, names: Namespaces) -> Iterator[Finding]:
    for team in workspace.teams.values():
        yield from _missing(team.model.parent, names.teams, _Field(team, ("parent",), "parent"))
        yield from _missing(team.model.lead, names.people, _Field(team, ("lead",), "lead"))
    for person in workspace.people.values():
        if _is_missing(person.model.team, names.teams):
            yield from _missing(person.model.team, names.teams, _Field(person, ("team",), "team"))
