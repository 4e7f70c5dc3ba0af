"""H107 reduced-weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Past


class ReducedWeight(HistoryRule):
    """
    ## What it does
    Reports goals that count for less in a goal above them than they did, changed after their
    period began and while they were at risk or off track.

    An entry under `target_changes` with `field: weight`, the values and a reason answers for it.

    ## Why it matters
    The goal above looks better the less its failing part counts.

    ## Bad
    ```yaml before
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        contributes_to: [{goal: growth, weight: 3}]
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```
    ```yaml
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        contributes_to: [{goal: growth, weight: 1}]  # error: [reduced-weight]
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```

    ## Good
    ```yaml before
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        contributes_to: [{goal: growth, weight: 3}]
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 95}
    ```
    ```yaml
    objectives:
      - {id: growth, title: Win the mid-market, period: 2026}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        contributes_to: growth
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 95}
    ```
    """

    code = "H107"
    name = "reduced-weight"
    severity = Severity.INFO
    certainty = Certainty.PROVED

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for each link in which a goal that is behind counts for less."""
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_kept,
            is_recorded,
        )

        for change in judged.changes("weight"):
            if not change.is_looser or not is_kept(judged) or is_recorded(judged, change):
                continue
            occasion = Occasion(judged, past, change)
            if occasion.has_begun and occasion.was_behind and not occasion.begins_anew:
                yield self.finding(
                    f"`{judged.goal}` counts for less: {change.words}, {occasion.words}"
                    f"{occasion.state}",
                    _place(judged, change),
                    goals=(judged.goal, *filter(None, (change.key.strip("`"),))),
                    field="weight",
                    notes=(f"judged against {judged.against}",),
                    help="restore it, or record the change under `target_changes` with "
                    "`field: weight`, its `from`, `to` and a `reason`",
                )


def _place(judged: Judged, change: FieldChange) -> Label:
    """The link that has the weight, else the weight of the goal itself."""
    goal = judged.difference.after
    links = goal.model.contributes_to if goal else ()
    for index, link in enumerate(links):
        if goal is not None and f"`{link.goal}`" == change.key and link.weight is not None:
            return goal.at("contributes_to", index, message=f"it was {change.before}")
    from kpicli.rules.history.occasion import place_of  # noqa: PLC0415 - only with a past

    return place_of(judged, "weight", message=f"it was {change.before}")
