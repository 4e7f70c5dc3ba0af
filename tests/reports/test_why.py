from __future__ import annotations

from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from kpicli.reports.steps import joined
from kpicli.reports.why import WhyReport, why_report
from repository import files_of, load, reader, workspace

if TYPE_CHECKING:
    from kpicli.reports.steps import Step


UNTOLD = "nothing tells which way is better, or the number does not convert"
NOT_GEOMETRIC = "linear pace, since a geometric one needs baseline and target of the same sign"
LATE = "pace: {seasonal: [0, 0, 1]}"
DISTANCE = "1 less how far it is missed over how far it may be, which is"


def why(text: str, goal: str) -> WhyReport:
    loaded = workspace(dedent(text))
    return why_report(loaded, loaded.goals[goal], reader(files_of(text)))


def shown(report: WhyReport) -> list[str]:
    """The steps in one line each: part, name, working, result, unit, note, line."""
    return [f"{part.name}: {_line(step, report)}" for part in report.parts for step in part.steps]


def _line(step: Step, report: WhyReport) -> str:
    working = "".join(map(_number, step.working))
    result = "" if step.result is None else _number(step.result)
    place = f" @{report.places[step.source].line}" if step.source else ""
    words = " = ".join(filter(None, (working, result)))
    parts = (step.name, words, step.unit, f"({step.note})" if step.note else "")
    return " ".join(filter(None, parts)) + place


def _number(piece: object) -> str:
    return f"{round(piece, 4).normalize():f}" if isinstance(piece, Decimal) else str(piece)


def kpi_steps(fields: str, *parts: str) -> list[str]:
    report = why(f"kpis:\n  - id: a\n    title: A\n    period: 2026\n    {fields}\n", "a")
    return [line for line in shown(report) if line.startswith(parts)]


def test_an_increase_step_by_step_with_the_lines_of_its_numbers() -> None:
    text = """
        defaults: {period: 2026}
        kpis:
          - id: leads
            title: Leads
            unit: lead
            baseline: 10
            target: 20
            actuals:
              2026-03-31: 12
              2026-06-30: 15
    """
    assert shown(why(text, "leads")) == [
        "commitment: direction increase (as baseline and target tell) @8",
        "commitment: baseline 10 lead @7",
        "commitment: target 20 lead @8",
        "commitment: period 2026 (2026-01-01 to 2026-12-31) @2",
        "value: actual 2026-03-31 12 lead @10",
        "value: actual 2026-06-30 15 lead @11",
        "value: value 15 lead (the last one in the period)",
        "progress: progress (15 - 10) / (20 - 10) = 0.5",
        "expected: time 243 / 365 = 0.6658 (days of the period) @2",
        "expected: expected 0.6658 (linear pace)",
        "status: ratio 0.5 / 0.6658 = 0.751 (progress over expected)",
        "status: on track from 0.9 (by default)",
        "status: at risk from 0.7 (by default)",
        "status: status at_risk",
    ]


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("+20%", "target 50 + 20 % * 50 = 60 @6"),
        ("-10%", "target 50 - 10 % * 50 = 45 @6"),
        ("+300", "target 50 + 300 = 350 @6"),
        ("{change: -30}", "target 50 - 30 = 20 @6"),
        ("{commit: 55, target: 60}", "target 60 (the middle one of its levels) @6"),
        ("45..55", "target 45 to 55 @6"),
        ("complete", "target complete @6"),
    ],
)
def test_how_a_target_comes_about(target: str, line: str) -> None:
    text = f"""
        kpis:
          - id: a
            title: A
            baseline: 50
            target: {target}
    """
    assert f"commitment: {line}" in shown(why(text, "a"))


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("direction: at_most\n    target: 5", ["commitment: direction at_most (as written) @5"]),
        ("target: '< 5'", ["commitment: direction less_than (as the target says) @5"]),
        ("target: '> 5'", ["commitment: direction more_than (as the target says) @5"]),
        ("target: '>= 5'", ["commitment: direction at_least (as the target says) @5"]),
        ("unit: EUR", ["commitment: target (there is none) @2"]),
        ("target: soon", ["commitment: target (it is words, not a number) @5"]),
        (
            "target: 7",
            [f"commitment: target 7 ({UNTOLD}) @5"],
        ),
        ("target: '<= 5'\n    tolerance: 2", ["commitment: tolerance 2 @6"]),
    ],
)
def test_what_is_known_of_a_commitment(fields: str, lines: list[str]) -> None:
    assert set(lines) <= set(kpi_steps(fields, "commitment"))


