"""How old the baseline is that presets count growth from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.models.preset import Preset
from kpicli.progress.paths import path_of
from kpicli.workspace import Context, load_workspace
from repository import GOALS, reader

AS_OF = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("baseline", "actuals", "years"),
    [
        ("{value: 100, date: 2024-12-31}", "{2026-Q3: 120}", "1.7479"),
        ("{value: 100, date: 2025-12-31}", "{2026-Q3: 120}", "0.7479"),
        ("{value: 100, date: 2026-03-31}", "{2026-Q3: 120}", "0.5014"),
        ("100", "{2026-Q3: 120}", "0.7479"),
        ("{value: 100, date: 2024-12-31}", "{2026-03-31: 100, 2026-Q3: 120}", "1.7479"),
        ("100", "{2026-03-31: 100, 2026-Q3: 120}", "0.5014"),
        ("{value: 100, date: 2026-10-31}", "{2026-Q3: 120}", "0.7479"),  # after the last value
    ],
)
def test_the_age_of_a_baseline(baseline: str, actuals: str, years: str) -> None:
    fields = f"period: 2026, baseline: {baseline}, target: 150, actuals: {actuals}"
    text = f"kpis: [{{id: a, title: A, {fields}}}]"
    context = Context(AS_OF, preset=Preset.SDG)
    loaded, findings = load_workspace([GOALS], reader({GOALS: text}), context)
    assert not findings
    commitment = loaded.commitment(loaded.kpis[0])
    assert commitment
    path = path_of(loaded.kpis[0], loaded, commitment, Decimal(120))
    assert path
    assert round(path.years, 4) == Decimal(years)
