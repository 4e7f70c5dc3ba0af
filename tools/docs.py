"""Writes the generated pages of the documentation: one per rule, and their index.

Usage: python tools/docs.py [--check]

`--check` writes nothing, lists what is out of date and fails if anything is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kpicli.rules.families import FAMILIES, Family
from kpicli.rules.page import page_text, summary_of
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.rules.rule import Rule

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
_INTRODUCTION = """\
# The rules

A rule is chosen by its name, its code, or a prefix of codes: `--select S,C1 --ignore vague-title`.
An **error** says that the goals are wrong and somebody must act, a **warning** that they very
likely are, an **info** that it is worth a look. What is **proved** follows from arithmetic,
references and dates; what is **heuristic** from wording and statistics. The findings about a draft
are one step less severe.
"""


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with `--check` compare them; the exit code."""
    pages = _pages()
    stale = list(_stale(pages))
    if "--check" in arguments:
        for name in stale:
            print(f"docs/rules/{name} is out of date; run `python tools/docs.py`")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in pages:
            (FOLDER / name).write_text(pages[name], "utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"docs/rules/{name}")
    return 0


def _pages() -> dict[str, str]:
    """The text of every generated page by file name."""
    return {"README.md": _index(), **{f"{rule.name}.md": page_text(rule) for rule in RULES}}


def _stale(pages: Mapping[str, str]) -> Iterator[str]:
    """The pages that are missing, differ, or belong to no rule."""
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    for name in sorted({*written, *pages}):
        if written.get(name) != pages.get(name):
            yield name


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
