"""What a check finds about one goal, for whoever shows that goal alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.linter.check import findings_by_all, kept, no_past
from kpicli.linter.ignores import Ignores
from kpicli.linter.locate import located
from kpicli.linter.meant import without_misspelled
from kpicli.linter.suppress import suppress, suppressions
from kpicli.workspace.affected import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.findings import Finding
    from kpicli.linter.result import LocatedFinding
    from kpicli.linter.select import ActiveRule
    from kpicli.workspace import Read, Workspace


def findings_about(  # noqa: PLR0913, PLR0917 - a check has this many parts
    goal: str,
    workspace: Workspace,
    failures: Sequence[Finding],
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    read: Read,
    processes: int = 1,
) -> tuple[LocatedFinding, ...]:
    """The findings that name a goal, as a check of the workspace shows them; none about the past.

    Rules that look at one goal at a time only look at those that such a finding may be about.
    """
    asked = naming(workspace, frozenset((goal,)))
    found, _ = findings_by_all(workspace, rules, processes, no_past, asked)
    sound = without_misspelled(_naming(goal, found), failures, workspace)
    shown = kept((*_naming(goal, failures), *sound), Ignores(rules, per_file_ignores))
    written = suppressions(workspace, read) if shown else ()
    return suppress(located(shown, read), written, workspace.as_of).shown


def _naming(goal: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (part for part in findings if goal in part.goals)
