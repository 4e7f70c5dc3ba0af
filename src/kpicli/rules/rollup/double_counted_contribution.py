"""U105 double-counted-contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import Rule
from kpicli.workspace.counting_paths import DoubleCount, double_counts
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.workspace import Link, Workspace

_MOST_SHOWN = 6


class DoubleCountedContribution(Rule):
    """
    ## What it does
    Reports goals that a KPI with `rollup: sum` counts twice: two paths of contributions lead from
    the goal to the sum, and on both each value is a part of the next. That is so where the next
    one is a sum or an average itself, or measures the same metric or in the same unit.

    Only where paths part is reported, and the nearest sum in which they meet. Links with
    `rollup: false`, drafts and ended goals take no part.

    ## Why it matters
    The sum shows a euro twice that was earned once, and the plan above looks covered.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: EUR, aggregation: sum}
    kpis:
      - {id: company, title: All revenue, metric: revenue, rollup: sum, target: 10M}
      - {id: europe, title: Europe, metric: revenue, segment: europe, rollup: sum, target: 6M, contributes_to: company}
      - id: france
        title: France
        metric: revenue
        segment: france
        target: 2M
        contributes_to: [company, europe]  # error: [double-counted-contribution] "`france` → `company` and `france` → `europe` → `company`"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: revenue, unit: EUR, aggregation: sum}
    kpis:
      - {id: company, title: All revenue, metric: revenue, rollup: sum, target: 10M}
      - {id: europe, title: Europe, metric: revenue, segment: europe, rollup: sum, target: 6M, contributes_to: company}
      - id: france
        title: France
        metric: revenue
        segment: france
        target: 2M
        contributes_to: [{goal: company, rollup: false}, europe]
    ```
    """  # noqa: E501 - a goal on a line

    code = "U105"
    name = "double-counted-contribution"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"rollup"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each goal and sum."""
        for found in double_counts(workspace):
            yield self._finding(workspace, found)

    def _finding(self, workspace: Workspace, found: DoubleCount) -> Finding:
        links = (*found.first, *found.second)
        first, *others = (
            link_label(workspace.goals[link.child], link, f"counts in `{link.parent}`")
            for link in dict.fromkeys(links)
        )
        return self.finding(
            f"`{found.child}` is counted twice in the sum of `{found.parent}`: "
            f"{_words(found.first)} and {_words(found.second)}",
            first,
            goals=(found.child, found.parent),
            field="contributes_to",
            related=tuple(others),
            help="write the link that is not to count with `rollup: false`",
        )


def _words(way: Sequence[Link]) -> str:
    goals = [f"`{goal}`" for goal in (way[0].child, *(link.parent for link in way))]
    if len(goals) > _MOST_SHOWN:
        goals[_MOST_SHOWN - 2 : -1] = [f"{len(goals) - _MOST_SHOWN + 1} more"]
    return " → ".join(goals)
