"""Select rules, run them, place their findings, sum up; suppressions and baselines."""

from kpicli.linter.baseline import Baseline, baseline_of, compare
from kpicli.linter.baseline_text import BaselineError, baseline_text, parse_baseline
from kpicli.linter.check import check, concluded, findings_of
from kpicli.linter.configured import ConfiguredRule, configured
from kpicli.linter.part import baseline_of_part, check_part
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
    "Baseline",
    "BaselineError",
    "CheckResult",
    "Comparison",
    "ConfiguredRule",
    "LocatedEdit",
    "LocatedFinding",
    "LocatedFix",
    "LocatedLabel",
    "Part",
    "SelectionError",
    "Summary",
    "SuppressedFinding",
    "baseline_of",
    "baseline_of_part",
    "baseline_text",
    "check",
    "check_part",
    "compare",
    "concluded",
    "configured",
    "findings_of",
    "narrowed",
    "parse_baseline",
    "select_rules",
    "unknown_selectors",
]