ACTUALS = "actuals: {2026-01: 1, 2026-02: 2, 2026-03: 6}"


@pytest.mark.parametrize(
    ("aggregation", "line"),
    [
        ("sum", "value: value 1 + 2 + 6 = 9 (the total so far)"),
        ("last", "value: value 6 (the last one in the period)"),
        ("mean", "value: value (1 + 2 + 6) / 3 = 3 (the mean so far)"),
        ("min", "value: value 1 (the least so far)"),
        ("max", "value: value 6 (the greatest so far)"),
    ],
)
def test_how_a_value_comes_about(aggregation: str, line: str) -> None:
    assert kpi_steps(f"aggregation: {aggregation}\n    {ACTUALS}", "value")[-1] == line


def test_of_many_actuals_the_last_ones_are_shown() -> None:
    months = ", ".join(f"2026-0{month}: {month}" for month in range(1, 9))
    lines = kpi_steps(f"aggregation: sum\n    actuals: {{{months}}}", "value")
    assert lines[0] == "value: actuals (2 more before these) @6"
    assert lines[1] == "value: actual 2026-03-31 3 @6"
    assert lines[-1] == "value: value 1 + 2 + 3 + 4 + 5 + 3 more = 36 (the total so far)"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("target: '<= 10'\n    actuals: {2026-03: 8}", "progress 1 (the bound holds)"),
        ("target: 5..10\n    actuals: {2026-03: 8}", "progress 1 (the range holds)"),
        (
            "target: '<= 10'\n    tolerance: 4\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 4 = 0.75 ({DISTANCE} the tolerance)",
        ),
        (
            "target: '<= 10'\n    tolerance: 0\n    actuals: {2026-03: 11}",
            "progress 0 (it is missed, and the tolerance of 0 allows none)",
        ),
        (
            "target: '<= 10'\n    tolerance: 1\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 1 = 0 ({DISTANCE} the tolerance)",
        ),
        (
            "target: '<= 10'\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 10 = 0.9 ({DISTANCE} all of the bound)",
        ),
        (
            "target: '<= 10'\n    baseline: 6\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 4 = 0.75 ({DISTANCE} the way from the baseline)",
        ),
        (
            "target: '<= 0'\n    actuals: {2026-03: 3}",
            f"progress 1 - 3 / 1 = -2 ({DISTANCE} 1 where the bound is 0)",
        ),
        (
            "target: 5..10\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 2.5 = 0.6 ({DISTANCE} half of the range)",
        ),
        (
            "target: 5..10\n    baseline: 14\n    actuals: {2026-03: 11}",
            f"progress 1 - 1 / 4 = 0.75 ({DISTANCE} how far the baseline is off)",
        ),
        (
            "target: 5..5\n    actuals: {2026-03: 5.1}",
            f"progress 1 - 0.1 / 0.5 = 0.8 ({DISTANCE} a tenth of the value)",
        ),
        (
            "target: 0..0\n    actuals: {2026-03: 1}",
            f"progress 1 - 1 / 1 = 0 ({DISTANCE} 1 where the value is 0)",
        ),
        ("target: 0..0\n    actuals: {2026-03: 0}", "progress 1 (the value holds)"),
        ("target: complete\n    actuals: {2026-03: 60%}", "progress 0.6 (the share that is done)"),
        (
            "aggregation: sum\n    baseline: 5\n    target: 10\n    actuals: {2026-03: 4}",
            "progress (4 - 0) / (10 - 0) = 0.4 (a total starts at 0)",
        ),
        (
            "direction: increase\n    target: 10\n    actuals: {2026-03: 4}",
            "progress (without a baseline there is no way to measure)",
        ),
        (
            "direction: increase\n    target: 10\n    actuals: {2026-03: 14}",
            "progress 1 (the target is met, and there is no baseline)",
        ),
        (
            "aggregation: sum\n    target: '> 10'\n    actuals: {2026-03: 10}",
            "progress 0.99 (at most 0.99 until the target is met)",
        ),
        (
            "target: '< 10'\n    actuals: {2026-03: 10}",
            "progress 0.99 (at most 0.99 until the target is met)",
        ),
        (
            "aggregation: sum\n    target: '> 0'\n    actuals: {2026-03: 20}",
            "progress 1 (the start is the bound itself, and the value is beyond it)",
        ),
        (
            "direction: increase\n    baseline: 5\n    target: '> 5'\n    actuals: {2026-03: 5}",
            "progress 0 (the start is the bound itself, and the value is not beyond it)",
        ),
    ],
)
def test_how_progress_comes_about(fields: str, line: str) -> None:
    assert kpi_steps(fields, "progress")[0] == f"progress: {line}"


