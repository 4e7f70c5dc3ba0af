"""The presets that put a value on a scale between its levels."""

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
from kpicli.progress.goals import progress_of_goals
from kpicli.progress.status import ProgressStatus
from kpicli.workspace import Context
from progress.commitments import decimal
from repository import workspace

if TYPE_CHECKING:
    from kpicli.progress.goals import GoalProgress


def judged(content: str, preset: Preset) -> dict[str, GoalProgress]:
    known = read(StatusSettings, {"preset": preset.value})
    thresholds = Thresholds(known.on_track, known.at_risk)
    context = Context(date(2026, 7, 1), thresholds=thresholds, preset=preset)
    return dict(progress_of_goals(replace(workspace(content), context=context)))


LEVELS = """
    kpis:
      - {{id: a, title: A, period: 2026, baseline: 50, target: {{commit: 100, target: 150}},
         actuals: {{2026-06-30: {}}}}}
"""


@pytest.mark.parametrize(
    ("preset", "value", "figure", "gauge", "word"),
    [
        (Preset.JUCMNAV, "120", "40", "70", "at_risk"),
        (Preset.JUCMNAV, "100", "0", "50", "at_risk"),
        (Preset.JUCMNAV, "75", "-50", "25", "off_track"),
        (Preset.JUCMNAV, "150", "100", "100", "achieved"),
        (Preset.SPIDER, "125", "5", None, "at_risk"),
        (Preset.SPIDER, "99", "3.27", None, "off_track"),
        (Preset.SPIDER, "150", "6.67", None, "achieved"),
    ],
)
def test_levels_decide_on_the_scales_of_other_tools(
    preset: Preset, value: str, figure: str, gauge: str | None, word: str
) -> None:
    found = judged(LEVELS.format(value), preset)["a"]
    assert found.figure is not None
    assert round(found.figure, 2) == Decimal(figure)
    assert (found.gauge, found.status) == (decimal(gauge), ProgressStatus(word))


@pytest.mark.parametrize("preset", [Preset.JUCMNAV, Preset.SPIDER])
@pytest.mark.parametrize(
    "target", ["150", "{commit: 150, target: 150}", "'<= 150'", "complete", "45..55"]
)
def test_without_levels_there_is_no_scale(preset: Preset, target: str) -> None:
    goal = f"kpis: [{{id: a, title: A, period: 2026, baseline: 50, target: {target}}}]"
    assert judged(goal.replace("}]", ", actuals: {2026-06-30: 0.6}}]"), preset)["a"].figure is None


def test_a_total_has_no_place_on_a_scale_of_levels() -> None:
    total = LEVELS.format("99").replace("baseline: 50", "aggregation: sum")
    assert judged(total, Preset.SPIDER)["a"].figure is None
