"""One KPI as the fields of its mapping, each with the text that stands behind its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.catalogue import NOTES, REASONS, Form, Measure
from generator.series import MONTH_ENDS, Series, number
from generator.targets import baseline_of, target_of, title_of

if TYPE_CHECKING:
    import random

Fields = dict[str, str]
"""Keys and their YAML texts in order; a text that opens with a line end is an indented block."""

_REMARKED = 0.08
_INTERIM = 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """Where a KPI stands: its id, its owner, what it serves and guards besides its objective."""

    id: str
    owner: str
    perspective: str
    serves: tuple[str, ...] = ()
    guardrail: str = ""
    metric: str = ""
    segment: str = ""
    rollup: str = ""


def fields_of(place: Place, measure: Measure, series: Series, rng: random.Random) -> Fields:
    """A sound KPI; texts of fields that it does not have are left out."""
    fields = {
        "id": place.id,
        "title": title_of(measure, series),
        "description": _description(rng),
        "metric": place.metric,
        "segment": place.segment,
        "unit": "" if place.metric else _quoted(measure.unit),
        "baseline": baseline_of(measure, series, rng),
        "target": target_of(measure, series, rng),
        "interim_targets": _interim(measure, series, rng),
        "pace": "linear" if rng.random() < _REMARKED else "",
        "owner": place.owner,
        "perspective": place.perspective,
        "indicator": rng.choice(("leading", "lagging", "", "")),
        "guardrails": f"[{place.guardrail}]" if place.guardrail else "",
        "budget": rng.choice(("{eur: 20000, fte: 0.2}", *[""] * 19)),
        "weight": rng.choice(("2", *[""] * 9)),
        "tags": rng.choice(("[board, monthly]", "[audit]", "", "")),
        "contributes_to": _serves(place.serves),
        "rollup": place.rollup,
        "actuals": actuals_block(measure, series, rng),
    }
    return {key: text for key, text in fields.items() if text}


def actuals_block(measure: Measure, series: Series, rng: random.Random) -> str:
    """The actuals as a block mapping from date to value."""
    suffix = "%" if measure.form is Form.COMPLETE else ""
    pairs = zip(MONTH_ENDS, series.actuals, strict=True)
    return _block(
        "  ",
        [f"{date}: {_actual(number(value, measure) + suffix, rng)}" for date, value in pairs],
    )


def _actual(text: str, rng: random.Random) -> str:
    if rng.random() >= _REMARKED:
        return text
    return f"{{value: {text}, confidence: 0.{rng.randint(6, 9)}, note: {rng.choice(NOTES)}}}"


def _interim(measure: Measure, series: Series, rng: random.Random) -> str:
    if measure.form not in {Form.RAISE, Form.LOWER} or rng.random() >= _INTERIM:
        return ""
    way = series.target - series.baseline
    half = number(series.baseline + way // 2, measure)
    most = number(series.baseline + way * 3 // 4, measure)
    return f"{{2026-06-30: {half}, 2026-Q3: {most}}}"


def _serves(goals: tuple[str, ...]) -> str:
    if len(goals) <= 1:
        return "".join(goals)
    first, *others = goals
    return _block("  ", [f"- {first}", *(f"- {{goal: {goal}, weight: 2}}" for goal in others)])


def _description(rng: random.Random) -> str:
    """Two lines of folded text for every second KPI."""
    return rng.choice(("", ">-" + _block("  ", rng.choice(REASONS).splitlines())))


def _quoted(unit: str) -> str:
    return '"%"' if unit == "%" else unit


def _block(indent: str, lines: list[str]) -> str:
    return "".join(f"\n{indent}{line}" for line in lines)
