"""What a rule is: an identity, a page in its docstring, options, and a check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import chain, repeat
from typing import TYPE_CHECKING, ClassVar

from kpicli.fields.value import Value
from kpicli.findings import Certainty, Finding, Fix, Label, RuleId, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.history.judged import Judged, Past
    from kpicli.models.goal import Kpi, Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace


class RuleOptions(Value):
    """The options of a rule: what `[check.options.<rule>]` may set."""


class Rule(ABC):
    """One rule. It has no state but its options: it reads the workspace and yields findings.

    The docstring is the rule's page; its examples are executed as tests.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    certainty: ClassVar[Certainty]
    runs_only_by_name: ClassVar[bool] = False
    """Whether `ALL` and prefixes leave it out."""
    is_about_past: ClassVar[bool] = False
    """Whether it runs only where something is known of the past."""
    Options: ClassVar[type[RuleOptions]] = RuleOptions
    for_want_of: ClassVar[frozenset[str]] = frozenset()
    """Fields that a goal of a finding has to lack for it, beside the first goal's own field.

    They may be those of its links, its metric, its team or a team above.
    """
    options_as: ClassVar[str] = ""
    """The rule whose options count where this one is given none."""

    def __init__(self, options: RuleOptions | None = None) -> None:
        self._options = options or self.Options()

    @classmethod
    def rule_id(cls) -> RuleId:
        """The rule's identity."""
        return RuleId(cls.code, cls.name, cls.severity, cls.certainty)

    @abstractmethod
    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings of this rule in a workspace, in any order."""

    def check_past(self, past: Past) -> Iterator[Finding]:  # noqa: ARG002 - few rules look back
        """The findings about what goals were, none of most rules."""
        return iter(())

    def finding(  # noqa: PLR0913 - a finding has this many parts
        self,
        message: str,
        primary: Label,
        *,
        goals: tuple[str, ...],
        field: str = "",
        related: tuple[Label, ...] = (),
        help: str | None = None,  # noqa: A002 - the public name of the part
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule; see `Finding` for the parts."""
        parts = (message, primary, related, goals, field, help, notes, fix)
        return Finding(self.rule_id(), self.severity, *parts)


class GoalRule(Rule):
    """A rule that looks at one goal at a time, drafts included, closed and dropped ones not."""

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings about all goals."""
        goals = self.candidates(workspace)
        return chain.from_iterable(map(self.check_goal, goals, repeat(workspace)))

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals that are looked at. Leave out only what the rule says nothing about anyway."""
        return workspace.live_goals

    @abstractmethod
    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The findings about one goal."""


class KpiRule(Rule):
    """A rule that looks at one KPI at a time, drafts included, closed and dropped ones not."""

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings about all KPIs."""
        kpis = self.candidates(workspace)
        return chain.from_iterable(map(self.check_kpi, kpis, repeat(workspace)))

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that are looked at. Leave out only what the rule says nothing about anyway."""
        return workspace.live_kpis

    @abstractmethod
    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The findings about one KPI."""


class ObjectiveRule(Rule):
    """A rule that looks at one objective at a time, drafts included, ended ones not."""

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings about all objectives."""
        for objective in self.candidates(workspace):
            if not objective.model.is_over:
                yield from self.check_objective(objective, workspace)

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Objective]]:
        """The objectives that are looked at; ended ones are left out anyway."""
        return workspace.objectives

    @abstractmethod
    def check_objective(
        self, objective: Definition[Objective], workspace: Workspace
    ) -> Iterator[Finding]:
        """The findings about one objective."""


class LoadingRule(Rule):
    """A rule that loading itself applies; here it only has its page."""

    def check(self, workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: the findings were made when the files were loaded."""
        return iter(())


class RunRule(Rule):
    """A rule about the run itself: the linter makes its findings once all others are known."""

    def check(self, workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: what this rule is about shows only after all rules have run."""
        return iter(())


class HistoryRule(Rule):
    """A rule about what a goal was: it runs only where something is known of the past."""

    is_about_past = True

    def check(self, workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: of itself a workspace has no past."""
        return iter(())

    def check_past(self, past: Past) -> Iterator[Finding]:
        """The findings about all goals that were reworked, but those that were still drafts."""
        for judged in past.promised:
            yield from self.check_change(judged, past)

    @abstractmethod
    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """The findings about one goal that is gone, or more than measured again."""
