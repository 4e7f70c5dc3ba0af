"""Series that show the same numbers on the same days."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.measurements.series import Series

    _Named = tuple[str, Series]

_MOST_TRIED = 10


def twins(series: Mapping[str, Series], least: int) -> tuple[tuple[str, ...], ...]:
    """The sets of series that agree with the first of the set, each in the order given.

    Two series agree if there are `least` days in a row on which both have a measurement, with
    values that are not all alike, and no day on which they differ: one may go on where the other
    ends. The time is linear in the number of measurements; where most of many series are like no
    other one, `similar` leaves the rest in a fraction of it.
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


def similar(series: Mapping[str, Series], least: int) -> dict[str, Series]:
    """The series that share `least` measurements in a row, not all alike, with another one.

    All twins are of them. Those that share half as many are looked for first: most series are like
    no other one, and half as many need not be looked for in every place.
    """
    some = _sharing(max(least // 2, 1), series, least)
    return _sharing(least, some, least)


def common_days(one: Series, other: Series) -> tuple[date, ...]:
    """The days on which both have a measurement."""
    days = set(other.days)
    return tuple(day for day in one.days if day in days)


def _sharing(few: int, series: Mapping[str, Series], least: int) -> dict[str, Series]:
    """The series that share a few measurements in a row with another one.

    The few are looked at from certain days on, the anchors. Every stretch of `least` measurements
    has one of these so early in it that the few are in the stretch as well. A whole stretch whose
    values are all alike is not shared; a part of one may be.
    """
    anchors: set[date] = set()
    first: dict[tuple[date, ...], dict[tuple[Decimal, ...], str]] = {}
    found: set[str] = set()
    # Most series are measured on the same days, so the days are looked at once for all of them.
    for days, named in _by_days(series).items():
        for place in _anchors(days, least - few + 1, anchors):
            stretch = slice(place, place + few)
            if stretch.stop > len(days):
                continue
            known = first.setdefault(days[stretch], {})
            for name, measurements in named:
                values = measurements.values[stretch]
                other = known.setdefault(values, name)
                if other != name and (few < least or values.count(values[0]) < few):
                    found |= {other, name}
    return {name: series[name] for name in filter(found.__contains__, series)}


def _by_days(series: Mapping[str, Series]) -> dict[tuple[date, ...], list[_Named]]:
    """The series with their names, by the days on which they were measured."""
    found: dict[tuple[date, ...], list[_Named]] = {}
    # Many in a row have the same tuple of days, whose hash is costly.
    for days, named in groupby(series.items(), key=lambda part: part[1].days):
        found.setdefault(days, []).extend(named)
    return found


def _anchors(days: tuple[date, ...], most: int, known: set[date]) -> Iterator[int]:
    """The places of the anchors; days are added to them where so many in a row would have none."""
    free = 0
    for place, day in enumerate(days):
        free += 1
        if day in known or free == most:
            known.add(day)
            free = 0
            yield place


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
