"""Runs rules over a workspace and makes the result: run, suppress, sum up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from kpicli.linter.ignores import Ignores
from kpicli.linter.locate import in_order, located
from kpicli.linter.meant import without_misspelled
from kpicli.linter.result import CheckResult, Summary
from kpicli.linter.summary import counted
from kpicli.linter.suppress import suppress, suppressions
from kpicli.processes import shared_out
from kpicli.rules.each import check_some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.findings import Finding
    from kpicli.history.judged import Past
    from kpicli.linter.select import ActiveRule
    from kpicli.rules.rule import Rule
    from kpicli.workspace import Read, Workspace

AskPast: TypeAlias = "Callable[[], Past | None]"
"""Finds out what the rules about history judge by, none where nothing is known of it."""

_MANY_GOALS = 1000
"""From so many goals on, a second process gains more than it costs."""


def no_past() -> None:
    """Without a past."""


def check(  # noqa: PLR0913, PLR0917 - a check has this many parts
    workspace: Workspace,
    loading: Iterable[Finding],
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    read: Read,
    processes: int = 1,
    past: AskPast = no_past,
) -> CheckResult:
    """All findings of loading and of the rules, at their places, without the suppressed ones.

    The rules of a large repository are shared out to so many processes. Those about history only
    run where there is a past; this process asks for it.
    """
    found, ran = findings_by_all(workspace, rules, processes, past)
    parts = (workspace, tuple(loading), found, rules, per_file_ignores, read, processes)
    return concluded(*parts, ran)


def concluded(  # noqa: PLR0913, PLR0917 - a check has this many parts
    workspace: Workspace,
    failures: Sequence[Finding],
    findings: Iterable[Finding],
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    read: Read,
    processes: int = 1,
    ran: Sequence[ActiveRule] = (),
) -> CheckResult:
    """The result that findings of loading and of the rules come to: placed, and suppressed.

    `ran` are those of the rules that ran; where it is empty, all did that ask for no past.
    """
    ignores = Ignores(rules, per_file_ignores)
    sound = without_misspelled(findings, failures, workspace)
    found = kept((*failures, *sound), ignores)
    written = suppressions(workspace, read)
    parted = suppress(located(found, read, processes), written, workspace.as_of)
    shown = parted.shown
    if written:
        from kpicli.linter.verdicts import Judge  # noqa: PLC0415 - mostly nothing is suppressed

        looked = _has_run(failures, ran or _without_past(rules), ignores)
        judge = Judge(workspace.as_of, parted, looked)
        shown = (*shown, *located(kept(judge.verdicts(written, rules), ignores), read))
    summary = Summary(len(workspace.paths), len(workspace.goals), len(rules), 0, 0, 0)
    return counted(CheckResult(workspace.as_of, in_order(shown), summary, parted.hidden))


def _findings_of(
    rule: Rule, workspace: Workspace, goals: AbstractSet[str] | None
) -> Iterator[Finding]:
    try:
        yield from rule.check(workspace) if goals is None else check_some(rule, workspace, goals)
    except Exception as error:
        error.add_note(f"in the rule `{rule.name}`; `--ignore {rule.name}` leaves it out")
        raise


def findings_by_all(
    workspace: Workspace,
    rules: Sequence[ActiveRule],
    processes: int,
    past: AskPast,
    goals: AbstractSet[str] | None = None,
) -> tuple[list[Finding], Sequence[ActiveRule]]:
    """The findings of all rules, shared out to so many processes; see `findings_of`. Which ran.

    Rules that ask the same of the workspace mostly come to one process. Those about history may
    ask git for more, and stay in this one; then the past is let go of, with git and all that it
    holds.
    """

    def found_by(part: Sequence[ActiveRule]) -> tuple[Finding, ...]:
        return tuple(findings_of(workspace, part, goals))

    @cache
    def look_back() -> tuple[Sequence[ActiveRule], tuple[Finding, ...]]:
        known = past()
        ran = _without_past(rules) if known is None else rules
        return ran, tuple(_findings_of_past(workspace, rules, known))

    is_much = len(workspace.goals) >= _MANY_GOALS
    shares = _shares(rules) if is_much and processes > 1 else [rules]
    shared = shared_out(found_by, shares, processes, meanwhile=look_back, ends=2)
    found = [finding for _, part in shared for finding in part]
    ran, of_past = look_back()
    return [*found, *of_past], ran


def _shares(rules: Sequence[ActiveRule]) -> Sequence[Sequence[ActiveRule]]:
    from kpicli.linter.shares import shares_of  # noqa: PLC0415 - few repositories are so large

    return shares_of(rules)


def findings_of(
    workspace: Workspace, rules: Iterable[ActiveRule], goals: AbstractSet[str] | None = None
) -> Iterator[Finding]:
    """The findings of some rules at their severities, in any order, none suppressed.

    Where some goals are named, rules that look at one goal at a time only look at these.
    """
    for active in rules:
        for finding in _findings_of(active.rule, workspace, goals):
            yield _graded(finding, active, workspace)


def _findings_of_past(
    workspace: Workspace, rules: Iterable[ActiveRule], past: Past | None
) -> Iterator[Finding]:
    """The findings of the rules about history, none without a past.

    What was promised is judged as that, also where it was made a draft since.
    """
    if past is None:
        return
    promised = frozenset(judged.goal for judged in past.promised)
    for active in rules:
        for finding in active.rule.check_past(past):
            yield _graded(finding, active, workspace, promised)


def _graded(
    finding: Finding,
    active: ActiveRule,
    workspace: Workspace,
    promised: AbstractSet[str] = frozenset(),
) -> Finding:
    severity = active.severity or finding.severity
    if finding.goals and _is_draft(workspace, finding.goals[0], promised):
        severity = severity.lowered()
    return replace(finding, severity=severity)


def _is_draft(workspace: Workspace, goal: str, promised: AbstractSet[str]) -> bool:
    known = workspace.goals.get(goal)
    return known is not None and known.model.is_draft and goal not in promised


def _without_past(rules: Sequence[ActiveRule]) -> list[ActiveRule]:
    return [active for active in rules if not active.rule.is_about_past]


def kept(findings: Iterable[Finding], ignores: Ignores) -> list[Finding]:
    """The findings that are not ignored in their files."""
    return [part for part in findings if not ignores.has(part.primary.path, part.rule.name)]


def _has_run(
    failures: Sequence[Finding],
    ran: Sequence[ActiveRule],
    ignores: Ignores,
) -> Callable[[str, str], bool]:
    """Whether a rule looked at a file, by path and name, with all that it depends on loaded."""
    running = frozenset() if failures else frozenset(active.rule.name for active in ran)
    return lambda path, rule: rule in running and not ignores.has(path, rule)
