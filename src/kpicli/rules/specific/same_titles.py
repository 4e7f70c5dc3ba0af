"""KPIs whose titles do not tell them apart, found by the words of their titles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.nouns import count_noun
from kpicli.models.choices import Level
from kpicli.rules.specific.titled import kpis_by_shape
from kpicli.rules.specific.vocabulary import vocabulary
from kpicli.workspace.definition import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

    Titles = Sequence[str]

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*%?")


class _Words(Struct, frozen=True):
    """The words of a title in the singular without fillers, and its numbers."""

    bare: frozenset[str]
    numbers: frozenset[str]


class _Wording(Struct, frozen=True):
    """The words of all titles of a shape, and where each has its own: names and numbers.

    `is_bare` says that these are numbers alone, and have no plural.
    """

    words: frozenset[str]
    names: tuple[slice, ...]
    numbers: tuple[slice, ...]
    is_bare: bool


class SameTitle(Struct, frozen=True):
    """A KPI and an earlier one with the same title; `is_one_team` where both are of one team."""

    first: Definition[Kpi]
    again: Definition[Kpi]
    is_one_team: bool


def same_titles(workspace: Workspace, most_teams: int, language: str) -> Iterator[SameTitle]:
    """Every KPI with the title of one whose id comes before its own, together with that one.

    KPIs are grouped by the words of their titles, so that the time does not grow with the square
    of their number.
    """
    groups, teams_of = _by_words(workspace, language), workspace.groups.teams_by_title
    few: dict[_Words, Titles] = {}
    for words, titles in groups.items():
        teams = _teams(titles, teams_of)
        different = len(set(teams)) if len(teams) > 1 else len(teams)
        if different < len(teams):
            yield from _in_one_team(_titled(titles, workspace), workspace)
        if 1 < different <= most_teams:
            few[words] = titles
    standard = _standard(groups, {words.bare for words in few}, teams_of, most_teams)
    for words, titles in few.items():
        if words.bare not in standard:
            yield from _between(_titled(titles, workspace), workspace)


def differing_dates(same: SameTitle, workspace: Workspace) -> int:
    """On how many dates both have actuals, if those differ on all of them; else 0."""
    first = {part.day: part.value for part in workspace.series(same.first)}
    common = [part for part in workspace.series(same.again) if part.day in first]
    differ = all(first[part.day] != part.value for part in common)
    return len(common) if differ else 0


def _by_words(workspace: Workspace, language: str) -> Mapping[_Words, Titles]:
    """The titles of live KPIs by their words, without those that have none."""
    groups: dict[_Words, list[str]] = {}
    for shape, titles in workspace.remembered(kpis_by_shape).items():
        wording = _wording(shape, language)
        for title, _ in titles:
            groups.setdefault(_words(title, wording), []).append(title)
    groups.pop(_Words(frozenset(), frozenset()), None)
    return groups


def _teams(titles: Titles, teams_of: Mapping[str, Sequence[str | None]]) -> Sequence[str | None]:
    if len(titles) == 1:  # as nearly all are
        return teams_of[titles[0]]
    return [team for title in titles for team in teams_of[title]]


def _titled(titles: Titles, workspace: Workspace) -> Sequence[Definition[Kpi]]:
    return [kpi for title in titles for kpi in workspace.groups.kpis_by_title[title]]


def _standard(
    groups: Mapping[_Words, Titles],
    wanted: AbstractSet[frozenset[str]],
    teams_of: Mapping[str, Sequence[str | None]],
    most_teams: int,
) -> AbstractSet[frozenset[str]]:
    """Those of some titles, numbers left out, that stand in more teams than that."""
    teams: dict[frozenset[str], set[str | None]] = {bare: set() for bare in wanted}
    for words, titles in groups.items():
        found = teams.get(words.bare)
        if found is not None and len(found) <= most_teams:
            found.update(*map(teams_of.__getitem__, titles))
    return {bare for bare, found in teams.items() if len(found) > most_teams}


def _in_one_team(kpis: Iterable[Definition[Kpi]], workspace: Workspace) -> Iterator[SameTitle]:
    for members in _by_team(kpis):
        if len(members) > 1:
            yield from _within(sorted(members, key=by_id), workspace)


def _by_team(kpis: Iterable[Definition[Kpi]]) -> Iterable[Sequence[Definition[Kpi]]]:
    teams: dict[str | None, list[Definition[Kpi]]] = {}
    for kpi in kpis:
        teams.setdefault(kpi.model.team, []).append(kpi)
    return teams.values()


def _between(kpis: Iterable[Definition[Kpi]], workspace: Workspace) -> Iterator[SameTitle]:
    named = [members for members in _by_team(kpis) if members[0].model.team]
    firsts = sorted((min(members, key=by_id) for members in named), key=by_id)
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


def _wording(shape: str, language: str) -> _Wording:
    found = list(_WORD.finditer(shape.casefold()))
    numbers = [slice(*word.span()) for word in found if word[0][0].isdecimal()]
    others = [word for word in found if not word[0][0].isdecimal()]
    words = {word[0] for word in others if "0" not in word[0]} - _fillers(language)
    names = [slice(*word.span()) for word in others if "0" in word[0]]
    is_bare = not names and all(_is_bare(word[0]) for word in found if word[0][0].isdecimal())
    return _Wording(frozenset(map(_singular, words)), tuple(names), tuple(numbers), is_bare)


def _words(title: str, wording: _Wording) -> _Words:
    text = title.casefold()
    numbers = frozenset([text[part] for part in wording.numbers])
    if wording.is_bare:
        return _Words(wording.words, numbers)
    names = [_singular(text[part]) for part in wording.names]
    return _Words(wording.words.union(names), frozenset(map(_plain, numbers)))


def _plain(number: str) -> str:
    """A number without a plural: what it is of may follow at once, as in `10s`."""
    return number if _is_bare(number) else _singular(number)


def _is_bare(number: str) -> bool:
    return number[-1] in "0123456789%" and number.isascii()


@lru_cache(maxsize=8)
def _fillers(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language)["duplicates"]["fillers"])


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    return count_noun(word)