def test_a_score_is_clamped() -> None:
    fields = "baseline: 10\n    target: 20\n    actuals: {2026-03: 5}"
    assert kpi_steps(fields, "progress")[1] == "progress: score 0 (progress counts from 0 to 1)"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("target: '<= 10'", "expected 1 (it has to hold from the first day on)"),
        ("baseline: 1\n    target: 2\n    pace: geometric", "expected 0.5864 (geometric pace) @7"),
        (
            "baseline: -4\n    target: -2\n    pace: geometric",
            "expected 0.7393 (geometric pace) @7",
        ),
        (
            "baseline: 0\n    target: 2\n    pace: geometric",
            f"expected 0.6658 ({NOT_GEOMETRIC}) @7",
        ),
        (
            "baseline: -1\n    target: 2\n    pace: geometric",
            f"expected 0.6658 ({NOT_GEOMETRIC}) @7",
        ),
        (
            "baseline: 3\n    target: 0\n    pace: geometric",
            f"expected 0.6658 ({NOT_GEOMETRIC}) @7",
        ),
        (
            "aggregation: sum\n    baseline: 1\n    target: 2\n    pace: geometric",
            f"expected 0.6658 ({NOT_GEOMETRIC}) @8",
        ),
        (
            "baseline: 1\n    target: 2\n    interim_targets: {2026-06: 1.2}\n    pace: geometric",
            "expected 0.5864 (geometric pace) @8",
        ),
        (
            "baseline: 1\n    target: 2\n    interim_targets: {2026-06: 1.2}\n    pace: step",
            "expected 0.2 (step pace through the interim targets) @7",
        ),
        (
            "baseline: 1\n    target: 2\n    pace: {seasonal: [1, 1]}",
            "expected 0.6658 (seasonal pace) @7",
        ),
        (
            "baseline: 0\n    target: 4\n    interim_targets: {2026-H1: 3}",
            "expected 0.8342 (linear pace through the interim targets) @7",
        ),
        (
            "direction: increase\n    target: 4\n    interim_targets: {2026-H1: 3}",
            "expected (interim targets count from a baseline, and there is none)",
        ),
        (
            "aggregation: sum\n    target: '> 0'\n    interim_targets: {2026-H1: 3}",
            "expected (interim targets count along a way, and the target lies where it starts)",
        ),
    ],
)
def test_how_the_expected_progress_comes_about(fields: str, line: str) -> None:
    assert kpi_steps(fields, "expected")[1] == f"expected: {line}"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("status: draft", "draft (it is draft) @5"),
        ("target: '<= 5'\n    period: 2027", "not_started (its period starts on 2027-01-01)"),
        ("target: '<= 5'", "no_data (there is no value to judge)"),
        (
            "direction: increase\n    target: 5\n    actuals: {2026-03: 1}",
            "no_data (nothing tells how much of the way that is, or how much is due)",
        ),
        (
            "target: '<= 5'\n    cadence: monthly\n    actuals: {2026-03: 1}",
            "stale (the last actual is of 2026-03-31, more than two monthly steps ago)",
        ),
        (
            "target: '<= 5'\n    period: 2025\n    actuals: {2025-03: 7}",
            "missed (its period is over, and the target was not met)",
        ),
        (
            "target: '<= 5'\n    period: 2025\n    actuals: {2025-03: 4}",
            "achieved (its period is over, and the target is met)",
        ),
        (
            "baseline: 1\n    target: 5\n    actuals: {2026-03: 7}",
            "achieved (the target is met)",
        ),
        (
            f"baseline: 1\n    target: 5\n    {LATE}\n    actuals: {{2026-07: 2}}",
            "early (less than 0.1 is due so far)",
        ),
        (
            "target: '<= 5'\n    actuals: {2026-03: 4}",
            "on_track (it holds; it can still be lost until the period is over)",
        ),
        (
            "period: 2025\n    cadence: quarterly\n    target: '<= 5'\n    actuals: {2025-Q2: 4}",
            (
                "stale (the end of a period is known only with its last quarterly value, and the"
                " last actual is of 2025-06-30, with the end of the period on 2025-12-31)"
            ),
        ),
        (
            (
                "period: 2025\n    cadence: quarterly\n    aggregation: sum\n    target: '<= 5'\n"
                "    actuals: {2025-Q1: 1, 2025-Q4: 1}"
            ),
            "stale (a total is known only with all its values: 2025-04-01 to 2025-09-30 has none)",
        ),
        (
            "aggregation: sum\n    target: '<= 5'\n    actuals: {2026-03: 6}",
            "off_track (the total is past the most that it may be)",
        ),
    ],
)
def test_why_a_status_is_what_it_is(fields: str, reason: str) -> None:
    fields = fields if "period:" in fields else f"period: 2026\n    {fields}"
    text = f"kpis:\n  - id: a\n    title: A\n    {fields}\n"
    assert f"status: status {reason}" in shown(why(text, "a"))


