"""S102 vague-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.goal import Kpi
from kpicli.models.target import Form
from kpicli.rules.rule import GoalRule
from kpicli.rules.specific.titled import objectives_titled
from kpicli.rules.specific.vocabulary import TitleOptions
from kpicli.rules.specific.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class VagueTitle(GoalRule):
    """
    ## What it does
    Reports titles that name a wish: they begin with a word such as improve, enhance, optimise or
    streamline, or say "world-class" or "as soon as possible", and neither the title nor a
    target gives a number. For an objective, which has no target, it is an info. The title of a KPI
    may not begin with a bare direction either, such as increase or reduce. A KPI that lacks a
    target, or has words for one, is left to the rules that ask for its target.

    ## Why it matters
    Everybody agrees to such a goal because everybody reads something else in it. At the end of
    the period nobody can say whether it was reached.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: onboarding
        title: Improve the onboarding experience  # error: [vague-title]
        target: complete
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: onboarding
        title: Improve onboarding from 14 days to 5
        target: complete
      - id: satisfaction
        title: Improve customer satisfaction
        target: ">= 4.5"
      - id: handbook
        title: Publish the onboarding handbook
        target: complete
    ```
    """

    code = "S102"
    name = "vague-title"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"target"})
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[AnyGoal]]:
        """The goals without a number whose titles begin with a wish or say one."""
        language, groups = wording(self._options.language), workspace.groups
        yield from objectives_titled(workspace, language.wish)
        kpis = groups.kpis_by_form.get(Form.COMPLETE, ())
        titles = {kpi.model.title for kpi in kpis}
        vague = {title for title in titles if language.wish(title) or language.direction(title)}
        yield from (kpi for kpi in kpis if kpi.model.title in vague)

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the goal tells it alone
        """The goal, if its title names a wish."""
        is_kpi = isinstance(goal.model, Kpi)
        if is_kpi and not _is_deliverable(goal):
            return
        language, title = wording(self._options.language), goal.model.title
        words = language.wish(title) or (language.direction(title) if is_kpi else None)
        if words is None:
            return
        finding = self.finding(
            f"the title of `{goal.id}` says `{words}` and gives no number",
            goal.at("title"),
            goals=(goal.id,),
            field="title",
            help="say from what to what, or set a `target` that is a number"
            if is_kpi
            else "say what will be true when it is reached",
        )
        yield finding if is_kpi else replace(finding, severity=Severity.INFO)


def _is_deliverable(goal: Definition[AnyGoal]) -> bool:
    target = goal.model.target if isinstance(goal.model, Kpi) else None
    return target is not None and target.form is Form.COMPLETE
