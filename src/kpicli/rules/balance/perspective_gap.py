"""B101 perspective-gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Level, Perspective
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kpicli.workspace import Definition, Workspace


class PerspectiveGap(Rule):
    """
    ## What it does
    Reports the organisation, and each department, whose goals leave out one of the four
    perspectives: financial, customer, internal process, learning and growth. A department's goals
    are its own and those of its teams; the organisation's are those at its level.

    It says nothing in a repository without perspectives, of a department without goals, and
    where a goal could not be understood.

    ## Why it matters
    Money is the result of the other three. Who looks at one side only finds out late, and from
    the numbers, that clients left or that nobody learned anything.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}  # error: [perspective-gap]
    kpis:
      - {id: revenue, title: Raise revenue, team: acme, perspective: financial}
      - {id: churn, title: Lower churn, team: acme, perspective: customer}
      - {id: lead_time, title: Shorten lead time, team: acme, perspective: internal_process}
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: acme, level: organization}
    kpis:
      - {id: revenue, title: Raise revenue, team: acme, perspective: financial}
      - {id: churn, title: Lower churn, team: acme, perspective: customer}
      - {id: lead_time, title: Shorten lead time, team: acme, perspective: internal_process}
      - {id: training, title: Raise training, team: acme, perspective: learning_growth}
    ```
    """

    code = "B101"
    name = "perspective-gap"
    severity = Severity.INFO
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each unit, with all perspectives that it leaves out."""
        if workspace.broken_ids or any(map(_is_unclear, workspace.misspelled)):
            return
        seen = _perspectives(workspace)
        if not any(seen.values()):
            return
        for team, found in seen.items():
            missing = [side for side in Perspective if side not in found]
            if missing:
                yield self.finding(
                    f"the goals of `{team}` leave out {_listed(missing)}",
                    workspace.teams[team].at("id"),
                    goals=(team,),
                    field="perspective",
                    help="set a goal for it, or set `perspective` on the goal that is one",
                )


def _is_unclear(part: Definition[Any]) -> bool:
    """Whether its team or perspective may stand under a misspelled key."""
    return part.means("team") or part.means("perspective")


def _perspectives(workspace: Workspace) -> Mapping[str, Sequence[Perspective]]:
    """The perspectives of each department and of the organisation that has goals."""
    found: dict[str, list[Perspective]] = {}
    for team, goals in workspace.groups.by_team.items():
        unit = _unit(team, workspace)
        if unit is not None:
            sides = found.setdefault(unit, [])
            for goal in goals if len(sides) < len(Perspective) else ():
                side = goal.model.perspective
                if side is not None and side not in sides:
                    sides.append(side)
    return found


def _unit(team: str | None, workspace: Workspace) -> str | None:
    if team is None or workspace.team_level(team) is Level.ORGANIZATION:
        return team
    return workspace.department_of_team(team)


def _listed(sides: list[Perspective]) -> str:
    *first, last = (f"`{side}`" for side in sides)
    return f"{', '.join(first)} and {last}" if first else last
