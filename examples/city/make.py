"""Write the city's goal files from the table of its published indicators.

python examples/city/make.py TABLE.csv [DIR]

TABLE.csv has one indicator a row: `id`, `agency`, `service`, `goal`, `indicator`, `critical`
(Yes or No), `desired_direction` (Up or Down), `target_fy2023` and `fy2016` to `fy2023`; an empty
cell is a figure that was not published. The same table gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CITY = "nyc"
PROMISE = "nyc.services"
YEARS = range(2016, 2024)
DIRECTIONS = {"Up": "increase", "Down": "decrease"}
ID_LIMIT = 100
NAME_LIMIT = 48
HEADER = "# Made by make.py from the city's table of indicators: run it again instead of editing."

# What stands alone in brackets. Minutes:seconds and hours:minutes are no decimal numbers, and
# thousands of things are no unit: those indicators get none.
BRACKETED_UNITS = {
    "%": '"%"',
    "days": "days",
    "calendar days": "days",
    "hours": "hours",
    "minutes": "minutes",
    "$": "USD",
    "$000": "kUSD",
    "$000,000": "MUSD",
}
WORDED_UNITS = (
    (re.compile(r"\(% [a-z ]+\)", re.IGNORECASE), '"%"'),
    (re.compile(r"^percent(age)? (of )?", re.IGNORECASE), '"%"'),
    (re.compile(r"^(average|median) (number of )?days ", re.IGNORECASE), "days"),
)
OFFICE = re.compile(r"^(New York City |(Department|Office|Administration) (of|for) (the )?)")
# A word alone could be a boolean or a number to YAML, so plain texts have two at least.
PLAIN = re.compile(r"[A-Za-z][\w-]* [\w ,.()%$/&;'’‘–—-]*[\w.)]")  # noqa: RUF001 - the table's own signs


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the table; figures are the texts that stand there, empty where none was given."""

    number: str
    agency: str
    service: str
    goal: str
    title: str
    critical: bool
    direction: str
    target: str
    values: dict[int, str]


@dataclass(slots=True)
class Names:
    """Gives out ids and keeps them apart."""

    taken: set[str] = field(default_factory=set)

    def give(self, prefix: str, words: str, limit: int, number: str = "") -> str:
        """Return a free id from words, at most `limit` characters long after the prefix."""
        whole = slug(words)
        short = cut(whole, limit)
        if short != whole and number:
            short = f"{cut(whole, limit - len(f'_{number}'))}_{number}"
        name = self._free(f"{prefix}.{short}", number)
        self.taken.add(name)
        return name

    def _free(self, name: str, number: str) -> str:
        endings = (number, *map(str, range(2, 1000)))
        others = (f"{name}_{ending}" for ending in endings if ending)
        return next(free for free in (name, *others) if free not in self.taken)


def read_table(path: Path) -> list[Indicator]:
    """Read the table; raises KeyError for a missing column or an unknown direction."""
    with path.open(encoding="utf-8", newline="") as file:
        return [read_row(row) for row in csv.DictReader(file)]


def read_row(row: dict[str, str]) -> Indicator:
    """Make an indicator of a row."""
    return Indicator(
        number=row["id"],
        agency=row["agency"],
        service=row["service"],
        goal=row["goal"],
        title=" ".join(row["indicator"].split()),
        critical=row["critical"] == "Yes",
        direction=DIRECTIONS[row["desired_direction"]],
        target=row["target_fy2023"],
        values={year: row[f"fy{year}"] for year in YEARS if row[f"fy{year}"]},
    )


def slug(words: str) -> str:
    """Turn words into the form of an id: lower case, underscores, a letter first."""
    bare = re.sub(r"['’‘]", "", words.lower())  # noqa: RUF001 - the table's own signs
    joined = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
    return joined if joined[:1].isalpha() else f"n{joined}"


def cut(text: str, limit: int) -> str:
    """Shorten an id at a word's end."""
    return text if len(text) <= limit else text[: limit + 1].rpartition("_")[0]


def agency_id(agency: str) -> str:
    """Name an agency by what it is about: `Department of Buildings` is `buildings`."""
    return slug(OFFICE.sub("", agency))


def unit_of(title: str) -> str | None:
    """Read the unit from an indicator's name; none where the name is not plain about it."""
    groups = re.findall(r"\(([^()]*)\)", title)
    found = {BRACKETED_UNITS[group] for group in groups if group in BRACKETED_UNITS}
    found |= {unit for pattern, unit in WORDED_UNITS if pattern.search(title)}
    return found.pop() if len(found) == 1 else None


