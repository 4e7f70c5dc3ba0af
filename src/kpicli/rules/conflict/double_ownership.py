"""C103 double-ownership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.measurements.twins import common_days
from kpicli.rules.rule import Rule, RuleOptions
from kpicli.workspace.claims import kpis_apart, quantity_words
from kpicli.workspace.ownership import kpis_by_source, kpis_with_equal_actuals, rival_owners
from kpicli.workspace.related import shared_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.ownership import Kpis

_MOST_NAMED = 5
_SHARE = "let one goal contribute to the other, or give each a `segment` of its own"
_MERGE = "name one metric in both, and let one goal contribute to the other"


class DoubleOwnershipOptions(RuleOptions):
    """What `[check.options.double-ownership]` may set."""

    common_dates: int = Field(
        6, ge=2, description="how many dates in a row two series must agree on to be one"
    )


class DoubleOwnership(Rule):
    """
    ## What it does
    Reports a quantity (the same metric, segment and period) that two or more teams answer for. Also
    one that goes under two ids with the same segment and period: both metrics have one `source`,
    or the actuals agree wherever both have a date, on at least `common_dates` dates in a row whose
    values are not all alike.

    A KPI that contributes to another on the same quantity, be it through other goals, has a part
    in that one's commitment and is no second owner. Drafts and ended goals take no part. Owners
    whose targets exclude each other are reported by `disjoint-targets` alone.

    ## Why it matters
    What two teams answer for, nobody does: each expects the other to act, both report the result
    as theirs, and a roll-up counts it twice.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: new_clients, unit: client}
    kpis:
      - id: sales.new_clients
        title: Win new clients
        team: sales
        metric: new_clients  # error: [double-ownership]
      - id: service.new_clients
        title: Win clients over the phone
        team: service
        metric: new_clients
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: new_clients, unit: client}
    kpis:
      - {id: sales.new_clients, title: Win new clients, team: sales, metric: new_clients}
      - id: service.new_clients
        title: Win clients over the phone
        team: service
        metric: new_clients
        segment: phone
        contributes_to: sales.new_clients
    ```
    """

    code = "C103"
    name = "double-ownership"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"target"})
    Options = DoubleOwnershipOptions
    _options: DoubleOwnershipOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each quantity with rivals, and each set of them under several ids."""
        told: set[tuple[str, ...]] = set()
        apart = workspace.remembered(kpis_apart)
        for words, remedy, kpis in self._suspects(workspace):
            rivals = rival_owners(workspace, kpis)
            ids = tuple(kpi.id for kpi in rivals)
            # Of owners who contradict each other that says more, and has the same remedy.
            if rivals and ids not in told and not apart.issuperset(ids):
                told.add(ids)
                yield self._finding(words, remedy, rivals)

    def _suspects(self, workspace: Workspace) -> Iterator[tuple[str, str, Kpis]]:
        for kpis in shared_quantities(workspace).values():
            yield quantity_words(workspace, kpis[0]), _SHARE, kpis
        for kpis in kpis_by_source(workspace):
            yield "what one source delivers", _MERGE, kpis
        for kpis in kpis_with_equal_actuals(workspace, self._options.common_dates):
            days = common_days(workspace.series(kpis[0]), workspace.series(kpis[1]))
            yield f"one series of figures, alike on {len(days)} dates", _MERGE, kpis

    def _finding(self, words: str, remedy: str, rivals: Kpis) -> Finding:
        teams = {kpi.model.team for kpi in rivals}
        named = rivals[:_MOST_NAMED]
        owners = ", ".join(f"`{kpi.model.team}` with `{kpi.id}`" for kpi in named)
        more = f" and {len(rivals) - len(named)} more" if len(rivals) > len(named) else ""
        first, *others = (kpi.at("metric", message=f"of `{kpi.model.team}`") for kpi in named)
        return self.finding(
            f"{len(teams)} teams answer for {words}: {owners}{more}",
            first,
            goals=tuple(kpi.id for kpi in rivals),
            field="metric",
            related=tuple(others),
            help=remedy,
        )
