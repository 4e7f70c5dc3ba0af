"""B102 too-many-kpis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Lifecycle
from kpicli.rules.rule import Rule, RuleOptions
from kpicli.workspace.concurrent import busiest_day
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.models.goal import Kpi
    from kpicli.workspace import AnyGoal, Definition, Workspace

_FEW = 3


class TooManyKpisOptions(RuleOptions):
    """What `[check.options.too-many-kpis]` may set."""

    max_per_owner: int = Field(8, ge=1, description="how many active KPIs one owner may have")


class TooManyKpis(Rule):
    """
    ## What it does
    Reports owners with more than 8 active KPIs at the same time, today or later. The lead of a
    team owns its KPIs that name no owner. Goals of different quarters do not add up.

    ## Why it matters
    Who answers for everything steers nothing. What matters most cannot be told from the rest, and
    most of it is only ever reported.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {owner: dana, period: 2026}  # error: [too-many-kpis]
    kpis:
      - {id: a, title: Visits}
      - {id: b, title: Offers}
      - {id: c, title: Orders}
      - {id: d, title: Revenue}
      - {id: e, title: Margin}
      - {id: f, title: Churn}
      - {id: g, title: Complaints}
      - {id: h, title: Training}
      - {id: i, title: Referrals}
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {owner: dana, period: 2026}
    kpis:
      - {id: a, title: Visits}
      - {id: b, title: Offers}
      - {id: c, title: Orders}
      - {id: d, title: Revenue}
      - {id: e, title: Margin}
      - {id: f, title: Churn, owner: sam}
      - {id: g, title: Complaints, owner: sam}
      - {id: h, title: Training, owner: sam}
      - {id: i, title: Referrals, owner: sam}
    ```
    """

    code = "B102"
    name = "too-many-kpis"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"owner", "period"})
    Options = TooManyKpisOptions
    _options: TooManyKpisOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each owner, where the first of the KPIs names that owner."""
        most = self._options.max_per_owner
        owner_of = dict(_owned(workspace, most))
        owned: dict[str, list[Definition[Kpi]]] = {}
        for kpi in workspace.live_kpis if owner_of else ():
            if kpi.id in owner_of and kpi.model.status is Lifecycle.ACTIVE:
                owned.setdefault(owner_of[kpi.id], []).append(kpi)
        for owner, kpis in owned.items():
            day, there = busiest_day(workspace, kpis) if len(kpis) > most else (None, ())
            if len(there) > most:
                when = "" if day == workspace.as_of else f" on {day}"
                yield self.finding(
                    f"`{owner}` has {len(there)} active KPIs at once{when}, more than {most}",
                    there[0].at("owner", message="so says the first of them"),
                    goals=tuple(kpi.id for kpi in there),
                    field="owner",
                    related=tuple(kpi.at("id") for kpi in there[1 : _FEW + 1]),
                    help="hand some on, close what is only watched, or list it under `metrics`",
                )


def _owned(workspace: Workspace, most: int) -> Iterator[tuple[str, str]]:
    """The ids of the goals whose owner has more than that many, with the owner."""
    owned: dict[str, list[Sequence[Definition[AnyGoal]]]] = {}
    for name, goals in workspace.groups.by_owner.items():
        # A person is an owner, and a team stands for its lead. Without one, each goal has its own.
        for part in [goals] if name is not None else [[goal] for goal in goals]:
            is_person = name is not None and not name.startswith(TEAM_PREFIX)
            owner = name if is_person else workspace.owner(part[0])
            if owner is not None:
                owned.setdefault(owner, []).append(part)
    for owner, parts in owned.items():
        if sum(map(len, parts)) > most:
            yield from ((goal.id, owner) for goals in parts for goal in goals)
