"""Which KPIs a goal file holds and what they serve, before any of them is written."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.catalogue import CONTRACTS, DEPARTMENT_METRICS, KEPT, MOVING, Form, Measure
from generator.defects import Defect, defect_of
from generator.series import Series, series_of, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.organisation import Department, Unit

TENSION_EVERY = 5
_SPOILED = Measure("first_visits", "first visits", "visit", 200, 900, Form.RAISE)
_UPPER = ("customer", "financial", "internal_process", "learning_growth")
_TEAM = (_UPPER[:3], (*_UPPER[:2], _UPPER[3]))


@dataclass(frozen=True, slots=True)
class Slot:
    """One KPI to be: its objective's perspective, its measure, what it serves besides."""

    id: str
    perspective: str
    measure: Measure
    metric: str = ""
    defect: Defect | None = None
    serves: tuple[str, ...] = ()


def generator_for(seed: int, *names: str | int) -> random.Random:
    """A random generator of its own for every purpose, so that files do not depend on order."""
    return random.Random("/".join(map(str, (seed, *names))))  # noqa: S311 - repeatable, not secret


def slots_of(unit: Unit, metric: str, seed: int) -> tuple[Slot, ...]:
    """The KPIs of a unit in the order of its objectives; `metric` is the one it commits to."""
    rng = generator_for(seed, "slots", unit.number)
    aims = _TEAM[unit.number % 2] if unit.level == "team" else _UPPER
    counts = [unit.kpis // len(aims) + (nth < unit.kpis % len(aims)) for nth in range(len(aims))]
    special = _special(unit, aims, metric)
    return tuple(
        slot
        for aim, count in zip(aims, counts, strict=True)
        for slot in _slots_of_aim(unit, aim, count, special.get(aim, []), rng)
    )


def metric_of(department: Department, unit: Unit, seed: int) -> str:
    """The metric that a department or team commits to, a department's own to its margin."""
    if unit is department.head:
        return f"{unit.id}.margin"
    if has_tension(department):
        name = "orders" if unit is department.teams[0] else "return_rate"
    else:
        names = ("orders", "order_value", "return_rate")
        name = generator_for(seed, "metric", unit.number).choice(names)
    return f"{department.head.id}.{name}"


def has_tension(department: Department) -> bool:
    """Whether margin and orders pull one lever in opposite directions there."""
    return bool(department.teams) and int(department.head.id[-3:]) % TENSION_EVERY == 0


def contracts_of(units: Iterable[Unit], seed: int) -> Series:
    """What teams sign together: their departments and the company add it up."""
    return total(
        series_of(CONTRACTS, generator_for(seed, "contracts", unit.number)) for unit in units
    )


def linked(slots: Sequence[Slot], above: Sequence[Slot], nth: int, siblings: int) -> list[Slot]:
    """The slots with what they serve: contracts serve contracts, others take turns.

    Of `siblings` units the one numbered `nth` serves every `siblings`-th of the goals `above`,
    so that each of those is served, and at least one.
    """
    contracts, *others = above
    goals = [slot.id for slot in others[nth::siblings]] or [others[nth % len(others)].id]
    rest = [replace(slot, serves=(goal,)) for slot, goal in zip(slots[1:], goals, strict=False)]
    first = replace(slots[0], serves=(contracts.id,))
    return [first, *rest, *slots[1 + len(rest) :]]


def _slots_of_aim(
    unit: Unit, aim: str, count: int, special: list[Slot], rng: random.Random
) -> list[Slot]:
    """A special KPI where the perspective has one, ordinary ones, and one that is kept."""
    ordinary = rng.sample(MOVING[aim], count - len(special) - 1)
    measured = [Slot(f"{unit.id}.{each.name}", aim, each) for each in ordinary]
    kept = rng.choice(KEPT[aim])
    return [*special, *measured, Slot(f"{unit.id}.{kept.name}", aim, kept)]


def _special(unit: Unit, aims: Sequence[str], metric: str) -> dict[str, list[Slot]]:
    """The KPIs that a unit has for the benchmark's sake, by perspective."""
    customer, financial, third, *_ = aims
    slots = {customer: [Slot(f"{unit.id}.{CONTRACTS.name}", customer, CONTRACTS)]}
    if metric:
        measure = DEPARTMENT_METRICS[metric.rpartition(".")[2]]
        slots[financial] = [Slot(f"{unit.id}.{measure.name}", financial, measure, metric=metric)]
    if defect := _defect_in(unit):
        slots[third] = [Slot(f"{unit.id}.{_SPOILED.name}", third, _SPOILED, defect=defect)]
    return slots


def _defect_in(unit: Unit) -> Defect | None:
    found = map(defect_of, range(unit.first, unit.first + unit.kpis))
    return next(filter(None, found), None)
