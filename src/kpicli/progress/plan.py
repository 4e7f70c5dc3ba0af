"""What a parent comes to when everything that contributes to it meets its target."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import may_lack_a_scale, parse_unit, unit_if_any
from kpicli.models.choices import Aggregation, Direction, Lifecycle, Rollup
from kpicli.progress.aim import gap
from kpicli.progress.plan_parts import (
    Contribution,
    PlannedPart,
    contributions,
    deliverables,
    planned_parts,
)
from kpicli.progress.plan_periods import Fit, fit_of_periods
from kpicli.progress.precision import fixed_precision
from kpicli.progress.rollup import ValuePart, roll_up_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.formulas import Formula
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class Plan(Struct, frozen=True):
    """A parent's own target beside what its contributors' targets come to.

    `value` is the roll-up of the targets, `start` that of the baselines (none where one is missing
    or they are of other times), both in `unit`. A plan that follows from a `formula` has the
    roll-up `none`. `doubts` say why a shortfall would not be proved. With `is_ceiling` a sum has
    a part in it twice, so it comes to that at most.
    """

    parent: Definition[Kpi]
    commitment: Commitment
    unit: str
    rollup: Rollup
    parts: tuple[PlannedPart, ...]
    value: Decimal
    start: Decimal | None = None
    formula: Formula | None = None
    doubts: tuple[str, ...] = ()
    is_ceiling: bool = False

    @property
    @fixed_precision()
    def miss(self) -> Decimal:
        """How far the plan lies from the nearest value that meets the target; 0 if it does."""
        return abs(gap(self.commitment, self.value))

    @property
    @fixed_precision()
    def coverage(self) -> Decimal | None:
        """The planned share of the way from the baselines to the target.

        None without baselines, for a range, and where the baselines meet the target already.
        """
        target, start, sign = self.commitment.target, self.start, self.commitment.direction.sign
        if target is None or start is None or (target - start) * sign <= 0:
            return None
        return (self.value - start) / (target - start)

    @property
    @fixed_precision()
    def reach(self) -> Decimal:
        """The coverage where there is one, else the share of the target that is not missing."""
        if self.coverage is not None:
            return self.coverage
        bound = abs(self.bound)
        return 1 - self.miss / bound if bound else Decimal(not self.miss)

    @property
    def bound(self) -> Decimal:
        """The end of the target that the plan is measured by: the one that it misses."""
        low, high, target = self.commitment.low, self.commitment.high, self.commitment.target
        if low is not None and self.value < low:
            return low
        if high is not None and self.value > high:
            return high
        return next(end for end in (target, low, high) if end is not None)


def plans(workspace: Workspace) -> tuple[Plan, ...]:
    """The plans of KPIs, first of those with a `rollup`; ask `remembered` for them."""
    formulas = workspace.formulas
    computed = (kpi for kpi in workspace.kpis_with("metric") if kpi.model.metric in formulas)
    following = (*workspace.kpis_with("rollup"), *workspace.kpis_with("formula"), *computed)
    found = (plan_of(workspace, kpi) for kpi in {kpi.id: kpi for kpi in following}.values())
    return tuple(plan for plan in found if plan is not None)


def plan_of(workspace: Workspace, parent: Definition[Kpi]) -> Plan | None:
    """The plan of an active KPI with a numeric target and contributors that it follows from.

    It follows from them by its `rollup`, else by its metric's formula over their metrics. None
    where the contributors' numbers, units or periods do not tell what it comes to.
    """
    commitment = workspace.commitment(parent)
    is_active = parent.model.status is Lifecycle.ACTIVE
    if commitment is None or not is_active or commitment.direction is Direction.COMPLETE:
        return None
    if parent.model.rollup is not Rollup.NONE:
        return _rolled_up(workspace, parent, commitment)
    metric = workspace.metric(parent)
    formula = metric.model.formula if metric else None
    return _computed(workspace, parent, commitment, formula) if formula else None


def _rolled_up(
    workspace: Workspace, parent: Definition[Kpi], commitment: Commitment
) -> Plan | None:
    counting = contributions(workspace, parent)
    if not counting:
        return None
    is_nested = _are_nested(workspace, parent, counting)
    unproved = [kpi.id for kpi in deliverables(workspace, counting)]
    numeric = _without(counting, frozenset(unproved))
    unit = workspace.unit(parent)
    parts = planned_parts(workspace, numeric, unit, commitment.direction.sign)
    fit = fit_of_periods(workspace, parent, [part.kpi for part in numeric])
    value = _combined(parts, parent.model.rollup) if parts else None
    if parts is None or value is None or fit is Fit.UNCLEAR:
        return None
    units = [unit, *(workspace.unit(part.kpi) for part in parts)]
    if is_nested and (commitment.direction.sign <= 0 or any(part.planned < 0 for part in parts)):
        return None
    return Plan(
        parent,
        commitment,
        unit,
        parent.model.rollup,
        parts,
        value,
        _start(parts, parent.model.rollup) if fit is Fit.SAME else None,
        None,
        (
            *(part.doubt for part in parts if part.doubt),
            *(f"nothing says what `{kpi}` brings in numbers" for kpi in unproved),
            *_other_aggregations(workspace, parent, parts),
            *_doubts_of_scales(units),
            *_doubts_of_days(units),
        ),
        is_nested,
    )


def _without(counting: tuple[Contribution, ...], ids: frozenset[str]) -> tuple[Contribution, ...]:
    return tuple(part for part in counting if part.kpi.id not in ids)


def _are_nested(
    workspace: Workspace, parent: Definition[Kpi], counting: tuple[Contribution, ...]
) -> bool:
    """Whether one contributor to a sum counts in another, too: then the sum has it twice."""
    if parent.model.rollup is not Rollup.SUM:
        return False
    ids = {part.kpi.id for part in counting}
    return any(
        link.counts and link.parent in ids
        for part in counting
        for link in workspace.cascade.parents(part.kpi.id)
    )


def _other_aggregations(
    workspace: Workspace, parent: Definition[Kpi], parts: tuple[PlannedPart, ...]
) -> tuple[str, ...]:
    own = workspace.aggregation(parent) is Aggregation.SUM
    return tuple(
        f"only one of `{part.kpi.id}` and `{parent.id}` adds up over time"
        for part in parts
        if (workspace.aggregation(part.kpi) is Aggregation.SUM) is not own
    )


def _doubts_of_days(units: Iterable[str]) -> tuple[str, ...]:
    different = set(units) - {""}
    if len(different) <= 1:
        return ()
    from kpicli.formulas.by_hand import may_be_working_time  # noqa: PLC0415 - most have one unit

    if not may_be_working_time(map(parse_unit, different)):
        return ()
    return ("a day counts 24 hours, and one of work has fewer",)


def _doubts_of_scales(units: Iterable[str]) -> tuple[str, ...]:
    if not may_lack_a_scale(set(units)):
        return ()
    return ("what has no unit may be meant in another",)


def _start(parts: tuple[PlannedPart, ...], rollup: Rollup) -> Decimal | None:
    pairs = [ValuePart(part.weight, part.baseline) for part in parts]
    if any(part.value is None for part in pairs):
        return None
    return roll_up_values(pairs, rollup).value


def _combined(parts: tuple[PlannedPart, ...], rollup: Rollup) -> Decimal | None:
    pairs = [ValuePart(part.weight, part.planned) for part in parts]
    return roll_up_values(pairs, rollup).value


def _computed(
    workspace: Workspace, parent: Definition[Kpi], commitment: Commitment, formula: Formula
) -> Plan | None:
    named = _by_name(workspace, parent, formula)
    if not named:
        return None
    from kpicli.progress.plan_levels import (  # noqa: PLC0415 - few plans have a formula
        doubts_of_length,
        doubts_of_levels,
    )

    parts = planned_parts(workspace, tuple(named.values()), unit=None, sign=0)
    fit = fit_of_periods(workspace, parent, [part.kpi for part in named.values()])
    if parts is None or fit is not Fit.SAME:
        return None
    by_name = dict(zip(named, parts, strict=True))
    unit = workspace.unit(parent)
    planned = {name: part.planned for name, part in by_name.items()}
    starts = {name: part.baseline for name, part in by_name.items() if part.baseline is not None}
    value = _evaluated(workspace, formula, by_name, planned, unit)
    if value is None:
        return None
    start = _evaluated(workspace, formula, by_name, starts, unit)

    def misses(values: Mapping[str, Decimal]) -> bool:
        found = _evaluated(workspace, formula, by_name, values, unit)
        return found is not None and not commitment.is_met_by(found)

    doubts = (
        *(part.doubt for part in parts if part.doubt),
        *doubts_of_levels(workspace, parent, by_name, misses),
        *doubts_of_length(workspace, parent),
        *_doubts_of_days([unit, *(workspace.unit(part.kpi) for part in parts)]),
    )
    return Plan(parent, commitment, unit, Rollup.NONE, parts, value, start, formula, doubts)


def _by_name(
    workspace: Workspace, parent: Definition[Kpi], formula: Formula
) -> Mapping[str, Contribution] | None:
    """The one contributor for each metric of the formula; none where one has none, or two.

    A formula holds within one segment; what has no segment is taken whole.
    """
    found: dict[str, Contribution] = {}
    for part in contributions(workspace, parent) or ():
        metric = workspace.metric(part.kpi)
        if metric is None or metric.id not in formula.names:
            continue
        if part.kpi.model.segment not in {None, parent.model.segment} or metric.id in found:
            return None
        found[metric.id] = part
    return found if len(found) == len(formula.names) else None


def _evaluated(
    workspace: Workspace,
    formula: Formula,
    parts: Mapping[str, PlannedPart],
    values: Mapping[str, Decimal],
    unit: str,
) -> Decimal | None:
    from kpicli.formulas.quantities import (  # noqa: PLC0415 - few plans have a formula
        evaluate_quantities,
    )
    from kpicli.workspace.formula_certainty import units_are_open  # noqa: PLC0415 - as above

    units = {name: unit_if_any(workspace.unit(part.kpi)) for name, part in parts.items()}
    into = unit_if_any(unit)
    if units_are_open(formula, (into, *units.values())):
        return None
    return evaluate_quantities(formula, values, units, into)
