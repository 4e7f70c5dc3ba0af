"""S108 unaccountable-owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.findings import Label
    from kpicli.models.organisation import Team
    from kpicli.workspace import AnyGoal, Definition, Workspace

_PREFIX = "team:"


class UnaccountableOwner(Rule):
    """
    ## What it does
    Reports goals owned by a team that has no lead. An owner in the file's `defaults` is reported
    once, with all goals that take it.

    ## Why it matters
    A team cannot be asked how it is going, only a person can. Without a lead everybody in the
    team may think that somebody else looks after the goal.

    ## Bad
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales}
    kpis:
      - id: leads
        title: Raise qualified leads to 1,000
        target: 1000
        owner: team:sales  # error: [unaccountable-owner]
    ```

    ## Good
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales, lead: dana}
    kpis:
      - id: leads
        title: Raise qualified leads to 1,000
        target: 1000
        owner: team:sales
    ```
    """

    code = "S108"
    name = "unaccountable-owner"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each place that names such a team as the owner."""
        for owner, goals in workspace.groups.by_owner.items():
            team = _leaderless(owner, workspace)
            if team is None:
                continue
            places: dict[Label, list[Definition[AnyGoal]]] = {}
            for goal in goals:
                places.setdefault(goal.at("owner"), []).append(goal)
            for label, owned in places.items():
                yield self._finding(label, owned, team)

    def _finding(
        self, label: Label, goals: Sequence[Definition[AnyGoal]], team: Definition[Team]
    ) -> Finding:
        owned = (
            f"`{goals[0].id}`" if len(goals) == 1 else f"`{goals[0].id}` and {len(goals) - 1} more"
        )
        return self.finding(
            f"the owner of {owned} is team `{team.id}`, which has no lead",
            label,
            goals=tuple(goal.id for goal in goals),
            field="owner",
            related=(team.at("lead", message="no lead here"),),
            help=f"set `lead` in team `{team.id}`, or name a person as the owner",
        )


def _leaderless(owner: str | None, workspace: Workspace) -> Definition[Team] | None:
    """The team that an owner stands for and that has no lead, if that is so."""
    if owner is None or not owner.startswith(_PREFIX):
        return None
    team = workspace.teams.get(owner.removeprefix(_PREFIX))
    return team if team and not (team.model.lead or team.means("lead")) else None
