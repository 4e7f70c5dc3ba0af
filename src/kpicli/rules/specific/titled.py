"""Goals by what their titles say: a title is asked once, however many goals have it.

Most titles of a large repository are alike but for their numbers. What does not depend on which
digits stand somewhere is asked of their shape: the title with a zero in place of each digit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kpicli.models.goal import Kpi, Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace

    Goals = Sequence[Definition[AnyGoal]]
    Kpis = Sequence[Definition[Kpi]]
    Objectives = Sequence[Definition[Objective]]

GoalsT = TypeVar("GoalsT", bound="Goals")

_ZEROS = bytes.maketrans(b"123456789", b"000000000")
# A class that mixes ASCII with other characters takes twice as long to compile.
_OPENING = re.compile(r"(?:\A|[\]):.;!?*-]|[\u2022\u2013])\W*(\w+)(?:\s+and\s+(\w+))?")


def opening_words(title: str) -> frozenset[str]:
    """The words that a title, or a clause of it, may begin with, in small letters.

    What stands before the first word may be a tag or the name of a team.
    """
    return frozenset(filter(None, chain.from_iterable(_OPENING.findall(title.lower()))))


def objectives_titled(
    workspace: Workspace, says: Callable[[str], object]
) -> Iterator[Definition[Objective]]:
    """The live objectives whose title says something."""
    for title, objectives in workspace.groups.objectives_by_title.items():
        if says(title):
            yield from objectives


def titles_shaped(
    workspace: Workspace, says: Callable[[str], object]
) -> Iterator[tuple[str, Goals]]:
    """The titles whose shape says something, each with the live goals that have it."""
    for shape, titles in workspace.remembered(objectives_by_shape).items():
        if says(shape):
            yield from titles
    for shape, kpi_titles in workspace.remembered(kpis_by_shape).items():
        if says(shape):
            yield from kpi_titles


def kpis_by_opening(workspace: Workspace, words: Iterable[str]) -> Iterator[tuple[str, Kpis]]:
    """The shapes that may begin with one of some words, in small letters, each with its KPIs."""
    openings, titles = workspace.remembered(_openings), workspace.remembered(kpis_by_shape)
    for shape in dict.fromkeys(chain.from_iterable(openings.get(word, ()) for word in words)):
        yield shape, tuple(chain.from_iterable(kpis for _, kpis in titles[shape]))


def shape_of(title: str) -> str:
    """The title with a zero in place of each digit."""
    # By way of bytes: they are translated twenty times as fast as text.
    return title.encode(errors="surrogatepass").translate(_ZEROS).decode(errors="surrogatepass")


def objectives_by_shape(workspace: Workspace) -> Mapping[str, Sequence[tuple[str, Objectives]]]:
    """The titles of live objectives by their shape, each with the objectives that have it."""
    return _by_shape(workspace.groups.objectives_by_title)


def kpis_by_shape(workspace: Workspace) -> Mapping[str, Sequence[tuple[str, Kpis]]]:
    """The titles of live KPIs by their shape, each with the KPIs that have it."""
    return _by_shape(workspace.groups.kpis_by_title)


def _by_shape(by_title: Mapping[str, GoalsT]) -> Mapping[str, Sequence[tuple[str, GoalsT]]]:
    shapes: dict[str, list[tuple[str, GoalsT]]] = defaultdict(list)
    for title, goals in by_title.items():
        shapes[shape_of(title)].append((title, goals))
    return shapes


def _openings(workspace: Workspace) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for shape in workspace.remembered(kpis_by_shape):
        for word in opening_words(shape):
            found[word].append(shape)
    return found
