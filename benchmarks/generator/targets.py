"""Titles, baselines and targets in all the forms in which people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.catalogue import Form, Measure
from generator.series import BASELINE_DATE, Series, number, percent_of

if TYPE_CHECKING:
    import random

_THOUSANDS = 1000
_VERBS = {
    Form.RAISE: "Raise",
    Form.LOWER: "Reduce",
    Form.LEVELS: "Raise",
    Form.RAISE_PERCENT: "Raise",
    Form.LOWER_PERCENT: "Reduce",
    Form.RAISE_POINTS: "Raise",
    Form.LOWER_POINTS: "Reduce",
    Form.RAISE_BY: "Raise",
    Form.CHANGE: "Reduce",
    Form.COMPLETE: "Complete the",
}
_UNBASED = {Form.AT_LEAST, Form.AT_MOST, Form.ABOVE, Form.BELOW, Form.WITHIN, Form.COMPLETE}
_BOUNDS = {Form.AT_LEAST: ">=", Form.AT_MOST: "<=", Form.ABOVE: ">", Form.BELOW: "<"}


def title_of(measure: Measure, series: Series) -> str:
    """A title that agrees with the numbers."""
    verb = _VERBS.get(measure.form, "Keep")
    title = f"{verb} {measure.title}"
    if measure.form in {Form.RAISE_PERCENT, Form.LOWER_PERCENT}:
        return f"{title} by {abs(percent_of(series))}%"
    if measure.form in {Form.RAISE, Form.LOWER} and measure.places >= 0:
        ends = (number(series.baseline, measure), number(series.target, measure))
        return f"{title} from {ends[0]} to {ends[1]}"
    if measure.form in _BOUNDS or measure.form is Form.WITHIN:
        return f"{title} within its limits"
    return title


def baseline_of(measure: Measure, series: Series, rng: random.Random) -> str:
    """Where it started; empty for forms of target that need no start."""
    if measure.form in _UNBASED:
        return ""
    text = quantity(series.baseline, measure, rng)
    dated = rng.random() < 0.2  # noqa: PLR2004 - a share of the goals
    return f"{{value: {text}, date: {BASELINE_DATE}}}" if dated else text


def target_of(measure: Measure, series: Series, rng: random.Random) -> str:
    """The target in the measure's own form."""
    if measure.form in {Form.RAISE, Form.LOWER}:
        return quantity(series.target, measure, rng)
    if measure.form is Form.COMPLETE:
        return "complete"
    if measure.form is Form.LEVELS:
        return _levels(measure, series)
    if measure.form is Form.WITHIN:
        return _range(measure, series)
    if measure.form in _BOUNDS:
        return _bound(measure, series, rng)
    return _change(measure, series)


def quantity(value: int, measure: Measure, rng: random.Random) -> str:
    """A value as people write it: money as `1250k`, `1.25M`, `1_250_000` or `"€1.25M"`."""
    plain = number(value, measure)
    if measure.places < 0:
        forms = (f"{value}k", _million(value), f"{int(plain):_}", f'"€{_million(value)}"')
        return rng.choice(forms)
    if measure.unit == "%":
        return rng.choice((plain, f"{plain}%"))
    return plain


def _million(thousands: int) -> str:
    return f"{thousands // _THOUSANDS}.{thousands % _THOUSANDS:03}M"


def _levels(measure: Measure, series: Series) -> str:
    way = series.target - series.baseline
    commit = number(series.target - way // 4, measure)
    stretch = number(series.target + way // 4, measure)
    return f"{{commit: {commit}, target: {number(series.target, measure)}, stretch: {stretch}}}"


def _range(measure: Measure, series: Series) -> str:
    room = max(10, series.target // 20)
    return f"{number(series.target, measure)}..{number(series.target + room, measure)}"


def _bound(measure: Measure, series: Series, rng: random.Random) -> str:
    sign = _BOUNDS[measure.form]
    bare = number(series.target, measure)
    written = f"{bare}%" if measure.unit == "%" else f"{bare} {measure.unit}s"
    return f'"{sign} {rng.choice((bare, written))}"'


def _change(measure: Measure, series: Series) -> str:
    way = series.target - series.baseline
    if measure.form in {Form.RAISE_PERCENT, Form.LOWER_PERCENT}:
        return f"{percent_of(series):+}%"
    if measure.form is Form.CHANGE:
        return f"{{change: {number(way, measure)}}}"
    sign = "+" if way > 0 else ""
    suffix = "pp" if measure.unit == "%" else ""
    return f"{sign}{number(way, measure)}{suffix}"
