"""Who there is: a company, its departments and their teams, and which file holds whose goals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.catalogue import CITIES, FAMILY, FUNCTIONS, GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES_PER_DEPARTMENT = 10
KPIS_PER_FILE = 10
SMALLEST = 3 * KPIS_PER_FILE
COMPANY = "acme"


@dataclass(frozen=True, slots=True)
class Unit:
    """A company, department or team and its goal file: `kpis` KPIs, the first numbered `first`."""

    number: int
    id: str
    title: str
    level: str
    parent: str
    path: str
    first: int
    kpis: int

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who own its goals, the lead first."""
        return tuple(
            f"{GIVEN[(self.number + offset) % 10]}_{FAMILY[self.number // 10 % 10]}".lower()
            + f"_{self.number * 3 + offset}"
            for offset in range(3)
        )


@dataclass(frozen=True, slots=True)
class Department:
    """A department and its teams."""

    head: Unit
    teams: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The whole company."""

    top: Unit
    departments: tuple[Department, ...]

    def units(self) -> Iterator[Unit]:
        """Every unit, parents before children."""
        yield self.top
        for department in self.departments:
            yield department.head
            yield from department.teams


def organise(kpis: int, seed: int) -> Organisation:
    """Lay out a company that has `kpis` KPIs in all, 8 to 12 a file.

    Raises:
        ValueError: there are too few for a company, a department and a team.
    """
    if kpis < SMALLEST:
        raise ValueError(f"{kpis} KPIs are too few for three files; {SMALLEST} are the least")
    sizes = _file_sizes(kpis, random.Random(f"{seed}/sizes"))  # noqa: S311 - repeatable, not secret
    firsts = [0, *accumulate(sizes)]
    heads = max(1, round((len(sizes) - 1) / FILES_PER_DEPARTMENT))
    starts = [1 + (len(sizes) - 1) * nth // heads for nth in range(heads + 1)]
    top = Unit(0, COMPANY, "Acme", "organization", "", "company.yaml", 0, sizes[0])
    return Organisation(
        top,
        tuple(
            _department(nth, range(starts[nth], starts[nth + 1]), sizes, firsts)
            for nth in range(heads)
        ),
    )


def _department(nth: int, numbers: range, sizes: list[int], firsts: list[int]) -> Department:
    function = FUNCTIONS[nth % len(FUNCTIONS)]
    name = f"{function}_{nth:03}"
    title = f"{function.title()} {nth + 1}"
    head, *rest = numbers
    return Department(
        Unit(
            head,
            name,
            title,
            "department",
            COMPANY,
            f"{name}/goals.yaml",
            firsts[head],
            sizes[head],
        ),
        tuple(
            Unit(
                number,
                f"{name}.team_{place:02}",
                f"{title} {CITIES[place % len(CITIES)]}",
                "team",
                name,
                f"{name}/team_{place:02}.yaml",
                firsts[number],
                sizes[number],
            )
            for place, number in enumerate(rest)
        ),
    )


def _file_sizes(kpis: int, rng: random.Random) -> list[int]:
    """Sizes around ten that add up to `kpis`: what one file gives away, its neighbour takes."""
    files = round(kpis / KPIS_PER_FILE)
    sizes = [kpis // files + (place < kpis % files) for place in range(files)]
    for place in range(0, files - 1, 2):
        moved = rng.randint(-2, 2) if sizes[place] == KPIS_PER_FILE else 0
        sizes[place] += moved
        sizes[place + 1] -= moved
    return sizes
