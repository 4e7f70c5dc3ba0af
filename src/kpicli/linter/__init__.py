"""Select rules, run them, place their findings, sum up."""

from kpicli.linter.check import check, narrowed
from kpicli.linter.result import CheckResult, LocatedFinding, LocatedLabel, Summary
from kpicli.linter.select import ActiveRule, SelectionError, select_rules, unknown_selectors

__all__ = [
    "ActiveRule",
    "CheckResult",
    "LocatedFinding",
    "LocatedLabel",
    "SelectionError",
    "Summary",
    "check",
    "narrowed",
    "select_rules",
    "unknown_selectors",
]
