"""C110 failing-guardrail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.choices import Lifecycle
from kpicli.rules.conflict.guardrails import failing, improvements, way_words
from kpicli.rules.rule import GoalRule
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
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

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals one of whose guardrails has a baseline that it can be worse than."""
        started = {kpi.id for kpi in workspace.kpis_with("baseline")}
        guarded = workspace.goals_with("guardrails")
        return [goal for goal in guarded if not started.isdisjoint(goal.model.guardrails)]

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each guardrail that fails, if the goal improves."""
        if not goal.model.guardrails or goal.model.status is not Lifecycle.ACTIVE:
            return
        # Few guardrails fail, so that most goals need not be asked whether they improve.
        failed = list(failing(goal, workspace))
        improves = next(improvements(goal, workspace), None) if failed else None
        if improves is None:
            return
        for index, guard, worse in failed:
            yield self.finding(
                f"`{goal.id}` improves{improves} while its guardrail `{guard.id}` is worse than at "
                f"its start, {way_words(guard, worse, workspace)}",
                goal.at("guardrails", index),
                goals=(goal.id, guard.id),
                field="guardrails",
                related=tuple(_places(guard, workspace)),
                help="undo what makes it worse, or agree on the trade-off and record it under "
                "`tensions`",
            )


def _places(guard: Definition[Kpi], workspace: Workspace) -> Iterator[Label]:
    yield guard.at("baseline", message="where it started")
    series = workspace.series_in_period(guard)
    if series:
        yield place_of_actual(guard, series[-1].actual, "where it is")