def quoted(text: str) -> str:
    """Write a text as a YAML scalar, plain where that is safe."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def kpi_lines(indicator: Indicator, name: str, team: str) -> Iterator[str]:
    """Write one indicator as a KPI nested in its objective."""
    yield f"      - id: {name}"
    yield f"        title: {quoted(indicator.title)}"
    yield f"        team: {team}"
    if unit := unit_of(indicator.title):
        yield f"        unit: {unit}"
    if not indicator.target:
        yield f"        direction: {indicator.direction}"
    if baseline := indicator.values.get(YEARS[-2]):
        yield f"        baseline: {baseline}"
    if indicator.target:
        # The city's targets are levels to hold: many are easier than the year before.
        bound = ">=" if indicator.direction == "increase" else "<="
        yield f"        target: '{bound} {indicator.target}'"
    figures = ", ".join(f"FY{year}: {value}" for year, value in indicator.values.items())
    yield f"        actuals: {{{figures}}}"
    if indicator.critical:
        yield "        tags: [critical]"
    yield f"        meta: {{indicator: {indicator.number}}}"


def objective_lines(name: str, title: str, team: str, parent: str) -> Iterator[str]:
    """Write the head of an objective."""
    yield f"  - id: {name}"
    yield f"    title: {quoted(title.removesuffix('.'))}"
    yield f"    team: {team}"
    yield f"    contributes_to: {parent}"


@dataclass(slots=True)
class Agency:
    """An agency while its file is written: its ids, and the teams that it turns out to need."""

    root: str
    teams: list[str]
    goals: Names = field(default_factory=Names)
    crews: Names = field(default_factory=Names)

    def lines(self, indicators: Iterable[Indicator]) -> Iterator[str]:
        """Write the agency's file, service by service."""
        yield HEADER
        who = f"team: {self.root}, owner: team:{self.root}"
        yield f"defaults: {{{who}, period: FY2023, cadence: yearly}}"
        yield "\nobjectives:"
        for service, members in grouped(indicators, "service"):
            yield from self._service_lines(service, members)

    def _service_lines(self, service: str, members: Iterable[Indicator]) -> Iterator[str]:
        crew = self.crews.give(self.root, service, NAME_LIMIT)
        self.teams.append(team_line(crew, service.removesuffix("."), self.root))
        purpose = self.goals.give(f"{self.root}.service", service, NAME_LIMIT)
        yield from objective_lines(purpose, service, self.root, PROMISE)
        limit = ID_LIMIT - len(f"{self.root}.")
        for goal, measures in grouped(members, "goal"):
            aim = self.goals.give(f"{self.root}.goal", goal, NAME_LIMIT)
            yield from objective_lines(aim, goal, crew, purpose)
            yield "    kpis:"
            for one in measures:
                name = self.goals.give(self.root, one.title, limit, one.number)
                yield from kpi_lines(one, name, crew)


def team_line(name: str, title: str, parent: str) -> str:
    """Write a team; its title is quoted because a comma would end it."""
    return f"  - {{id: {name}, title: {json.dumps(title, ensure_ascii=False)}, parent: {parent}}}"


def grouped(rows: Iterable[Indicator], by: str) -> list[tuple[str, list[Indicator]]]:
    """Gather indicators by a field, both in the order of the table."""
    groups: dict[str, list[Indicator]] = {}
    for row in rows:
        groups.setdefault(getattr(row, by), []).append(row)
    return list(groups.items())


def city_lines() -> Iterator[str]:
    """Write the one goal of the whole city."""
    yield f"{HEADER}\nobjectives:\n  - id: {PROMISE}"
    yield "    title: New Yorkers get the services that the city's agencies report on"
    yield f"    team: {CITY}\n    owner: team:{CITY}\n    period: FY2023\n    cadence: yearly"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a file of lines, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def make(table: Path, folder: Path) -> int:
    """Write all goal files; returns how many."""
    teams = [f"{HEADER}\nteams:", f"  - {{id: {CITY}, title: New York City, level: organization}}"]
    agencies = grouped(read_table(table), "agency")
    for title, indicators in agencies:
        root = agency_id(title)
        teams.append(team_line(root, title, CITY))
        write(folder / "agencies" / f"{root}.yaml", Agency(root, teams).lines(indicators))
    write(folder / "teams.yaml", teams)
    write(folder / "city.yaml", city_lines())
    return len(agencies) + 2


def main() -> None:
    """Read the arguments, write the files and say how many."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("table", type=Path, help="the table of indicators, CSV")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    arguments = parser.parse_args()
    print(f"Wrote {make(arguments.table, arguments.folder)} goal files.")


if __name__ == "__main__":
    main()
