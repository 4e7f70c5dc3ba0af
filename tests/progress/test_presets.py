"""The statuses that presets give, of standings and of goal files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.config import StatusSettings
from kpicli.fields.read import read
from kpicli.models.preset import Preset
from kpicli.models.thresholds import Thresholds
from kpicli.progress.aim import Aim
from kpicli.progress.goals import progress_of_goals
from kpicli.progress.growth import Path
from kpicli.progress.presets import Measured, Verdict, verdict
from kpicli.progress.status import ProgressStatus, Standing, status
from kpicli.workspace import Context
from progress.commitments import decimal
from repository import workspace

if TYPE_CHECKING:
    from kpicli.progress.goals import GoalProgress

START, END = date(2026, 1, 1), date(2026, 12, 31)
MIDWAY, AFTER = date(2026, 7, 1), date(2027, 1, 1)
SLOW = Path(1, Decimal(100), Decimal(105), Decimal("0.5"), Decimal(200), Decimal(1))


def context(preset: Preset, as_of: date = MIDWAY) -> Context:
    known = read(StatusSettings, {"preset": preset.value})
    thresholds = Thresholds(known.on_track, known.at_risk)
    return Context(as_of, thresholds=thresholds, preset=preset)


def standing(attained: str | None, due: str | None = "0.5", aim: Aim = Aim.REACH) -> Standing:
    return Standing(START, END, decimal(attained), decimal(due), aim=aim)


def judged(content: str, preset: Preset, as_of: date = date(2026, 7, 1)) -> dict[str, GoalProgress]:
    found = replace(workspace(content), context=context(preset, as_of))
    return dict(progress_of_goals(found))


@pytest.mark.parametrize("attained", ["1", "0.46", "0.4", "0", None])
def test_without_a_preset_the_usual_rules_decide(attained: str | None) -> None:
    known = standing(attained)
    for path in (None, SLOW):
        assert verdict(known, context(Preset.DEFAULT), Measured(path)) == Verdict(
            status(known, MIDWAY)
        )


@pytest.mark.parametrize(
    ("attained", "due", "spi", "word"),
    [
        ("0.5", "0.5", "1", "on_track"),
        ("0.49", "0.5", "0.98", "at_risk"),
        ("0.45", "0.5", "0.9", "at_risk"),
        ("0.44", "0.5", "0.88", "off_track"),
        ("1", "0.5", "2", "achieved"),
        ("0.1", "0.05", "2", "early"),
        ("0.1", "0", None, "early"),
        (None, "0.5", None, "no_data"),
    ],
)
def test_earned_value_asks_for_all_that_is_planned(
    attained: str | None, due: str, spi: str | None, word: str
) -> None:
    told = verdict(standing(attained, due), context(Preset.EVM))
    assert (told.status, told.figure) == (ProgressStatus(word), decimal(spi))


@pytest.mark.parametrize(
    ("as_of", "attained", "due", "grade", "word"),
    [
        (AFTER, "1", "1", "1", "achieved"),
        (AFTER, "1.4", "1", "1", "achieved"),
        (AFTER, "0.7", "1", "0.7", "on_track"),
        (AFTER, "0.69", "1", "0.69", "at_risk"),
        (AFTER, "0.4", "1", "0.4", "at_risk"),
        (AFTER, "0.39", "1", "0.39", "missed"),
        (AFTER, "-2", "1", "0", "missed"),
        (AFTER, None, "1", None, "missed"),
        (MIDWAY, "0.35", "0.5", "0.7", "on_track"),
        (MIDWAY, "0.34", "0.5", "0.68", "at_risk"),
        (MIDWAY, "0.2", "0.5", "0.4", "at_risk"),
        (MIDWAY, "0.19", "0.5", "0.38", "off_track"),
        (MIDWAY, "0.9", "0.5", "1", "on_track"),
    ],
)
def test_an_okr_is_graded_by_what_it_comes_to_in_the_end(
    as_of: date, attained: str | None, due: str, grade: str | None, word: str
) -> None:
    told = verdict(standing(attained, due), context(Preset.OKR, as_of))
    assert (told.status, told.figure) == (ProgressStatus(word), decimal(grade))


def test_a_broken_bound_is_never_green_in_the_end_either() -> None:
    told = verdict(standing("0.9", "1", Aim.HOLD), context(Preset.OKR, AFTER))
    assert told == Verdict(ProgressStatus.AT_RISK, Decimal("0.9"))


@pytest.mark.parametrize(
    ("preset", "value", "figure", "word"),
    [
        (Preset.SDG, "104", "1.0", "on_track"),
        (Preset.SDG, "103.8", "0.95", "on_track"),
        (Preset.SDG, "103.7", "0.92", "at_risk"),
        (Preset.SDG, "102.3", "0.57", "off_track"),
        (Preset.SDG, "100", "0", "off_track"),
        (Preset.SDG, "99", "-0.25", "off_track"),
        (Preset.UN2023, "104", "1.0", "on_track"),
        (Preset.UN2023, "103.7", "0.92", "at_risk"),
        (Preset.UN2023, "100.5", "0.12", "at_risk"),
        (Preset.UN2023, "100.3", "0.07", "off_track"),
        (Preset.UN2023, "99", "-0.24", "off_track"),
    ],
)
def test_growth_decides_of_what_grows(preset: Preset, value: str, figure: str, word: str) -> None:
    target = Decimal("108.16")
    path = Path(1, Decimal(100), Decimal(value), Decimal(1), target, Decimal(2))
    told = verdict(standing("0.5"), context(preset), Measured(path))
    assert told.figure is not None
    assert abs(told.figure - Decimal(figure)) < Decimal("0.01")
    assert told.status is ProgressStatus(word)


@pytest.mark.parametrize("preset", [Preset.SDG, Preset.UN2023])
@pytest.mark.parametrize(
    ("known", "as_of"),
    [
        (standing("1"), MIDWAY),
        (standing("1", "1", Aim.HOLD), MIDWAY),
        (standing("0.05", "0.05"), MIDWAY),
        (standing("0.9", "1"), AFTER),
        (standing(None), MIDWAY),
    ],
)
def test_growth_leaves_to_the_usual_rules_what_comes_before_colour(
    preset: Preset, known: Standing, as_of: date
) -> None:
    told = verdict(known, context(preset, as_of), Measured(SLOW))
    assert told.status is status(known, as_of)


@pytest.mark.parametrize("preset", [Preset.SDG, Preset.UN2023])
def test_a_way_through_zero_has_no_rate_and_so_no_data(preset: Preset) -> None:
    through = Path(-1, Decimal(4), Decimal(-1), Decimal(1), Decimal(-4), Decimal(2))
    told = verdict(standing("0.6"), context(preset), Measured(through))
    assert told == Verdict(ProgressStatus.NO_DATA)


def test_where_nothing_grows_progress_over_expected_progress_stands_in() -> None:
    assert verdict(standing("0.29"), context(Preset.SDG)) == Verdict(ProgressStatus.OFF_TRACK)
    assert verdict(standing("0.29"), context(Preset.UN2023)) == Verdict(ProgressStatus.AT_RISK)


def test_on_the_bound_of_a_strict_target_nothing_is_achieved() -> None:
    goal = """
        kpis:
          - {id: a, title: A, period: 2026, baseline: 120, target: "> 100", direction: increase,
             actuals: {2026-06-30: 100}}
    """
    usual = judged(goal, Preset.DEFAULT)["a"].status
    assert judged(goal, Preset.SDG)["a"].status is usual
    assert usual is not ProgressStatus.ACHIEVED


WAYS = """
    objectives: [{id: all, title: All of it}]
    kpis:
      - {id: stock, title: S, period: 2026, baseline: 100, target: 144, contributes_to: all,
         actuals: {2026-07-02: 110}}
      - {id: flow, title: F, period: 2026, target: 100, aggregation: sum, contributes_to: all,
         actuals: {2026-07-02: 30}}
      - {id: deed, title: D, period: 2026, target: complete, contributes_to: all,
         actuals: {2026-07-02: 0.3}}
      - {id: band, title: B, period: 2026, baseline: 40, target: 20..30, contributes_to: all,
         actuals: {2026-07-02: 35}}
