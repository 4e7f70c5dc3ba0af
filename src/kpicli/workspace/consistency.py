"""What is wrong within one definition beyond the reach of a single field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, Label, loading_finding
from kpicli.models.metric import METRIC_FIELDS
from kpicli.models.period import day_of
from kpicli.models.target import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar, When
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace


def inconsistencies(workspace: Workspace) -> Iterator[Finding]:
    """The findings about KPIs whose fields do not go together."""
    suspects = {kpi.id for kpi in _suspects(workspace)}
    for kpi in workspace.kpis if suspects else ():
        if kpi.id in suspects:
            yield from _fields_beside_metric(kpi)
            yield from _change_without_baseline(kpi)
            yield from _two_values_for_a_day(kpi, workspace)


def _suspects(workspace: Workspace) -> Iterator[Definition[AnyGoal]]:
    """The KPIs that have what may not go together: only they are looked at closely."""
    yield from workspace.ended_goals
    for kpi in workspace.kpis_with("metric"):
        if not kpi.model.given.isdisjoint(METRIC_FIELDS):
            yield kpi
    for kpi in workspace.groups.kpis_by_form.get(Form.CHANGE, ()):
        if kpi.model.baseline is None:
            yield kpi
    calendar = workspace.calendar
    for kpi in workspace.kpis_with("interim_targets"):
        if _has_two_of_a_day((part.when for part in kpi.model.interim_targets), calendar):
            yield kpi
    for whens, kpis in workspace.measured.by_whens.items():
        if _has_two_of_a_day(whens, calendar):
            yield from kpis


def _has_two_of_a_day(whens: Iterable[When], calendar: Calendar) -> bool:
    days = [day_of(when, calendar) for when in whens]
    return len({*days}) < len(days)


def _fields_beside_metric(kpi: Definition[Kpi]) -> Iterator[Finding]:
    metric = kpi.model.metric
    if metric is None:
        return
    for field in METRIC_FIELDS:
        if field in kpi.model.given:
            yield loading_finding(
                SCHEMA_ERROR,
                f"`{field}` belongs to the metric, and `{kpi.id}` names the metric `{metric}`",
                Label(kpi.path, kpi.route.child(field).as_key()),
                related=(kpi.at("metric", message="the metric named here"),),
                help=f"move `{field}` to the metric, or remove `metric`",
                goals=(kpi.id,),
                field=field,
            )


def _change_without_baseline(kpi: Definition[Kpi]) -> Iterator[Finding]:
    target = kpi.model.target
    if target is None or target.form is not Form.CHANGE or kpi.model.baseline is not None:
        return
    if kpi.means("baseline"):
        return
    yield loading_finding(
        SCHEMA_ERROR,
        f"the target `{target.text}` is a change from a baseline, and `{kpi.id}` has none",
        kpi.at("target"),
        help="add `baseline:`, or write {value: …} for the value itself",
        goals=(kpi.id,),
        field="target",
    )


def _two_values_for_a_day(kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
    actuals, interim = kpi.model.inline_actuals, kpi.model.interim_targets
    written = {
        "actuals": (actuals.keys, actuals.whens),
        "interim_targets": (
            tuple([part.key for part in interim]),
            tuple([part.when for part in interim]),
        ),
    }
    for field, (keys, whens) in written.items():
        for key, first, day in _repeated(keys, whens, workspace.calendar):
            yield loading_finding(
                SCHEMA_ERROR,
                f"`{key}` and `{first}` are the same day, {day}",
                Label(kpi.path, kpi.route.child(field, key).as_key(), "again here"),
                related=(Label(kpi.path, kpi.route.child(field, first).as_key(), "first here"),),
                help="keep one of the two",
                goals=(kpi.id,),
                field=f"{field}.{key}",
            )


def _repeated(
    keys: tuple[str, ...], whens: tuple[When, ...], calendar: Calendar
) -> Iterator[tuple[str, str, date]]:
    """The keys whose day a key before them has, with the first such key, and the day."""
    first: dict[date, str] = {}
    for key, when in zip(keys, whens, strict=True):
        day = day_of(when, calendar)
        if first.setdefault(day, key) != key:
            yield key, first[day], day
