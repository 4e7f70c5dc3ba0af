"""C110 failing-guardrail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.choices import Lifecycle
from kpicli.models.goal import Kpi
from kpicli.progress.against_baseline import AgainstBaseline, Verdict, against_baseline
from kpicli.rules.rule import GoalRule
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class FailingGuardrail(GoalRule):
    """
    ## What it does
    Reports goals that improve while one of their `guardrails` is worse than its baseline and
    misses its target. A guardrail that still keeps its own threshold or range holds.

    An objective improves where a KPI that contributes to it does. A total is compared with its
    baseline at the end of its period, or once it is beyond it. What is stale, was never measured
    or has no baseline is not judged, nor are drafts and ended goals.

    ## Why it matters
    The guardrail was set because this way of reaching the goal was not wanted: discounts that eat
    the margin, speed that costs quality. Now it happens.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    kpis:
      - id: volume
        title: Raise orders a day from 100 to 120
        baseline: 100
        target: 120
        guardrails: [returns]  # error: [failing-guardrail]
        actuals: {2026-06: 112}
      - id: returns
        title: Keep returned orders at 3% or less
        unit: "%"
        baseline: 2.4
        target: "<= 3"
        actuals: {2026-06: 3.6}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    kpis:
      - id: volume
        title: Raise orders a day from 100 to 120
        baseline: 100
        target: 120
        guardrails: [returns]
        actuals: {2026-06: 112}
      - id: returns
        title: Keep returned orders at 3% or less
        unit: "%"
        baseline: 2.4
        target: "<= 3"
        actuals: {2026-06: 2.6}
    ```
    """

    code = "C110"
    name = "failing-guardrail"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each guardrail that fails, if the goal improves."""
        if not goal.model.guardrails or goal.model.status is not Lifecycle.ACTIVE:
            return
        improves = next(_improvements(goal, workspace), None)
        if improves is None:
            return
        for index, name in enumerate(goal.model.guardrails):
            guard = _kpi(workspace.goals.get(name))
            worse = against_baseline(guard, workspace) if guard else None
            if guard and worse and worse.verdict is Verdict.WORSE and not worse.is_met:
                yield self.finding(
                    f"`{goal.id}` improves{improves} while its guardrail `{name}` is worse than at "
                    f"its start, {_way(guard, worse, workspace)}",
                    goal.at("guardrails", index),
                    goals=(goal.id, name),
                    field="guardrails",
                    related=tuple(_places(guard, workspace)),
                    help="undo what makes it worse, or agree on the trade-off and record it under "
                    "`tensions`",
                )


def _improvements(goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[str]:
    """How the goal improves, in words: by its own numbers, or by those of what serves it."""
    own = _kpi(goal)
    if own is not None:
        better = against_baseline(own, workspace)
        if better and better.verdict is Verdict.BETTER:
            yield f" {_way(own, better, workspace)}"
        return
    for child, link in workspace.contributors(goal):
        kpi = _kpi(child)
        better = against_baseline(kpi, workspace) if kpi and link.counts else None
        if kpi and better and better.verdict is Verdict.BETTER:
            yield f", `{kpi.id}` {_way(kpi, better, workspace)},"


def _kpi(goal: Definition[AnyGoal] | None) -> Definition[Kpi] | None:
    return goal if goal and isinstance(goal.model, Kpi) else None  # type: ignore[return-value]


def _way(kpi: Definition[Kpi], way: AgainstBaseline, workspace: Workspace) -> str:
    unit = workspace.unit(kpi)
    first, last = (f"{shown(value)} {unit}".rstrip() for value in (way.baseline, way.value))
    return f"from {first} to {last}"


def _places(guard: Definition[Kpi], workspace: Workspace) -> Iterator[Label]:
    yield guard.at("baseline", message="where it started")
    series = workspace.series_in_period(guard)
    if series:
        yield place_of_actual(guard, series[-1].actual, "where it is")
