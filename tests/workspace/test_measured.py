from __future__ import annotations

from datetime import date

from kpicli.models.period import parse_period
from kpicli.workspace.measured import measured_on
from repository import workspace

GOALS = """\
kpis:
  - {id: a, title: A, actuals: {2026-01-31: 1, 2026-02-28: 2}}
  - {id: b, title: B, actuals: {2026-01-31: 3, 2026-02-28: 5}, status: closed}
  - {id: c, title: C, actuals: {2026-02-28: 2, 2026-01-31: 1}}
  - {id: d, title: D, actuals: {2026-01: 1}}
  - {id: e, title: E}
  - {id: f, title: F, actuals: {csv: f.csv, date: day, value: number}}
"""


def test_kpis_that_are_measured_on_the_same_days_stand_together() -> None:
    loaded = workspace({"goals.yaml": GOALS, "f.csv": "day,number\n2026-01-31,1\n"})
    january, february = date(2026, 1, 31), date(2026, 2, 28)
    found = measured_on(loaded.kpis)
    assert {whens: [kpi.id for kpi in kpis] for whens, kpis in found.by_whens.items()} == {
        (january, february): ["a", "b"],
        (february, january): ["c"],
        (parse_period("2026-01"),): ["d"],
        (): ["e"],
    }
    assert [kpi.id for kpi in found.in_csv] == ["f"]
    assert loaded.measured == found