def test_of_a_range_not_reached_yet_the_smaller_ratio_counts() -> None:
    lines = kpi_steps("aggregation: sum\n    target: 9..10\n    actuals: {2026-03: 8.9}", "status")
    assert lines[:2] == [
        "status: used up 8.9 / 10 = 0.89 (the total over the most that it may be)",
        "status: ratio 0.6658 / 0.89 = 0.748 (expected over the share used up)",
    ]


@pytest.mark.parametrize(
    ("used", "progress"),
    [
        (6, "progress 1 (the bound holds)"),
        (9, "progress 6.6575 / 9 = 0.7397 (what of the budget is due by now, over what is used)"),
    ],
)
def test_a_budget_has_to_hold_from_the_first_day_on(used: int, progress: str) -> None:
    fields = f"aggregation: sum\n    target: '<= 10'\n    actuals: {{2026-03: {used}}}"
    assert kpi_steps(fields, "progress", "expected") == [
        f"progress: {progress}",
        "expected: time 243 / 365 = 0.6658 (days of the period) @4",
        "expected: due 0.6658 * 10 = 6.6575 (linear pace)",
        "expected: expected 1 (that no more is used than is due)",
    ]


def test_a_budget_that_is_exceeded_is_measured_by_all_of_it() -> None:
    fields = "period: 2025\n    aggregation: sum\n    target: '<= 10'\n    actuals: {2025-12: 12}"
    text = f"kpis:\n  - id: a\n    title: A\n    {fields}\n"
    (line,) = [line for line in shown(why(text, "a")) if line.startswith("progress: ")]
    assert line == f"progress: progress 1 - 2 / 10 = 0.8 ({DISTANCE} all of the bound)"


OBJECTIVE = """
    defaults: {period: 2026}
    objectives:
      - {id: top, title: Top}
    kpis:
      - {id: a, title: A, weight: 2, baseline: 0, target: 10, contributes_to: top,
         actuals: {2026-08: 8}}
      - {id: b, title: B, baseline: 0, target: 10, contributes_to: top, actuals: {2026-08: 2}}
      - {id: c, title: C, baseline: 0, target: 10, contributes_to: top}
      - {id: d, title: D, target: 10, contributes_to: top, status: draft}
      - {id: e, title: E, contributes_to: {goal: top, rollup: false}}
"""


