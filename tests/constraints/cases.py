"""Systems whose verdict and smallest conflict are known by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from constraints.corpus import fact, system
from kpicli.constraints.system import Fact, FactKind, System

if TYPE_CHECKING:
    from collections.abc import Mapping

    from constraints.corpus import Bounds


@dataclass(frozen=True, slots=True)
class Case:
    """Definitions, goals by variable, and the rest; a goal's key is its variable."""

    name: str
    definitions: Mapping[str, str]
    goals: Mapping[str, Bounds]
    conflicts: tuple[str, ...] = ()
    """Each as the variables of its goals and assumptions, sorted, with spaces between them."""
    ranges: Mapping[str, Bounds] | None = None
    assumptions: Mapping[str, Bounds] | None = None
    rows: tuple[tuple[str, str], ...] = ()

    def system(self) -> System:
        return system(self.definitions, self._facts(), self.rows)

    def _facts(self) -> list[Fact]:
        goals = [fact(name, name, bounds) for name, bounds in self.goals.items()]
        hard = [
            fact(f"range:{name}", name, bounds, FactKind.HARD)
            for name, bounds in (self.ranges or {}).items()
        ]
        soft = [
            fact(name, name, bounds, FactKind.ASSUMPTION)
            for name, bounds in (self.assumptions or {}).items()
        ]
        return goals + hard + soft


def positive(names: str) -> dict[str, Bounds]:
    return dict.fromkeys(names.split(), (0, None))


LEADS = {"leads": "spend / cost_per_lead"}
PROFIT = {"profit": "customers * arpu - (customers * serve_cost + fixed)"}
PROFIT_GOALS: dict[str, Bounds] = {
    "customers": (None, 10_000),
    "arpu": (None, 90),
    "serve_cost": (40, None),
    "fixed": (300_000, None),
    "profit": (250_000, None),
}
WEIGHTS: dict[str, Bounds] = {
    "v1": (None, 40),
    "v2": (None, 50),
    "w1": (150, 200),
    "w2": (50, 60),
    "score": (45, None),
}

RATIOS = {"rate": "orders / visits", "value": "revenue / orders", "each": "revenue / visits"}
RATIO_GOALS: dict[str, Bounds] = {"rate": ("0.03", None), "value": (100, None)}

QUARTERS = ("q1", "q2", "q3", "q4")

