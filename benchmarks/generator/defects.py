"""Mistakes of the kinds that the rules find, planted in one KPI of a hundred."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.kpis import Fields

SPACING = 100
_FIRST = 57
_RECORDED = 7  # lines of actuals, up to the end of March


class Defect(Enum):
    """What is wrong with a KPI."""

    MISSING_TARGET = auto()
    PROSE_TARGET = auto()
    MISSING_OWNER = auto()
    VAGUE_TITLE = auto()
    EXPIRED_GOAL = auto()
    TITLE_TARGET_MISMATCH = auto()
    PLACEHOLDER_TEXT = auto()
    FUTURE_ACTUAL = auto()
    UNKNOWN_DIRECTION = auto()
    CONTRADICTORY_DIRECTION = auto()
    MISSING_UNIT = auto()
    STALE_ACTUALS = auto()


def defect_of(kpi: int) -> Defect | None:
    """The defect of the KPI with this number, if it has one: every kind in turn."""
    if kpi % SPACING != _FIRST:
        return None
    kinds = tuple(Defect)
    return kinds[kpi // SPACING % len(kinds)]


_DROPPED: dict[Defect, tuple[str, ...]] = {
    Defect.MISSING_TARGET: ("target", "interim_targets"),
    Defect.MISSING_OWNER: ("owner",),
    Defect.VAGUE_TITLE: ("unit", "baseline", "interim_targets", "pace"),
    Defect.EXPIRED_GOAL: ("interim_targets",),
    Defect.UNKNOWN_DIRECTION: ("baseline", "interim_targets"),
    Defect.MISSING_UNIT: ("unit",),
}
_REPLACED: dict[Defect, Fields] = {
    Defect.PROSE_TARGET: {"target": "As agreed with the board"},
    Defect.EXPIRED_GOAL: {"period": "FY2025"},
    Defect.PLACEHOLDER_TEXT: {"title": "TBD"},
    Defect.CONTRADICTORY_DIRECTION: {"direction": "decrease"},
}
_VAGUE = {
    "title": "Improve collaboration",
    "target": "complete",
    "actuals": "\n  2026-03-31: 20%\n  2026-08-31: 70%",
}


def spoiled(fields: Fields, defect: Defect) -> Fields:
    """The KPI with the defect; it must be one that rises from a baseline to a number."""
    dropped = _without(fields, *_DROPPED.get(defect, ()))
    if defect is Defect.VAGUE_TITLE:
        return dropped | _VAGUE
    if defect is Defect.TITLE_TARGET_MISMATCH:
        return dropped | {"title": f"{fields['title']}0"}
    if defect is Defect.FUTURE_ACTUAL:
        return dropped | {"actuals": f"{fields['actuals']}\n  2026-11-30: 1000"}
    if defect is Defect.STALE_ACTUALS:
        return dropped | {"actuals": _until_march(fields["actuals"])}
    return dropped | _REPLACED.get(defect, {})


def _until_march(actuals: str) -> str:
    return "\n".join(actuals.split("\n")[: _RECORDED + 1])


def _without(fields: Fields, *keys: str) -> Fields:
    return {key: text for key, text in fields.items() if key not in keys}
