"""What a KPI commits to, step by step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Direction
from kpicli.models.target import Form
from kpicli.reports.steps import Part, Step, Working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity
    from kpicli.workspace import AnyGoal, Definition, Workspace

_HUNDRED = Decimal(100)


def commitment_part(workspace: Workspace, kpi: Definition[Kpi]) -> Part:
    """Direction, baseline, target with how a change was computed, tolerance and period."""
    commitment = workspace.commitment(kpi)
    steps = _unknown(kpi) if commitment is None else _steps(workspace, kpi, commitment)
    return Part("commitment", (*steps, *period_steps(workspace, kpi)))


def period_steps(workspace: Workspace, goal: Definition[AnyGoal]) -> Iterator[Step]:
    """The goal's own period, if it has one."""
    period = workspace.period(goal)
    if period is not None and goal.model.period is not None:
        words = f"{period.start} to {period.end}"
        yield Step("period", goal.model.period.text, note=words, source=goal.at("period"))


def _unknown(kpi: Definition[Kpi]) -> Iterator[Step]:
    target = kpi.model.target
    if target is None:
        yield Step("target", note="there is none", source=kpi.at("target"))
    elif target.form is Form.PROSE:
        yield Step("target", note="it is words, not a number", source=kpi.at("target"))
    else:
        note = "nothing tells which way is better, or the number does not convert"
        yield Step("target", target.text, note=note, source=kpi.at("target"))


def _steps(workspace: Workspace, kpi: Definition[Kpi], commitment: Commitment) -> Iterator[Step]:
    unit = workspace.unit(kpi)
    yield _direction(kpi, commitment)
    if commitment.baseline is not None:
        yield Step("baseline", commitment.baseline, unit, source=kpi.at("baseline"))
    yield _target(kpi, commitment, unit)
    if commitment.tolerance is not None:
        yield Step("tolerance", commitment.tolerance, unit, source=kpi.at("tolerance"))


def _direction(kpi: Definition[Kpi], commitment: Commitment) -> Step:
    if kpi.model.direction is not None:
        return Step("direction", _way(commitment), note="as written", source=kpi.at("direction"))
    is_way = commitment.direction in {Direction.INCREASE, Direction.DECREASE}
    note = "as baseline and target tell" if is_way else "as the target says"
    return Step("direction", _way(commitment), note=note, source=kpi.at("target"))


def _way(commitment: Commitment) -> str:
    """The direction; `less_than` or `more_than` of a bound that does not meet the target itself."""
    is_bound = commitment.direction in {Direction.AT_LEAST, Direction.AT_MOST}
    if not commitment.strict or not is_bound:
        return commitment.direction
    return "more_than" if commitment.direction.sign > 0 else "less_than"


def _target(kpi: Definition[Kpi], commitment: Commitment, unit: str) -> Step:
    source = kpi.at("target")
    if commitment.direction is Direction.COMPLETE:
        return Step("target", "complete", source=source)
    if commitment.target is None:
        low, high = commitment.low or Decimal(0), commitment.high or Decimal(0)
        if low == high:
            return Step("target", low, unit, note="exactly: the range is one value", source=source)
        return Step("target", None, unit, (low, " to ", high), source=source)
    levels = "the middle one of its levels" if commitment.commit or commitment.stretch else ""
    return Step("target", commitment.target, unit, _change(kpi, commitment), levels, source)


def _change(kpi: Definition[Kpi], commitment: Commitment) -> Working:
    """How a change leads to the target: `20,000,000 + 20 % * 20,000,000`."""
    target, baseline = kpi.model.target, commitment.baseline
    if target is None or target.quantity is None or baseline is None:
        return ()
    if target.form is not Form.CHANGE:
        return ()
    return (baseline, *_signed(target.quantity, baseline, commitment))


def _signed(quantity: Quantity, baseline: Decimal, commitment: Commitment) -> Working:
    operator = " - " if quantity.value < 0 else " + "
    if quantity.unit == "%":
        return (operator, abs(quantity.value), " % * ", abs(baseline))
    moved = (commitment.target or baseline) - baseline
    return (operator, abs(moved))
