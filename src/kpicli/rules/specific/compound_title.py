"""S103 compound-title."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule
from kpicli.rules.specific.imperatives import joined_verbs
from kpicli.rules.specific.titled import titles_shaped
from kpicli.rules.specific.vocabulary import TitleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class CompoundTitle(GoalRule):
    """
    ## What it does
    Reports titles that ask for two things: two verbs joined by "and".

    ## Why it matters
    One target cannot measure two things. When only one of them succeeds, the goal is neither
    reached nor missed.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: tickets
        title: Reduce the backlog and increase the solved share  # error: [compound-title]
        target: 90%
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: backlog
        title: Reduce the backlog of tickets and complaints
        target: "<= 50"
      - id: solved
        title: Increase the share of solved tickets
        target: 90%
    ```
    """

    code = "S103"
    name = "compound-title"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[AnyGoal]]:
        """The goals whose titles join two verbs."""
        language = self._options.language
        found = titles_shaped(workspace, lambda shape: joined_verbs(shape, language))
        return chain.from_iterable(goals for _, goals in found)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the goal tells it alone
        """The goal, if its title has two verbs."""
        verbs = joined_verbs(goal.model.title, self._options.language)
        if verbs:
            yield self.finding(
                f"the title of `{goal.id}` asks for two things: "
                f"`{verbs.first.lower()}` and `{verbs.second.lower()}`",
                goal.at("title"),
                goals=(goal.id,),
                field="title",
                help="make two goals of it, or name the one result that both are for",
            )
