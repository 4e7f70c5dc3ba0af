"""U104 averaged-ratios."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.goal import Kpi
from kpicli.progress.averages import Means, Ratio, ratios_in_formula, ratios_in_mean
from kpicli.rules.rollup.wording import MOST_NAMED, number_words
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.workspace import Workspace

_HUNDRED = Decimal(100)


class AveragedRatiosOptions(RuleOptions):
    """What `[check.options.averaged-ratios]` may set."""

    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="per cent by which the two means may differ"
    )


class AveragedRatios(Rule):
    """
    ## What it does
    Reports plain means of ratios that divide by different things: a KPI with
    `rollup: weighted_average` and equal weights over KPIs whose metrics' formulas are quotients,
    and `mean(…)` in a formula over such metrics. The same denominator in another segment is a
    different thing.

    Where each denominator has a KPI with a target or an actual, the mean with these as weights is
    shown, and nothing is reported if it differs by less than `rounding` per cent.

    ## Why it matters
    3 % of 4,000 visits and 6 % of 500 visits are 3.33 % of all visits, not 4.5 %.

    ## Bad
    ```yaml title="goals.yaml"
    metrics:
      - {id: orders, unit: order}
      - {id: visits, unit: visit}
      - {id: conversion, unit: "%", formula: orders / visits}
    kpis:
      - id: conversion_rate
        title: Convert more visits
        metric: conversion
        rollup: weighted_average  # error: [averaged-ratios] "`phone` (of `visits` for `phone`), `shop` (of `visits` for `shop`)"
      - {id: shop, title: Shop, metric: conversion, segment: shop, contributes_to: conversion_rate}
      - {id: phone, title: Phone, metric: conversion, segment: phone, contributes_to: conversion_rate}
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - {id: orders, unit: order}
      - {id: visits, unit: visit}
      - {id: conversion, unit: "%", formula: orders / visits}
    kpis:
      - id: conversion_rate
        title: Convert more visits
        metric: conversion
        rollup: weighted_average
      - {id: shop, title: Shop, metric: conversion, segment: shop, weight: 4000, contributes_to: conversion_rate}
      - {id: phone, title: Phone, metric: conversion, segment: phone, weight: 500, contributes_to: conversion_rate}
    ```
    """  # noqa: E501 - a goal on a line

    code = "U104"
    name = "averaged-ratios"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    Options = AveragedRatiosOptions
    _options: AveragedRatiosOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The KPIs and the metrics that average ratios alike."""
        for kpi in workspace.kpis:
            ratios, means = ratios_in_mean(workspace, kpi)
            if ratios and not kpi.model.is_over and not self._are_alike(means):
                places = [
                    workspace.goals[ratio.id].at("metric", message=_divisor(ratio))
                    for ratio in ratios
                ]
                finding = self._finding(kpi.id, kpi.at("rollup"), ratios, places)
                yield replace(finding, message=finding.message + _compared(means), field="rollup")
        for metric in workspace.metrics.values():
            found = ratios_in_formula(workspace, metric)
            if found and not (isinstance(metric.model, Kpi) and metric.model.is_over):
                places = [
                    workspace.metrics[ratio.id].at("formula", message=_divisor(ratio))
                    for ratio in found
                ]
                yield self._finding(metric.id, metric.at("formula"), found, places)

    def _are_alike(self, means: Means | None) -> bool:
        if means is None:
            return False
        room = abs(means.weighted) * self._options.rounding / _HUNDRED
        return abs(means.plain - means.weighted) <= room

    def _finding(
        self, name: str, primary: Label, ratios: Sequence[Ratio], places: Sequence[Label]
    ) -> Finding:
        named = ratios[:MOST_NAMED]
        words = ", ".join(f"`{ratio.id}` ({_divisor(ratio)})" for ratio in named)
        more = f" and {len(ratios) - len(named)} more" if len(ratios) > len(named) else ""
        return self.finding(
            f"`{name}` is a plain mean of ratios of different things: {words}{more}",
            primary,
            goals=(name, *(ratio.id for ratio in named)),
            field="formula",
            related=tuple(places[:MOST_NAMED]),
            help="weight each by what it is divided by, or divide the sums: "
            "`sum of the numerators / sum of the denominators`",
        )


def _divisor(ratio: Ratio) -> str:
    segment = f" for `{ratio.segment}`" if ratio.segment else ""
    return f"of `{ratio.denominator}`{segment}"


def _compared(means: Means | None) -> str:
    if means is None:
        return ""
    return (
        f"; the mean of the targets is {number_words(means.plain)}, and "
        f"{number_words(means.weighted)} by these weights"
    )
