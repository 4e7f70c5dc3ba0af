"""Findings that were there before: recorded once, hidden as long as they stay."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.findings import LOADING_RULES
from kpicli.linter.key import Key, key_of
from kpicli.linter.result import Comparison
from kpicli.linter.summary import counted
from kpicli.rules.names import rule_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter.result import CheckResult, LocatedFinding
    from kpicli.linter.select import ActiveRule

_LOADING = frozenset(rule.name for rule in LOADING_RULES)

Baseline = Counter[Key]
"""How many findings of each key are known."""


def baseline_of(result: CheckResult) -> Baseline:
    """The findings of a check as a baseline. Errors of loading are never among them."""
    return Counter(
        key_of(part.finding) for part in result.findings if part.finding.rule.name not in _LOADING
    )


def compare(
    result: CheckResult, baseline: Baseline, rules: Sequence[ActiveRule]
) -> tuple[CheckResult, Baseline]:
    """The result without known findings, and the baseline without those that are fixed.

    Of equal findings as many are hidden as the baseline has, the first ones. What did not run,
    and anything while something cannot be loaded, does not count as fixed.
    """
    left = +baseline
    new: list[LocatedFinding] = []
    for part in result.findings:
        key = key_of(part.finding)
        if left[key] > 0 and key.rule not in _LOADING:
            left[key] -= 1
        else:
            new.append(part)
    fixed = _fixed(+left, result, {active.rule.name for active in rules})
    known = len(result.findings) - len(new)
    comparison = Comparison(known, len(new), fixed.total())
    summary = replace(result.summary, comparison=comparison)
    return counted(replace(result, findings=tuple(new), summary=summary)), baseline - fixed


def _fixed(left: Baseline, result: CheckResult, running: set[str]) -> Baseline:
    if any(part.finding.rule.name in _LOADING for part in result.findings):
        return Counter()
    gone = (key for key in left if key.rule in running or not rule_named(key.rule))
    return Counter({key: left[key] for key in gone})
