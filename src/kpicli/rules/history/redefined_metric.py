"""H102 redefined-metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Past

    Case = tuple[Judged, FieldChange]


class RedefinedMetric(HistoryRule):
    """
    ## What it does
    Reports metrics whose formula, unit, source or aggregation changed after the period of a KPI
    began that is measured by them, and KPIs that were given another metric or segment. A unit
    that converts (`MEUR` and `EUR`) is the same, and so are a metric that was split out of a KPI
    and a formula with the same values, such as `1 - y / x` for `(x - y) / x`, or with a metric that
    was renamed and has kept its title. What was not said before and is
    now redefines nothing; a first segment does, if something was measured of the whole already.

    A number that became `complete`, or the reverse, is another promise as well, of which nobody can
    say whether it is easier, unless the number is a share such as 80 %.

    An entry under `target_changes` with a reason and this `field` answers for it, in one of the
    KPIs that are measured by the metric.

    ## Why it matters
    The number keeps its name and means something else: a median instead of a mean can look like a
    target that was tightened.

    ## Bad
    ```yaml before
    kpis:
      - id: reply_time
        title: Cut the reply time
        period: 2026
        unit: days
        aggregation: mean
        target: "<= 10"
    ```
    ```yaml
    kpis:
      - id: reply_time
        title: Cut the reply time
        period: 2026
        unit: days
        aggregation: min  # error: [redefined-metric]
        target: "<= 8"
    ```

    ## Good
    ```yaml before
    kpis:
      - id: reply_time
        title: Cut the reply time
        period: 2026
        unit: days
        target: "<= 10"
    ```
    ```yaml
    kpis:
      - id: reply_time
        title: Cut the reply time
        period: 2026
        metric: reply_time_days
        target: "<= 10 days"
    metrics:
      - id: reply_time_days
        unit: days
    ```
    """

    code = "H102"
    name = "redefined-metric"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"metric"})

    def check_past(self, past: Past) -> Iterator[Finding]:
        """A finding for each field of each metric, however many KPIs are measured by it."""
        if not past.reworked:
            return
        from kpicli.rules.history.redefinitions import (  # noqa: PLC0415 - only with a past
            place_of_redefinition,
            redefinitions,
        )

        groups: dict[tuple[str, str], list[Case]] = {}
        for judged in past.reworked:
            for change in redefinitions(judged):
                key, _ = place_of_redefinition(judged, change)
                groups.setdefault((key, change.field), []).append((judged, change))
        for (_, field), cases in groups.items():
            yield from self._of_field(field, cases, past)

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: KPIs that share a metric are judged together."""
        return iter(())

    def _of_field(self, field: str, cases: list[Case], past: Past) -> Iterator[Finding]:
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_recorded,
        )
        from kpicli.rules.history.redefinitions import (  # noqa: PLC0415 - the same
            is_redefinition,
            place_of_redefinition,
            recorded_as,
        )

        if any(is_recorded(judged, change) for judged, change in cases):
            return
        occasions = (Occasion(judged, past, change) for judged, change in cases)
        begun = next((part for part in occasions if is_redefinition(part)), None)
        if begun is None or begun.change is None:
            return
        key, label = place_of_redefinition(begun.judged, begun.change)
        goals = (begun.judged.goal, *(judged.goal for judged, _ in cases if judged.goal != key))
        yield self.finding(
            f"`{key}` does not mean what it did: {begun.change.words}, {begun.words}{begun.state}",
            label,
            goals=tuple(dict.fromkeys(goals)),
            field=field,
            notes=(f"judged against {begun.judged.against}",),
            help="restore it, measure the new thing under another id, or record the change under "
            f"`target_changes` with `field: {recorded_as(field)}` and a `reason`",
        )
