"""How the figures of presets come about, step by step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from kpicli.models.preset import Preset
from kpicli.progress.goals import progress_of_goals
from kpicli.reports.why_figures import figure_steps
from repository import workspace

GOALS = """
    objectives: [{{id: all, title: All}}]
    kpis:
      - {{id: a, title: A, period: 2026, contributes_to: all, {}}}
"""
GROWING = "baseline: 100, target: 144, actuals: {2026-07-02: 110}"
FALLING = "baseline: 100, target: 64, actuals: {2026-07-02: 90}"
DEBT = "baseline: -100, target: -64, actuals: {2026-07-02: -90}"
TREND = "baseline: 100, direction: increase, actuals: {2026-07-02: 110}"
LEVELS = "baseline: 50, target: {commit: 100, target: 150}, actuals: {2026-06-30: VALUE}"
AS_OF = date(2026, 7, 3)


def steps(preset: Preset, fields: str, goal: str = "a") -> list[str]:
    loaded = workspace(GOALS.format(fields), AS_OF)
    context = replace(loaded.context, preset=preset)
    loaded = replace(loaded, context=context)
    found = figure_steps(loaded, loaded.goals[goal], progress_of_goals(loaded)[goal])
    return [
        " ".join((step.name, "".join(map(_text, step.working)), "=", _text(step.result)))
        for step in found
    ]


def _text(piece: object) -> str:
    return f"{round(piece, 3).normalize():f}" if isinstance(piece, Decimal) else str(piece)


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            GROWING,
            [
                "so far (110 / 100) ^ (1 / 0.501) - 1 = 0.209",
                "required (144 / 100) ^ (1 / 1) - 1 = 0.44",
                "growth 0.209 / |0.44| = 0.476",
                "sdg score 4.1667 * 0.476 - 2.5 = -0.517",
            ],
        ),
        (
            FALLING,
            [
                "so far (90 / 100) ^ (1 / 0.501) - 1 = -0.19",
                "required (64 / 100) ^ (1 / 1) - 1 = -0.36",
                "growth -1 * -0.19 / |-0.36| = 0.526",
                "sdg score 4.1667 * 0.526 - 2.5 = -0.306",
            ],
        ),
        (
            DEBT,
            [
                "so far 1 - (-90 / -100) ^ (1 / 0.501) = 0.19",
                "required 1 - (-64 / -100) ^ (1 / 1) = 0.36",
                "growth 0.19 / |0.36| = 0.526",
                "sdg score 4.1667 * 0.526 - 2.5 = -0.306",
            ],
        ),
        (
            TREND,
            [
                "so far (110 / 100) ^ (1 / 0.501) - 1 = 0.209",
                "growth  = 0.209",
                "sdg score  = 99.685",
            ],
        ),
    ],
)
def test_growth_is_shown_with_its_rates(fields: str, lines: list[str]) -> None:
    assert steps(Preset.SDG, fields) == lines


def test_the_share_ahead_is_shown_with_the_value_ahead() -> None:
    assert steps(Preset.UN2023, GROWING) == [
        "so far (110 / 100) ^ (1 / 0.501) - 1 = 0.209",
        "at the end  = 120.937",
        "share ahead (120.937 - 100) / (144 - 100) = 0.476",
    ]


@pytest.mark.parametrize(
    ("preset", "fields", "lines"),
    [
        (Preset.EVM, GROWING, ["SPI 0.227 / 0.501 = 0.453", "SV 0.227 - 0.501 = -0.274"]),
        (Preset.OKR, GROWING, ["grade  = 0.453"]),
        (
            Preset.JUCMNAV,
            LEVELS.replace("VALUE", "120"),
            ["satisfaction 100 * (120 - 100) / (150 - 100) = 40", "of 100 (40 + 100) / 2 = 70"],
        ),
        (
            Preset.JUCMNAV,
            LEVELS.replace("VALUE", "75"),
            ["satisfaction -100 * (75 - 100) / (50 - 100) = -50", "of 100 (-50 + 100) / 2 = 25"],
        ),
        (
            Preset.SPIDER,
            LEVELS.replace("VALUE", "125"),
            ["points 10 / 3 * (1 + (125 - 100) / (150 - 100)) = 5"],
        ),
        (Preset.SPIDER, GROWING, []),
        (Preset.DEFAULT, GROWING, []),
        (Preset.SDG, "baseline: 4, target: -4, actuals: {2026-07-02: 1}", []),
    ],
)
def test_other_figures_are_one_line_each(preset: Preset, fields: str, lines: list[str]) -> None:
    assert steps(preset, fields) == lines


def test_an_objective_has_the_figures_of_its_score() -> None:
    assert steps(Preset.EVM, GROWING, "all") == steps(Preset.EVM, GROWING)
    assert steps(Preset.SDG, GROWING, "all") == []
