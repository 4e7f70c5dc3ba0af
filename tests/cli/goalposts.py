"""Goals for repositories in which goalposts are moved, and what is found there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.conftest import Kpi
    from history.repositories import Past

AS_OF = "2026-09-01"


def goals(**targets: str) -> str:
    """KPIs from 10 to their targets in 2026, half a year measured."""
    parts = (
        f"  - id: {key}\n    title: Raise {key}\n    period: 2026\n    unit: client\n"
        f"    baseline: 10\n    target: {target}\n    actuals: {{2026-01: 11, 2026-06: 12}}\n"
        for key, target in targets.items()
    )
    return "kpis:\n" + "".join(parts)


def found(kpi: Kpi, past: Past, *arguments: str) -> list[str]:
    """The findings of H in one line each, without the file's place."""
    root = ("--root", str(past.folder), "--as-of", AS_OF)
    outcome = kpi("check", *root, "--select", "H", "--format", "json", *arguments)
    assert outcome.code in {0, 1}, outcome.err
    findings = json.loads(outcome.out)["findings"]
    return [f"{part['code']} {part['message']}" for part in findings]
