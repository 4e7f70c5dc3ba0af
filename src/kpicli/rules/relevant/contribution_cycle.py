"""R106 contribution-cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class ContributionCycle(Rule):
    """
    ## What it does
    Reports goals that contribute to each other in a circle, once and with all of the circle. Where
    several circles share goals, a shortest one is named. A circle of which every goal is closed or
    dropped is left alone.

    ## Why it matters
    Nothing that adds up along contributions has a beginning or an end in a circle: not a roll-up,
    not the question what a goal is good for.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: offers
        title: Raise offers sent
        contributes_to: visits  # error: [contribution-cycle]
      - id: visits
        title: Raise client visits
        contributes_to: offers
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: offers
        title: Raise offers sent
      - id: visits
        title: Raise client visits
        contributes_to: offers
    ```
    """

    code = "R106"
    name = "contribution-cycle"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each circle."""
        for found in workspace.cascade.cycles:
            if all(workspace.goals[goal].model.is_over for goal in found):
                continue
            circle = _from_an_active_goal(workspace, found)
            labels = _links(workspace, circle)
            yield self.finding(
                _words(circle),
                labels[0],
                goals=circle,
                field="contributes_to",
                related=labels[1:],
                help="remove the link that says the least about what serves what",
            )


def _from_an_active_goal(workspace: Workspace, circle: tuple[str, ...]) -> tuple[str, ...]:
    """The circle from its first active goal on: that one tells how much the finding matters."""
    models = [workspace.goals[goal].model for goal in circle]
    ranks = [(model.is_over, model.is_draft, index) for index, model in enumerate(models)]
    start = min(ranks)[-1]
    return (*circle[start:], *circle[:start])


def _words(circle: tuple[str, ...]) -> str:
    if len(circle) == 1:
        return f"`{circle[0]}` contributes to itself"
    shown = " → ".join(f"`{goal}`" for goal in (*circle, circle[0]))
    return f"goals contribute to each other in a circle: {shown}"


def _links(workspace: Workspace, circle: tuple[str, ...]) -> tuple[Label, ...]:
    """The place of each link of the circle; of the goal's id where nesting makes the link."""
    following = dict(zip(circle, (*circle[1:], circle[0]), strict=True))
    return tuple(
        Label(goal.path, goal.route.child(*(link.keys or ("id",))), f"contributes to `{parent.id}`")
        for goal in map(workspace.goals.__getitem__, circle)
        for parent, link in workspace.parents(goal)
        if parent.id == following[goal.id]
    )
