"""B104 missing-guardrail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction, Level
from kpicli.models.goal import Kpi
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.organisation import Tension
    from kpicli.workspace import AnyGoal, Definition, Workspace

_HIGH = {Level.ORGANIZATION, Level.DEPARTMENT}
_HOLDS = {Direction.AT_LEAST, Direction.AT_MOST, Direction.WITHIN}


class MissingGuardrail(KpiRule):
    """
    ## What it does
    Reports KPIs of the organisation and of departments that increase without anything that must
    not get worse meanwhile: neither they nor what they contribute to directly have `guardrails`,
    no accepted tension on them names one, and no KPI beside them has only to hold (`>=`, `<=` or
    a range).

    It says nothing where something broken stands beside the KPI, or above it.

    ## Why it matters
    Almost any number can be raised at the expense of another: revenue by discounts, volume by
    returns. A guardrail says at which price it must not be.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
    kpis:
      - id: revenue  # error: [missing-guardrail]
        title: Raise revenue from €20M to €24M
        team: acme
        baseline: €20M
        target: €24M
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
    kpis:
      - id: revenue
        title: Raise revenue from €20M to €24M
        team: acme
        baseline: €20M
        target: €24M
        guardrails: [returns]
      - {id: returns, title: Keep returned orders at 2%, team: acme, target: <= 2%}
    ```
    """

    code = "B104"
    name = "missing-guardrail"
    severity = Severity.INFO
    certainty = Certainty.PROVED
    for_want_of = frozenset({"contributes_to", "team"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that are of a high level, by their team or by themselves."""
        found = {kpi.id: kpi for kpi in workspace.kpis_with("level")}
        for team, goals in workspace.groups.by_team.items():
            if team and workspace.team_level(team) in _HIGH:
                found |= {goal.id: goal for goal in goals if isinstance(goal.model, Kpi)}  # type: ignore[misc]
        return found.values()

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if nothing limits the ways in which it may rise."""
        commitment = workspace.commitment(kpi)
        if commitment is None or commitment.direction is not Direction.INCREASE:
            return
        level = workspace.level(kpi)
        if level not in _HIGH or _is_guarded(kpi, workspace):
            return
        yield self.finding(
            f"`{kpi.id}` is to increase at level {level}, and nothing guards what it may cost",
            kpi.at("guardrails"),
            goals=(kpi.id,),
            field="guardrails",
            help="name in `guardrails` the KPIs that must not get worse meanwhile",
        )


def _is_guarded(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    if _names_another(kpi, kpi) or any(
        kpi.id in tension.model.between and _has_guardrail(tension)
        for tension in workspace.tensions
    ):
        return True
    if any(kpi.id in part.names for part in workspace.broken):
        return True  # a tension that could not be understood may name a guardrail
    return kpi.id in workspace.goals_with_unknown_parents or any(
        _names_another(parent, kpi)
        or parent.id in workspace.goals_with_broken_contributors
        or any(_holds(child, workspace) for child, _ in workspace.contributors(parent))
        for parent, _ in workspace.parents(kpi)
    )


def _names_another(goal: Definition[AnyGoal], kpi: Definition[Kpi]) -> bool:
    """Whether a goal has a guardrail that is not the KPI itself."""
    guardrails = (*goal.model.guardrails, *goal.named_by("guardrails"))
    return any(guardrail != kpi.id for guardrail in guardrails)


def _has_guardrail(tension: Definition[Tension]) -> bool:
    return tension.model.guardrail is not None or tension.means("guardrail")


def _holds(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    if not isinstance(goal.model, Kpi) or goal.model.is_over:
        return False
    commitment = workspace.commitment(goal)  # type: ignore[arg-type]
    return commitment is not None and commitment.direction in _HOLDS