CASES = (
    Case(
        "24 two ratios make a third, whatever the amounts are",
        RATIOS,
        {**RATIO_GOALS, "each": (None, "2.9")},
        ("each rate value",),
        ranges=positive("orders visits revenue"),
    ),
    Case(
        "24b as many as they make",
        RATIOS,
        {**RATIO_GOALS, "each": (None, 3)},
        ranges=positive("orders visits revenue"),
    ),
    Case(
        "24c a goal on an amount between them plays no role",
        RATIOS,
        {**RATIO_GOALS, "each": (None, "2.9"), "visits": (1000, None)},
        ("each rate value",),
        ranges=positive("orders revenue"),
    ),
    Case(
        "25 amounts that are products of each other",
        {"orders": "visits * rate", "revenue": "orders * value", "each": "revenue / visits"},
        {**RATIO_GOALS, "each": (None, "2.9")},
        ("each rate value",),
        ranges=positive("visits"),
    ),
    Case(
        "25b an amount that may be zero does not cancel out",
        {"calls": "staff * pace", "sales": "staff * yield", "won": "calls * share"},
        {"pace": (10, None), "share": ("0.5", None), "won": (None, 0), "sales": (None, 0)},
        ranges=positive("staff yield"),
    ),
    Case(
        "26 a chain of four ratios, one in per cent",
        {
            "margin": "profit / revenue * 100",
            "ticket": "revenue / customers",
            "load": "customers / staff",
            "yield": "profit / staff",
        },
        {
            "margin": (10, None),
            "ticket": (1000, None),
            "load": (30, None),
            "yield": (None, 2900),
        },
        ("load margin ticket yield",),
        ranges=positive("staff customers revenue"),
    ),
    Case(
        "27 a square over a square",
        {"area": "side ** 2", "volume": "side ** 3", "ratio": "volume / area"},
        {"area": (100, None), "ratio": (None, 9)},
        ("area ratio",),
        ranges=positive("side"),
    ),
    Case(
        "21 what a quotient has above and below cancels",
        {"u": "1 - s", "m": "d * u", "q": "(m - d) / m"},
        {"s": (None, "0.17"), "q": (None, "-0.315")},
        ("q s",),
        ranges={"s": (0, 1), "d": (0, None)},
    ),
    Case(
        "22 a quotient by a quotient",
        {"m": "d / w", "q": "(m - d) / m"},
        {"q": (-41, None), "w": (64, None)},
        ("q w",),
        ranges={"d": (0, None)},
    ),
    Case(
        "23 a difference that cannot be negative divides",
        {"y": "x / (a + b)"},
        {"y": (None, -2)},
        ("y",),
        ranges={"x": (1, 2), "a": (-5, 5), "b": (5, 15)},
    ),
    Case(
        "02 leads cost more than may be spent",
        LEADS,
        {"spend": (None, 100_000), "leads": (3000, None)},
        ("cost_per_lead leads spend",),
        assumptions={"cost_per_lead": (50, None)},
    ),
    Case(
        "03 leads cost no more than may be spent",
        LEADS,
        {"spend": (None, 100_000), "leads": (1500, None)},
        assumptions={"cost_per_lead": (50, None)},
    ),
    Case(
        "04 customers bring in and cost money",
        PROFIT,
        PROFIT_GOALS,
        ("arpu customers fixed profit serve_cost",),
        ranges=positive("customers"),
    ),
    Case(
        "04 the same through three definitions",
        {
            "revenue": "customers * arpu",
            "cost": "customers * serve_cost + fixed",
            "profit": "revenue - cost",
        },
        PROFIT_GOALS,
        ("arpu customers fixed profit serve_cost",),
        ranges=positive("customers"),
    ),
    Case(
        "05 revenue is above and below the line",
        {"cost": "0.7 * revenue + overhead", "margin": "(revenue - cost) / revenue"},
        {"overhead": (50_000, None), "margin": ("0.4", None)},
        ("margin overhead",),
        ranges={"revenue": (0, 1_000_000)},
    ),
    Case(
        "06 a weighted mean written out",
        {"score": "(v1 * w1 + v2 * w2) / (w1 + w2)"},
        WEIGHTS,
        ("score v1 v2 w1 w2",),
    ),
    Case("06b wavg", {"score": "wavg(v1, w1, v2, w2)"}, WEIGHTS, ("score v1 v2 w1 w2",)),
    Case(
        "06c wavg that holds",
        {"score": "wavg(v1, w1, v2, w2)"},
        {**WEIGHTS, "score": ("42.8", None)},
    ),
    Case(
        "07 each is defined by the other",
        {"a": "1.1 * b"},
        {"a": (0, 50)},
        ("a",),
        rows=(("b", "a - 10"),),
    ),
    Case(
        "08 a chain of sums",
        {"total": "a + b", "diff": "a - b", "y": "total + diff"},
        {"a": (None, 10), "y": (25, None)},
        ("a y",),
    ),
    Case(
        "09 three pairs",
        {"total": "a + b + c", "ab": "a + b", "bc": "b + c", "ac": "a + c"},
        {"ab": (None, 10), "bc": (None, 10), "ac": (None, 10), "total": (16, None)},
        ("ab ac bc total",),
    ),
    Case("10 a parabola", {"y": "x ** 2 - 2 * x + 3"}, {"y": (None, 1)}, ("y",)),
    Case(
        "11 a divisor from 0",
        {"rate": "orders / visits"},
        {"orders": (100, None), "visits": (0, 1000), "rate": (None, "0.05")},
        ("orders rate visits",),
    ),
    Case(
        "11b a divisor around 0",
        {"c": "a / b"},
        {"a": (1, 2), "b": (-1, 1), "c": (5, 10)},
    ),
    Case(
        "12 only the corner is left",
        LEADS,
        {"spend": (None, 100_000), "leads": (2000, None)},
        assumptions={"cost_per_lead": (50, None)},
    ),
    Case(
        "13 tenths",
        {"z": "x + y"},
        {"x": (None, "0.1"), "y": (None, "0.2"), "z": ("0.3", None)},
    ),
    Case(
        "14 a bottleneck",
        {"output": "min(cut, sew, pack)"},
        {"cut": (None, 500), "sew": (None, 90), "pack": (None, 400), "output": (100, None)},
        ("output sew",),
    ),
    Case(
        "15 growth of growth",
        {"growth": "(1 + volume) * (1 + price) - 1"},
        {"volume": (None, "0.15"), "price": (None, "-0.05"), "growth": ("0.2", None)},
        ("growth price volume",),
        ranges={"volume": (-1, None), "price": (-1, None)},
    ),
    Case(
        "16 two conflicts in one",
        {"leads": "spend / cpl", "revenue": "leads * value", "heads": "revenue / load"},
        {
            "spend": (None, 100),
            "cpl": (10, None),
            "leads": (20, None),
            "revenue": (60, None),
            "load": (None, 5),
            "heads": (1, 3),
        },
        ("cpl leads spend", "heads load revenue"),
        ranges=positive("value"),
    ),
    Case(
        "17 thousands of euros",
        {"revenue": "1000 * revenue_keur"},
        {"revenue_keur": (None, 900), "revenue": (1_000_000, None)},
        ("revenue revenue_keur",),
    ),
    Case(
        "18 a chain of 200",
        {f"x{number + 1}": f"x{number} + 1" for number in range(200)},
        {"x0": (None, 0), "x200": (201, None)},
        ("x0 x200",),
    ),
    Case(
        "19 staffing",
        {"staff": "tickets * handling / (0.8 * hours)"},
        {
            "tickets": (10_000, None),
            "handling": ("0.5", None),
            "hours": (None, 150),
            "staff": (None, 40),
        },
        ("handling hours staff tickets",),
        ranges=positive("tickets handling hours"),
    ),
    Case(
        "20 a sum with its own reciprocal",
        {"y": "x + 4 / x"},
        {"y": (None, "3.5")},
        ("y",),
        ranges=positive("x"),
    ),
    Case(
        "quarters and their year",
        {"share": "year / market"},
        {
            **{f"q{n}": (None, 25) for n in range(1, 5)},
            "share": ("0.6", None),
            "market": (200, 300),
        },
        ("market q1 q2 q3 q4 share",),
        rows=(("year", "q1 + q2 + q3 + q4"),),
    ),
    Case(
        "quarters that make their year",
        {"share": "year / market"},
        {
            **{f"q{n}": (None, 30) for n in range(1, 5)},
            "share": ("0.6", None),
            "market": (200, 300),
        },
        rows=(("year", "q1 + q2 + q3 + q4"),),
    ),
    Case("a range that is empty", {}, {"x": (5, 3)}, ("x",)),
    Case("goals and no formulas", {}, {"x": (5, 8), "y": (1, None)}),
    Case("a division by zero", {"y": "x / z"}, {"z": (0, 0), "x": (1, 2)}, ("z",)),
)
