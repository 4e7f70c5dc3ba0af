"""H108 inactive-owner."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.judged import Judged, Past
    from kpicli.history.responsibility import Responsibility
    from kpicli.workspace import AnyGoal, Definition


class InactiveOwnerOptions(RuleOptions):
    """What `[check.options.inactive-owner]` may set."""

    days: int = Field(180, ge=1, description="how many days without a commit are many")


class InactiveOwner(HistoryRule):
    """
    ## What it does
    Reports owners of goals who used to commit to the repository and have not for half a year, while
    others have. People who never committed are not reported: many owners leave that to somebody.

    An owner is known among the authors of commits by the `email` or the `name` under `people`,
    without these by an id that is the author's name or address up to the `@`.

    ## Why it matters
    Whoever left or changed jobs still stands behind goals that nobody looks after.

    ## Bad
    ```log title="authors"
    2025-11-03 Dana Ito <dana@acme.example>
    2026-08-20 Lee Park <lee@acme.example>
    ```
    ```yaml title="goals.yaml"
    people:
      - {id: dana, name: Dana Ito, email: dana@acme.example}
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        owner: dana  # error: [inactive-owner]
        period: 2026
    ```

    ## Good
    ```log title="authors"
    2026-07-01 Dana Ito <dana@acme.example>
    2026-08-20 Lee Park <lee@acme.example>
    ```
    ```yaml title="goals.yaml"
    people:
      - {id: dana, name: Dana Ito, email: dana@acme.example}
    kpis:
      - {id: leads, title: Raise leads a month from 80 to 100, owner: dana, period: 2026}
    ```
    """

    code = "H108"
    name = "inactive-owner"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    Options = InactiveOwnerOptions

    def check_past(self, past: Past) -> Iterator[Finding]:
        """A finding for each owner, where the first of the goals names that owner."""
        if past.responsibility is not None:
            yield from self._about_owners(past.responsibility)

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: this rule is about who stays, not about what changes."""
        return iter(())

    def _about_owners(self, known: Responsibility) -> Iterator[Finding]:
        from kpicli.rules.history.known_people import (  # noqa: PLC0415 - only with a past
            author_named,
        )

        workspace, authors = known.workspace, known.authors()
        days = cast("InactiveOwnerOptions", self._options).days
        begin = workspace.as_of - timedelta(days=days)
        busy = [author for author in authors if author.last >= begin]
        for owner, goals in _owned(known).items() if busy else ():
            author = author_named(owner, workspace, authors)
            if author is not None and author.last < begin:
                others = "1 other has" if len(busy) == 1 else f"{len(busy)} others have"
                yield self.finding(
                    f"`{owner}` owns {_counted(len(goals))} and has not committed since "
                    f"{author.last.isoformat()}; {others} in the last {days} days",
                    goals[0].at("owner", message="so says the first of them"),
                    goals=tuple(goal.id for goal in goals),
                    field="owner",
                    help=f"ask whether `{owner}` still looks after them, or name another owner",
                )


def _owned(known: Responsibility) -> dict[str, list[Definition[AnyGoal]]]:
    """The goals that are still to be reached, by the persons who own them."""
    found: dict[str, list[Definition[AnyGoal]]] = {}
    for goal in known.workspace.live_goals:
        period, owner = known.workspace.period(goal), known.workspace.owner(goal)
        if owner is not None and (period is None or period.end >= known.workspace.as_of):
            found.setdefault(owner, []).append(goal)
    return found


def _counted(goals: int) -> str:
    return "1 goal" if goals == 1 else f"{goals} goals"
