"""A small book of rules that say what the tests want to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.document.syntax_error import SyntaxError as SyntaxErrorRule
from kpicli.rules.rule import GoalRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.rules.rule import Rule
    from kpicli.workspace import AnyGoal, Definition, Workspace


class Named(GoalRule):
    """Reports every goal by its title."""

    code = "Z101"
    name = "named-goal"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the rule's interface
        """The goal."""
        yield self.finding(f"`{goal.id}`", goal.at("title"), goals=(goal.id,), field="title")


class Owned(Named):
    """Reports every goal by its owner, twice."""

    code = "Z102"
    name = "owned-goal"
    severity = Severity.ERROR

    class Options(RuleOptions):
        """How often it is said."""

        times: int = Field(2, description="how often")

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the rule's interface
        """The goal, as often as the options say."""
        for number in range(vars(self._options).get("times", 2)):
            yield self.finding(
                f"{number}", goal.at("owner"), goals=(goal.id,), related=(goal.at("title"),)
            )


class Other(Named):
    """The same in another family."""

    code = "Y101"
    name = "other-goal"
    severity = Severity.INFO


RULES: tuple[type[Rule], ...] = (SyntaxErrorRule, Named, Owned, Other)
