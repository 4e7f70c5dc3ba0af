"""What an edit of one file changes in it, without a check of everything.

The file's loading findings are exact. The rules that look at one goal at a time are asked about
the goals that changed, in a workspace of what belongs to them; of all else the findings of the
last whole check stand, moved along with their goals, until the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.findings import LOADING_RULES
from kpicli.linter import CheckResult, concluded, findings_of
from kpicli.rules.document.unused_suppression import UnusedSuppression
from kpicli.rules.rule import GoalRule, KpiRule, ObjectiveRule, RunRule
from kpicli.server.gathering import gathered_after
from kpicli.server.moving import move_of
from kpicli.server.neighbours import neighbours
from kpicli.workspace import Workspace
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.load import beside
from kpicli.workspace.overlaps import overlaps
from kpicli.workspace.read_document import namespace_of
from kpicli.workspace.references import dangling_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from kpicli.findings import Finding
    from kpicli.linter import ActiveRule
    from kpicli.server.setup import Setup
    from kpicli.server.thorough import Checked
    from kpicli.workspace import Context, Definition, FileContents, Read
    from kpicli.workspace.gather import Gathered

_OF_ONE_GOAL = (GoalRule, KpiRule, ObjectiveRule)
_LOADING = frozenset(rule.name for rule in LOADING_RULES)


class Edit(Struct, frozen=True):
    """One file that changed, and all files as they are with it."""

    path: str
    files: Mapping[str, FileContents]
    context: Context
    read: Read
    absent: Mapping[str, FileContents]


def quick(edit: Edit, before: Checked, setup: Setup) -> CheckResult:
    """What is found in the edited file, from what was found before."""
    found = gathered_after(edit.files, before)
    whole = _workspace(found, edit.context, edit.absent)
    own = _own(whole, edit)
    failures = [part for part in found.findings if part.primary.path == edit.path]
    failures += inconsistencies(own)
    failures += dangling_references(whole, own)
    failures += read_csv_actuals(own, edit.read)
    failures += overlaps(own, whole)
    changed = _changed(own, before.workspace)
    near = neighbours(changed, whole, before.workspace)
    judged = changed if near is not None else frozenset()
    within = _near(whole, own, before, near or frozenset())
    rules = [part for part in setup.rules if isinstance(part.rule, _OF_ONE_GOAL)] if judged else []
    fresh = [part for part in findings_of(within, rules) if _is_about(part, judged)]
    kept = _kept(edit, before, setup.rules, judged)
    running = _running(setup.rules, edit.path, before)
    ignores = setup.settings.check.per_file_ignores
    return concluded(within, failures, (*fresh, *kept), running, ignores, edit.read)


def light_workspace(
    files: Mapping[str, FileContents],
    absent: Mapping[str, FileContents],
    context: Context,
    before: Checked | None,
) -> Workspace:
    """The definitions of files, whether or not something is wrong with them.

    Actuals from CSV files are those of the check before. `absent` files are not there.
    """
    found = _workspace(gathered_after(files, before), context, absent)
    actuals = before.workspace.csv_actuals if before else {}
    return replace(found, paths=tuple(files), csv_actuals=dict(actuals))


def _workspace(found: Gathered, context: Context, absent: Mapping[str, FileContents]) -> Workspace:
    named = found.definitions
    workspace = Workspace(
        context,
        named["goals"],
        named["metrics"],
        named["teams"],
        named["people"],
        tuple(found.tensions),
        tuple(found.broken),
        frozenset(found.unread),
    )
    return beside(workspace, absent) if absent else workspace


def _own(whole: Workspace, edit: Edit) -> Workspace:
    """What the edited file alone defines; of an id that is defined twice, where that counts."""
    parts = edit.files[edit.path].definitions

    def among(known: Mapping[str, Definition[Any]]) -> dict[str, Definition[Any]]:
        return {part.id: part for part in parts if known.get(part.id) is part}

    return Workspace(
        whole.context,
        among(whole.goals),
        among(whole.metrics),
        among(whole.teams),
        among(whole.people),
        tuple(part for part in parts if not namespace_of(part)),
        paths=(edit.path,),
    )


def _changed(own: Workspace, before: Workspace) -> frozenset[str]:
    """The goals of the file that are new, or not what they were."""
    return frozenset(
        key
        for key, goal in own.goals.items()
        if (known := before.goals.get(key)) is None
        or (known.path, known.nested_in) != (goal.path, goal.nested_in)
        or known.model != goal.model
    )


def _near(whole: Workspace, own: Workspace, before: Checked, near: frozenset[str]) -> Workspace:
    goals = {key: whole.goals[key] for key in sorted(near)}
    actuals = {**before.workspace.csv_actuals, **own.csv_actuals}
    texts = before.workspace.texts
    return replace(whole, goals=goals, paths=own.paths, csv_actuals=actuals, texts=texts)


def _is_about(finding: Finding, goals: frozenset[str]) -> bool:
    return bool(finding.goals) and finding.goals[0] in goals


def _kept(
    edit: Edit, before: Checked, rules: Iterable[ActiveRule], judged: frozenset[str]
) -> Iterator[Finding]:
    """What earlier rules found in the file and is still about something there."""
    of_one_goal = {part.rule.name for part in rules if isinstance(part.rule, _OF_ONE_GOAL)}
    of_the_run = {part.rule.name for part in rules if isinstance(part.rule, RunRule)}
    result = before.result
    move = move_of(edit.path, before.files.get(edit.path), edit.files[edit.path])
    for located in (*result.findings, *(part.located for part in result.suppressed)):
        finding = located.finding
        name = finding.rule.name
        if finding.primary.path != edit.path or name in _LOADING or name in of_the_run:
            continue
        if name in of_one_goal and _is_about(finding, judged):
            continue
        moved = move.finding(finding)
        if moved is not None:
            yield moved


def _running(rules: tuple[ActiveRule, ...], path: str, before: Checked) -> tuple[ActiveRule, ...]:
    """The rules; what is unused is not known where something is wrong in another file."""
    if all(part.primary.path == path for part in before.failures):
        return rules
    return tuple(part for part in rules if not isinstance(part.rule, UnusedSuppression))
