"""C114 unused-tension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.tensions import proved_between, used_tensions
from kpicli.rules.conflict.reach import ContestOptions
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace

_PULLING = ("contributes_to", "drivers", "formula", "metric")
"""The fields that tell what a goal pulls on."""


class UnusedTensionOptions(ContestOptions):
    """What `[check.options.unused-tension]` may set: else it is as of `contested-lever`."""


class UnusedTension(Rule):
    """
    ## What it does
    Reports an entry under `tensions` that accepts nothing: no `contested-lever` and no
    `opposing-directions` is found between its goals, on its `lever` if it names one. An objective
    stands for the KPIs that serve it. A contradiction that arithmetic proves, such as
    `disjoint-targets`, cannot be accepted.

    ## Why it matters
    Either the trade-off is gone and the record misleads, or the goals or the lever are misspelled
    and what was meant to be accepted is not.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
      - {id: margin, unit: "%"}
      - {id: discount, unit: "%"}
    kpis:
      - {id: more, title: Sell more, team: sales, metric: volume, baseline: 90, target: 120}
      - {id: earn, title: Earn more, team: finance, metric: margin, baseline: 30, target: 35}
    tensions:
      - between: [more, earn]  # error: [unused-tension]
        lever: discount
        reason: Market entry, agreed in January
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
      - {id: margin, unit: "%", drivers: [{metric: discount, effect: lowers, strength: strong}]}
      - {id: discount, unit: "%"}
    kpis:
      - {id: more, title: Sell more, team: sales, metric: volume, baseline: 90, target: 120}
      - {id: earn, title: Earn more, team: finance, metric: margin, baseline: 30, target: 35}
    tensions:
      - between: [more, earn]
        lever: discount
        reason: Market entry, agreed in January
    ```
    """

    code = "C114"
    name = "unused-tension"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"baseline", "metric", "target"})
    Options = UnusedTensionOptions
    options_as = "contested-lever"
    _options: UnusedTensionOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each tension that accepts nothing which was found."""
        used = set(used_tensions(workspace, self._options.contests))
        for tension in workspace.tensions:
            if tension in used or _is_unclear(tension.model.between, workspace):
                continue
            goals = " and ".join(f"`{goal}`" for goal in tension.model.between)
            lever = f" on `{tension.model.lever}`" if tension.model.lever else ""
            proof = proved_between(tension, workspace)
            why = (
                f"`{proof}` proves that both cannot be met, and no tension makes that possible"
                if proof
                else f"they do not pull apart{lever}"
            )
            yield self.finding(
                f"the tension between {goals} accepts nothing: {why}",
                tension.at("between"),
                goals=tension.model.between,
                field="tensions.between",
                help="change one of the targets, and remove it"
                if proof
                else "remove it, or name the goals and the lever that it is about",
            )


def _is_unclear(between: tuple[str, ...], workspace: Workspace) -> bool:
    """Whether a goal is missing, or something that could be what they pull on: loading says so."""
    return (
        any(goal not in workspace.goals for goal in between)
        or any(part.section == "metrics" for part in workspace.broken)
        or any(part.means(field) for part in workspace.misspelled for field in _PULLING)
    )
