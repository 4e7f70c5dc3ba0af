"""The document `kpi.tree/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import json_text, plain_number

if TYPE_CHECKING:
    from kpicli.render.json_text import Json
    from kpicli.reports.cascade import CascadeNode, CascadeReport
    from kpicli.workspace import Link

SCHEMA = "kpi.tree/v1"


def cascade_json(report: CascadeReport) -> str:
    """The goals in the order of ids, with their links up and down, and the circles."""
    up: dict[str, list[Link]] = {node.id: [] for node in report.nodes}
    down: dict[str, list[str]] = {node.id: [] for node in report.nodes}
    for link in report.links:
        up[link.child].append(link)
        down[link.parent].append(link.child)
    goals = [_goal(node, up[node.id], down[node.id]) for node in report.nodes]
    return json_text({"schema": SCHEMA, "goals": goals, "cycles": report.cycles})


def _goal(node: CascadeNode, up: list[Link], down: list[str]) -> dict[str, Json]:
    return {
        "id": node.id,
        "kind": node.kind,
        "title": node.title,
        "team": node.team or None,
        "level": node.level or None,
        "segment": node.segment or None,
        "status": node.status,
        "contributes_to": [_link(link) for link in up],
        "contributors": down,
    }


def _link(link: Link) -> dict[str, Json]:
    return {
        "goal": link.parent,
        "weight": plain_number(link.weight),
        "rollup": link.counts,
    }