def test_the_roll_up_of_an_objective() -> None:
    report = why(OBJECTIVE, "top")
    assert shown(report) == [
        "period: period 2026 (2026-01-01 to 2026-12-31) @2",
        "roll-up: score (2 * 0.8 + 1 * 0.2) / 3 = 0.6",
        "roll-up: coverage 3 / 4 = 0.75 (of the weight has data)",
        "status: expected 0.6658 (the average of the contributors' expected scores)",
        "status: ratio 0.6 / 0.6658 = 0.9012 (score over expected)",
        "status: on track from 0.9 (by default)",
        "status: at risk from 0.7 (by default)",
        "status: status on_track",
    ]
    assert [(part.goal, part.weight, part.score, part.note) for part in report.contributors] == [
        ("a", Decimal(2), Decimal("0.8"), ""),
        ("b", Decimal(1), Decimal("0.2"), ""),
        ("c", Decimal(1), None, "not counted: no score"),
        ("d", Decimal(1), None, "not counted: draft"),
        ("e", Decimal(1), None, "shown only"),
    ]
    assert [report.places[part.source].line for part in report.contributors] == [6, 8, 9, 10, 11]


def test_the_least_of_an_objective_and_too_little_data() -> None:
    least = OBJECTIVE.replace("title: Top", "title: Top, rollup: min")
    assert "roll-up: score least of 0.8, 0.2 = 0.2" in shown(why(least, "top"))
    words = "that of the contributor with the least score, of several the most"
    assert f"status: expected 0.6658 ({words})" in shown(why(least, "top"))
    few = OBJECTIVE.replace("title: C,", "title: C, weight: 9,")
    assert "roll-up: score (less than half of the weight has data)" in shown(why(few, "top"))


@pytest.mark.parametrize(
    ("rollup", "line"),
    [
        ("sum", "value 6 + 2 = 8 EUR @4"),
        ("weighted_average", "value (3 * 6 + 1 * 2) / 4 = 5 EUR @4"),
        ("min", "value least of 6, 2 = 2 EUR @4"),
        ("max", "value greatest of 6, 2 = 6 EUR @4"),
    ],
)
def test_the_roll_up_of_a_value(rollup: str, line: str) -> None:
    text = f"""
        defaults: {{period: 2026}}
        kpis:
          - {{id: top, title: Top, unit: EUR, rollup: {rollup}, target: ">= 9"}}
          - {{id: a, title: A, unit: kEUR, weight: 3, contributes_to: top,
             actuals: {{2026-08: 0.006}}}}
          - {{id: b, title: B, unit: EUR, contributes_to: top, actuals: {{2026-08: 2}}}}
    """
    assert f"roll-up: {line}" in shown(why(text, "top"))


def test_a_roll_up_without_any_value() -> None:
    text = """
        objectives:
          - {id: o, title: O, contributes_to: top}
        kpis:
          - {id: top, title: Top, rollup: sum}
          - {id: a, title: A, contributes_to: top}
          - {id: b, title: B, unit: EUR, contributes_to: top}
    """
    report = why(text, "top")
    assert "roll-up: value (no contributor has one)" in shown(report)
    assert [part.note for part in report.contributors] == [
        "not counted: no value",
        "not counted: no value",
        "not counted: an objective has no value",
    ]


OTHER_UNITS = """
    defaults: {{period: 2026}}
    kpis:
      - {{id: top, title: Top, unit: EUR, {}}}
      - {{id: a, title: A, unit: kEUR, contributes_to: top, actuals: {{2026-08: 0.006}}}}
      - {{id: b, title: B, unit: lead, contributes_to: top, actuals: {{2026-08: 2}}}}
      - {{id: c, title: C, contributes_to: top, actuals: {{2026-08: 2}}}}
      - {{id: d, title: D, unit: lead, contributes_to: top}}
      - {{id: e, title: E, unit: lead, contributes_to: top, status: draft}}
"""


def test_a_value_in_another_unit_is_not_said_to_be_missing() -> None:
    report = why(OTHER_UNITS.format("rollup: sum"), "top")
    assert "roll-up: value 6 + 2 = 8 EUR @4" in shown(report)
    assert [part.note for part in report.contributors] == [
        "",
        "not counted: its value is in lead",
        "",
        "not counted: no value",
        "not counted: draft",
    ]


@pytest.mark.parametrize("fields", ["rollup: none", "rollup: sum, actuals: {2026-08: 5}"])
def test_a_value_that_is_not_rolled_up_is_not_said_to_be_missing(fields: str) -> None:
    report = why(OTHER_UNITS.format(fields), "top")
    notes = [part.note for part in report.contributors]
    assert notes == [*["not rolled up"] * 4, "not counted: draft"]


