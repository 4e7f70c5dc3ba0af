"""What holds for the progress of every goal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kpicli.progress.goals import progress_of, progress_of_goals
from properties.goal_repositories import repositories
from repository import load

if TYPE_CHECKING:
    from kpicli.progress.goals import GoalProgress

VALUES = st.decimals(-1000, 1000, places=2)
FLOORS = st.builds(lambda n: {"target": f">= {n}"}, VALUES)
CEILINGS = st.builds(lambda n: {"target": f"<= {n}"}, VALUES)
WAYS = st.builds(lambda one, other: {"baseline": str(one), "target": str(other)}, VALUES, VALUES)
DIRECTED = st.builds(
    lambda number, way: {"target": str(number), "direction": way},
    VALUES,
    st.sampled_from(["increase", "decrease", "at_least", "at_most"]),
)


def progress(kpi: dict[str, Any], value: Decimal) -> GoalProgress:
    """The progress of a KPI whose only measurement is the value."""
    whole = {"id": "a", "title": "A", "period": 2026, **kpi, "actuals": {"2026-06-30": str(value)}}
    loaded, findings = load(json.dumps({"kpis": [whole]}))
    assert findings == []
    return progress_of_goals(loaded)["a"]


def attained(kpi: dict[str, Any], value: Decimal) -> Decimal:
    """The attainment; without a baseline it is not known before the target is met."""
    found = progress(kpi, value).attainment
    return Decimal("-Infinity") if found is None else found


@given(repositories())
def test_no_repository_breaks_progress(files: dict[str, str]) -> None:
    loaded, _ = load(files)
    found = progress_of_goals(loaded)
    assert found.keys() == loaded.goals.keys()
    for part in found.values():
        assert part.score is None or 0 <= part.score <= 1
        assert 0 <= part.coverage <= 1
        assert (part.attainment is None) == (part.score is None)


@given(
    FLOORS | CEILINGS | WAYS | DIRECTED,
    VALUES,
    VALUES,
    st.sampled_from(["last", "mean", "min", "max"]),
)
def test_more_is_better_or_worse_as_the_direction_says(
    kpi: dict[str, Any], one: Decimal, other: Decimal, aggregation: str
) -> None:
    assume(kpi.get("baseline") != kpi["target"])
    kpi = {**kpi, "aggregation": aggregation}
    loaded, _ = load(json.dumps({"kpis": [{"id": "a", "title": "A", **kpi}]}))
    commitment = loaded.commitment(loaded.kpis[0])
    assume(commitment is not None)
    assert commitment is not None
    low, high = (attained(kpi, value) for value in sorted((one, other)))
    assert (low <= high) if commitment.direction.sign > 0 else (low >= high)


@given(FLOORS | CEILINGS | WAYS | DIRECTED, VALUES)
def test_a_target_is_met_exactly_when_attainment_is_at_least_one(
    kpi: dict[str, Any], value: Decimal
) -> None:
    loaded, _ = load(json.dumps({"kpis": [{"id": "a", "title": "A", **kpi}]}))
    commitment = loaded.commitment(loaded.kpis[0])
    assume(commitment is not None)
    assert commitment is not None
    assert (attained(kpi, value) >= 1) == commitment.is_met_by(value)


@given(repositories(), st.randoms(use_true_random=False))
def test_one_goal_asked_for_alone_stands_as_among_all(files: dict[str, str], chance: Any) -> None:  # noqa: ANN401 - Hypothesis's own
    loaded = load(files)[0]
    asked = list(loaded.goals)
    chance.shuffle(asked)
    alone = {goal: progress_of(goal, loaded) for goal in asked}
    assert alone == dict(progress_of_goals(loaded))
