from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.choices import ObjectiveRollup, Rollup
from kpicli.progress.attainment import score
from kpicli.progress.rollup import (
    Part,
    RolledUp,
    RolledUpValue,
    ValuePart,
    roll_up_scores,
    roll_up_values,
)
from progress.commitments import decimal

if TYPE_CHECKING:
    from random import Random

AVERAGE, MIN = ObjectiveRollup.WEIGHTED_AVERAGE, ObjectiveRollup.MIN
Pair = tuple[int, str | None]
PARTS = st.lists(
    st.tuples(
        st.decimals(0, 10, places=1),
        st.none() | st.decimals(-2, 2, places=2),
    ).map(lambda parts: Part(*parts)),
    max_size=8,
)


def parts(*pairs: Pair) -> list[Part]:
    return [Part(Decimal(weight), decimal(score)) for weight, score in pairs]


def values(*pairs: Pair) -> list[ValuePart]:
    return [ValuePart(Decimal(weight), decimal(value)) for weight, value in pairs]


@pytest.mark.parametrize(
    ("pairs", "method", "score", "coverage"),
    [
        pytest.param([(2, ".8"), (1, ".2"), (1, None)], AVERAGE, "0.6", "0.75", id="no data"),
        pytest.param([(2, "1.6"), (1, ".2")], AVERAGE, "0.7333", "1", id="clamped first"),
        pytest.param([(1, "-5"), (1, ".6")], AVERAGE, "0.3", "1", id="clamped from below"),
        pytest.param([(1, ".4"), (1, ".2"), (1, ".1")], AVERAGE, "0.2333", "1", id="by hand"),
        pytest.param([(2, "1.6"), (1, ".2")], MIN, "0.2", "1", id="min"),
        pytest.param([(1, ".5"), (1, None)], AVERAGE, "0.5", "0.5", id="half covered"),
        pytest.param([(1, ".5"), (1, None)], MIN, "0.5", "0.5", id="min, half covered"),
        pytest.param([(1, ".5"), (0, "0")], MIN, "0.5", "1", id="weight 0 does not count"),
    ],
)
def test_scores_roll_up(
    pairs: list[Pair], method: ObjectiveRollup, score: str, coverage: str
) -> None:
    rolled = roll_up_scores(parts(*pairs), method)
    assert rolled.score is not None
    assert round(rolled.score, 4) == Decimal(score)
    assert rolled.coverage == Decimal(coverage)


@pytest.mark.parametrize("method", ObjectiveRollup)
@pytest.mark.parametrize(
    ("pairs", "coverage"),
    [
        pytest.param([(49, "1"), (51, None)], "0.49", id="less than half"),
        pytest.param([(1, None), (2, None)], "0", id="no data at all"),
        pytest.param([(0, "1"), (0, "0.5")], "0", id="no weight at all"),
        pytest.param([], "0", id="no contributors"),
    ],
)
def test_a_score_needs_half_of_the_weight(
    pairs: list[Pair], coverage: str, method: ObjectiveRollup
) -> None:
    assert roll_up_scores(parts(*pairs), method) == RolledUp(None, Decimal(coverage))


@given(PARTS, st.randoms(), st.sampled_from(ObjectiveRollup))
def test_the_order_of_contributors_does_not_matter(
    parts: list[Part], random: Random, method: ObjectiveRollup
) -> None:
    shuffled = random.sample(parts, len(parts))
    assert roll_up_scores(shuffled, method) == roll_up_scores(parts, method)


@given(PARTS, st.sampled_from(ObjectiveRollup))
def test_a_rolled_up_score_lies_among_those_of_its_contributors(
    parts: list[Part], method: ObjectiveRollup
) -> None:
    rolled = roll_up_scores(parts, method)
    assert 0 <= rolled.coverage <= 1
    assert (rolled.score is None) == (rolled.coverage < Decimal("0.5"))
    if rolled.score is not None:
        clamped = [score(each.score) for each in parts if each.score is not None]
        assert min(clamped) <= round(rolled.score, 20) <= max(clamped)


@pytest.mark.parametrize(
    ("pairs", "method", "value", "coverage"),
    [
        pytest.param([(1, "4.0"), (1, "3.0"), (1, "2.5")], Rollup.SUM, "9.5", "1", id="sum"),
        pytest.param([(1, "4.5"), (1, "3.5"), (1, "2.6")], Rollup.SUM, "10.6", "1", id="sum 2"),
        pytest.param(
            [(200, "40"), (50, "50")], Rollup.WEIGHTED_AVERAGE, "42", "1", id="weighted average"
        ),
        pytest.param([(1, "500"), (1, "90"), (1, "400")], Rollup.MIN, "90", "1", id="min"),
        pytest.param([(1, "500"), (1, "90"), (1, "400")], Rollup.MAX, "500", "1", id="max"),
        pytest.param([(3, "4"), (2, "3")], Rollup.SUM, "7", "1", id="a sum knows no weights"),
        pytest.param([(1, "4"), (3, None)], Rollup.SUM, "4", "0.25", id="covered in part"),
        pytest.param([(1, "4"), (0, "3")], Rollup.SUM, "4", "1", id="weight 0 does not count"),
        pytest.param([(1, "-4"), (1, "2")], Rollup.SUM, "-2", "1", id="values are not clamped"),
    ],
)
def test_values_roll_up(pairs: list[Pair], method: Rollup, value: str, coverage: str) -> None:
    expected = RolledUpValue(Decimal(value), Decimal(coverage))
    assert roll_up_values(values(*pairs), method) == expected


@pytest.mark.parametrize("method", Rollup)
@pytest.mark.parametrize("pairs", [[], [(1, None)], [(0, "4")]])
def test_without_values_there_is_nothing_to_roll_up(pairs: list[Pair], method: Rollup) -> None:
    assert roll_up_values(values(*pairs), method) == RolledUpValue(None, Decimal(0))


def test_a_parent_without_a_rollup_keeps_its_own_value() -> None:
    assert roll_up_values(values((1, "4")), Rollup.NONE) == RolledUpValue(None, Decimal(1))
