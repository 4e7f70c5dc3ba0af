"""KPIs whose titles do not tell them apart, found by the words of their titles."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.nouns import count_noun
from kpicli.models.choices import Level
from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*%?")


class SameTitle(Struct, frozen=True):
    """A KPI and an earlier one with the same title; `is_one_team` where both are of one team."""

    first: Definition[Kpi]
    again: Definition[Kpi]
    is_one_team: bool


def same_titles(workspace: Workspace, most_teams: int, language: str) -> Iterator[SameTitle]:
    """Every KPI with the title of an earlier one, in the order of ids, together with the first.

    KPIs are grouped by the words of their titles, so that the time does not grow with the square
    of their number.
    """
    groups: dict[frozenset[str], list[Definition[Kpi]]] = {}
    for kpi in sorted(workspace.live_kpis, key=attrgetter("id")):
        groups.setdefault(_words(kpi.model.title, language), []).append(kpi)
    standard = _standard(groups, most_teams)
    for words, kpis in groups.items():
        if words and len(kpis) > 1:
            yield from _of_group(kpis, workspace, is_standard=_bare(words) in standard)


def differing_dates(same: SameTitle, workspace: Workspace) -> int:
    """On how many dates both have actuals, if those differ on all of them; else 0."""
    first = {part.day: part.value for part in workspace.series(same.first)}
    common = [part for part in workspace.series(same.again) if part.day in first]
    differ = all(first[part.day] != part.value for part in common)
    return len(common) if differ else 0


def _standard(
    groups: Mapping[frozenset[str], Sequence[Definition[Kpi]]], most_teams: int
) -> frozenset[frozenset[str]]:
    """The titles, their numbers left out, that stand in more teams than that."""
    teams: dict[frozenset[str], set[str | None]] = {}
    for words, kpis in groups.items():
        teams.setdefault(_bare(words), set()).update(kpi.model.team for kpi in kpis)
    return frozenset(words for words, found in teams.items() if len(found) > most_teams)


def _bare(words: frozenset[str]) -> frozenset[str]:
    return frozenset([word for word in words if not word[0].isdecimal()])


def _of_group(
    kpis: Sequence[Definition[Kpi]], workspace: Workspace, *, is_standard: bool
) -> Iterator[SameTitle]:
    ordered = sorted(kpis, key=lambda kpi: kpi.model.team or "")
    teams = [list(group) for _, group in groupby(ordered, key=lambda kpi: kpi.model.team)]
    for members in teams:
        yield from _within(members, workspace)
    if not is_standard:
        yield from _between(teams, workspace)


def _between(
    teams: Sequence[Sequence[Definition[Kpi]]], workspace: Workspace
) -> Iterator[SameTitle]:
    firsts = sorted(
        (members[0] for members in teams if members[0].model.team), key=lambda kpi: kpi.id
    )
    for index, again in enumerate(firsts[1:], 1):
        first = next((one for one in firsts[:index] if _is_rival(one, again, workspace)), None)
        if first:
            yield SameTitle(first, again, is_one_team=False)


def _within(members: Sequence[Definition[Kpi]], workspace: Workspace) -> Iterator[SameTitle]:
    """The KPIs of one team that only their ids tell from the first of their kind."""
    firsts: dict[tuple[object, ...], Definition[Kpi]] = {}
    for kpi in members:
        model = kpi.model
        person = model.owner if model.level is Level.INDIVIDUAL else None
        first = firsts.setdefault((model.segment, workspace.period(kpi), person), kpi)
        if first is not kpi and not _is_direct(first, kpi):
            yield SameTitle(first, kpi, is_one_team=True)


def _is_rival(one: Definition[Kpi], other: Definition[Kpi], workspace: Workspace) -> bool:
    """Whether two KPIs of two teams have one name for two metrics."""
    if one.model.segment or other.model.segment or _are_linked(one, other):
        return False
    if workspace.period(one) != workspace.period(other):
        return False
    metrics = (workspace.metric(one), workspace.metric(other))
    return None not in metrics and metrics[0] is not metrics[1]


def _are_linked(one: Definition[Kpi], other: Definition[Kpi]) -> bool:
    """Whether they are a number and its part, or parts of one."""
    return _is_direct(one, other) or bool(_served(one) & _served(other))


def _is_direct(one: Definition[Kpi], other: Definition[Kpi]) -> bool:
    """Whether one contributes to the other."""
    return other.id in _served(one) or one.id in _served(other)


def _served(kpi: Definition[Kpi]) -> frozenset[str]:
    return frozenset(link.goal for link in kpi.model.contributes_to)


def _words(title: str, language: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(title.casefold()))
    return frozenset(map(_singular, words - _fillers(language)))


@lru_cache(maxsize=8)
def _fillers(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language)["duplicates"]["fillers"])


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    return count_noun(word)
