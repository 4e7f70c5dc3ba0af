"""S109 malformed-number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Fix, Label, Safety, SetValue, Severity
from kpicli.models.goal import Kpi
from kpicli.models.target import Form
from kpicli.rules.rule import GoalRule
from kpicli.rules.specific.malformed import (
    Malformed,
    malformed_in,
    malformed_quantity,
    may_be_malformed,
)
from kpicli.rules.specific.titled import titles_shaped
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class MalformedNumber(GoalRule):
    """
    ## What it does
    Reports numbers that cannot be read because a separator is in the wrong place, such as
    `250,0000`, in titles and targets. In a title, versions, dates, addresses, section numbers and
    decimal commas are left alone. Elsewhere a malformed number is a `schema-error`.

    ## Why it matters
    Is `250,0000` twenty-five thousand too many or a million too few? Everybody guesses, and the
    guesses differ by a factor of ten.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: users
        title: Raise active users to 250,0000  # error: [malformed-number]
        target: 250,0000  # error: [malformed-number]
      - id: price
        title: Price of an order
        unit: EUR
        target: 1.250,50  # error: [malformed-number] "write 1250.50"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: users
        title: Raise active users to 250,000
        target: 250,000
      - id: upgrade
        title: Servers that run version 1.2.3
        target: 100%
    ```

    ## Fix
    Unsafe: writes a target whose comma is a decimal one with a point.
    """

    code = "S109"
    name = "malformed-number"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[AnyGoal]]:
        """The goals with a malformed number in the title, and the KPIs with a target in words."""
        titles = titles_shaped(workspace, may_be_malformed)
        found = {goal.id: goal for title, goals in titles if malformed_in(title) for goal in goals}
        found |= {kpi.id: kpi for kpi in workspace.groups.kpis_by_form.get(Form.PROSE, ())}
        return found.values()

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the goal tells it alone
        """The malformed numbers of the title and of the target."""
        found = malformed_in(goal.model.title)
        if found:
            yield self._finding(goal, "title", found)
        target = goal.model.target if isinstance(goal.model, Kpi) else None
        found = malformed_quantity(target) if target else None
        if found:
            yield self._finding(goal, "target", found)

    def _finding(self, goal: Definition[AnyGoal], field: str, found: Malformed) -> Finding:
        label = goal.at(field, *found.keys)
        return self.finding(
            f"{shown(found.text)} in the {field} of `{goal.id}` is no number: {found.words}",
            label,
            goals=(goal.id,),
            field=field,
            help=found.help,
            fix=_fix(label, found.instead) if found.instead else None,
        )


def _fix(label: Label, number: str) -> Fix | None:
    if not isinstance(label.place, Route):
        return None
    edit = SetValue(label.path, label.place, number)
    return Fix(f"Write {number}", (edit,), Safety.UNSAFE)
