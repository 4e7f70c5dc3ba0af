"""Properties: rewriting without another meaning is no change, and a change turns round."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kpicli.history.difference import Turn, difference
from kpicli.history.field_change import Effect
from properties.goal_repositories import ACTUALS, KPIS, repositories
from repository import load

if TYPE_CHECKING:
    from kpicli.history.field_change import FieldChange
    from kpicli.workspace import Workspace

_BACK = {Effect.LOOSER: Effect.TIGHTER, Effect.TIGHTER: Effect.LOOSER}


def loaded(files: dict[str, str]) -> Workspace:
    return load(files)[0]


@given(repositories())
def test_a_repository_does_not_differ_from_itself(files: dict[str, str]) -> None:
    one = loaded(files)
    assert not difference(one, one)
    assert not difference(one, loaded(files))


@given(repositories(), st.randoms(use_true_random=False))
def test_a_cosmetic_rewrite_is_no_change(files: dict[str, str], chance: Any) -> None:  # noqa: ANN401 - Hypothesis's own
    rewritten = {path: f"# Rewritten\n{_rewritten(text, chance)}\n" for path, text in files.items()}
    assert not difference(loaded(files), loaded(rewritten))


def _rewritten(text: str, chance: Any) -> str:  # noqa: ANN401 - Hypothesis's own
    """The same data with keys in another order and numbers in other digits."""

    def shuffled(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        if isinstance(value, dict):
            items = list(value.items())
            chance.shuffle(items)
            return {key: value if key == "period" else shuffled(value) for key, value in items}
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value}.0" if value >= 0 else value
        return value

    # Of two definitions with one id the first counts, so that sections and items stay in order.
    sections = json.loads(text).items()
    return json.dumps({name: [shuffled(part) for part in items] for name, items in sections})


@given(repositories(), repositories())
def test_what_comes_goes_on_the_way_back(one: dict[str, str], other: dict[str, str]) -> None:
    there, back = difference(loaded(one), loaded(other)), difference(loaded(other), loaded(one))
    came = {part.id for part in there.goals if part.turn is Turn.ADDED}
    assert came == {part.id for part in back.goals if part.turn is Turn.REMOVED}


@given(KPIS, ACTUALS, ACTUALS)
def test_actuals_are_told_the_same_whatever_else_changed(
    fields: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    sides = [_with(fields, actuals) for actuals in (before, after)]
    reworded = _with({**fields, "description": "In other words"}, after)
    told = [part for part in _changes(sides[0], reworded) if part.field != "description"]
    assert _changes(*sides) == told


@given(ACTUALS, ACTUALS, st.booleans())
def test_each_day_that_is_measured_otherwise_is_told(
    before: dict[str, Any],
    more: dict[str, Any],
    goes_on: Any,  # noqa: ANN401 - a boolean
) -> None:
    after = {**before, **more} if goes_on else more
    sides = [_with({"unit": "lead"}, actuals) for actuals in (before, after)]
    assume(all(side.kpis for side in sides))
    old, new = ({part.day: part.value for part in side.series(side.kpis[0])} for side in sides)
    rewritten = {day.isoformat() for day, value in old.items() if new.get(day) != value}
    changes = _changes(*sides)
    assert {part.key for part in changes if part.effect is Effect.MOVED} == rewritten
    assert any(not part.key for part in changes) is bool(new.keys() - old.keys())


def _with(fields: dict[str, Any], actuals: dict[str, Any]) -> Workspace:
    kpi = {"id": "a", "title": "A", **fields, "actuals": actuals}
    metrics = [{"id": "leads", "unit": "lead"}, {"id": "spend", "unit": "EUR"}]
    return loaded({"a.yaml": json.dumps({"kpis": [kpi], "metrics": metrics})})


def _changes(before: Workspace, after: Workspace) -> list[FieldChange]:
    return [change for part in difference(before, after).goals for change in part.changes]


_NUMBERS = st.decimals(-1000, 1000, places=2)
_FORMS = st.sampled_from([">= {}", "<= {}", "> {}", "< {}"])


@given(_FORMS, _NUMBERS, _NUMBERS)
def test_looser_and_tighter_change_places(form: str, one: Any, other: Any) -> None:  # noqa: ANN401 - decimals
    sides = [loaded({"a.yaml": _kpi(form.format(number))}) for number in (one, other)]
    there, back = _effects(*sides), _effects(*reversed(sides))
    assert back == [_BACK[effect] for effect in there]
    assert bool(there) is (one != other)


@given(_NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS)
def test_a_range_is_tighter_only_inside_of_the_other(a: Any, b: Any, c: Any, d: Any) -> None:  # noqa: ANN401 - decimals
    (low, high), (least, most) = sorted([a, b]), sorted([c, d])
    sides = [loaded({"a.yaml": _kpi(f"{x}..{y}")}) for x, y in ((low, high), (least, most))]
    inside = low <= least and most <= high
    same = (low, high) == (least, most)
    expected = [] if same else [Effect.TIGHTER if inside else Effect.LOOSER]
    assert _effects(*sides) == expected


def _kpi(target: str) -> str:
    return json.dumps({"kpis": [{"id": "a", "title": "A", "target": target}]})


def _effects(before: Workspace, after: Workspace) -> list[Effect]:
    return [change.effect for change in _changes(before, after)]
