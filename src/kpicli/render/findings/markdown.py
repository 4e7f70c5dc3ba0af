"""A check as Markdown: the summary of a CI job, or a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.counted import counted
from kpicli.render.findings.closing import closing_line
from kpicli.render.findings.severest import severest, severity_counts
from kpicli.render.markdown_text import quoted, sentence
from kpicli.render.theme import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.linter import CheckResult, LocatedFinding

LONGEST = 60_000
"""Characters in all rows: a comment on GitHub holds 65,536, a job's summary more."""

_PLAIN = Style(80, color=False)
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.INFO: "🔵"}
_HEAD = "\n| severity | place | rule | finding |\n|---|---|---|---|\n"


def check_markdown(result: CheckResult) -> str:
    """A heading, the counts, and a table with the most severe findings first.

    Somebody's text shows and does nothing: no markup, link, image or mention comes out of it.
    Rows that find no room are counted instead.
    """
    found, _, counts = closing_line(result, _PLAIN).partition(": ")
    return "".join((f"## {found}\n\n{counts}\n", *_table(severest(result.findings))))


def _table(findings: Sequence[LocatedFinding]) -> Iterator[str]:
    if findings:
        yield _HEAD
    room = LONGEST
    for index, part in enumerate(findings):
        row = _row(part)
        room -= len(row)
        if room < 0:
            rest = findings[index:]
            yield f"\n{counted(len(rest), 'finding')} not shown: {severity_counts(rest)}\n"
            return
        yield row


def _row(part: LocatedFinding) -> str:
    finding, place = part.finding, part.primary
    cells = (
        f"{_SIGNS[finding.severity]} {finding.severity}",
        f"<code>{quoted(place.path)}:{place.start.line}</code>",
        f"{finding.rule.code} {finding.rule.name}",
        "<br>".join((sentence(finding.message), *_help(part))),
    )
    return f"| {' | '.join(cells)} |\n"


def _help(part: LocatedFinding) -> Iterator[str]:
    for line in (part.finding.help or "").split("\n"):
        if line:
            yield f"<em>help:</em> {sentence(line)}"