"""


def test_only_what_grows_has_a_figure_of_growth() -> None:
    found = judged(WAYS, Preset.UN2023, date(2026, 7, 3))
    figures = {key: progress.figure for key, progress in found.items()}
    assert figures.pop("stock") is not None
    assert set(figures.values()) == {None}


def test_objectives_follow_from_the_scores_of_their_contributors() -> None:
    usual = judged(WAYS, Preset.DEFAULT, date(2026, 7, 3))["all"]
    by_okr = judged(WAYS, Preset.OKR, date(2026, 7, 3))["all"]
    assert (by_okr.score, by_okr.expected) == (usual.score, usual.expected)
    assert usual.status is ProgressStatus.OFF_TRACK
    assert by_okr.status is ProgressStatus.AT_RISK


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        ("period: 2021-01-01/2025-12-31, actuals: {2023: 120}", 3),
        ("period: 2020-01-01/2025-12-31, actuals: {2020: 100, 2023: 120}", 3),
        ("period: 2020-01-01/2025-12-31, actuals: {2020: 101, 2023: 120}", 4),
    ],
)
def test_the_baseline_is_of_its_first_actual_or_of_the_day_before_the_period(
    fields: str, years: int
) -> None:
    goal = f"kpis: [{{id: a, title: A, baseline: 100, direction: increase, {fields}}}]"
    figure = judged(goal, Preset.SDG, date(2024, 7, 1))["a"].figure
    assert figure is not None
    assert round((1 + figure) ** years, 9) == Decimal("1.2")


@pytest.mark.parametrize(
    ("extra", "word"),
    [
        ("actuals: {2026-06-30: 105}", "on_track"),
        ("actuals: {2026-06-30: 99}", "off_track"),
        ("actuals: {2026-01-31: 105}, cadence: weekly", "stale"),
        ("actuals: {2026-06-30: 105}, status: draft", "draft"),
        ("actuals: {2026-06-30: 105}, aggregation: sum", "no_data"),
        ("actuals: {2026-06-30: -5}", "no_data"),
        ("actuals: {}", "no_data"),
    ],
)
def test_without_a_target_the_growth_alone_decides(extra: str, word: str) -> None:
    goal = f"kpis: [{{id: a, title: A, period: 2026, baseline: 100, direction: increase, {extra}}}]"
    assert judged(goal, Preset.SDG)["a"].status is ProgressStatus(word)
    assert judged(goal, Preset.UN2023)["a"].figure is None


def test_earned_value_has_a_variance_beside_its_index() -> None:
    told = verdict(standing("0.4", "0.5"), context(Preset.EVM))
    assert (told.figure, told.gauge) == (Decimal("0.8"), Decimal("-0.1"))
    assert verdict(standing(None), context(Preset.EVM)).gauge is None
