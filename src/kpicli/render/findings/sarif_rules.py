"""Rules as SARIF describes them, from their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Severity
from kpicli.rules.families import FAMILIES
from kpicli.rules.names import rule_named
from kpicli.rules.page import page_of, page_text, summary_of

if TYPE_CHECKING:
    from kpicli.findings import RuleId
    from kpicli.render.json_text import Json
    from kpicli.rules.rule import Rule

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# The words of GitHub, which shows them and lets people filter by them.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_PRECISIONS = {Certainty.PROVED: "very-high", Certainty.HEURISTIC: "medium"}

_MOST_SHOWN = 1024


def level(severity: Severity) -> str:
    """The severity in the words of SARIF: an info is a `note`."""
    return _LEVELS[severity]


def rule_descriptor(rule: RuleId) -> Json:
    """The rule with its page; its level is the one that it has unless configured otherwise."""
    known = rule_named(rule.code)
    return {
        "id": rule.code,
        "name": rule.name,
        **(_page(known) if known else {}),
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {
            "certainty": rule.certainty.value,
            "precision": _PRECISIONS[rule.certainty],
            "problem.severity": _PROBLEMS[rule.severity],
            "tags": [*_families(rule), rule.certainty.value],
        },
    }


def _families(rule: RuleId) -> list[str]:
    return [family.folder for family in FAMILIES if rule.code.startswith(family.letter)]


def _page(rule: type[Rule]) -> dict[str, Json]:
    what, page = page_of(rule).sections[0].text, page_text(rule)
    return {
        "shortDescription": {"text": summary_of(rule)},
        "fullDescription": {"text": _opening(what)},
        "help": {"text": page, "markdown": page},
    }


def _opening(text: str) -> str:
    """As many sentences as code scanning shows; the page has them all."""
    words = " ".join(text.split())
    if len(words) <= _MOST_SHOWN:
        return words
    return words[: words.rindex(". ", 0, _MOST_SHOWN) + 1]
