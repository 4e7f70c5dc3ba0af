"""The values that an entry of `target_changes` names, read as the field that it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.normal import normal_form
from kpicli.history.link_changes import own_weight, parts_in
from kpicli.models.period import day_of, parse_period
from kpicli.models.target import Form
from kpicli.workspace.commitment import scale_in
from kpicli.workspace.typed import Refused, typed_target, typed_value

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged
    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.workspace import AnyGoal, Definition

    Side = Literal["before", "after"]

_NUMBERS = frozenset(
    {"target", "commit", "stretch", "tolerance", "interim_targets", "baseline", "actuals"}
)

_WORDS = frozenset({"thresholds", "pace"})


class Reading(Struct, frozen=True):
    """A change whose values are read: those that the goal has, and those that an entry names."""

    judged: Judged
    change: FieldChange
    kpi: KpiSides | None

    def side(self, side: Side) -> KpiSide | None:
        """The KPI on one side, none for an objective."""
        if self.kpi is None:
            return None
        return self.kpi.before if side == "before" else self.kpi.after

    def goal(self, side: Side) -> Definition[AnyGoal] | None:
        """The goal on one side."""
        found = self.judged.difference
        return found.before if side == "before" else found.after


def value_now(reading: Reading, side: Side) -> Hashable | None:
    """The value that a field has on a side, in the unit that both sides share.

    None where it is nothing that an entry could name exactly.
    """
    field, kpi, goal = reading.change.field, reading.side(side), reading.goal(side)
    if goal is None:
        return None
    if field == "period":
        workspace = reading.judged.old if side == "before" else reading.judged.new
        return workspace.period(goal)
    if field == "weight":
        parts = parts_in(goal)
        key = reading.change.key.strip("`")
        return parts[key].weight if key in parts else own_weight(goal)
    if field == "status":
        return goal.model.status.value
    if field in _WORDS:
        return _tidy(getattr(reading.change, side))
    if kpi is None:
        return None
    number = _number_now(reading, kpi)
    return _text_now(field, kpi) if number is None else number


def _number_now(reading: Reading, kpi: KpiSide) -> Hashable | None:
    aim, key, model = kpi.shared, reading.change.key, kpi.kpi.model
    match reading.change.field:
        case "target" if aim is not None:
            return (aim.low, aim.high) if aim.target is None else aim.target
        case "commit":
            return aim.commit if aim else None
        case "stretch":
            return aim.stretch if aim else None
        case "tolerance":
            return kpi.number(model.tolerance)
        case "baseline":
            return kpi.number(model.baseline.quantity) if model.baseline else None
        case "interim_targets":
            calendar = kpi.workspace.calendar
            known = {
                day_of(part.when, calendar).isoformat(): part for part in model.interim_targets
            }
            return kpi.number(known[key].quantity) if key in known else None
        case "actuals":
            days = {part.day.isoformat(): part.value for part in kpi.workspace.series(kpi.kpi)}
            return kpi.value(days.get(key))
    return None


def _text_now(field: str, kpi: KpiSide) -> Hashable | None:
    metric = kpi.metric
    if field == "target" and kpi.kpi.model.target:
        return _tidy(kpi.kpi.model.target.text)
    if metric is None:
        return None
    if field == "unit":
        return _tidy(kpi.own_unit)
    if field == "formula":
        return normal_form(metric.formula.root) if metric.formula else None
    return metric.aggregation.value if field == "aggregation" else None


def value_read(reading: Reading, side: Side, raw: object) -> Hashable | None:
    """A value of an entry, to compare with `value_now`; none where it names none."""
    if raw is None:
        return None
    field, kpi, text = reading.change.field, reading.side(side), str(raw)
    if field in _WORDS:
        return _tidy(_in_words(raw))
    if field == "period":
        found = parse_period(text.strip())
        return found.dates(reading.judged.new.calendar) if found else _tidy(text)
    if field == "formula":
        formula = parse_formula(text)
        return normal_form(formula.root) if isinstance(formula, Formula) else _tidy(text)
    if field == "target" and kpi is not None:
        return _target_read(kpi, raw)
    if field in _NUMBERS or field == "weight":
        quantity = typed_value(text)
        if not isinstance(quantity, Refused):
            return quantity.value if kpi is None else kpi.number(quantity)
    return _tidy(text)


def _target_read(kpi: KpiSide, raw: object) -> Hashable | None:
    """A target in any form: its number, or the two of a range."""
    target = typed_target(raw)
    if isinstance(target, Refused):
        return _tidy(str(raw))
    bounds = target.bounds
    if bounds is not None and bounds.low is not None and bounds.high is not None:
        return kpi.number(bounds.low), kpi.number(bounds.high)
    if target.form is Form.COMPLETE:
        return Decimal(1)
    if target.quantity is None:
        return _tidy(target.text)
    if target.form is Form.CHANGE:
        start = kpi.shared.baseline if kpi.shared else None
        return None if start is None else scale_in(kpi.unit).change(target.quantity, start)
    return kpi.number(target.quantity)


def _in_words(raw: object) -> str:
    """`{seasonal: [0, 1]}` as changes say it: `seasonal 0, 1`."""
    if isinstance(raw, dict):
        return ", ".join(f"{key} {_in_words(part)}" for key, part in raw.items())
    return ", ".join(map(str, raw)) if isinstance(raw, list) else str(raw)


def _tidy(text: str) -> str:
    return " ".join(text.split()).casefold()
