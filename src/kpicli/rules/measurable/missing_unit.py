"""M103 missing-unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.target import Form
from kpicli.rules.rule import Rule
from kpicli.workspace.limits import deliverables
from kpicli.workspace.quantities import written_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_WORDLESS = (Form.PROSE, Form.COMPLETE)


class MissingUnit(Rule):
    """
    ## What it does
    Reports KPIs whose target is a number without a unit: neither their metric nor any of their
    own numbers says what is counted. Where several KPIs share a metric, it is named once.

    A number with a per cent sign has a unit, and a ratio (`10:1`) needs none. `complete` is no
    number. A KPI of a metric that computes its value by `formula` is left alone.

    ## Why it matters
    1,000 what? Without a unit nothing keeps euros from being added to thousands of euros, and no
    formula, roll-up or benchmark can be checked.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: handling_time  # error: [missing-unit]
        title: Shorten handling time from 12 to 9
        baseline: 12
        target: 9
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: handling_time
        title: Shorten handling time from 12 to 9 minutes
        unit: min
        baseline: 12
        target: 9
      - id: response_time
        title: Shorten response time from 3 hours to 2
        baseline: 3
        target: 2 hours
    ```
    """

    code = "M103"
    name = "missing-unit"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"formula", "metric"})

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each metric of which no number has a unit."""
        bare: dict[str, list[Definition[Kpi]]] = {}
        for kpi in _without_unit(workspace):
            metric = workspace.metric(kpi)
            if metric and _is_bare(kpi, workspace):
                bare.setdefault(metric.id, []).append(kpi)
        for name, kpis in bare.items():
            yield self._finding(name, kpis, workspace)

    def _finding(self, metric: str, kpis: list[Definition[Kpi]], workspace: Workspace) -> Finding:
        kpis.sort(key=lambda kpi: kpi.model.is_draft)
        first, defined = kpis[0], workspace.metrics[metric]
        others = kpis[1:] if defined.id == first.id else kpis
        target = first.model.target
        return self.finding(
            f"`{first.id}` is measured against {target.text.strip() if target else ''}, "
            "and nothing says in which unit",
            defined.at("unit"),
            goals=tuple(dict.fromkeys((first.id, metric))),
            field="unit",
            related=tuple(
                kpi.at("target", message="a number without a unit") for kpi in others[:3]
            ),
            help=f"set `unit` in `{metric}`, such as EUR, days, %, or what is counted: client",
        )


def _without_unit(workspace: Workspace) -> Iterator[Definition[Kpi]]:
    """The KPIs that name no unit, and those to which it means nothing: deliverables."""
    bare = {*workspace.groups.kpis_by_unit.get(None, ()), *deliverables(workspace)}
    return (kpi for kpi in workspace.live_kpis if kpi in bare)


def _is_bare(kpi: Definition[Kpi], workspace: Workspace) -> bool:
    """Whether the KPI has a number as its target, and no unit anywhere."""
    target, metric = kpi.model.target, workspace.metric(kpi)
    if target is None or target.form in _WORDLESS or workspace.unit(kpi):
        return False
    if metric is None or metric.model.formula is not None:
        return False
    written = (part.quantity for part in written_quantities(workspace, kpi))
    return not any(quantity.unit or ":" in quantity.text for quantity in written)
