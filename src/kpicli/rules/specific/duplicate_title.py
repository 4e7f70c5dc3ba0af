"""S104 duplicate-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.rules.specific.same_titles import SameTitle, differing_dates, same_titles
from kpicli.rules.specific.vocabulary import TitleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class DuplicateTitleOptions(TitleOptions):
    """What `[check.options.duplicate-title]` may set."""

    most_teams: int = Field(5, ge=1, description="in more teams it is a standard title and fine")
    least_dates: int = Field(
        3, ge=2, description="on how many dates figures must differ to be of two quantities"
    )


class DuplicateTitle(Rule):
    """
    ## What it does
    Reports KPIs that cannot be told apart by their titles: the same title twice in one team and
    period, or nearly the same in two teams on different metrics without segments. Titles are
    compared without case, order, plural and small words. A title in more than five teams is a
    standard title, and a KPI may have the title of the one that it contributes to.

    Two teams whose actuals differ on every date that both have, at least three, measure two
    quantities under one name. That is an info.

    ## Why it matters
    In a report two lines with one name are read as one number. Either it is one goal written
    twice, or two quantities that need names of their own.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    kpis:
      - {id: a, title: Qualified leads, team: sales, target: 100}
      - {id: b, title: Qualified leads, team: sales, target: 120}  # error: [duplicate-title]
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026, team: sales}
    metrics:
      - {id: leads, title: Qualified leads}
    kpis:
      - {id: emea, title: Qualified leads, metric: leads, segment: emea, target: 100}
      - {id: apac, title: Qualified leads, metric: leads, segment: apac, target: 120}
    ```
    """

    code = "S104"
    name = "duplicate-title"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC
    Options = DuplicateTitleOptions
    _options: DuplicateTitleOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each KPI whose title another has already."""
        options = self._options
        for same in same_titles(workspace, options.most_teams, options.language):
            dates = 0 if same.is_one_team else differing_dates(same, workspace)
            if dates < options.least_dates:
                yield self._finding(same)
            else:
                yield self._of_two_quantities(same, dates)

    def _of_two_quantities(self, same: SameTitle, dates: int) -> Finding:
        finding = self._finding(same)
        return replace(
            finding,
            severity=Severity.INFO,
            message=f"{finding.message}, and other actuals on all {dates} common dates",
            help="say in the titles what is meant, or tell the two apart by `segment`",
        )

    def _finding(self, same: SameTitle) -> Finding:
        again, first = same.again, same.first
        team = again.model.team
        where = f"in team `{team}`" if same.is_one_team else f"in team `{first.model.team}`"
        return self.finding(
            f"`{again.id}` has the title of `{first.id}` {where}"
            if team
            else f"`{again.id}` has the title of `{first.id}`",
            again.at("title"),
            goals=(again.id, first.id),
            field="title",
            related=(first.at("title", message="the same title"),),
            help="keep one of the two, or say in the titles what tells them apart"
            if same.is_one_team
            else "if it is one metric, name it with `metric` and tell the two apart by `segment`; "
            "else say in the titles what is meant",
        )
