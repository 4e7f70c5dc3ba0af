"""Series that show the same numbers on the same days."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.measurements.series import Series

_MOST_TRIED = 10


def twins(series: Mapping[str, Series], least: int) -> tuple[tuple[str, ...], ...]:
    """The sets of series that agree with the first of the set, each in the order given.

    Two series agree if there are `least` days in a row on which both have a measurement, with
    values that are not all alike, and no day on which they differ: one may go on where the other
    ends. The time is linear in the number of measurements.
    """
    sharing: dict[tuple[int, ...], list[str]] = {}
    series = _alike_at_anchors(series, least)
    for name, marks in _marks(series).items():
        for window in _windows(series[name], marks, least):
            sharing.setdefault(window, []).append(name)
    tried: dict[tuple[str, str], bool] = {}
    leaders: dict[str, str] = {}
    for names in sharing.values():
        for one, other in _pairs_to_try(names):
            if (one, other) not in tried:
                tried[one, other] = _agree(series[one], series[other])
            if tried[one, other]:
                first = leaders.setdefault(one, one)
                # Both may go on where this one ends, each in its own way.
                if first == one or _agree(series[first], series[other]):
                    leaders.setdefault(other, first)
    return _sets(leaders, series)


def common_days(one: Series, other: Series) -> tuple[date, ...]:
    """The days on which both have a measurement."""
    days = set(other.days)
    return tuple(day for day in one.days if day in days)


def _alike_at_anchors(series: Mapping[str, Series], least: int) -> dict[str, Series]:
    """The series that share a few values in a row with another one, around one of a few days.

    Every stretch of `least` measurements has one of these anchors in it, and with the anchor the
    half of the stretch before or after it. So what is left out agrees with no other series.
    """
    anchors: set[date] = set()
    first: dict[tuple[object, ...], str] = {}
    alike: set[str] = set()
    for name, measurements in series.items():
        for place in _places_of_anchors(measurements, least, anchors):
            for key in _around(measurements, place, least // 2):
                known = first.setdefault(key, name)
                if known != name:
                    alike |= {known, name}
    return {name: series[name] for name in series if name in alike}


def _places_of_anchors(series: Series, least: int, anchors: set[date]) -> Iterator[int]:
    """The places of the anchors; days are added to them where a stretch would have none."""
    free = 0
    for place, day in enumerate(series.days):
        free += 1
        if day in anchors or free == least:
            anchors.add(day)
            free = 0
            yield place


def _around(series: Series, place: int, reach: int) -> Iterator[tuple[object, ...]]:
    """The day and the values from there on, and those that lead to it."""
    day, values = series.days[place], series.values
    if place + reach < len(values):
        yield day, *values[place : place + reach + 1]
    if place >= reach:
        yield *values[place - reach : place + 1], day


def _marks(series: Mapping[str, Series]) -> dict[str, list[int]]:
    """For each series, a number for each day with its value; 0 where no other series has it.

    Most values are of one series only, and the costly hash of a Decimal is taken just once.
    """
    numbers: dict[tuple[date, Decimal], int] = {}
    marks = {
        name: [
            numbers.setdefault(dated, len(numbers))
            for dated in zip(measurements.days, measurements.values, strict=True)
        ]
        for name, measurements in series.items()
    }
    counts = Counter(chain.from_iterable(marks.values()))
    return {
        name: [mark + 1 if counts[mark] > 1 else 0 for mark in own] for name, own in marks.items()
    }


def _windows(series: Series, marks: list[int], length: int) -> Iterator[tuple[int, ...]]:
    """The stretches of that many shared measurements whose values are not all alike."""
    if len(marks) - marks.count(0) < length:
        return
    values = series.values
    run = last_change = 0
    for end, mark in enumerate(marks):
        run = run + 1 if mark else 0
        if end and values[end] != values[end - 1]:
            last_change = end
        if run >= length and last_change > end - length + 1:
            yield tuple(marks[end - length + 1 : end + 1])


def _pairs_to_try(names: list[str]) -> Iterator[tuple[str, str]]:
    """Each series with the first few before it, so that a crowd is not compared pair by pair."""
    for index, other in enumerate(names):
        for one in names[: min(index, _MOST_TRIED)]:
            yield one, other


def _agree(one: Series, other: Series) -> bool:
    known = dict(zip(one.days, one.values, strict=True))
    dated = zip(other.days, other.values, strict=True)
    return all(known.get(day, value) == value for day, value in dated)


def _sets(leaders: Mapping[str, str], order: Mapping[str, Series]) -> tuple[tuple[str, ...], ...]:
    sets: dict[str, list[str]] = {}
    for name in order:
        if name in leaders:
            sets.setdefault(leaders[name], []).append(name)
    return tuple(map(tuple, sets.values()))
