"""What goals, ranges and benchmarks state of quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.constraints.system import FactKind
from kpicli.workspace.stated import Posed, based, posed
from kpicli.workspace.variable import Variable
from repository import workspace

if TYPE_CHECKING:
    from kpicli.models.period import DateRange

METRICS = """
defaults: {period: 2026}
metrics:
  - {id: leads, unit: lead, aggregation: sum, formula: spend / cost}
  - {id: spend, unit: kEUR, aggregation: sum, range: 5..90}
  - {id: cost, unit: EUR/lead, range: "> 0", benchmark: ">= 50"}
  - {id: visits, unit: visit, range: 0..10}
kpis:
  - {id: marketing, title: Leads, metric: leads, target: ">= 3000"}
  - {id: finance, title: Spend, metric: spend, target: "<= 100"}
  - {id: web, title: Visits, metric: visits, target: ">= 5"}
"""


def asked(text: str) -> Posed:
    """What all goals of a file state."""
    loaded = workspace(text)
    variables: dict[str, Variable] = {}
    labels: dict[DateRange, str] = {}
    for kpi in loaded.kpis:
        key, period = loaded.quantity_key(kpi), kpi.model.period
        assert key
        assert period
        variables[kpi.id] = Variable(key.metric, key.segment, key.period)
        labels[key.period] = period.text
    return posed(loaded, variables, labels)


def test_goals_and_limits_are_stated_in_the_base_of_their_units() -> None:
    facts = {key: (part.fact.low, part.fact.high) for key, part in asked(METRICS).stated.items()}
    assert facts == {
        "marketing": (3000, None),
        "finance": (None, 100_000),
        "range:spend/2026": (0, None),
        "range:cost/2026": (0, None),
        "benchmark:cost/2026": (50, None),
    }


def test_who_states_a_fact_and_in_which_unit() -> None:
    stated = asked(METRICS).stated
    finance, benchmark = stated["finance"], stated["benchmark:cost/2026"]
    assert (finance.field, finance.unit, finance.is_goal) == ("target", "kEUR", True)
    assert finance.scale == 1000
    assert (benchmark.definition.id, benchmark.is_goal) == ("cost", False)


@pytest.mark.parametrize(
    ("benchmark", "kind"),
    [
        ("'>= 50'", FactKind.ASSUMPTION),
        ("{value: '>= 50', certainty: fact}", FactKind.HARD),
        ("50", None),
    ],
)
def test_a_benchmark_is_as_certain_as_it_says_and_a_single_number_limits_nothing(
    benchmark: str, kind: FactKind | None
) -> None:
    stated = asked(METRICS.replace('">= 50"', benchmark)).stated
    found = stated.get("benchmark:cost/2026")
    assert (found.fact.kind if found else None) is kind


def test_without_a_formula_that_connects_them_there_is_no_system() -> None:
    found = asked(METRICS.replace(", formula: spend / cost", ""))
    assert (found.parts, dict(found.stated), found.system) == ((), {}, None)


def test_the_formulas_of_a_circle_are_left_out_of_the_system() -> None:
    circle = METRICS.replace("- {id: cost,", "- {id: cost, formula: spend / leads,")
    assert asked(circle).system is None
    beside = circle.replace("- {id: visits,", "- {id: visits, formula: leads / rate,")
    system = asked(beside.replace("kpis:", "  - {id: rate, unit: lead/visit}\nkpis:")).system
    assert system
    assert [each.text for each in system.equations] == ["visits = leads / rate"]


def test_a_formula_and_the_sum_of_its_quarters_are_both_in_the_system() -> None:
    quarters = "".join(
        f"  - {{id: q{n}, title: Q, metric: leads, period: 2026-Q{n}, target: '<= 9'}}\n"
        for n in range(1, 5)
    )
    system = asked(METRICS + quarters).system
    assert system
    assert "leads = spend / cost" in {each.text for each in system.definitions}
    assert [each.variable for each in system.rows] == ["leads/2026"]


def test_a_number_in_the_base_of_its_unit() -> None:
    assert based(Decimal(5), Decimal(1000)) == 5000
    assert based(None, Decimal(1000)) is None
