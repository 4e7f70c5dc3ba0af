"""H109 codeowners-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.codeowners import CodeOwners
    from kpicli.history.judged import Judged, Past
    from kpicli.workspace import AnyGoal, Definition, Workspace


class CodeownersMismatch(HistoryRule):
    """
    ## What it does
    Reports goals in files that CODEOWNERS gives to other people than those who answer for the
    goals: the owner, the team, the teams above it, and the people of all of these.

    It is silent where CODEOWNERS names nobody for the file, or anybody who is not known among
    `people` and `teams`. An address is that of a person; `@dana-ito` is a person by id, name or
    address up to the `@`; `@acme/sales` is a team by id or title.

    ## Why it matters
    Others than the owner approve what becomes of the goal: a pull request that loosens its target
    passes without anybody who answers for it.

    ## Bad
    ```codeowners title="CODEOWNERS"
    /goals.yaml @acme/finance
    ```
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales}
      - {id: finance, title: Finance}
    kpis:
      - id: leads  # error: [codeowners-mismatch]
        title: Raise leads a month from 80 to 100
        team: sales
    ```

    ## Good
    ```codeowners title="CODEOWNERS"
    /goals.yaml @acme/sales
    ```
    ```yaml title="goals.yaml"
    teams:
      - {id: sales, title: Sales}
      - {id: finance, title: Finance}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        team: sales
    ```
    """

    code = "H109"
    name = "codeowners-mismatch"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC

    def check_past(self, past: Past) -> Iterator[Finding]:
        """A finding for each file and team whose goals others approve, at the first of them."""
        known = past.responsibility
        owners = known.code_owners() if known is not None else None
        if known is None or owners is None:
            return
        groups: dict[tuple[str, str], list[Definition[AnyGoal]]] = {}
        for goal in known.workspace.live_goals:
            if _is_in_other_hands(goal, owners, known.workspace):
                whose = f"team `{goal.model.team}`" if goal.model.team else f"`{goal.model.owner}`"
                groups.setdefault((goal.path, whose), []).append(goal)
        for (path, whose), goals in groups.items():
            yield self._finding(path, whose, goals, owners)

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: this rule is about how things stand, not about what changes."""
        return iter(())

    def _finding(
        self, path: str, whose: str, goals: list[Definition[AnyGoal]], owners: CodeOwners
    ) -> Finding:
        given = ", ".join(f"`{owner}`" for owner in owners.owners_of(path))
        count = "a goal" if len(goals) == 1 else f"{len(goals)} goals"
        return self.finding(
            f"`{path}` has {count} of {whose}, and {owners.path} gives the file to {given}",
            goals[0].at("id"),
            goals=tuple(goal.id for goal in goals),
            field="owner",
            help=f"name who answers for the goals in {owners.path}, or move them to a file of "
            "their own",
        )


def _is_in_other_hands(goal: Definition[AnyGoal], owners: CodeOwners, workspace: Workspace) -> bool:
    """Whether all code owners of the goal's file are known, and none answers for the goal."""
    from kpicli.rules.history.known_people import (  # noqa: PLC0415 - only with a past
        answering_for,
        meant_by,
    )

    meant = [meant_by(owner, workspace) for owner in owners.owners_of(goal.path)]
    answering = answering_for(goal, workspace)
    if not all(meant) or not meant or not _is_known(answering, workspace):
        return False
    return not any(found & answering for found in meant)


def _is_known(answering: frozenset[str], workspace: Workspace) -> bool:
    """Whether anybody who answers for a goal is defined: a mere name might be anybody."""
    return any(key in workspace.people or key.startswith(TEAM_PREFIX) for key in answering)
