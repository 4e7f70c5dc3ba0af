"""C113 expired-tension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.progress.tensions import lapse_of, risen, used_tensions
from kpicli.rules.conflict.reach import ContestOptions
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class ExpiredTensionOptions(ContestOptions):
    """What `[check.options.expired-tension]` may set: else it is as of `contested-lever`."""


class ExpiredTension(Rule):
    """
    ## What it does
    Reports an accepted trade-off that no longer holds, so that its finding is back: the day of its
    `until` is over, or its `guardrail` was not measured for twice its cadence, misses its target
    and is worse than its baseline, or has ended, or the two pulls, multiplied, are stronger than
    the `strength` up to which it was accepted. A trade-off that is no longer there is reported by
    `unused-tension` alone.

    ## Why it matters
    It was accepted for a time and under a condition. Nobody has agreed to it since.

    ## Bad
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
        reason: Market entry, agreed in January
        until: 2026-06-30  # error: [expired-tension]
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
        reason: Market entry, agreed in January
        until: 2026-12-31
    ```
    """

    code = "C113"
    name = "expired-tension"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    Options = ExpiredTensionOptions
    options_as = "contested-lever"
    _options: ExpiredTensionOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each tension that would accept something and does not hold."""
        for tension, forks in used_tensions(workspace, self._options.contests).items():
            lapse = lapse_of(tension, workspace) or risen(tension, forks)
            if lapse is not None:
                goals = " and ".join(f"`{goal}`" for goal in tension.model.between)
                yield self.finding(
                    f"the tension between {goals} no longer holds: {lapse.words}",
                    tension.at(lapse.field),
                    goals=tension.model.between,
                    field=f"tensions.{lapse.field}",
                    help="decide it again, with another `until`, guardrail or `strength`",
                )
