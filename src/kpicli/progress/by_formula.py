"""What follows by the formulas of metrics when some KPIs have other values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from kpicli.formulas import Unit, UnitClash, unit_if_any, unit_of
from kpicli.models.quantity import LARGEST_EXPONENT
from kpicli.progress.goals import progress_of_goals
from kpicli.workspace.formula_slopes import computed_metrics, unit_text
from kpicli.workspace.supposed import Supposition, supposed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from kpicli.formulas import Formula
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.workspace import QuantityKey


class Left(Struct, frozen=True):
    """A KPI that keeps its value although its formula rests on a changed one.

    `missing` are the metrics of the formula that have no known value in the KPI's segment and
    period; none are missing where the formula has no value with what they are, or `is_open`: a
    number in it may be meant in more units than one, or convert them by hand.
    """

    kpi: str
    formula: str
    missing: tuple[str, ...]
    is_open: bool = False


class Consequence(Struct, frozen=True):
    """The workspace with all that follows, the values that formulas gave, and what they did not."""

    workspace: Workspace
    by_formula: Mapping[str, Decimal]
    left: tuple[Left, ...]


class _Known(NamedTuple):
    value: Decimal
    unit: Unit | None


def consequence(before: Workspace, supposition: Supposition) -> Consequence:
    """What follows from a supposition by the formulas of metrics.

    An active KPI is recomputed whose metric has a formula over a quantity that changes, where all
    metrics of the formula are known in the same segment and period. A KPI whose value is supposed
    is not.
    """
    candidates = tuple(_candidates(before, supposition))
    after, found = supposed(before, supposition), dict[str, "Decimal"]()
    left: tuple[Left, ...] = ()
    # What a formula gives may be what another one rests on, of which no chain is longer.
    for _ in range(len(candidates) + 1):
        values, left = _computed(_Book(before, after), candidates)
        if values == found:
            break
        found = values
        after = supposed(before, replace(supposition, values={**supposition.values, **found}))
    return Consequence(after, found, left)


def _candidates(
    workspace: Workspace, supposition: Supposition
) -> Iterator[tuple[QuantityKey, Definition[Kpi]]]:
    for key, kpis in workspace.kpis_by_quantity.items():
        if workspace.metrics[key.metric].model.formula is None:
            continue
        for kpi in kpis:
            is_now = key.period.start <= workspace.as_of <= key.period.end
            if is_now and kpi.id not in supposition.values:
                yield key, kpi


def _computed(
    book: _Book, candidates: Iterable[tuple[QuantityKey, Definition[Kpi]]]
) -> tuple[dict[str, Decimal], tuple[Left, ...]]:
    values: dict[str, Decimal] = {}
    left: list[Left] = []
    for key, kpi in candidates:
        formula = book.formula(key.metric)
        rests_on = book.rests_on(key.metric)
        if formula is None or not rests_on & book.changed_metrics:
            continue
        inputs = book.inputs(key, rests_on)
        known = {name: inputs.known.get(name) for name in formula.names}
        missing = tuple(name for name, value in known.items() if value is None)
        if not missing and not inputs.changed & known.keys():
            continue
        # What rests on itself would be another value each time.
        is_circle = key.metric in rests_on
        value = None if is_circle else book.evaluated(formula, known, book.unit(kpi))
        if value is None or value.value.adjusted() > LARGEST_EXPONENT:
            is_open = not missing and _is_open(formula, known, book.unit(kpi))
            text = f"{key.metric} = {formula.text.strip()}"
            left.append(Left(kpi.id, text, missing, is_open))
        else:
            values[kpi.id] = value.value
    return values, tuple(left)


class _Inputs(NamedTuple):
    known: Mapping[str, _Known]
    changed: AbstractSet[str]


class _Book:
    """The quantities of a workspace, and how they were in another one."""

    def __init__(self, before: Workspace, after: Workspace) -> None:
        self._workspace = after
        self._order = tuple(before.remembered(computed_metrics))
        self._before, self._after = progress_of_goals(before), progress_of_goals(after)
        moved = {key for key, now in self._after.items() if now.value != self._before[key].value}
        self._changed = {
            key: tuple(kpi for kpi in kpis if kpi.id in moved)
            for key, kpis in after.kpis_by_quantity.items()
        }
        self.changed_metrics = {key.metric for key, kpis in self._changed.items() if kpis}

    def formula(self, metric: str) -> Formula | None:
        """The formula of a metric."""
        found = self._workspace.metrics.get(metric)
        return found.model.formula if found else None

    def rests_on(self, metric: str) -> set[str]:
        """The metrics that a metric's formula rests on, directly or through other formulas."""
        found: set[str] = set()
        waiting = [metric]
        while waiting:
            formula = self.formula(waiting.pop())
            fresh = set(formula.names) - found if formula else set()
            found |= fresh
            waiting += fresh
        return found

    def unit(self, kpi: Definition[Kpi]) -> Unit | None:
        """The unit of a KPI's numbers."""
        return unit_if_any(self._workspace.unit(kpi))

    def inputs(self, key: QuantityKey, metrics: Collection[str]) -> _Inputs:
        """Metrics of one segment and period, by the KPIs on them, which must agree.

        Those that no KPI has a value of follow by their formulas, as far as these go.
        """
        measured = {name: self._measured(replace(key, metric=name)) for name in metrics}
        known = {name: next(iter(found)) for name, found in measured.items() if len(found) == 1}
        changed = {name for name in metrics if self._changed.get(replace(key, metric=name))}
        for name in self._order:
            formula = self.formula(name) if name in metrics and not measured[name] else None
            if formula is None:
                continue
            unit = unit_if_any(unit_text(self._workspace, self._workspace.metrics[name]))
            value = self.evaluated(formula, {part: known.get(part) for part in formula.names}, unit)
            if value is not None:
                known[name] = value
            if changed.intersection(formula.names):
                changed.add(name)
        return _Inputs(known, changed)

    def evaluated(
        self, formula: Formula, names: Mapping[str, _Known | None], into: Unit | None
    ) -> _Known | None:
        """The value of a formula in a unit, without one in the unit that follows."""
        known = {name: value for name, value in names.items() if value is not None}
        units = {name: value.unit for name, value in known.items()}
        if len(known) < len(names):
            return None
        unit = into or unit_of(formula, units)
        if isinstance(unit, UnitClash) or _is_open(formula, names, into):
            return None
        from kpicli.formulas.quantities import (  # noqa: PLC0415 - few values are computed
            evaluate_quantities,
        )

        values = {name: part.value for name, part in known.items()}
        value = evaluate_quantities(formula, values, units, into)
        return None if value is None else _Known(value, unit)

    def _measured(self, key: QuantityKey) -> set[_Known]:
        """The values that KPIs give a quantity; where some changed, those alone."""
        kpis = self._changed.get(key) or self._workspace.kpis_by_quantity.get(key, ())
        values = ((kpi, self._after[kpi.id].whole_value) for kpi in kpis)
        return {_Known(value, self.unit(kpi)) for kpi, value in values if value is not None}


def _is_open(formula: Formula, names: Mapping[str, _Known | None], into: Unit | None) -> bool:
    from kpicli.workspace.formula_certainty import units_are_open  # noqa: PLC0415 - as above

    return units_are_open(formula, (into, *(part.unit for part in names.values() if part)))
