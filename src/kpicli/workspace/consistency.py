"""What is wrong within one definition beyond the reach of a single field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import SCHEMA_ERROR, Finding, Label, loading_finding
from kpicli.models.metric import METRIC_FIELDS
from kpicli.models.period import day_of
from kpicli.models.target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def inconsistencies(workspace: Workspace) -> Iterator[Finding]:
    """The findings about KPIs whose fields do not go together."""
    for kpi in workspace.kpis:
        yield from _fields_beside_metric(kpi)
        yield from _change_without_baseline(kpi)
        yield from _two_values_for_a_day(kpi, workspace)


def _fields_beside_metric(kpi: Definition[Kpi]) -> Iterator[Finding]:
    metric = kpi.model.metric
    if metric is None:
        return
    for field in METRIC_FIELDS:
        if field in kpi.model.model_fields_set:
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
    yield loading_finding(
        SCHEMA_ERROR,
        f"the target `{target.text}` is a change from a baseline, and `{kpi.id}` has none",
        kpi.at("target"),
        help="add `baseline:`, or write {value: …} for the value itself",
        goals=(kpi.id,),
        field="target",
    )


def _two_values_for_a_day(kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
    calendar = workspace.calendar
    keys = {
        "actuals": [(actual.key, actual.when) for actual in kpi.model.inline_actuals],
        "interim_targets": [(part.key, part.when) for part in kpi.model.interim_targets],
    }
    for field, pairs in keys.items():
        days: dict[object, str] = {}
        for key, when in pairs:
            first = days.setdefault(day_of(when, calendar), key)
            if first == key:
                continue
            yield loading_finding(
                SCHEMA_ERROR,
                f"`{key}` and `{first}` are the same day, {day_of(when, calendar)}",
                Label(kpi.path, kpi.route.child(field, key).as_key(), "again here"),
                related=(Label(kpi.path, kpi.route.child(field, first).as_key(), "first here"),),
                help="keep one of the two",
                goals=(kpi.id,),
                field=f"{field}.{key}",
            )
