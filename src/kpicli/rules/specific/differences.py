"""Whether the difference or the multiple that a title claims is that of its KPI."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.formulas.nouns import count_noun
from kpicli.rules.specific.disagreements import REMEDY, Disagreement, changes, short, side
from kpicli.rules.specific.numbers import NEAR, is_near
from kpicli.rules.specific.readings import is_measured, is_other_currency, is_same, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.rules.specific.amounts import Amount
    from kpicli.rules.specific.numbers import KpiNumbers

_ONE, _HUNDRED = Decimal(1), Decimal(100)


def by_difference(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    """Where a KPI does not change by what its title says; none where nobody can tell."""
    difference, relative = kpi.difference, relative_change(kpi)
    if amount.unit == "%":
        return _by_percent(amount, kpi, relative) if relative is not None else None
    if difference is None:
        return None
    if amount.unit == "pp" or (count_noun(amount.unit) == "point" and kpi.is_share):
        return _by_points(amount, kpi) if kpi.is_share else None
    if relative is not None and not amount.unit and is_near(abs(relative), amount.value):
        return None
    if kpi.is_share or (amount.unit and not kpi.unit) or is_other_currency(amount, kpi):
        return None
    if not amount.unit and is_measured(kpi.unit):
        return None
    sizes = [abs(difference), *(abs(other - _zero(kpi.baseline)) for other in kpi.others)]
    values = values_of(amount, kpi)
    if not values or amount.is_rate or _has_same(sizes, values):
        return None
    return changes(kpi, None)


def _has_same(sizes: Iterable[Decimal], values: list[Amount]) -> bool:
    return any(is_same(size, part) for size in sizes for part in values)


def _by_percent(amount: Amount, kpi: KpiNumbers, relative: Decimal) -> Disagreement | None:
    wanted = amount.value
    if any(is_near(abs(part), wanted) for part in (relative, *_other_relatives(kpi))):
        return None
    points = _points(kpi)
    if points is not None and is_near(abs(points), wanted):
        number = short(abs(points))
        return Disagreement(
            f"its target is {number} percentage points {side(kpi)}, "
            f"which is {short(abs(relative))}%",
            ("target", "baseline"),
            f"write `{number} pp` (= {short(abs(relative))}%) in the title, or correct the target",
        )
    return changes(kpi, relative)


def _by_points(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    points = _points(kpi)
    if points is None or is_same(abs(points), amount):
        return None
    others = ((other - _zero(kpi.baseline)) * _to_points(kpi) for other in kpi.others)
    if any(is_same(abs(other), amount) for other in others):
        return None
    return Disagreement(
        f"its target is {short(abs(points))} percentage points {side(kpi)}",
        ("target", "baseline"),
        REMEDY,
    )


def to_multiple(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    """Where a target is not that multiple of the baseline; its inverse is one, too."""
    if kpi.target is not None and kpi.target == amount.value:
        return None
    relative = relative_change(kpi)
    if relative is None or not amount.value:
        return None
    wanted = (amount.value, _ONE / amount.value, amount.value + 1)
    ratios = [_ONE + part / _HUNDRED for part in (relative, *_other_relatives(kpi))]
    if any(abs(ratio - part) <= part * NEAR for ratio in ratios for part in wanted):
        return None
    return changes(kpi, relative)


def relative_change(kpi: KpiNumbers) -> Decimal | None:
    """The change in per cent of the baseline."""
    if kpi.difference is None or not kpi.baseline:
        return None
    return kpi.difference / abs(kpi.baseline) * _HUNDRED


def _other_relatives(kpi: KpiNumbers) -> list[Decimal]:
    if not kpi.baseline:
        return []
    return [(part - kpi.baseline) / abs(kpi.baseline) * _HUNDRED for part in kpi.others]


def _points(kpi: KpiNumbers) -> Decimal | None:
    if not kpi.is_share or kpi.difference is None:
        return None
    return kpi.difference * _to_points(kpi)


def _to_points(kpi: KpiNumbers) -> Decimal:
    return _ONE if kpi.is_percent else _HUNDRED


def _zero(value: Decimal | None) -> Decimal:
    return value if value is not None else Decimal(0)
