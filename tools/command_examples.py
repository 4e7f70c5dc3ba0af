"""The examples on the pages of the commands; running them gives their output."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """Commands that show what a command is for.

    `before` are the comments that set the stage, as `sessions.py` reads them; `see` are links.
    """

    commands: tuple[str, ...]
    before: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


_ACME = ("starts with: examples/acme",)
_MISALIGNED = ("starts with: examples/misaligned", "run: export KPI_AS_OF=2025-09-01")
_COMMITTED = (
    "starts with: examples/acme",
    "run: export KPI_AS_OF=2026-01-05",
    "run: git init --quiet && git add . && git commit --quiet --message 'Goals of 2026'",
    "run: export KPI_AS_OF=2026-09-01",
    "run: kpi record sales.new_clients 41 --on 2026-08-30 --force --quiet",
)

EXAMPLES = {
    "init": Example(("kpi init our-goals",), see=("[tutorial](../../tutorial/1-write-goals.md)",)),
    "check": Example(
        (
            "kpi check --select disjoint-targets,missing-target --format concise",
            "kpi check --select missing-target",
        ),
        _MISALIGNED,
        (
            "[the rules](../../rules/README.md)",
            "[formats](../../formats.md)",
            "[fixes](../../fixes.md)",
            "[suppressions and baselines](../../format.md#suppressing-a-finding)",
        ),
    ),
    "report": Example(
        ("kpi report --team finance",), _ACME, ("[progress and status](../../progress.md)",)
    ),
    "show": Example(("kpi show finance.receivable_days",), _ACME),
    "review": Example(
        ("kpi review --team operations",),
        _MISALIGNED,
        ("[prepare a review meeting](../../how-to/review-meeting.md)",),
    ),
    "tree": Example(("kpi tree acme.cash_flow", "kpi tree acme.cash_flow --format mermaid"), _ACME),
    "diff": Example(("kpi diff HEAD",), _COMMITTED, ("[history](../../history.md)",)),
    "log": Example(
        ("kpi log finance.receivable_days",), _COMMITTED, ("[history](../../history.md)",)
    ),
    "record": Example(
        ("kpi record finance.close 6.8 --on 2026-09-01 --note 'New ledger' --dry-run",),
        _ACME,
        ("[record actuals](../../how-to/record-actuals.md)",),
    ),
    "import": Example(
        ("kpi import sheet.csv --dry-run",),
        ("starts with: examples/mappings",),
        ("[import and export](../../import-export.md)",),
    ),
    "export": Example(
        ("kpi export --team finance | cut -c -80",),
        _ACME,
        ("[import and export](../../import-export.md)",),
    ),
    "why": Example(
        ("kpi why finance.receivable_days",), _ACME, ("[progress and status](../../progress.md)",)
    ),
    "whatif": Example(("kpi whatif finance.receivable_days=38",), _ACME),
    "rules": Example(("kpi rules | head -8",), see=("[the rules](../../rules/README.md)",)),
    "explain": Example(("kpi explain orphan-kpi | head -12",)),
    "schema": Example(("kpi schema goals | head -8",), see=("[editors](../../editors.md)",)),
    "lsp": Example((), see=("[editors](../../editors.md)",)),
}