def test_the_plan_of_a_sum() -> None:
    text = """
        defaults: {period: 2026}
        kpis:
          - {id: top, title: Top, unit: MEUR, rollup: sum, baseline: 8, target: 10}
          - {id: a, title: A, unit: MEUR, baseline: 4.5, target: 5.5, contributes_to: top}
          - {id: b, title: B, unit: kEUR, baseline: 3500, contributes_to: top}
    """
    assert [line for line in shown(why(text, "top")) if line.startswith("plan")] == [
        "plan: `a` 5.5 MEUR (its target) @5",
        "plan: `b` 3.5 MEUR (assumed to stay at its baseline) @6",
        "plan: plan 5.5 + 3.5 = 9 MEUR",
        "plan: start 4.5 + 3.5 = 8 MEUR (from the baselines)",
        "plan: covered (9 - 8) / (10 - 8) = 0.5 (of the way from the baselines to the target)",
        "plan: doubt (`b` has no target and is assumed to stay at its baseline)",
    ]


def test_the_plan_of_a_formula_and_one_without_baselines() -> None:
    text = """
        defaults: {period: 2026}
        metrics:
          - {id: x, unit: EUR}
          - {id: y, unit: EUR}
          - {id: z, unit: EUR, formula: x - y}
        kpis:
          - {id: top, title: Top, metric: z, target: ">= 10"}
          - {id: a, title: A, metric: x, baseline: 9, target: 12, contributes_to: top}
          - {id: b, title: B, metric: y, baseline: 5, target: 4, contributes_to: top}
          - {id: sum, title: Sum, unit: EUR, rollup: sum, target: ">= 10"}
          - {id: c, title: C, unit: EUR, target: ">= 7", contributes_to: sum}
    """
    assert [line for line in shown(why(text, "top")) if line.startswith("plan")][2:] == [
        "plan: plan x - y = 8 EUR",
        "plan: start x - y = 4 EUR (from the baselines)",
        "plan: covered (8 - 4) / (10 - 4) = 0.6667 (of the way from the baselines to the target)",
    ]
    assert [line for line in shown(why(text, "sum")) if line.startswith("plan")][1:] == [
        "plan: plan 7 = 7 EUR",
        "plan: missing 3 EUR (between the plan and the target) @11",
    ]


def test_actuals_from_a_csv_file_point_at_the_goal_file() -> None:
    files = {
        "goals.yaml": "kpis:\n  - id: a\n    title: A\n"
        "    actuals: {csv: a.csv, date: d, value: v}\n",
        "a.csv": "d,v\n2026-03-31,5\n",
    }
    loaded = workspace(files)
    report = why_report(loaded, loaded.goals["a"], reader(files))
    assert "value: actual 2026-03-31 5 (from a.csv) @4" in shown(report)


def test_long_sums_are_cut() -> None:
    terms = [(Decimal(number),) for number in range(8)]
    assert "".join(map(str, joined(" + ", terms))) == "0 + 1 + 2 + 3 + 4 + 3 more"
    assert "".join(map(str, joined(" + ", terms[:6]))) == "0 + 1 + 2 + 3 + 4 + 5"
    assert joined(" + ", ()) == ()


def test_a_file_that_is_gone_has_no_places() -> None:
    loaded = workspace("kpis: [{id: a, title: A, baseline: 1, target: 2}]")
    report = why_report(loaded, loaded.goals["a"], reader({}))
    assert not report.places


SUM_LACKS = "a sum with a part missing has no progress"
MOST_LACKS = "a value with less than half of the weight has no progress"


@pytest.mark.parametrize(
    ("rollup", "working", "note"), [("sum", "5", SUM_LACKS), ("max", "greatest of 5", MOST_LACKS)]
)
def test_the_parts_that_a_value_lacks(rollup: str, working: str, note: str) -> None:
    report = why(
        f"""
        defaults: {{period: 2026}}
        kpis:
          - {{id: top, title: Top, rollup: {rollup}, target: ">= 4"}}
          - {{id: a, title: A, contributes_to: top, actuals: {{2026-08: 5}}}}
          - {{id: b, title: B, contributes_to: top}}
          - {{id: c, title: C, cadence: monthly, contributes_to: top, actuals: {{2026-02: 5}}}}
        """,
        "top",
    )
    found = [line for line in shown(report) if not line.startswith(("commitment", "expected"))]
    assert [line for line in found if "coverage" not in line] == [
        f"roll-up: value {working} = 5 @4",
        f"roll-up: missing `b`, `c` ({note})",
        "status: status no_data (there is only a part of the value)",
    ]
    assert [part.note for part in report.contributors] == [
        "",
        "not counted: no value",
        "not counted: stale",
    ]


