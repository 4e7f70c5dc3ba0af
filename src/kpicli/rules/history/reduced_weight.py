"""H107 reduced-weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.history.judged import Judged, Past


class ReducedWeight(HistoryRule):
    """
    ## What it does
    Reports goals that count for less in a goal above them than they did, or no more at all,
    changed after their period began and while they were at risk, off track or missed: a lower
    weight, a link that was removed or given `rollup: false`, and a KPI above that was given
    `rollup: none`. Reports goals that were behind and are rolled up otherwise, such as by `max`
    instead of `min`, where they stand better by that.
    A goal that reaches the one above by way of others still counts in it, and nothing escapes
    from a goal that is gone or over.

    An entry under `target_changes` with `field: weight` and a reason answers for it: with the
    values where both are weights, in the KPI above where its `rollup` changed.

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
    for_want_of = frozenset({"contributes_to"})

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for each link in which a goal that is behind counts for less."""
        from kpicli.rules.history.escapes import (  # noqa: PLC0415 - only with a past
            escapes_by_link,
            escapes_by_rollup,
            is_escape,
        )
        from kpicli.rules.history.lighter import (  # noqa: PLC0415 - the same
            kinder_rollups,
            lighter_links,
        )

        for lighter in (*lighter_links(judged, past), *kinder_rollups(judged, past)):
            about = lighter.message, lighter.place, lighter.goals, lighter.values
            yield self._finding(judged, *about)
        for part in (*escapes_by_link(judged, past), *escapes_by_rollup(judged, past)):
            if is_escape(part.occasion):
                message = (
                    f"`{part.goal}` counts no more in `{part.above}`: {part.how}, "
                    f"{part.occasion.words}{part.occasion.state}"
                )
                yield self._finding(judged, message, part.place, (part.goal, part.above))

    def _finding(
        self, judged: Judged, message: str, place: Label, goals: tuple[str, ...], values: str = ""
    ) -> Finding:
        return self.finding(
            message,
            place,
            goals=goals,
            field="weight",
            notes=(f"judged against {judged.against}",),
            help="restore it, or record the change under `target_changes` with "
            f"`field: weight`{values} and a `reason`",
        )
