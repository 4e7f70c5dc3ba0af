from __future__ import annotations

import pytest

from kpicli.workspace.skipped import skipped_levels
from repository import workspace

TEAMS = """\
teams:
  - {id: acme}
  - {id: sales, parent: acme}
  - {id: emea, parent: sales}
kpis:
  - {id: top, title: Top, team: acme}
  - {id: between, title: Between, team: sales, contributes_to: top}
"""


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        ("team: emea, contributes_to: top", ("sales", "department", "between")),
        ("team: emea, contributes_to: between", None),
        ("team: emea, contributes_to: [top, between]", None),
        ("team: sales, contributes_to: top", None),
        ("team: emea, contributes_to: {goal: top, rollup: false}", None),
        ("team: emea, contributes_to: top, status: closed", None),
        ("level: individual, contributes_to: top", None),
        ("team: sales, level: individual, contributes_to: top", ("sales", "department", "between")),
        ("contributes_to: top", None),
    ],
)
def test_links_that_jump(kpi: str, expected: tuple[str, str, str] | None) -> None:
    loaded = workspace(f"{TEAMS}  - {{id: a, title: A, {kpi}}}")
    jumps = [(jump.team, str(jump.level), jump.between.id) for jump in skipped_levels(loaded)]
    assert jumps == ([expected] if expected else [])
