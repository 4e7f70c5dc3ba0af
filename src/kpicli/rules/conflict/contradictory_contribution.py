"""C109 contradictory-contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.constraints.interval import shown
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.conflict.reach import ReachOptions
from kpicli.rules.rule import Rule
from kpicli.workspace.contradicted import Contradicted, contradicted
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace
    from kpicli.workspace.demands import Puller


class ContradictoryContributionOptions(ReachOptions):
    """What `[check.options.contradictory-contribution]` may set."""


class ContradictoryContribution(Rule):
    """
    ## What it does
    Reports a KPI that contributes to another one which gets worse the better the first does. It
    is an error where a formula proves it: the sign is the same for all values within the `range`
    of the metrics, and no driver speaks against it. Where `drivers` say so, or a formula only at
    the baselines, it is a warning, and so is a bound that is not known to be missed, such as a cap
    on spending below a goal for leads. Where the ways to the other metric differ in sign and
    neither is twice as strong, nothing is said; nor of different segments, drafts and ended goals.

    ## Why it matters
    The contribution is on record as help. Whoever reads the cascade counts on it, and the people
    who do the work undo what they are said to support.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: leads, unit: lead, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, range: ">= 0"}
      - {id: cost_per_lead, unit: EUR/lead, range: ">= 0"}
    kpis:
      - {id: leads.more, title: Raise leads, metric: leads, baseline: 900, target: 1200}
      - id: spend.less
        title: Cut spending
        metric: spend
        baseline: 90k
        target: 70k
        contributes_to: leads.more  # error: [contradictory-contribution] "error: "
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: leads, unit: lead, formula: spend / cost_per_lead}
      - {id: spend, unit: EUR, range: ">= 0"}
      - {id: cost_per_lead, unit: EUR/lead, range: ">= 0"}
    kpis:
      - {id: leads.more, title: Raise leads, metric: leads, baseline: 900, target: 1200}
      - id: cost_per_lead.less
        title: Cut the cost of a lead
        metric: cost_per_lead
        baseline: 100
        target: 75
        contributes_to: leads.more
    ```
    """

    code = "C109"
    name = "contradictory-contribution"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = ContradictoryContributionOptions
    _options: ContradictoryContributionOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each contribution that works against what it serves."""
        for found in contradicted(workspace, self._options.reach):
            finding = self._finding(found, workspace)
            if not found.is_proved:
                rule = replace(finding.rule, certainty=Certainty.HEURISTIC)
                finding = replace(finding, rule=rule, severity=Severity.WARNING)
            yield finding

    def _finding(self, found: Contradicted, workspace: Workspace) -> Finding:
        child, parent, pull = found.child.kpi, found.parent.kpi, found.pull
        way = workspace.metrics[pull.path[1]]
        field = "formula" if found.is_formula else "drivers"
        through = "".join(f" through `{name}`" for name in pull.path[1:-1])
        strength = "" if found.is_proved else f" ({shown(pull.strength)})"
        return self.finding(
            f"`{child.id}` contributes to `{parent.id}` and works against it: it "
            f"{_does(found.child)}, and that {_verb(found.moves)} "
            f"`{found.parent.metric}`{through}, by its {field}{strength}",
            link_label(child, found.link),
            goals=(child.id, parent.id),
            field="contributes_to",
            related=(
                parent.at("target", message=f"is to {_aim(found.parent.sign)}"),
                way.at(field, message=f"{_verb(pull.sign)} it"),
            ),
            help=f"remove the link, or correct the {field}, a target or a direction",
        )


def _does(child: Puller) -> str:
    if child.drives:
        return f"{_verb(child.sign)} `{child.metric}`"
    return f"keeps `{child.metric}` {'up' if child.sign > 0 else 'down'}"


def _verb(sign: int) -> str:
    return "raises" if sign > 0 else "lowers"


def _aim(sign: int) -> str:
    return "rise" if sign > 0 else "fall"
