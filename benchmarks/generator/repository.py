"""A goal repository on disk, written file by file so that its size does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.definitions import metrics_file, people_file, teams_file, tensions_file
from generator.goalfile import csv_path, goal_file
from generator.organisation import organise
from generator.series import MONTH_ENDS, Series
from generator.slots import Slot, contracts_of, linked, metric_of, slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.organisation import Department, Organisation, Unit

AS_OF = "2026-09-01"
_SETTINGS = ("[calendar]", "fiscal_year_start = 1", "", "[files]", 'exclude = ["archive/**"]')


def write_repository(folder: Path, kpis: int, seed: int) -> None:
    """Write a repository of that many KPIs; the same numbers give the same bytes.

    Raises:
        ValueError: there are too few KPIs for a company, a department and a team.
        OSError: the folder cannot be written.
    """
    organisation = organise(kpis, seed)
    _write(folder / "kpi.toml", _SETTINGS)
    _write(folder / "teams.yaml", teams_file(organisation))
    _write(folder / "people.yaml", people_file(organisation))
    _write(folder / "metrics.yaml", metrics_file(organisation))
    _write(folder / "tensions.yaml", tensions_file(organisation))
    for unit, slots, contracts in _files(organisation, seed):
        path = folder / unit.path
        _write(path, goal_file(unit, slots, contracts, seed))
        if csv_path(unit):
            _write(path.parent / csv_path(unit), _csv(contracts))


def _files(organisation: Organisation, seed: int) -> Iterator[tuple[Unit, Sequence[Slot], Series]]:
    top = slots_of(organisation.top, "", seed)
    teams = (team for each in organisation.departments for team in each.teams)
    yield organisation.top, top, contracts_of(teams, seed)
    for nth, department in enumerate(organisation.departments):
        yield from _files_of(department, top, nth, seed)


def _files_of(
    department: Department, top: tuple[Slot, ...], nth: int, seed: int
) -> Iterator[tuple[Unit, list[Slot], Series]]:
    head = department.head
    slots = slots_of(head, metric_of(department, head, seed), seed)
    yield head, linked(slots, top, nth % len(top), len(top)), contracts_of(department.teams, seed)
    for place, team in enumerate(department.teams):
        own = slots_of(team, metric_of(department, team, seed), seed)
        siblings = len(department.teams)
        yield team, linked(own, slots, place, siblings), contracts_of([team], seed)


def _csv(contracts: Series) -> Iterator[str]:
    yield "month,contracts"
    for date, value in zip(MONTH_ENDS, contracts.actuals, strict=True):
        yield f"{date},{value}"


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
