"""Short aliases for goals, so that no id or title is ever part of a drawing language's syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.reports.cascade import CascadeReport


def aliases(report: CascadeReport) -> Mapping[str, str]:
    """By id, in the order of the nodes: `n1`, `n2`, and so on."""
    return {node.id: f"n{number}" for number, node in enumerate(report.nodes, 1)}
