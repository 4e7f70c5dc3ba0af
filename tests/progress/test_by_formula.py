from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest

from kpicli.progress.by_formula import Consequence, Left, consequence
from kpicli.progress.goals import progress_of_goals
from kpicli.workspace.supposed import Supposition
from repository import AS_OF, workspace

METRICS = """\
defaults: {period: 2026}
metrics:
  - {id: leads, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
  - {id: spend, unit: kEUR, aggregation: sum}
  - {id: cost_per_lead, unit: EUR/lead}
kpis:
  - {id: leads.kpi, title: L, metric: leads, target: ">= 9", actuals: {2026-03-31: 1000}}
  - {id: spend.kpi, title: S, metric: spend, target: "<= 100", actuals: {2026-03-31: 60}}
"""
COST = """\
  - {id: cost.kpi, title: C, metric: cost_per_lead, target: "<= 60", actuals: {2026-03-31: 60}}
"""


def after(text: str, values: dict[str, int], as_of: date = AS_OF) -> Consequence:
    given = {f"{name}.kpi": Decimal(value) for name, value in values.items()}
    return consequence(workspace(text, as_of), Supposition(given))


def found(text: str, values: dict[str, int]) -> dict[str, Decimal]:
    return dict(after(text, values).by_formula)


def test_a_formula_gives_the_value_in_the_unit_of_its_metric() -> None:
    result = after(METRICS + COST, {"spend": 80, "cost": 40})
    assert result.by_formula == {"leads.kpi": Decimal(2000)}
    assert result.left == ()
    assert progress_of_goals(result.workspace)["leads.kpi"].value == Decimal(2000)


def test_the_same_value_changes_nothing() -> None:
    assert found(METRICS + COST, {"spend": 60}) == {}


def test_a_value_that_is_supposed_is_not_recomputed() -> None:
    assert found(METRICS + COST, {"spend": 80, "leads": 5}) == {}


def test_without_all_that_the_formula_names_the_value_stays_and_that_is_said() -> None:
    result = after(METRICS, {"spend": 80})
    formula = "leads = spend / cost_per_lead"
    assert result.left == (Left("leads.kpi", formula, ("cost_per_lead",)),)
    assert result.by_formula == {}


def test_a_formula_without_a_value_is_said() -> None:
    (left,) = after(METRICS + COST, {"cost": 0}).left
    assert (left.kpi, left.missing) == ("leads.kpi", ())


@pytest.mark.parametrize("formula", ["spend - 5", "spend - cost_per_lead"])
def test_a_number_that_may_be_meant_in_several_units_gives_no_value(formula: str) -> None:
    text = (METRICS + COST).replace("unit: lead, aggregation: sum", "unit: EUR, aggregation: sum")
    text = text.replace("spend / cost_per_lead", formula).replace(", unit: EUR/lead", "")
    assert after(text, {"spend": 80}).left == (
        Left("leads.kpi", f"leads = {formula}", (), is_open=True),
    )
    assert found(text.replace("kEUR", "EUR"), {"spend": 80})


def test_a_number_that_may_convert_units_by_hand_gives_no_value() -> None:
    result = after(METRICS.replace("spend / cost_per_lead", "spend / 60 * 1000"), {"spend": 80})
    assert result.by_formula == {}
    assert result.left == (Left("leads.kpi", "leads = spend / 60 * 1000", (), is_open=True),)


@pytest.mark.parametrize("field", ["segment: emea", "period: 2026-H2"])
def test_another_segment_or_period_is_another_quantity(field: str) -> None:
    other = COST.replace("title: C", f"title: C, {field}")
    result = after(METRICS + other, {"cost": 10})
    assert result.by_formula == {}
    assert [left.missing for left in result.left] == [("cost_per_lead",)]


def test_what_formulas_do_not_name_is_left_alone_without_words() -> None:
    text = METRICS + COST + '  - {id: x.kpi, title: X, target: ">= 9"}\n'
    result = after(text, {"x": 3})
    assert (result.by_formula, result.left) == ({}, ())


