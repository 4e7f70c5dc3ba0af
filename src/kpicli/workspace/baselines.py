"""Where metrics start, by the KPIs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.ranges import Range, exactly
from kpicli.workspace.related import related_quantities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.workspace.workspace import Workspace


def baselines_of(workspace: Workspace) -> Mapping[str, Range]:
    """The first baseline, in the order of ids, that a related KPI gives a whole metric."""
    return workspace.remembered(_baselines)


def _baselines(workspace: Workspace) -> dict[str, Range]:
    found: dict[str, Range] = {}
    for key, kpis in related_quantities(workspace).items():
        if key.segment is not None:
            continue
        for kpi in kpis:
            commitment = workspace.commitment(kpi)
            if commitment and commitment.baseline is not None and key.metric not in found:
                found[key.metric] = exactly(commitment.baseline)
    return found
