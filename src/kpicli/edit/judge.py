"""What the rules say about a single actual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.edit.new_actual import Refusal
from kpicli.fields.value import with_parts
from kpicli.findings import Severity
from kpicli.linter import ActiveRule, check
from kpicli.models.actual import actuals_from
from kpicli.models.quantity import amount_text
from kpicli.workspace import Workspace
from kpicli.workspace.commitment import is_deliverable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.models.actual import Actual, Actuals
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Read

RULES_OF_ACTUALS = frozenset({"T108", "M109", "M110"})
"""The codes of the rules that judge one actual by itself."""

_FORCE = "--force records it all the same"


class Judge(Struct, frozen=True):
    """The rules that run in a goal repository, and the repository."""

    workspace: Workspace
    rules: Sequence[ActiveRule]
    per_file_ignores: Mapping[str, Sequence[str]]
    read: Read

    def refusal(self, kpi: Definition[Kpi], actual: Actual) -> Refusal | None:
        """The first reason not to record an actual for a KPI, without a place."""
        if kpi.model.is_over:
            return Refusal(f"the goal `{kpi.id}` is {kpi.model.status}", _FORCE)
        unit = self.workspace.unit(kpi)
        if self.workspace.scale(kpi).number(actual.value) is None:
            written = actual.value.text.strip()
            message = f"{written} does not convert into the unit of `{kpi.id}`, {unit}"
            return Refusal(message, f"write it in {unit}; {_FORCE}", rule="M109")
        return self._by_rules(kpi, actual)

    def _by_rules(self, kpi: Definition[Kpi], actual: Actual) -> Refusal | None:
        alone = workspace_of(self.workspace, kpi, actuals_from((actual,)))
        rules = [part for part in self.rules if part.rule.code in RULES_OF_ACTUALS]
        for part in check(alone, (), rules, self.per_file_ignores, self.read).findings:
            finding = part.finding
            is_about = finding.goals[:1] == (kpi.id,) and finding.field == "actuals"
            if is_about and finding.severity is Severity.ERROR:
                return Refusal(finding.message, _FORCE, rule=finding.rule.code)
        return None


def workspace_of(workspace: Workspace, kpi: Definition[Kpi], actuals: Actuals) -> Workspace:
    """A workspace of one KPI with these actuals, its metrics and its organisation."""
    alone = replace(kpi, model=with_parts(kpi.model, {"actuals": actuals}))
    return Workspace(
        workspace.context, {kpi.id: alone}, workspace.metrics, workspace.teams, workspace.people
    )


def value_words(workspace: Workspace, kpi: Definition[Kpi], actual: Actual) -> str:
    """An actual in the unit of its KPI: `15 lead`; as written where it does not convert.

    Of a deliverable it is as written, too: `true`, `60%`.
    """
    number = workspace.scale(kpi).number(actual.value)
    if number is None or is_deliverable(kpi.model):
        return actual.value.text.strip()
    return amount_text(number, workspace.unit(kpi))
