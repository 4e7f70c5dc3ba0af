"""A workspace in which some KPIs have other values or targets than their files give them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.fields.value import with_parts
from kpicli.models.actual import Actual, Actuals, CsvActuals, actuals_from
from kpicli.models.choices import Aggregation
from kpicli.models.period import DateRange, day_of
from kpicli.models.quantity import Quantity, number_text
from kpicli.workspace.contents import Contents
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.target import Target
    from kpicli.workspace.definition import Definition


class Supposition(Struct, frozen=True):
    """Other values, in the units of their KPIs, and other targets, each by the id of a KPI."""

    values: Mapping[str, Decimal] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)


def supposed(workspace: Workspace, supposition: Supposition) -> Workspace:
    """The same goal files with these values on the as-of date and with these targets.

    A value counts where the as-of date is in the KPI's period. It is what the actuals of the
    period come to: one more of them where the last one counts, else in place of them all.
    """
    actuals = {key: _actuals(workspace, key, value) for key, value in supposition.values.items()}
    csv = {key: found for key, found in actuals.items() if _is_in_csv(workspace, key)}
    inline = {key: found for key, found in actuals.items() if key not in csv}
    changes: dict[str, dict[str, object]] = {}
    for key, found in inline.items():
        changes.setdefault(key, {})["actuals"] = found
    for key, target in supposition.targets.items():
        changes.setdefault(key, {})["target"] = target
    return _with_changes(workspace, changes, csv)


def _with_changes(
    workspace: Workspace,
    changes: Mapping[str, Mapping[str, object]],
    csv: Mapping[str, Actuals],
) -> Workspace:
    goals = dict(workspace.goals)
    metrics = dict(workspace.metrics)
    for key, update in changes.items():
        kpi = goals[key]
        goals[key] = replace(kpi, model=with_parts(kpi.model, dict(update)))
        if metrics.get(key) is kpi:
            metrics[key] = goals[key]  # type: ignore[assignment]  # a KPI defines its own metric
    changed = {"goals": goals, "metrics": metrics, "csv_actuals": {**workspace.csv_actuals, **csv}}
    # Contents alone are taken over: what a workspace remembers was true of the other models.
    contents = {name: getattr(workspace, name) for name in Contents.__struct_fields__}
    return Workspace(**{**contents, **changed})


def _is_in_csv(workspace: Workspace, key: str) -> bool:
    return key in workspace.csv_actuals or isinstance(
        _kpi(workspace, key).model.actuals, CsvActuals
    )


def _kpi(workspace: Workspace, key: str) -> Definition[Kpi]:
    return workspace.goals[key]  # type: ignore[return-value]  # a supposition is about KPIs


def _actuals(workspace: Workspace, key: str, value: Decimal) -> Actuals:
    today = workspace.as_of
    text = number_text(value)
    supposed_one = Actual(today.isoformat(), today, Quantity(value, "", text))
    return actuals_from((*_kept(workspace, _kpi(workspace, key)), supposed_one))


def _kept(workspace: Workspace, kpi: Definition[Kpi]) -> Iterator[Actual]:
    """The actuals that stay beside a value that is supposed."""
    today, period = workspace.as_of, workspace.period(kpi)
    start = period.start if period else date.min
    is_last = workspace.aggregation(kpi) is Aggregation.LAST
    gone = DateRange(today if is_last else start, today)
    for actual in workspace.csv_actuals.get(kpi.id) or kpi.model.inline_actuals:
        if not gone.start <= day_of(actual.when, workspace.calendar) <= gone.end:
            yield actual
