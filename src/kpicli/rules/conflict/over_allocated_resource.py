"""C111 over-allocated-resource."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.constraints.interval import shown
from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule, RuleOptions
from kpicli.workspace.resources import OverAllocation, over_allocations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.workspace import Workspace
    from kpicli.workspace.budgets import Allocation, Load

_MOST_NAMED = 5


class OverAllocatedResourceOptions(RuleOptions):
    """What `[check.options.over-allocated-resource]` may set."""

    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="per cent of the budget that may be due to rounding"
    )


class OverAllocatedResource(Rule):
    """
    ## What it does
    Reports budgets that are given away more than once: the `budget` of a team beside those of its
    goals, and of a goal beside those of its contributors.

    Money is a total. Of a goal's contributors counts what lies within its period. Of a team's
    goals counts what lies within one fiscal year: if goals that run at the same time already take
    too much it is an error, if only all of the year do, a warning, since a team's budget names no
    period. Anything else (`fte`) is a rate, and counts on any day of the period.

    A goal that serves another one of the same team is paid from that one's budget; one that serves
    two budgets is left out, and so is what does not convert, and drafts and ended goals.

    An amount below zero gives something back: others may take that much more. As a budget it has
    nothing to give away.

    ## Why it matters
    Every plan works out on its own, and the same people are to do two things in the same week.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales, budget: {fte: 4}}  # error: [over-allocated-resource] "from 2026-04-01 to 2026-06-30 the goals of team `sales` take 5 of 4 fte: 3 + 2"
    kpis:
      - {id: clients, title: Win clients, team: sales, period: 2026-H1, budget: {fte: 3}}
      - {id: partners, title: Win partners, team: sales, period: 2026-Q2, budget: {fte: 2}}
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales, budget: {fte: 4}}
    kpis:
      - {id: clients, title: Win clients, team: sales, period: 2026-H1, budget: {fte: 3}}
      - {id: partners, title: Win partners, team: sales, period: 2026-H2, budget: {fte: 2}}
    ```
    """  # noqa: E501 - a goal on a line

    code = "C111"
    name = "over-allocated-resource"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = OverAllocatedResourceOptions
    _options: OverAllocatedResourceOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each budget that does not suffice."""
        for found in over_allocations(workspace, self._options.rounding):
            finding = self._finding(found)
            yield finding if found.is_proved else replace(finding, severity=Severity.WARNING)

    def _finding(self, found: OverAllocation) -> Finding:
        budget, load = found.budget, found.load
        ranked = sorted(load.allocations, key=lambda part: (-part.amount, part.goal.id))
        named = ranked[:_MOST_NAMED]
        capacity = budget.quantity.value
        reading = "" if found.is_proved else ", if the budget is for one year"
        return self.finding(
            f"{_when(load)} {budget.takers} take {_share(found)}: {_terms(ranked)}{reading}",
            replace(budget.place, message=f"{shown(load.total - capacity)} too little"),
            goals=(budget.owner, *(part.goal.id for part in named)),
            field=f"budget.{budget.key}",
            related=tuple(part.goal.at("budget", part.key, message=_taken(part)) for part in named),
            help=f"raise the budget to {shown(load.total)}, or cut or move one of the goals",
        )


def _share(found: OverAllocation) -> str:
    capacity, unit = found.budget.quantity.value, found.budget.unit
    if capacity < 0:
        return f"{shown(found.load.total)} {unit} from a budget below zero, {shown(capacity)}"
    return f"{shown(found.load.total)} of {shown(capacity)} {unit}"


def _terms(ranked: Sequence[Allocation]) -> str:
    named = [part.amount for part in ranked[:_MOST_NAMED]]
    rest = len(ranked) - len(named)
    terms = " + ".join([*map(shown, named), f"{rest} more"] if rest else map(shown, named))
    return terms.replace("+ -", "- ")


def _taken(part: Allocation) -> str:
    taken = "takes" if part.amount >= 0 else "gives back"
    return f"{taken} {shown(abs(part.amount))}"


def _when(load: Load) -> str:
    start, end = load.period
    return f"on {start}" if start == end else f"from {start} to {end}"
