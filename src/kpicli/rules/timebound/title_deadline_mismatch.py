"""T107 title-deadline-mismatch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.goal import Kpi
from kpicli.models.period import day_of
from kpicli.rules.rule import GoalRule
from kpicli.rules.specific.titled import titles_shaped
from kpicli.rules.specific.vocabulary import TitleOptions
from kpicli.rules.timebound.deadlines import deadlines, may_name_deadline, written_deadline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.models.period import DateRange
    from kpicli.rules.timebound.deadlines import Deadline
    from kpicli.workspace import AnyGoal, Definition, Workspace


class TitleDeadlineMismatch(GoalRule):
    """
    ## What it does
    Reports titles whose deadline is not the end of the goal's period: "by June 2026", "by end of
    Q3", "by 2026-06-30". A deadline with a year that lies after the period is an error, every
    other a warning, and so is one that may belong to what the goal is for ("to reduce the harm
    done by 2030"); one within the period of a goal without a target in numbers is an info. The
    date of an interim target is a deadline that fits, and so is the day after the period: "by
    1 July" is the end of June.

    What somebody else is to do by then is no deadline of the goal: "to be ready for the rules
    required by 2030". Nor is when something was, as in "opened before 2020".

    ## Why it matters
    The title promises one date and the period is measured by another. Whoever believes the title
    is late, or thinks that there is time left.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise leads to 1,000 by June 30, 2026  # error: [title-deadline-mismatch] "error"
        period: 2026-Q1
        target: 1000
      - id: visits
        title: Raise visits to 9,000 by Q2  # error: [title-deadline-mismatch] "warning"
        period: 2026
        target: 9000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise leads to 1,000 by June 30, 2026
        period: 2026-H1
        target: 1000
      - id: visits
        title: Raise visits to 9,000 by the end of the year
        period: 2026
        target: 9000
    ```
    """

    code = "T107"
    name = "title-deadline-mismatch"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[AnyGoal]]:
        """The goals whose titles name a deadline."""
        language = self._options.language
        may_name = partial(may_name_deadline, language=language)
        for title, goals in titles_shaped(workspace, may_name):
            if written_deadline(title, language):
                yield from goals

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """The goal, if its title names another end than its period."""
        language = self._options.language
        found = written_deadline(goal.model.title, language)
        period = workspace.period(goal) if found else None
        if found is None or period is None:
            return
        meant = list(deadlines(found, language, period, workspace.calendar))
        dates = [period.end, *_interim_days(goal, workspace)]
        if not meant or any(deadline.fits(day) for deadline in meant for day in dates):
            return
        from kpicli.rules.timebound.no_deadlines import (  # noqa: PLC0415 - mostly all fit
            is_amount,
            is_past,
        )

        if is_past(found, language, meant[0].days, period) or is_amount(found, goal, workspace):
            return
        yield from self._findings(goal, meant, period)

    def _findings(
        self, goal: Definition[AnyGoal], meant: list[Deadline], period: DateRange
    ) -> Iterator[Finding]:
        is_later = all(deadline.days.start > period.end for deadline in meant)
        if not is_later and not all(deadline.days.end < period.end for deadline in meant):
            return
        way = "after" if is_later else "before"
        finding = self.finding(
            f"the title of `{goal.id}` says {shown(meant[0].text)}, which is {way} the end of its "
            f"period on {period.end}",
            goal.at("title"),
            goals=(goal.id,),
            field="title",
            related=(goal.at("period", message=f"ends on {period.end}"),),
            help="correct the title or the `period`",
        )
        yield replace(finding, severity=_severity(goal, meant, period))


def _severity(goal: Definition[AnyGoal], meant: list[Deadline], period: DateRange) -> Severity:
    days = meant[0].days
    if days.start > period.end and meant[0].is_certain:
        return Severity.ERROR
    target = goal.model.target if isinstance(goal.model, Kpi) else None
    has_number = target is not None and target.quantity is not None
    # A deliverable may well be due in the middle of its quarter.
    is_within = period.start <= days.end < period.end
    return Severity.INFO if is_within and not has_number else Severity.WARNING


def _interim_days(goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[date]:
    if isinstance(goal.model, Kpi):
        for part in goal.model.interim_targets:
            yield day_of(part.when, workspace.calendar)
