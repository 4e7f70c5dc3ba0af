"""C106 self-contradictory-target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.conflict.proved import InfeasibilityOptions, told_of
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case


class SelfContradictoryTarget(Rule):
    """
    ## What it does
    Reports a target that no values of the other metrics can give: the formula of its metric and
    the ranges of what goes into it exclude it. A target outside its own metric's range is
    reported by `target-out-of-range`.

    ## Why it matters
    No effort can reach it. Either the target or the formula is wrong.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: conversion, unit: "%", formula: orders / visits}
      - {id: orders, unit: visit, range: 0..1000}
      - {id: visits, unit: visit, range: ">= 5000"}
    kpis:
      - id: sales.conversion
        title: Turn a quarter of the visits into orders
        metric: conversion
        target: ">= 25%"  # error: [self-contradictory-target] "at most 20 %"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: conversion, unit: "%", formula: orders / visits}
      - {id: orders, unit: visit, range: 0..1000}
      - {id: visits, unit: visit, range: ">= 4000"}
    kpis:
      - id: sales.conversion
        title: Turn a quarter of the visits into orders
        metric: conversion
        target: ">= 25%"
    ```
    """

    code = "C106"
    name = "self-contradictory-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = InfeasibilityOptions
    _options: InfeasibilityOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The goals that contradict formulas and ranges by themselves."""
        yield from told_of(self, workspace, self._options, _is_of_one_goal)


def _is_of_one_goal(case: Case) -> bool:
    return not case.is_assumed and len(case.goals) == 1
