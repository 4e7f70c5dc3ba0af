"""U103 mixed-units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import Certainty, Finding, Severity
from kpicli.formulas import Compatibility, Unit, compare_units, parse_unit
from kpicli.models.choices import Lifecycle, Rollup
from kpicli.models.goal import Kpi
from kpicli.rules.rollup.wording import MOST_NAMED
from kpicli.rules.rule import KpiRule
from kpicli.workspace.links import link_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.workspace import Definition, Link, Workspace

_VERBS = {
    Rollup.SUM: "adds up",
    Rollup.WEIGHTED_AVERAGE: "averages",
    Rollup.MIN: "takes the least of",
    Rollup.MAX: "takes the greatest of",
}


class MixedUnits(KpiRule):
    """
    ## What it does
    Reports KPIs with a `rollup` over contributors whose units do not convert into its own, or
    into that of its first contributor where it has none. Money, time and shares that differ are
    an error; between things counted (`lead`, `client`) it may be a matter of words: a warning.
    Contributors without a unit, drafts, ended goals and links with `rollup: false` take no part.

    ## Why it matters
    What does not convert is left out, and the sum looks complete without it.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - {id: revenue, title: Grow to €10M, unit: EUR, target: 10M, rollup: sum}  # error: [mixed-units] "`revenue` adds up EUR and USD of `americas`"
      - {id: europe, title: Europe to €6M, unit: kEUR, target: 6000, contributes_to: revenue}
      - {id: americas, title: Americas to $4M, unit: USD, target: 4M, contributes_to: revenue}
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - {id: revenue, title: Grow to €10M, unit: EUR, target: 10M, rollup: sum}
      - {id: europe, title: Europe to €6M, unit: kEUR, target: 6000, contributes_to: revenue}
      - {id: leads, title: 900 leads, unit: lead, target: 900, contributes_to: {goal: revenue, rollup: false}}
    ```
    """  # noqa: E501 - a goal on a line

    code = "U103"
    name = "mixed-units"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    for_want_of = frozenset({"metric", "rollup", "unit"})

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs that say how they follow from others."""
        return workspace.kpis_with("rollup")

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if it rolls up numbers of another unit."""
        if kpi.model.rollup is Rollup.NONE:
            return
        units = [(child, link, workspace.unit(child)) for child, link in _parts(kpi, workspace)]
        own = workspace.unit(kpi) or next((unit for _, _, unit in units if unit), "")
        clashing = [
            (child, link, unit) for child, link, unit in units if unit and _clash(unit, own)
        ]
        if clashing:
            finding = self._finding(kpi, own, clashing)
            is_hard = any(_is_hard(unit, own) for _, _, unit in clashing)
            yield finding if is_hard else replace(finding, severity=Severity.WARNING)

    def _finding(
        self,
        kpi: Definition[Kpi],
        own: str,
        clashing: Sequence[tuple[Definition[Kpi], Link, str]],
    ) -> Finding:
        named = clashing[:MOST_NAMED]
        words = ", ".join(f"{unit} of `{child.id}`" for child, _, unit in named)
        more = f" and {len(clashing) - len(named)} more" if len(clashing) > len(named) else ""
        return self.finding(
            f"`{kpi.id}` {_VERBS[kpi.model.rollup]} {own} and {words}{more}, which do not convert",
            kpi.at("rollup"),
            goals=(kpi.id, *(child.id for child, _, _ in named)),
            field="rollup",
            related=tuple(link_label(child, link, f"in {unit}") for child, link, unit in named),
            help="convert them at the source, or write the link with `rollup: false`",
        )


def _parts(kpi: Definition[Kpi], workspace: Workspace) -> Iterator[tuple[Definition[Kpi], Link]]:
    for child, link in workspace.contributors(kpi):
        is_active = child.model.status is Lifecycle.ACTIVE
        if link.counts and is_active and isinstance(child.model, Kpi):
            yield child, link  # type: ignore[misc]


def _clash(unit: str, own: str) -> bool:
    return compare_units(parse_unit(unit), parse_unit(own)) is not Compatibility.SAME


def _is_hard(unit: str, own: str) -> bool:
    """Whether no choice of words explains it: money, time, or a share beside a count."""
    left, right = parse_unit(unit), parse_unit(own)
    is_hard = compare_units(left, right) is Compatibility.CLASH_HARD
    return is_hard or _is_share(left) is not _is_share(right)


def _is_share(unit: Unit) -> bool:
    return unit.is_dimensionless
