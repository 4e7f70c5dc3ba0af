"""C108 contested-lever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.conflict.levers import (
    by_departments,
    contests,
    densest_metric,
    goals_of,
    left_out_words,
    places_of,
    rest_words,
    words_of,
)
from kpicli.rules.conflict.reach import ContestedLeverOptions
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.rules.conflict.levers import Contest
    from kpicli.workspace import Workspace


class ContestedLever(Rule):
    """
    ## What it does
    Reports a metric that two KPIs pull in opposite directions, once for each such lever and with
    all pairs: `drivers` and formulas are followed back from what each KPI wants. Formulas count as
    a whole, with the sign that holds in the metrics' `range`, else at the baselines.

    It is a warning between departments where both have a way to go, each pull is sure and strong
    enough and the periods overlap; else an info, as where formulas alone connect the goals and
    values meet both, which it names. Each pair is told at its strongest lever only. Not told: pairs
    on one metric (`opposing-directions`) or in a proof (`infeasible-targets`), drafts, ended goals.

    The search is bounded, in steps: of a lever the 20 strongest pulls each way are compared, and
    fewer where metrics influence each other densely. An info says what was left out.

    Under `tensions` a pair can be accepted, there or on any metric along its ways: an info then
    says by whom, until when and why. When the tension no longer holds, the finding is back and
    `expired-tension` says why. What arithmetic proves (`disjoint-targets`) cannot be accepted.

    ## Why it matters
    Both can be reached on paper, but each step towards one is a step away from the other.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
      - {id: margin, unit: "%", drivers: [{metric: discount, effect: lowers, strength: strong}]}
      - {id: discount, unit: "%"}
    kpis:
      - {id: more, title: Sell more, team: sales, metric: volume, baseline: 90, target: 120}  # error: [contested-lever] "`discount` is pulled both ways"
      - {id: earn, title: Earn more, team: finance, metric: margin, baseline: 30, target: 35}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: volume, drivers: [{metric: visits, effect: raises, strength: strong}]}
      - {id: margin, unit: "%", drivers: [{metric: discount, effect: lowers, strength: strong}]}
      - {id: discount, unit: "%"}
      - {id: visits, unit: visit}
    kpis:
      - {id: more, title: Sell more, team: sales, metric: volume, baseline: 90, target: 120}
      - {id: earn, title: Earn more, team: finance, metric: margin, baseline: 30, target: 35}
    ```
    """  # noqa: E501 - a goal on a line

    code = "C108"
    name = "contested-lever"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"contributes_to", "period", "team"})
    Options = ContestedLeverOptions
    _options: ContestedLeverOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each lever, and one for what is too much between two departments."""
        found = tuple(contests(workspace, self._options.contests, self._options.bar))
        for group in by_departments(found).values():
            for contest in group[: self._options.most_levers]:
                yield self._finding(contest, workspace)
            if rest := group[self._options.most_levers :]:
                yield self._summary(rest, workspace)
        if words := left_out_words(workspace.remembered(self._options.contests)):
            yield self._left_out(words, workspace)

    def _finding(self, contest: Contest, workspace: Workspace) -> Finding:
        primary, *related = places_of(contest, workspace)
        remedy = f"agree on how much `{contest.lever}` there is to be, or"
        if contest.tension:
            related.append(contest.tension.at("reason", message="accepted here"))
        found = self.finding(
            words_of(contest),
            primary,
            goals=goals_of(contest),
            field=f"lever.{contest.lever}",
            related=tuple(related),
            help=None if contest.tension else f"{remedy} accept the trade-off under `tensions`",
        )
        return replace(found, severity=contest.severity)

    def _left_out(self, words: str, workspace: Workspace) -> Finding:
        """That the search was bounded, told at the metric with the most drivers."""
        densest = densest_metric(workspace)
        found = self.finding(
            words,
            densest.at("drivers", message=f"{len(densest.model.drivers)} drivers, the most"),
            goals=(densest.id,),
            field="drivers",
            help="leave out weak drivers, or raise `least_strength` in the options of this rule",
        )
        return replace(found, severity=Severity.INFO)

    def _summary(self, rest: list[Contest], workspace: Workspace) -> Finding:
        found = self.finding(
            rest_words(rest),
            places_of(rest[0], workspace)[0],
            goals=goals_of(rest[0]),
            field=f"levers.{'.'.join(rest[0].departments)}",
            help="`kpi tree --alignment` shows how far departments pull apart",
        )
        return replace(found, severity=rest[0].severity)
