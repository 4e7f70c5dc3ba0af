"""The goals for the speed of `kpi`, and how near it comes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SMALL, SOME, MANY, MOST = 60, 1_000, 10_000, 100_000
"""KPIs: those of ten files, and the sizes that goals speak of."""


class Better(Enum):
    """Which way is better."""

    MORE = auto()
    LESS = auto()


class Run(Enum):
    """The ways in which `kpi` is run."""

    COLD = "`kpi check`"
    WARM = "`kpi check`, nothing changed"
    EDITED = "`kpi check`, one file edited"
    VERSION = "`kpi --version`"
    HELP = "`kpi --help`"


class Quantity(Enum):
    """What is not a ratio to a peer."""

    MEMORY = "peak memory, all processes together"
    GROWTH = "exponent of growth, less start-up"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted, and what is the least, at so many KPIs.

    Against a peer it is a ratio of times: of the peer's to `kpi`'s where more is better, else of
    `kpi`'s to the peer's. A quantity is MiB, or the exponent between the smallest size and this.
    """

    name: str
    kpis: int
    subject: Run | Quantity
    peer: str
    better: Better
    wanted: float
    least: float

    def verdict(self, measured: float | None) -> str:
        """What has come of it."""
        if measured is None:
            return "not measured"
        if self._is_met(self.wanted, measured):
            return "reached"
        return "at least" if self._is_met(self.least, measured) else "missed"

    def _is_met(self, bound: float, measured: float) -> bool:
        return measured >= bound if self.better is Better.MORE else measured <= bound


FLOOR = "python -c pass"
DBT = "dbt parse"
_LINT, _VALIDATE, _LOAD, _RUST = "yamllint", "check-jsonschema", "CSafeLoader", "ryl"
_MORE, _LESS = Better.MORE, Better.LESS

GOALS = (
    Goal("G1", MANY, Run.COLD, _LINT, _MORE, 100, 45),
    Goal("G2", MANY, Run.COLD, _VALIDATE, _MORE, 80, 38),
    Goal("G3", MANY, Run.COLD, _LOAD, _MORE, 6, 3),
    Goal("G4", MANY, Run.COLD, _RUST, _LESS, 1, 2.5),
    Goal("G4", MOST, Run.COLD, _RUST, _LESS, 1, 2.5),
    Goal("G5", MOST, Run.COLD, _LINT, _MORE, 115, 50),
    Goal("G5", MOST, Run.COLD, _VALIDATE, _MORE, 88, 40),
    Goal("G6", SOME, Run.COLD, _LINT, _MORE, 30, 14),
    Goal("G6", SOME, Run.COLD, _VALIDATE, _MORE, 24, 13),
    Goal("G6", SOME, Run.COLD, DBT, _MORE, 35, 20),
    Goal("G7", MANY, Run.WARM, FLOOR, _LESS, 1.8, 8),
    Goal("G8", MOST, Run.WARM, FLOOR, _LESS, 5, 14),
    Goal("G9", MANY, Run.EDITED, FLOOR, _LESS, 12, 25),
    Goal("G9", MOST, Run.EDITED, FLOOR, _LESS, 50, 80),
    Goal("G10", SMALL, Run.VERSION, FLOOR, _LESS, 1.1, 2),
    Goal("G10", SMALL, Run.WARM, FLOOR, _LESS, 1.4, 8),
    Goal("G10", SMALL, Run.HELP, FLOOR, _LESS, 6.5, 8),
    Goal("G11", MANY, Quantity.MEMORY, "", _LESS, 45, 80),
    Goal("G11", MOST, Quantity.MEMORY, "", _LESS, 140, 300),
    Goal("G12", MANY, Quantity.GROWTH, "", _LESS, 1.02, 1.06),
    Goal("G12", MOST, Quantity.GROWTH, "", _LESS, 1.02, 1.06),
)
