"""Select rules, run them, place their findings, sum up.

Baselines, parts of a repository and what settings make of a rule have modules of their own, which
are imported where they are asked for.
"""

from kpicli.linter.check import check, concluded, findings_of
from kpicli.linter.result import (
    CheckResult,
    Comparison,
    LocatedEdit,
    LocatedFinding,
    LocatedFix,
    LocatedLabel,
    Part,
    Summary,
    SuppressedFinding,
)
from kpicli.linter.select import ActiveRule, SelectionError, select_rules, unknown_selectors
from kpicli.linter.summary import narrowed

__all__ = [
    "ActiveRule",
    "CheckResult",
    "Comparison",
    "LocatedEdit",
    "LocatedFinding",
    "LocatedFix",
    "LocatedLabel",
    "Part",
    "SelectionError",
    "Summary",
    "SuppressedFinding",
    "check",
    "concluded",
    "findings_of",
    "narrowed",
    "select_rules",
    "unknown_selectors",
]
