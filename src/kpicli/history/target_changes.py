"""Changes of what a KPI asks for: target, levels, interim targets, tolerance, direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.aims import aim_text, effect_of_number, effect_on_aim, number_with
from kpicli.history.field_change import Effect, FieldChange
from kpicli.history.tolerance_changes import tolerance_changes
from kpicli.history.way import Way, effect_on_way
from kpicli.models.choices import Direction
from kpicli.models.target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.history.sides import KpiSide, KpiSides
    from kpicli.models.commitment import Commitment


def target_changes(sides: KpiSides) -> Iterator[FieldChange]:
    """What changed about the aim of a KPI, by meaning."""
    yield from _target(sides)
    if sides.is_comparable:
        yield from _level(sides, "commit")
        yield from _level(sides, "stretch")
        yield from tolerance_changes(sides)
    yield from _direction(sides)
    yield from _interim_targets(sides)


def target_text(side: KpiSide) -> str:
    """The target in words, empty without one; what cannot be read as a number as it is written."""
    target = side.kpi.model.target
    if target is None:
        return ""
    if side.commitment is None or target.form is Form.PROSE:
        return f"`{target.text.strip()}`"
    text = aim_text(side.commitment, side.own_unit)
    return f"{target.text.strip()} ({text})" if target.form is Form.CHANGE else text


def is_target_as_written(sides: KpiSides) -> bool:
    """Whether both sides write the same target: for a change, the same change."""
    return _written(sides.before) == _written(sides.after)


def _target(sides: KpiSides) -> Iterator[FieldChange]:
    same = is_target_as_written(sides)
    effect = _effect_on_target(sides, same)
    if effect is None:
        return
    follows = ""
    if same:
        moved = _baseline(sides.before) != _baseline(sides.after)
        follows = "baseline" if moved else "direction"
    yield FieldChange("target", *_texts(sides), effect, follows=follows)


def _texts(sides: KpiSides) -> tuple[str, str]:
    """Both targets in words; where these are the same, the direction tells them apart."""
    texts = target_text(sides.before), target_text(sides.after)
    one, other = sides.before.commitment, sides.after.commitment
    if texts[0] != texts[1] or one is None or other is None or one.direction is other.direction:
        return texts
    return f"{texts[0]} ({one.direction})", f"{texts[1]} ({other.direction})"


def _effect_on_target(sides: KpiSides, same: bool) -> Effect | None:  # noqa: FBT001 - of the sides
    old, new = sides.before.kpi.model.target, sides.after.kpi.model.target
    if old is None or new is None:
        return None if old is new else Effect.TIGHTER if old is None else Effect.LOOSER
    if Form.PROSE in {old.form, new.form}:
        return _effect_of_words(sides, same)
    before, after = sides.before.shared, sides.after.shared
    if not sides.is_comparable:
        return None if same or old.form is Form.CHANGE is new.form else Effect.REDEFINED
    if before is None or after is None:
        is_same_number = sides.before.number(old.quantity) == sides.after.number(new.quantity)
        return _effect_of_words(sides, same) if not is_same_number else _unless(same)
    if same and before.direction is after.direction is Direction.WITHIN and before.target:
        return None  # only the tolerance is another one
    return effect_on_aim(before, after)


def _unless(same: bool) -> Effect | None:  # noqa: FBT001 - of the sides
    return None if same else Effect.NEUTRAL


def _effect_of_words(sides: KpiSides, same: bool) -> Effect | None:  # noqa: FBT001 - of the sides
    """Of a target that asks for nothing clear on one side or both: what is clear is a promise."""
    if same:
        return None
    was = sides.before.commitment is not None
    if was is (sides.after.commitment is not None):
        return Effect.NEUTRAL
    return Effect.LOOSER if was else Effect.TIGHTER


def _written(side: KpiSide) -> tuple[object, ...]:
    """What makes two targets the same but for their wording and their outer levels."""
    target = side.kpi.model.target
    if target is None:
        return ()
    if target.form is Form.PROSE:
        return target.form, " ".join(target.text.split())
    bounds, quantity = target.bounds, target.quantity
    if target.form is Form.CHANGE and quantity is not None:
        return target.form, quantity.value, quantity.unit
    ends = (side.number(bounds.low), side.number(bounds.high), bounds.strict) if bounds else ()
    return target.form, side.number(quantity), ends


def _baseline(side: KpiSide) -> Decimal | None:
    baseline = side.kpi.model.baseline
    return side.number(baseline.quantity) if baseline else None


def _level(sides: KpiSides, name: str) -> Iterator[FieldChange]:
    """A level that both sides write: of one that only one writes nobody knows what it was."""
    before, after = sides.before.shared, sides.after.shared
    if before is None or after is None:
        return
    old, new = _level_of(before, name), _level_of(after, name)
    was, now = _level_text(sides.before, name), _level_text(sides.after, name)
    if old is None or new is None:
        if old is not new:
            yield FieldChange(name, was, now)
        return
    effect = effect_of_number(old, new, after.direction)
    if effect is not None:
        follows = "baseline" if _are_relative(sides, name) else ""
        yield FieldChange(name, was, now, effect, follows=follows)


def _level_text(side: KpiSide, name: str) -> str:
    level = _level_of(side.commitment, name) if side.commitment else None
    return "" if level is None else number_with(level, side.own_unit)


def _level_of(commitment: Commitment, name: str) -> Decimal | None:
    return commitment.commit if name == "commit" else commitment.stretch


def _are_relative(sides: KpiSides, name: str) -> bool:
    """Whether both sides write the same change from a baseline as this level."""
    old, new = sides.before.kpi.model.target, sides.after.kpi.model.target
    if old is None or new is None or not old.form is new.form is Form.CHANGE:
        return False
    one, other = getattr(old, name), getattr(new, name)
    return bool(one) and bool(other) and one[:2] == other[:2]


def _direction(sides: KpiSides) -> Iterator[FieldChange]:
    before, after = sides.before.commitment, sides.after.commitment
    if before and after and before.direction is not after.direction:
        yield FieldChange("direction", before.direction, after.direction, Effect.REDEFINED)


def _interim_targets(sides: KpiSides) -> Iterator[FieldChange]:
    old, new = Way.of(sides.before), Way.of(sides.after)
    if old.points == new.points:
        return
    whole = effect_on_way(old, new) if sides.is_comparable else Effect.REDEFINED
    for day in sorted(old.points.keys() | new.points.keys()):
        was, now = old.points.get(day), new.points.get(day)
        if was != now:
            one = None
            if was is not None and now is not None and sides.is_comparable:
                one = effect_of_number(was, now, new.direction)
            texts = _number(was, old), _number(now, new)
            yield FieldChange("interim_targets", *texts, one or whole, key=day.isoformat())


def _number(value: Decimal | None, way: Way) -> str:
    return "" if value is None else number_with(value, way.unit)
