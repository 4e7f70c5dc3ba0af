"""Goals sorted while their files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi
from kpicli.workspace.given import ByFields
from kpicli.workspace.groups import Grouping
from kpicli.workspace.measured import measured_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.workspace.contents import AnyGoal
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Sorting:
    """Answers about all goals, worked out file by file.

    What was just read is still in the processor's cache, and other processes still read.
    """

    def __init__(self) -> None:
        self._fields, self._groups, self._measured = ByFields(), Grouping(), measured_on(())
        self._kpis: list[Definition[Kpi]] = []

    def add(self, goals: Sequence[Definition[AnyGoal]]) -> None:
        """Adds the goals of the next file, of an id that is defined again the first alone."""
        self._groups.add(self._fields.add(goals))
        kpis: list[Definition[Kpi]] = [goal for goal in goals if isinstance(goal.model, Kpi)]  # type: ignore[misc]
        self._measured.add(kpis)
        self._kpis += kpis

    def tell(self, workspace: Workspace) -> None:
        """Tells the workspace of all these goals what it would have to work out."""
        given, groups = self._fields.done(), self._groups.done()
        workspace.know(tuple(self._kpis), given, groups, self._measured)
