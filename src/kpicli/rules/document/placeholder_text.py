"""D102 placeholder-text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.target import Form
from kpicli.rules.document.placeholders import is_placeholder, placeholder_in, placeholder_value
from kpicli.rules.rule import Rule
from kpicli.rules.specific.titled import titles_shaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import AnyGoal, Definition, Workspace

_LATER = "; until it is known, set `status: draft`"


class PlaceholderText(Rule):
    """
    ## What it does
    Reports placeholders where a title, a target or an owner should be: TBD, TBC, TODO, `XX%`,
    `???`, `_N_`, `${x}`, "lorem ipsum". An owner counts where the repository lists no people;
    where it does, a placeholder is a `dangling-reference`, and as a period it is a `schema-error`.

    ## Why it matters
    What was to be filled in later often is not. The goal looks complete in every list, and
    nobody can be held to it.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise leads by XX%  # error: [placeholder-text]
        owner: tbd  # error: [placeholder-text]
        target: TBD  # error: [placeholder-text] "status: draft"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise leads by 20%
        owner: dana
        baseline: 100
        target: 120
      - id: todos
        title: Remove TODO comments older than a year
        target: complete
    ```
    """

    code = "D102"
    name = "placeholder-text"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """The placeholders in all goals, an owner in `defaults` only once."""
        yield from self._titles(workspace)
        for kpi in workspace.groups.kpis_by_form.get(Form.PROSE, ()):
            yield from self._target(kpi)
        # An owner who is not among the people is a dangling reference.
        if not workspace.people:
            yield from self._owners(workspace)

    def _titles(self, workspace: Workspace) -> Iterator[Finding]:
        for title, goals in titles_shaped(workspace, placeholder_value):
            found = title if is_placeholder(title) else placeholder_in(title) or ""
            for goal in goals:
                yield self._finding(goal, "title", found, goal.at("title"))

    def _owners(self, workspace: Workspace) -> Iterator[Finding]:
        for owner, goals in workspace.groups.by_owner.items():
            if owner and is_placeholder(owner):
                first = {goal.at("owner"): goal for goal in reversed(goals)}
                for label, goal in first.items():
                    yield self._finding(goal, "owner", owner, label)

    def _target(self, kpi: Definition[Kpi]) -> Iterator[Finding]:
        target = kpi.model.target
        if target is None or target.form is not Form.PROSE:
            return
        found = placeholder_value(target.text)
        if found:
            keys = ("target",) if target.commit or target.stretch else ()
            yield self._finding(kpi, "target", found, kpi.at("target", *keys))

    def _finding(self, goal: Definition[AnyGoal], field: str, text: str, label: Label) -> Finding:
        return self.finding(
            f"{shown(text)} in the {field} of `{goal.id}` is a placeholder",
            label,
            goals=(goal.id,),
            field=field,
            help=f"write the {field}{_LATER}",
        )
