"""Where a contribution is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Label

if TYPE_CHECKING:
    from kpicli.workspace.cascade import Link
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal


def link_label(goal: Definition[AnyGoal], link: Link, message: str = "") -> Label:
    """The place of a goal's link, or of the goal's id where nesting makes the link."""
    return Label(goal.path, goal.route.child(*(link.keys or ("id",))), message)
