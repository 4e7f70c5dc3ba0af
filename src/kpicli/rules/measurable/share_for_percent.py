"""M111 share-for-percent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import KpiRule
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.measurements import Series
    from kpicli.models.goal import Kpi
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace

_UPWARD = {Direction.INCREASE, Direction.AT_LEAST}
_LEAST, _MOST = Decimal(80), Decimal(125)
"""How many times the target the value is, where it is the same number in per cent."""
_FEWEST = 2


class ShareForPercent(KpiRule):
    """
    ## What it does
    Reports KPIs in per cent whose target is a number up to 1 without a per cent sign, while the
    last actual is about a hundred times as much: `0.94` and 96. Only targets that ask for more
    are looked at, since what is to shrink may well be far from its target.

    Reports also the other way round: baseline and target are above 1, all actuals, two or more,
    are up to 1 without a sign, the first is about a hundredth of the baseline, and a hundred times
    as much they would all lie between baseline and target, or nearly so.

    ## Why it matters
    A sheet shows 94 % and holds 0.94. The target that comes of it is met whatever happens, and
    progress says so.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: on_time
        title: Deliver on time
        unit: "%"
        target: ">= 0.94"  # error: [share-for-percent]
        actuals: {2026-01: 96, 2026-02: 97}
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: on_time
        title: Deliver on time
        unit: "%"
        target: ">= 94%"
        actuals: {2026-01: 96, 2026-02: 97}
    ```
    """

    code = "M111"
    name = "share-for-percent"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs in per cent that say so themselves."""
        return workspace.groups.kpis_by_unit.get("%", ())

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target looks like a share and its last actual like per cent."""
        if kpi.model.unit != "%":
            return
        yield from self._measured_as_share(kpi, workspace)
        commitment, target = workspace.commitment(kpi), kpi.model.target
        if commitment is None or not _is_plain(target):
            return
        asked, series = commitment.low, workspace.series_to_date(kpi)
        is_upward = commitment.direction in _UPWARD
        if not is_upward or asked is None or not 0 < asked <= 1 or not series.days:
            return
        last = series[-1]
        if not _LEAST <= last.value / asked <= _MOST:
            return
        yield self.finding(
            f"the target of `{kpi.id}` is {amount_text(asked, '%')}, and its actual on {last.day} "
            f"is {amount_text(last.value, '%')}, about a hundred times as much",
            kpi.at("target"),
            goals=(kpi.id,),
            field="target",
            related=(kpi.at("unit", message="in per cent"),),
            help=f"write {amount_text((asked * 100).normalize(), '%')}, or "
            f"{amount_text(asked, '%')} with the sign if that is meant",
        )

    def _measured_as_share(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        series = workspace.series_to_date(kpi)
        if len(series.days) < _FEWEST or series.values[-1] > 1:
            return
        commitment = workspace.commitment(kpi)
        ends = (commitment.baseline, commitment.target) if commitment else (None, None)
        if ends[0] is None or ends[1] is None or not _are_shares(series, ends[0], ends[1]):
            return
        last = series[-1]
        yield self.finding(
            f"the actuals of `{kpi.id}` are up to {amount_text(max(series.values), '%')}, and its "
            f"baseline is {amount_text(ends[0], '%')}, about a hundred times as much",
            place_of_actual(kpi, last.actual),
            goals=(kpi.id,),
            field="actuals",
            related=(kpi.at("unit", message="in per cent"),),
            help=f"write {amount_text((last.value * 100).normalize(), '%')}, or "
            f"{amount_text(last.value, '%')} with the sign if that is meant",
        )


def _are_shares(series: Series, baseline: Decimal, target: Decimal) -> bool:
    """Whether all values are written as shares, and lie as baseline and target do in per cent."""
    low, high, first = min(baseline, target), max(baseline, target), series.values[0]
    if low <= 1 or not first * _LEAST <= baseline <= first * _MOST:
        return False
    least, most = low / _MOST, high / _LEAST
    return all(least <= value <= most and value <= 1 for value in series.values) and not any(
        part.actual.value.unit for part in series
    )


def _is_plain(target: Target | None) -> bool:
    """Whether the target's number is written without a unit of its own."""
    if target is None:
        return False
    low = target.bounds.low if target.bounds else target.quantity
    return low is not None and not low.unit
