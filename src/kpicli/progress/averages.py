"""Plain means of ratios whose denominators differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import BinaryOperation, Call, Function, Name, Number, Operator, postorder
from kpicli.models.choices import Rollup
from kpicli.progress.plan_parts import contributions
from kpicli.progress.precision import fixed_precision
from kpicli.workspace.workspace import QuantityKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.findings import Label
    from kpicli.formulas import Formula, Node
    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.progress.plan_parts import Contribution
    from kpicli.workspace import Definition, Workspace


_Amount = tuple[Decimal, str]
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class Ratio(Struct, frozen=True):
    """A KPI or a metric that is a quotient: what it is divided by, and where that follows from."""

    id: str
    denominator: str
    segment: str | None
    source: Label

    @property
    def words(self) -> str:
        """What it is a ratio of: `of visits for emea`."""
        segment = f" for `{self.segment}`" if self.segment else ""
        return f"of `{self.denominator}`{segment}"


class Means(Struct, frozen=True):
    """The plain mean of the targets, and the mean with the denominators as weights."""

    plain: Decimal
    weighted: Decimal

    @fixed_precision()
    def are_alike(self, percent: Decimal) -> bool:
        """Whether they differ by no more than that per cent of the weighted one."""
        return abs(self.plain - self.weighted) <= abs(self.weighted) * percent / _HUNDRED


def ratios_in_mean(
    workspace: Workspace, parent: Definition[Kpi]
) -> tuple[tuple[Ratio, ...], Means | None]:
    """The ratios that a KPI averages alike although they divide by different things; maybe none.

    That is with `rollup: weighted_average` and no weight that differs. The two means are known
    where each denominator has a KPI with a number of its own.
    """
    if parent.model.rollup is not Rollup.WEIGHTED_AVERAGE:
        return (), None
    counting = contributions(workspace, parent) or ()
    ratios = [_ratio_of(workspace, part.kpi) for part in counting]
    known = tuple(ratio for ratio in ratios if ratio is not None)
    is_plain = len({part.weight for part in counting}) == 1
    if not is_plain or len(known) < len(counting) or not _differ(known):
        return (), None
    return known, _means(workspace, counting, known)


def ratios_in_formula(workspace: Workspace, metric: Definition[Metric | Kpi]) -> tuple[Ratio, ...]:
    """The ratios that a `mean(…)` in a metric's formula averages although their divisors differ."""
    formula = metric.model.formula
    for call in _means_in(formula) if formula else ():
        ratios = tuple(_ratio_of_metric(workspace, part) for part in call.arguments)
        known = tuple(ratio for ratio in ratios if ratio is not None)
        if len(known) == len(ratios) and _differ(known):
            return known
    return ()


def _differ(ratios: Sequence[Ratio]) -> bool:
    return len({(ratio.denominator, ratio.segment) for ratio in ratios}) > 1


def _means_in(formula: Formula) -> Iterator[Call]:
    for node in postorder(formula.root):
        if isinstance(node, Call) and node.function is Function.MEAN:
            yield node


def _ratio_of(workspace: Workspace, kpi: Definition[Kpi]) -> Ratio | None:
    metric = workspace.metric(kpi)
    denominator = _denominator(metric.model.formula) if metric else None
    if denominator is None:
        return None
    return Ratio(kpi.id, denominator, kpi.model.segment, kpi.at("metric"))


def _ratio_of_metric(workspace: Workspace, node: Node) -> Ratio | None:
    metric = workspace.metrics.get(node.id) if isinstance(node, Name) else None
    denominator = _denominator(metric.model.formula) if metric else None
    if metric is None or denominator is None:
        return None
    return Ratio(metric.id, denominator, None, metric.at("formula"))


def _denominator(formula: Formula | None) -> str | None:
    """What a formula divides by, as text; bare factors (`a / b * 100`) play no part."""
    node = formula.root if formula else None
    while isinstance(node, BinaryOperation):
        match node:
            case BinaryOperation(operator=Operator.MULTIPLY, left=rest, right=Number()):
                node = rest
            case BinaryOperation(operator=Operator.MULTIPLY, left=Number(), right=rest):
                node = rest
            case BinaryOperation(operator=Operator.DIVIDE, left=rest, right=Number()):
                node = rest
            case BinaryOperation(operator=Operator.DIVIDE, right=below):
                return formula.text_of(below) if formula else None
            case _:
                return None
    return None


@fixed_precision()
def _means(
    workspace: Workspace, counting: Sequence[Contribution], ratios: Sequence[Ratio]
) -> Means | None:
    """The two means, where the targets are in one unit and so are the denominators."""
    targets = [_target(workspace, part.kpi) for part in counting]
    sizes = [
        _size(workspace, part.kpi, ratio) for part, ratio in zip(counting, ratios, strict=True)
    ]
    values, weights = _in_one_unit(targets), _in_one_unit(sizes)
    whole = sum(weights, _ZERO)
    if not values or not whole:
        return None
    products = (value * weight for value, weight in zip(values, weights, strict=True))
    return Means(sum(values, _ZERO) / len(values), sum(products, _ZERO) / whole)


def _in_one_unit(amounts: Sequence[_Amount | None]) -> list[Decimal]:
    """The numbers, or nothing where one is missing or the units differ."""
    known = [amount for amount in amounts if amount is not None]
    is_whole = len(known) == len(amounts) and len({unit for _, unit in known}) == 1
    return [number for number, _ in known] if is_whole else []


def _target(workspace: Workspace, kpi: Definition[Kpi]) -> _Amount | None:
    commitment = workspace.commitment(kpi)
    target = commitment.target if commitment else None
    return None if target is None else (target, workspace.unit(kpi))


def _size(workspace: Workspace, kpi: Definition[Kpi], ratio: Ratio) -> _Amount | None:
    """The target, else the last actual, of the KPI on what a ratio is divided by."""
    period = workspace.period(kpi)
    key = QuantityKey(ratio.denominator, ratio.segment, period) if period else None
    for found in workspace.kpis_by_quantity.get(key, ()) if key else ():
        series = workspace.series_in_period(found)
        last = (series[-1].value, workspace.unit(found)) if series else None
        amount = _target(workspace, found) or last
        if amount is not None:
            return amount
    return None
