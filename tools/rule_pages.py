"""The pages of the rules, and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.rules.families import FAMILIES, Family
from kpicli.rules.page import page_text, summary_of
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from kpicli.rules.rule import Rule

_INTRODUCTION = """\
# The rules

A rule is chosen by its name, its code, or a prefix of codes: `--select S,C1 --ignore vague-title`.
An **error** says that the goals are wrong and somebody must act, a **warning** that they very
likely are, an **info** that it is worth a look. What is **proved** follows from arithmetic,
references and dates; what is **heuristic** from wording and statistics. The findings about a draft
are one step less severe.
"""


def rule_pages() -> dict[str, str]:
    """The text of every page by file name."""
    return {"README.md": _index(), **{f"{rule.name}.md": page_text(rule) for rule in RULES}}


def _index() -> str:
    parts = [_INTRODUCTION, *(_family(family) for family in FAMILIES)]
    return "\n".join(part for part in parts if part)


def _family(family: Family) -> str:
    rows = [_row(rule) for rule in RULES if rule.code[0] == family.letter]
    if not rows:
        return ""
    title = f"## {family.letter}: {family.folder}\n\n{family.about}\n"
    table = "| code | name | severity | certainty | |\n|---|---|---|---|---|"
    return "\n".join((title, table, *rows, ""))


def _row(rule: type[Rule]) -> str:
    summary = summary_of(rule).removeprefix("Reports ").replace("|", "\\|")
    link = f"[`{rule.name}`]({rule.name}.md)"
    return f"| {rule.code} | {link} | {rule.severity} | {rule.certainty} | {summary} |"
