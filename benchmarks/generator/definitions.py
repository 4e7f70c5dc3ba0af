"""The files beside the goals: teams, people, metrics and tensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.defects import Defect, defect_of
from generator.slots import has_tension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.organisation import Department, Organisation, Unit

_BUDGETS = {"organization": 90_000_000_000, "department": 9_000_000, "team": 900_000}


def teams_file(organisation: Organisation) -> Iterator[str]:
    """The organisation chart, in the order in which people read it."""
    yield "# Who reports to whom; budgets are those of the planning round."
    yield "teams:"
    for unit in organisation.units():
        yield f"  - id: {unit.id}"
        yield f"    title: {unit.title}"
        yield f"    level: {unit.level}"
        if unit.parent:
            yield f"    parent: {unit.parent}"
        if not _lacks_owner(unit):
            yield f"    lead: {unit.people[0]}"
        yield f"    budget: {{eur: {_BUDGETS[unit.level]}}}"


def people_file(organisation: Organisation) -> Iterator[str]:
    """Everybody who owns a goal."""
    yield "people:"
    for unit in organisation.units():
        for person in unit.people:
            given, family, _ = person.split("_")
            name = f"{given.title()} {family.title()}"
            email = f"{person.replace('_', '.')}@acme.example"
            yield f"  - id: {person}"
            yield f"    name: {name}"
            yield f"    email: {email}"
            yield f"    team: {unit.id}"


def metrics_file(organisation: Organisation) -> Iterator[str]:
    """A family of metrics for every department, two of them by formula."""
    yield "# Definitions are the controlling handbook's."
    yield "metrics:"
    for department in organisation.departments:
        yield from _metrics_of(department)


def tensions_file(organisation: Organisation) -> Iterator[str]:
    """The trade-offs that departments accepted between their margin and a team's orders."""
    yield "tensions:"
    for department in filter(has_tension, organisation.departments):
        name = department.head.id
        yield f"  - between: [{name}.margin, {department.teams[0].id}.orders]"
        yield f"    lever: {name}.discount_rate"
        yield "    reason: Market entry year, agreed in the January review"
        yield f"    guardrail: {name}.signed_contracts"
        yield f"    decided_by: {department.head.people[0]}"
        yield "    until: 2026-12-31"


def _metrics_of(department: Department) -> Iterator[str]:
    name = department.head.id
    title = department.head.title
    yield from _metric(f"{name}.orders", f"Orders taken, {title}", "order", "sum")
    if has_tension(department):
        yield f"    drivers: [{{metric: {name}.discount_rate, effect: raises, strength: strong}}]"
    yield from _metric(f"{name}.order_value", f"Order value, {title}", "EUR/order", "mean")
    yield f"    drivers: [{{metric: {name}.return_rate, effect: lowers}}]"
    yield from _metric(f"{name}.return_rate", f"Returns, {title}", '"%"', "mean")
    yield from _metric(f"{name}.costs", f"Direct costs, {title}", "EUR", "sum")
    yield from _metric(f"{name}.revenue", f"Revenue, {title}", "EUR", "sum")
    yield f"    formula: {name}.orders * {name}.order_value"
    yield from _metric(f"{name}.margin", f"Contribution margin, {title}", "EUR", "sum", "")
    yield f"    formula: {name}.revenue - {name}.costs"
    if has_tension(department):
        yield f"    drivers: [{{metric: {name}.discount_rate, effect: lowers}}]"
        yield from _metric(f"{name}.discount_rate", f"Discount, {title}", '"%"', "mean")


def _metric(
    name: str, title: str, unit: str, aggregation: str, bounds: str = ">= 0"
) -> Iterator[str]:
    yield f"  - id: {name}"
    yield f"    title: {title}"
    yield f"    unit: {unit}"
    yield f"    aggregation: {aggregation}"
    if bounds:
        yield f'    range: "{bounds}"'


def _lacks_owner(unit: Unit) -> bool:
    """Whether a goal without owner is planted here, which a lead would answer for."""
    numbers = range(unit.first, unit.first + unit.kpis)
    return any(defect_of(number) is Defect.MISSING_OWNER for number in numbers)
