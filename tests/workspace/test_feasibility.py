"""What goals, formulas and ranges prove together."""

from __future__ import annotations

import pytest

from kpicli.workspace.feasibility import reasoning
from kpicli.workspace.formula_certainty import usable_formulas
from repository import workspace

LEADS = """
defaults: {period: 2026}
metrics:
  - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
  - {id: spend, unit: kEUR, aggregation: sum, range: ">= 0"}
  - {id: cost_per_lead, unit: EUR/lead, benchmark: ">= 50"}
kpis:
  - {id: marketing, title: Leads, metric: leads, target: ">= 3000"}
  - {id: finance, title: Spend, metric: spend, target: "<= 100"}
"""


def test_the_smallest_set_is_named_with_its_assumption() -> None:
    (case,) = workspace(LEADS).remembered(reasoning).cases
    assert [part.fact.key for part in case.stated] == [
        "finance",
        "marketing",
        "benchmark:cost_per_lead/2026",
    ]
    assert case.is_assumed
    assert [part.definition.id for part in case.goals] == ["finance", "marketing"]


def test_quantities_with_and_without_a_segment_stand_side_by_side() -> None:
    more = LEADS + "  - {id: emea, title: Leads, metric: leads, segment: emea, target: '>= 1'}\n"
    assert len(workspace(more).remembered(reasoning).cases) == 1


def test_goals_without_formulas_ask_nothing_of_the_engine() -> None:
    found = workspace("kpis: [{id: a, title: A, period: 2026, target: '>= 5'}]").remembered(
        reasoning
    )
    assert (found.cases, found.components) == ((), ())


def test_formulas_in_a_circle_prove_nothing() -> None:
    circle = """
    defaults: {period: 2026}
    metrics:
      - {id: a, formula: b + 10}
      - {id: b, formula: a - 20}
    kpis:
      - {id: one, title: One, metric: a, target: ">= 5"}
      - {id: two, title: Two, metric: b, target: "<= 5"}
    """
    assert workspace(circle).remembered(reasoning).cases == ()


@pytest.mark.parametrize(
    ("metrics", "is_usable"),
    [
        ("{id: m, unit: EUR, formula: a + b}, {id: a, unit: EUR}, {id: b, unit: kEUR}", True),
        ("{id: m, unit: EUR, formula: a + b}, {id: a, unit: EUR}, {id: b, unit: USD}", False),
        ("{id: m, unit: EUR, formula: a * 2}, {id: a, unit: USD}", False),
        ("{id: m, unit: kEUR, formula: a * 2}, {id: a, unit: kEUR}", True),
        ("{id: m, unit: kEUR, formula: a + 2}, {id: a, unit: kEUR}", False),
        ("{id: m, unit: EUR, formula: a + 2}, {id: a, unit: EUR}", True),
        ('{id: m, unit: "%", formula: 1 - a}, {id: a, unit: "%"}', True),
        ('{id: m, unit: "%", formula: a / b}, {id: a}, {id: b}', True),
        ('{id: m, unit: "%", formula: a - b}, {id: a}, {id: b}', False),
        ('{id: m, unit: "%", formula: a / b * 100}, {id: a}, {id: b}', False),
        ("{id: m, formula: a + b}, {id: a, unit: kEUR}, {id: b, unit: kEUR}", False),
        ("{id: m, unit: days, formula: a}, {id: a, unit: months}", False),
        ("{id: m, formula: a + b, aggregation: mean}, {id: a}, {id: b}", False),
        ("{id: m, formula: a + b}, {id: a, aggregation: max}, {id: b}", False),
    ],
)
def test_a_formula_counts_only_where_its_units_are_certain(metrics: str, is_usable: bool) -> None:  # noqa: FBT001 - of a table
    loaded = workspace(f"metrics: [{metrics}]")
    found = usable_formulas(loaded, loaded.metrics)
    assert bool(found) is is_usable