def test_goals_of_one_quantity_that_disagree_do_not_tell_its_value() -> None:
    second = COST.replace("cost.kpi", "cost2.kpi").replace(": 60}}", ": 70}}")
    (left,) = after(METRICS + COST + second, {"spend": 80}).left
    assert left.missing == ("cost_per_lead",)
    assert found(METRICS + COST + second, {"cost": 50}) == {"leads.kpi": Decimal(1200)}


CHAIN = dedent(
    """\
    defaults: {period: 2026}
    metrics:
      - {id: a, unit: EUR, formula: "b + 1"}
      - {id: b, unit: EUR, formula: "c * 2"}
      - {id: c, unit: EUR}
    kpis:
      - {id: a.kpi, title: A, metric: a, target: ">= 9", actuals: {2026-03-31: 1}}
      - {id: c.kpi, title: C, metric: c, target: ">= 9", actuals: {2026-03-31: 4}}
    """
)
MIDDLE = '  - {id: b.kpi, title: B, metric: b, target: ">= 9", actuals: {2026-03-31: 4}}\n'


def test_a_formula_over_a_formula() -> None:
    expected = {"a.kpi": Decimal(21), "b.kpi": Decimal(20)}
    assert found(CHAIN + MIDDLE, {"c": 10}) == expected


def test_a_metric_between_two_that_no_goal_is_on() -> None:
    assert found(CHAIN, {"c": 10}) == {"a.kpi": Decimal(21)}


def test_what_rests_on_itself_is_left() -> None:
    circle = CHAIN.replace('formula: "c * 2"', 'formula: "a + c"')
    result = after(circle + MIDDLE, {"c": 10})
    assert result.by_formula == {}
    assert [(left.kpi, left.missing) for left in result.left] == [("b.kpi", ())]


def test_a_circle_that_no_goal_is_on_has_no_value() -> None:
    circle = CHAIN.replace('formula: "c * 2"', 'formula: "b + c"')
    (left,) = after(circle, {"c": 10}).left
    assert (left.kpi, left.missing) == ("a.kpi", ("b",))


def test_units_that_clash_give_no_value() -> None:
    clash = CHAIN.replace("- {id: c, unit: EUR}", "- {id: c, unit: USD}")
    assert found(clash + MIDDLE, {"c": 10}) == {}


def test_metrics_between_that_share_a_metric_below() -> None:
    diamond = CHAIN.replace('formula: "b + 1"', 'formula: "b + c"')
    assert found(diamond, {"c": 10}) == {"a.kpi": Decimal(30)}


def test_a_long_chain_of_metrics() -> None:
    links = "".join(
        f"  - {{id: m{n}, formula: 'min(m{n - 1}, m{max(n - 2, 0)})'}}\n" for n in range(1, 1500)
    )
    text = f"""\
defaults: {{period: 2026}}
metrics:
  - {{id: m0}}
{links}
kpis:
  - {{id: low.kpi, title: L, metric: m0, target: ">= 9", actuals: {{2026-03-31: 1}}}}
  - {{id: high.kpi, title: H, metric: m1499, target: ">= 9"}}
"""
    assert found(text, {"low": 2}) == {"high.kpi": Decimal(2)}


def test_a_value_larger_than_any_in_a_goal_file_is_none() -> None:
    power = CHAIN.replace('formula: "b + 1"', "formula: b ** 8").replace(", unit: EUR", "")
    assert found(power, {"c": 10**12}) == {"a.kpi": Decimal(256).scaleb(96)}
    assert found(power, {"c": 10**13}) == {}


def test_what_is_rolled_up_counts_as_changed() -> None:
    rolled = CHAIN.replace("actuals: {2026-03-31: 4}", "rollup: sum")
    part = """\
  - {id: d.kpi, title: D, unit: EUR, target: ">= 9", actuals: {2026-03-31: 4}, contributes_to: c.kpi}
"""  # noqa: E501 - a line of a goal file
    assert found(rolled + part, {"d": 7}) == {"a.kpi": Decimal(15)}


def test_goals_of_another_time_are_not_recomputed() -> None:
    result = after(METRICS + COST, {"spend": 80}, date(2025, 5, 1))
    assert (result.by_formula, result.left) == ({}, ())
