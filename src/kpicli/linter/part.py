"""A check of the part of a goal repository that changes can affect.

It says what a full check says about that part, and whatever else a full check says now and did not
say then. Rules that look at one goal at a time look at the goals of that part. Rules about many
goals look at all of them, since nobody can tell beforehand how far a change goes there; what they
find further on is compared with what they found in the earlier state.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import LOADING_RULES
from kpicli.linter.check import concluded, findings_by_all, findings_of, no_past
from kpicli.linter.key import key_of
from kpicli.linter.locate import in_order
from kpicli.linter.result import CheckResult, Part, Summary
from kpicli.linter.summary import counted
from kpicli.linter.suppress import suppressions
from kpicli.rules.each import is_about_each
from kpicli.rules.names import rule_named
from kpicli.rules.rule import RunRule
from kpicli.workspace.affected import naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.findings import Finding
    from kpicli.linter.baseline import Baseline
    from kpicli.linter.check import AskPast
    from kpicli.linter.result import LocatedFinding
    from kpicli.linter.select import ActiveRule
    from kpicli.workspace import Workspace
    from kpicli.workspace.affected import Affected
    from kpicli.workspace.earlier import Earlier, Loaded

_LOADING = frozenset(rule.name for rule in LOADING_RULES)


def check_part(
    now: Loaded,
    earlier: Earlier,
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    processes: int = 1,
    past: AskPast = no_past,
) -> CheckResult:
    """The findings about the affected part, and those elsewhere that were not there before.

    Where nothing has changed, nothing runs.
    """
    if not earlier.affected.paths and not now.findings:
        return _summed_up(_nothing(now.workspace, rules), earlier, now.workspace)
    known = now.workspace
    goals = naming(known, earlier.affected.names) | _suppressing(now)
    found, ran = findings_by_all(known, rules, processes, past, goals)
    result = concluded(
        known, now.findings, found, rules, per_file_ignores, now.read, processes, ran
    )
    beyond = [part for part in result.findings if not earlier.affected.touches(part.finding)]
    suspects = [part for part in beyond if _may_be_new(part.finding, rules)]
    new = _new(suspects, earlier, rules, per_file_ignores) if suspects else ()
    return _summed_up(_only(result, earlier, new), earlier, known)


def baseline_of_part(baseline: Baseline, result: CheckResult, affected: Affected) -> Baseline:
    """The known findings that a check of the affected part looked for: no others can be fixed."""
    found = {key_of(part.finding) for part in result.findings}
    return Counter(
        {
            key: count
            for key, count in baseline.items()
            if key in found or key.path in affected.paths or affected.names & {*key.goals}
        }
    )


def _suppressing(now: Loaded) -> frozenset[str]:
    """The goals in files with suppressions: to tell an idle one, all of its file is looked at."""
    paths = {part.path for part in suppressions(now.workspace, now.read)}
    return frozenset(_goals_in(now.workspace, paths))


def _goals_in(workspace: Workspace, paths: set[str]) -> Iterator[str]:
    return (goal.id for goal in workspace.goals.values() if goal.path in paths)


def _may_be_new(finding: Finding, rules: Sequence[ActiveRule]) -> bool:
    """Whether a finding outside of the affected part can come of what has changed."""
    if finding.rule.name in _LOADING:
        return True
    rule = next(active.rule for active in rules if active.rule.name == finding.rule.name)
    if isinstance(rule, RunRule):
        named = map(rule_named, finding.field.split(","))
        return not any(meant and meant.is_about_past for meant in named)
    return not (is_about_each(rule) or rule.is_about_past)


def _new(
    suspects: Sequence[LocatedFinding],
    earlier: Earlier,
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
) -> tuple[LocatedFinding, ...]:
    """Those that the earlier state did not have, by what makes two findings the same."""
    then, asked = earlier.load(), _asked(suspects, rules)
    goals = frozenset(_goals_in(then.workspace, {part.primary.path for part in suspects}))
    found = findings_of(then.workspace, asked, goals)
    parts = (then.workspace, then.findings, found, asked, per_file_ignores, then.read)
    left = Counter(key_of(part.finding) for part in concluded(*parts).findings)
    new: list[LocatedFinding] = []
    for part in suspects:
        key = key_of(part.finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(part)
    return tuple(new)


def _asked(
    suspects: Sequence[LocatedFinding], rules: Sequence[ActiveRule]
) -> tuple[ActiveRule, ...]:
    """The rules of some findings, and of the suppressions that these are about."""
    names = {part.finding.rule.name for part in suspects}
    fields = {name for part in suspects for name in part.finding.field.split(",")}
    names.update(meant.name for name in fields if (meant := rule_named(name)))
    return tuple(active for active in rules if active.rule.name in names)


def _only(result: CheckResult, earlier: Earlier, new: Sequence[LocatedFinding]) -> CheckResult:
    touches = earlier.affected.touches
    shown = (part for part in result.findings if touches(part.finding))
    hidden = (part for part in result.suppressed if touches(part.located.finding))
    return replace(result, findings=in_order((*shown, *new)), suppressed=tuple(hidden))


def _nothing(workspace: Workspace, rules: Sequence[ActiveRule]) -> CheckResult:
    summary = Summary(len(workspace.paths), len(workspace.goals), len(rules), 0, 0, 0)
    return CheckResult(workspace.as_of, (), summary)


def _summed_up(result: CheckResult, earlier: Earlier, workspace: Workspace) -> CheckResult:
    part = Part(len(earlier.affected.names & workspace.goals.keys()), earlier.name)
    return counted(replace(result, summary=replace(result.summary, part=part)))
