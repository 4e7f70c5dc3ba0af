"""U104 averaged-ratios."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.goal import Kpi
from kpicli.progress.averages import Means, Ratio, ratios_in_formula, ratios_in_mean
from kpicli.rules.rollup.wording import MOST_NAMED, number_words
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.workspace import Workspace


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
    shown; if that differs by less than `rounding` per cent, nothing is reported.

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
        for kpi in workspace.kpis_with("rollup"):
            ratios, means = ratios_in_mean(workspace, kpi)
            is_harmless = means is not None and means.are_alike(self._options.rounding)
            if ratios and not is_harmless:
                finding = self._finding(kpi.id, kpi.at("rollup"), ratios)
                yield replace(finding, message=finding.message + _compared(means), field="rollup")
        for metric in map(workspace.metrics.__getitem__, workspace.formulas):
            found = ratios_in_formula(workspace, metric)
            if found and not (isinstance(metric.model, Kpi) and metric.model.is_over):
                yield self._finding(metric.id, metric.at("formula"), found)

    def _finding(self, name: str, primary: Label, ratios: Sequence[Ratio]) -> Finding:
        named = ratios[:MOST_NAMED]
        words = ", ".join(f"`{ratio.id}` ({ratio.words})" for ratio in named)
        more = f" and {len(ratios) - len(named)} more" if len(ratios) > len(named) else ""
        return self.finding(
            f"`{name}` is a plain mean of ratios of different things: {words}{more}",
            primary,
            goals=(name, *(ratio.id for ratio in named)),
            field="formula",
            related=tuple(replace(ratio.source, message=ratio.words) for ratio in named),
            help="weight each by what it is divided by, or divide the sum of the numerators by "
            "the sum of the denominators",
        )


def _compared(means: Means | None) -> str:
    if means is None:
        return ""
    return (
        f"; the mean of the targets is {number_words(means.plain)}, and "
        f"{number_words(means.weighted)} by these weights"
    )
