"""C102 opposing-directions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.progress.tensions import accepting_opposition
from kpicli.rules.conflict.levers import acceptance_words
from kpicli.rules.rule import Rule
from kpicli.workspace.claims import quantity_words
from kpicli.workspace.oppositions import oppositions
from kpicli.workspace.tensions import may_be_accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.organisation import Tension
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.claims import Claim
    from kpicli.workspace.oppositions import Opposition

_MOST_LABELS = 10


class OpposingDirections(Rule):
    """
    ## What it does
    Reports a quantity (the same metric, segment and period) that one KPI wants to increase and
    another wants to decrease, once for each quantity and with the values that meet both. Drafts
    and ended goals take no part. Where no value meets both, `disjoint-targets` says so instead.

    A floor (`>= 40`), a ceiling (`<= 60`) and a range are guards: together they are a band to stay
    in, and together with an increase or a decrease they limit it. None of that is reported. What
    was accepted under `tensions` is an info, as for `contested-lever`.

    ## Why it matters
    Both goals can be met, and still every step towards one is a step away from the other. Mostly
    two teams mean different things by the same metric, or one did not know of the other.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: call_time, unit: minutes}
    kpis:
      - id: short_calls
        title: Shorten calls
        metric: call_time
        baseline: 9
        target: 7
      - id: thorough_calls
        title: Take time for each caller
        metric: call_time
        baseline: 5
        target: 6  # error: [opposing-directions]
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: FY2026}
    metrics:
      - {id: call_time, unit: minutes}
    kpis:
      - id: short_calls
        title: Shorten calls
        metric: call_time
        baseline: 9
        target: 7
      - id: thorough_calls
        title: Keep time for each caller
        metric: call_time
        target: ">= 6"
    ```
    """

    code = "C102"
    name = "opposing-directions"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each quantity that is pulled both ways."""
        for found in oppositions(workspace):
            if any(may_be_accepted(workspace, *pair) for pair in _pairs(found)):
                continue
            finding, tension = self._finding(workspace, found), _tension(workspace, found)
            if tension:
                words = f"{finding.message}; {acceptance_words(tension.model)}"
                finding = replace(finding, severity=Severity.INFO, message=words, help=None)
            yield finding

    def _finding(self, workspace: Workspace, found: Opposition) -> Finding:
        highest, lowest = found.highest, found.lowest
        claims = (*found.raising, *found.lowering)
        others = [claim for claim in claims if claim not in {highest, lowest}]
        zone = f"{found.zone} {lowest.unit}".rstrip()
        others = others[: _MOST_LABELS - 1]
        return self.finding(
            f"`{highest.kpi.id}` raises {quantity_words(workspace, highest.kpi)} and "
            f"`{lowest.kpi.id}` lowers it; the values that meet both: {zone}",
            highest.kpi.at("target", message=f"raises it: {highest.words}"),
            goals=tuple(claim.kpi.id for claim in (highest, lowest, *others)),
            field="target",
            related=tuple(
                claim.kpi.at("target", message=f"{_verb(claim)} it: {claim.words}")
                for claim in (lowest, *others)
            ),
            help="agree on one direction, write the other goal as a floor or a ceiling, "
            "or give each a `segment` if they mean different slices",
        )


def _verb(claim: Claim) -> str:
    return "raises" if claim.direction is Direction.INCREASE else "lowers"


def _tension(workspace: Workspace, found: Opposition) -> Definition[Tension] | None:
    """The first tension that accepts it, none unless all pairs on the quantity are accepted."""
    tensions = [accepting_opposition(workspace, *pair, found.metric) for pair in _pairs(found)]
    return tensions[0] if all(tensions) else None


def _pairs(found: Opposition) -> Iterator[tuple[str, str]]:
    """The ids of all KPIs that pull against each other."""
    for one, other in product(found.raising, found.lowering):
        yield one.kpi.id, other.kpi.id