def test_why_what_is_met_by_some_of_the_data_is_not_achieved() -> None:
    objective = """
        defaults: {period: 2026}
        objectives: [{id: top, title: Top}]
        kpis:
          - {id: a, title: A, contributes_to: top, baseline: 0, target: 9, actuals: {2026-08: 9}}
          - {id: b, title: B, contributes_to: top, baseline: 0, target: 9}
    """
    assert shown(why(objective, "top"))[-1] == (
        "status: status on_track (the target is met by what has data, and not all of it has)"
    )
    past = objective.replace("2026}", "2025}", 1).replace("2026-08", "2025-08")
    assert shown(why(past, "top"))[-1] == (
        "status: status no_data (its period is over, and not all that counts has data)"
    )


@pytest.mark.parametrize("fields", ["target: complete", "baseline: 0, target: 9"])
def test_without_a_period_it_is_the_period_that_is_missing(fields: str) -> None:
    report = why(f"kpis: [{{id: a, title: A, {fields}, actuals: {{2026-03: 1}}}}]", "a")
    assert shown(report)[-2:] == [
        "progress: progress (there is no period to make it in)",
        "status: status no_data (it has no period)",
    ]


def test_what_is_no_share_of_a_deliverable_is_no_value() -> None:
    lines = kpi_steps("target: complete\n    actuals: {2026-08: 60}", "value", "status")
    assert lines[1:] == [
        "value: value (of a deliverable only a share from 0 to 1 tells how far it is)",
        "status: status no_data (there is no value to judge)",
    ]


def test_values_of_the_same_days_are_no_total() -> None:
    text = """
        kpis:
          - id: a
            title: A
            period: 2026
            aggregation: sum
            target: ">= 9"
            actuals: {2026-01: 5, 2026-Q1: 9}
    """
    loaded, findings = load(dedent(text))
    assert [finding.rule.code for finding in findings] == ["D002"]
    files = reader(files_of(text))
    report = why_report(loaded, loaded.goals["a"], files)
    assert shown(report)[-4] == "value: value (`2026-01` and `2026-Q1` would count some days twice)"


def test_a_contributor_that_could_not_be_understood_is_named() -> None:
    text = dedent("""
        defaults: {period: 2026}
        kpis:
          - {id: top, title: Top, unit: x, baseline: 0, target: 9, rollup: sum}
          - {id: a, title: A, unit: x, contributes_to: top, actuals: {2026-06: 3}}
          - {id: b, title: B, unit: x, contributes_to: top, target: [1], actuals: {2026-06: 3}}
    """)
    loaded, _ = load(text)
    goal, read = loaded.goals["top"], reader(files_of(text))
    report = why_report(loaded, goal, read)
    assert [line for line in shown(report) if line.startswith("roll-up: ")] == [
        "roll-up: value 3 = 3 x @4",
        "roll-up: missing `b` (a sum with a part missing has no progress)",
        "roll-up: not read `b` (counted as without data: `kpi check` says what is wrong)",
        "roll-up: coverage 1 / 2 = 0.5 (of the weight has data)",
    ]


@pytest.mark.parametrize(
    ("actuals", "which"),
    [("{2026-06: 5, 2026-07: 6 USD}", "a value of 2026-07-31"), ("{csv: a.csv}", "a value")],
)
def test_a_value_that_could_not_be_read_is_named_by_its_day(actuals: str, which: str) -> None:
    actuals = actuals.replace("}", ", date: d, value: v}") if "csv" in actuals else actuals
    text = f"kpis: [{{id: a, title: A, period: 2026, unit: EUR, actuals: {actuals}}}]"
    files = {"goals.yaml": text, "a.csv": "d,v\n2026-06,5\nJuly,6\n"}
    loaded, _ = load(files)
    report = why_report(loaded, loaded.goals["a"], reader(files))
    words = f"value: value ({which} could not be read: `kpi check` says what is wrong)"
    assert words in shown(report)
