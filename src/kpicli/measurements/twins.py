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
    days = {part.day for part in other}
    return tuple(part.day for part in one if part.day in days)


def _marks(series: Mapping[str, Series]) -> dict[str, list[int]]:
    """For each series, a number for each day with its value; 0 where no other series has it.

    Most values are of one series only, and the costly hash of a Decimal is taken just once.
    """
    numbers: dict[tuple[date, Decimal], int] = {}
    marks = {
        name: [numbers.setdefault((day, value), len(numbers)) for day, value, _ in measurements]
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
    run = last_change = 0
    for end, mark in enumerate(marks):
        run = run + 1 if mark else 0
        if end and series[end].value != series[end - 1].value:
            last_change = end
        if run >= length and last_change > end - length + 1:
            yield tuple(marks[end - length + 1 : end + 1])


def _pairs_to_try(names: list[str]) -> Iterator[tuple[str, str]]:
    """Each series with the first few before it, so that a crowd is not compared pair by pair."""
    for index, other in enumerate(names):
        for one in names[: min(index, _MOST_TRIED)]:
            yield one, other


def _agree(one: Series, other: Series) -> bool:
    values = {part.day: part.value for part in one}
    return all(values.get(part.day, part.value) == part.value for part in other)


def _sets(leaders: Mapping[str, str], order: Mapping[str, Series]) -> tuple[tuple[str, ...], ...]:
    sets: dict[str, list[str]] = {}
    for name in order:
        if name in leaders:
            sets.setdefault(leaders[name], []).append(name)
    return tuple(map(tuple, sets.values()))
