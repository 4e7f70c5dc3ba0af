"""U106 invalid-weights."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Lifecycle, Rollup
from kpicli.models.goal import Objective
from kpicli.progress.plan_parts import weight_of
from kpicli.rules.rollup.wording import MOST_NAMED
from kpicli.rules.rule import GoalRule
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.findings import Label
    from kpicli.workspace import AnyGoal, Definition, Link, Workspace


class InvalidWeights(GoalRule):
    """
    ## What it does
    Reports weights below zero, of a goal or of a link. Also goals whose score or value follows
    from contributors of which every single one has the weight 0.

    ## Why it matters
    With a negative weight a goal scores higher the worse its contributor does. With all weights
    zero nothing counts, and there is no score.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}
      - {id: quality, title: Few complaints}  # error: [invalid-weights] "every contributor to `quality` has the weight 0"
    kpis:
      - {id: leads, title: Raise leads, contributes_to: [{goal: growth, weight: -1}]}  # error: [invalid-weights] "-1"
      - {id: clients, title: Win clients, contributes_to: growth}
      - {id: complaints, title: Fewer complaints, weight: 0, contributes_to: quality}
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}
    kpis:
      - {id: leads, title: Raise leads, contributes_to: [{goal: growth, weight: 0}]}
      - {id: clients, title: Win clients, weight: 2, contributes_to: growth}
    ```
    """  # noqa: E501 - a goal on a line

    code = "U106"
    name = "invalid-weights"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that write a weight of 0 or less, and those right above them."""
        weighing = (*workspace.goals_with("weight"), *workspace.ended_goals_with("weight"))
        linking = map(workspace.goals.__getitem__, sorted(workspace.goals_with_weighted_links))
        writing = [goal for goal in chain(weighing, linking) if _writes_at_most_zero(goal)]
        above = [parent for goal in writing for parent, _ in workspace.parents(goal)]
        return [
            goal
            for goal in {goal.id: goal for goal in (*writing, *above)}.values()
            if not goal.model.is_over
        ]

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The negative weights that a goal writes, and the goal itself if nothing counts in it."""
        if goal.model.weight is not None and goal.model.weight < 0:
            yield self._negative(goal, "weight", goal.at("weight"), shown(goal.model.weight))
        for index, part in enumerate(goal.model.contributes_to):
            if part.weight is not None and part.weight < 0:
                label = goal.at("contributes_to", index, "weight")
                words = f"{shown(part.weight)} in `{part.goal}`"
                yield self._negative(goal, f"contributes_to.{part.goal}", label, words)
        yield from self._all_zero(goal, workspace)

    def _negative(self, goal: Definition[AnyGoal], field: str, label: Label, words: str) -> Finding:
        return self.finding(
            f"`{goal.id}` has the weight {words}, below 0",
            label,
            goals=(goal.id,),
            field=field,
            help="write 0 or more; where less of it is better, its own target says so",
        )

    def _all_zero(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        if not workspace.contributors(goal):
            return
        parts: list[tuple[Definition[AnyGoal], Link]] = []
        for child, link in _counting(goal, workspace):
            if weight_of(child, link):  # type: ignore[arg-type]
                return
            parts.append((child, link))
        if not parts:
            return
        yield self.finding(
            f"every contributor to `{goal.id}` has the weight 0, so nothing counts in it",
            goal.at("rollup"),
            goals=(goal.id, *(child.id for child, _ in parts[:MOST_NAMED])),
            field="rollup",
            related=tuple(
                link_label(child, link, "weight 0") for child, link in parts[:MOST_NAMED]
            ),
            help="give at least one of them a weight above 0",
        )


def _writes_at_most_zero(goal: Definition[AnyGoal]) -> bool:
    """Whether a weight that the goal writes is no ordinary one."""
    weight, links = goal.model.weight, goal.model.contributes_to
    if weight is not None and weight <= 0:
        return True
    return any(link.weight is not None and link.weight <= 0 for link in links)


def _counting(
    goal: Definition[AnyGoal], workspace: Workspace
) -> Iterator[tuple[Definition[AnyGoal], Link]]:
    """What counts in a goal that follows from its contributors; nothing where one is broken."""
    follows = isinstance(goal.model, Objective) or goal.model.rollup is not Rollup.NONE
    if not follows or goal.id in workspace.goals_with_broken_contributors:
        return
    for child, link in workspace.contributors(goal):
        if link.counts and child.model.status not in {Lifecycle.DRAFT, Lifecycle.DROPPED}:
            yield child, link
