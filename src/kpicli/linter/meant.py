"""Fields that are there, but cannot be read, which nothing can be concluded from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.findings import meant_fields
from kpicli.models.goal import Kpi
from kpicli.models.metric import METRIC_FIELDS
from kpicli.rules.names import rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.findings import Finding
    from kpicli.findings.meant import MeantField
    from kpicli.source import Route
    from kpicli.workspace import AnyGoal, Definition, Workspace

_OF_EVERY_RULE = frozenset({"status"})
"""Nearly all rules pass over goals that have ended, and are milder with drafts."""


def without_misspelled(
    findings: Iterable[Finding], failures: Iterable[Finding], workspace: Workspace
) -> Iterable[Finding]:
    """The findings without those that a goal only has as the key of a field is misspelled.

    Nor those that it has as its metric, which may say more, is not known. `failures` are the
    findings of loading, which name the unknown keys and those that are near.
    """
    failures = tuple(failures)
    if not failures:
        return findings
    meant = frozenset(meant_fields(failures))
    names = {name for part in workspace.misspelled for name, _ in part.meant}
    names.update(name for _, _, name in meant)
    if any(_lacks_metric(kpi, workspace) for kpi in workspace.kpis):
        names.update(METRIC_FIELDS)
    if not names:
        return findings
    misspelled = _Misspelled(workspace, meant, frozenset(names))
    return (part for part in findings if not misspelled.has_caused(part))


class _Misspelled(Struct, frozen=True):
    """The fields of a workspace that stand under misspelled keys, and their right names."""

    workspace: Workspace
    meant: frozenset[MeantField]
    names: frozenset[str]

    def has_caused(self, finding: Finding) -> bool:
        """Whether the first goal lacks the field of a finding, or any what the rule goes by."""
        goals = [self.workspace.goals[key] for key in finding.goals if key in self.workspace.goals]
        field = finding.field.partition(":")[0]  # what changed of it follows
        if any(self._hides(goal, field) for goal in goals[:1]):
            return True
        rule = rule_named(finding.rule.name)
        wanted = (_OF_EVERY_RULE | rule.for_want_of if rule else _OF_EVERY_RULE) & self.names
        return any(self._hides(goal, field) for goal in goals for field in wanted)

    def _hides(self, goal: Definition[AnyGoal], field: str) -> bool:
        if field in goal.model.given - goal.inherited:
            return False
        if goal.means(field) or (field in METRIC_FIELDS and _lacks_metric(goal, self.workspace)):
            return True
        return any((path, route, field) in self.meant for path, route in self._places(goal))

    def _places(self, goal: Definition[AnyGoal]) -> Iterator[tuple[str, Route]]:
        """Where fields of a goal may stand besides its own: in its links, metric and teams."""
        yield goal.path, goal.route.child("contributes_to")
        for index in range(len(goal.model.contributes_to)):
            yield goal.path, goal.route.child("contributes_to", index)
        name = goal.model.metric if isinstance(goal.model, Kpi) else None
        metric = self.workspace.metrics.get(name or "")
        if metric is not None:
            yield metric.path, metric.route
        teams = self.workspace.teams
        for name in self.workspace.line_of_teams(goal.model.team or ""):
            yield teams[name].path, teams[name].route


def _lacks_metric(goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether a goal names a metric that is not known, or could not be understood."""
    name = goal.model.metric if isinstance(goal.model, Kpi) else None
    return name is not None and name not in workspace.metrics
