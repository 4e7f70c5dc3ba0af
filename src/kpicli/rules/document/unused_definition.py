"""D106 unused-definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.document.usage import is_wholly_read, used_names
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.models.organisation import Person, Team
    from kpicli.workspace import Definition, Workspace

    Named = Metric | Kpi | Team | Person


class UnusedDefinition(Rule):
    """
    ## What it does
    Reports metrics, people and teams that nothing refers to. Where a file or a definition could
    not be read it says nothing, because the reference may stand there.

    ## Why it matters
    It is what is left of something that was removed, or a reference to it was forgotten: a KPI
    on that metric, a goal of that team.

    ## Bad
    ```yaml title="goals.yaml"
    metrics:
      - {id: leads, title: Qualified leads}
      - {id: visits, title: Visits of the web site}  # error: [unused-definition]
    kpis:
      - {id: more_leads, title: Reach 1000 leads, metric: leads, target: 1000}
    ```

    ## Good
    ```yaml title="goals.yaml"
    metrics:
      - {id: leads, title: Qualified leads, formula: visits * conversion}
      - {id: visits, title: Visits of the web site}
      - {id: conversion, title: Leads for each visit}
    kpis:
      - {id: more_leads, title: Reach 1000 leads, metric: leads, target: 1000}
    ```
    """

    code = "D106"
    name = "unused-definition"
    severity = Severity.INFO
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each definition that nothing refers to, if all files could be read."""
        unused = list(_unused(workspace))
        if not unused or not is_wholly_read(workspace):
            return
        for kind, key, definition in unused:
            yield self.finding(
                f"nothing refers to the {kind} `{key}`",
                definition.at("id"),
                goals=(key,),
                field="id",
                help="remove it, or refer to it",
            )


def _unused(workspace: Workspace) -> Iterator[tuple[str, str, Definition[Named]]]:
    """The kind, the name and the definition of what nothing refers to."""
    used = used_names(workspace)
    metrics = {metric.id: metric for metric in workspace.metrics_apart}
    kinds = (
        ("metric", metrics, used.metrics),
        ("team", workspace.teams, used.teams),
        ("person", workspace.people, used.people),
    )
    for kind, definitions, names in kinds:
        for key, definition in definitions.items():
            if key not in names:
                yield kind, key, definition
