"""A whole organisation from a seed: teams with drivers and results, added up to a company."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from constraints.corpus import fact, system, values_of
from kpicli.constraints.system import Fact, FactKind, System

if TYPE_CHECKING:
    from random import Random

_METRICS_OF_A_TEAM = 10
_FORMULAS = {
    "leads": "{t}.spend / {t}.cpl",
    "customers": "{t}.leads * {t}.conversion",
    "revenue": "{t}.customers * {t}.arpu",
    "cost": "{t}.spend + {t}.heads * {t}.salary",
    "profit": "{t}.revenue - {t}.cost",
}
_TOTALS = ("revenue", "cost", "profit")
_DEPARTMENT = 12
_SHARE_OF_GOALS = 0.7


@dataclass(frozen=True, slots=True)
class Organisation:
    """A system, and for each conflict put into it the goals that cannot hold together."""

    system: System
    injected: frozenset[frozenset[str]]


def organisation(random: Random, metrics: int, conflicts: int) -> Organisation:
    """Teams of ten metrics in departments of twelve; each conflict is in a team of its own."""
    teams = [f"t{number}" for number in range(metrics // _METRICS_OF_A_TEAM)]
    inputs = {name: value for team in teams for name, value in _drivers(random, team).items()}
    definitions = {f"{t}.{m}": text.format(t=t) for t in teams for m, text in _FORMULAS.items()}
    definitions |= _totals(teams)
    bare = system(definitions, ())
    values = values_of(bare, inputs)
    assert values is not None
    facts = {each.key: each for team in teams for each in _team_goals(random, team, values)}
    for name in _TOTALS:
        facts[f"company.{name}"] = _room(f"company.{name}", values, Decimal("0.4"))
    injected = []
    for number, team in enumerate(random.sample(teams, conflicts)):
        changed = _CONFLICTS[number % len(_CONFLICTS)](team, values)
        facts = {key: each for key, each in facts.items() if not key.startswith(f"{team}.")}
        facts |= {each.key: each for each in changed}
        injected.append(frozenset(each.key for each in changed))
    return Organisation(system(definitions, facts.values()), frozenset(injected))


def _drivers(random: Random, team: str) -> dict[str, Decimal]:
    return {
        f"{team}.spend": Decimal(random.randint(50, 500)) * 1000,
        f"{team}.cpl": Decimal(random.randint(20, 80)),
        f"{team}.conversion": Decimal(random.randint(5, 40)) / 100,
        f"{team}.arpu": Decimal(random.randint(500, 2000)),
        f"{team}.heads": Decimal(random.randint(3, 20)),
        f"{team}.salary": Decimal(random.randint(40, 90)) * 1000,
    }


def _totals(teams: list[str]) -> dict[str, str]:
    departments = [teams[at : at + _DEPARTMENT] for at in range(0, len(teams), _DEPARTMENT)]
    definitions = {}
    for name in _TOTALS:
        level = [f"d{number}.{name}" for number in range(len(departments))]
        for total, members in zip(level, departments, strict=True):
            definitions[total] = f"sum({', '.join(f'{team}.{name}' for team in members)})"
        depth = 0
        while len(level) > _DEPARTMENT:
            depth += 1
            groups = [level[at : at + _DEPARTMENT] for at in range(0, len(level), _DEPARTMENT)]
            level = [f"l{depth}_{number}.{name}" for number in range(len(groups))]
            for total, members in zip(level, groups, strict=True):
                definitions[total] = f"sum({', '.join(members)})"
        definitions[f"company.{name}"] = f"sum({', '.join(level)})"
    return definitions


def _team_goals(random: Random, team: str, values: dict[str, Decimal]) -> list[Fact]:
    """Natural bounds, a benchmark, and goals that the team's own values meet with room."""
    natural = [f"{team}.{name}" for name in ("spend", "cpl", "arpu", "heads", "salary")]
    facts = [fact(f"range-{name}", name, (0, None), FactKind.HARD) for name in natural]
    rate = f"{team}.conversion"
    facts.append(fact(f"range-{rate}", rate, (0, 1), FactKind.HARD))
    facts.append(_room(f"{team}.cpl", values, Decimal("0.2"), FactKind.ASSUMPTION))
    aims = [name for name in ("leads", "revenue", "profit") if random.random() < _SHARE_OF_GOALS]
    rooms = [Decimal(random.randint(5, 30)) / 100 for _ in aims]
    facts += [_room(f"{team}.{n}", values, room) for n, room in zip(aims, rooms, strict=True)]
    capped = [n for n in ("spend", "heads", "conversion") if random.random() < _SHARE_OF_GOALS]
    facts += [_cap(f"{team}.{name}", values, Decimal("1.2")) for name in capped]
    return facts


def _room(
    name: str, values: dict[str, Decimal], room: Decimal, kind: FactKind = FactKind.GOAL
) -> Fact:
    value = values[name]
    return fact(name, name, (value - abs(value) * room, None), kind)


def _cap(name: str, values: dict[str, Decimal], times: Decimal) -> Fact:
    return fact(name, name, (None, values[name] * times))


def _floor(name: str, values: dict[str, Decimal], times: Decimal, kind: FactKind) -> Fact:
    return fact(name, name, (values[name] * times, None), kind)


def _triple(team: str, values: dict[str, Decimal]) -> list[Fact]:
    """More leads than the spend buys at the benchmark."""
    return [
        _cap(f"{team}.spend", values, Decimal(1)),
        _floor(f"{team}.cpl", values, Decimal(1), FactKind.ASSUMPTION),
        _floor(f"{team}.leads", values, Decimal("1.3"), FactKind.GOAL),
    ]


def _deep(team: str, values: dict[str, Decimal]) -> list[Fact]:
    """More revenue than four caps along the chain allow."""
    return [
        _cap(f"{team}.spend", values, Decimal(1)),
        _floor(f"{team}.cpl", values, Decimal(1), FactKind.ASSUMPTION),
        _cap(f"{team}.conversion", values, Decimal(1)),
        _cap(f"{team}.arpu", values, Decimal(1)),
        _floor(f"{team}.revenue", values, Decimal("1.2"), FactKind.GOAL),
    ]


def _by_benchmark(team: str, values: dict[str, Decimal]) -> list[Fact]:
    """A cap on heads below what a benchmark of cost asks for."""
    return [
        _cap(f"{team}.customers", values, Decimal("0.9")),
        _cap(f"{team}.arpu", values, Decimal(1)),
        _floor(f"{team}.revenue", values, Decimal("1.1"), FactKind.ASSUMPTION),
    ]


def _shared_driver(team: str, values: dict[str, Decimal]) -> list[Fact]:
    """Leads whose spend does not fit into the cost beside the heads; the spend is in both."""
    spend, wages = values[f"{team}.spend"], values[f"{team}.cost"] - values[f"{team}.spend"]
    return [
        fact(f"{team}.cost", f"{team}.cost", (None, spend + wages - min(spend, wages) / 2)),
        _floor(f"{team}.heads", values, Decimal(1), FactKind.GOAL),
        _floor(f"{team}.salary", values, Decimal(1), FactKind.GOAL),
        _floor(f"{team}.cpl", values, Decimal(1), FactKind.ASSUMPTION),
        _floor(f"{team}.leads", values, Decimal(1), FactKind.GOAL),
    ]


_CONFLICTS = (_triple, _deep, _by_benchmark, _shared_driver)
