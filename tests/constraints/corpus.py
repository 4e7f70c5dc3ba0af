"""Systems made from a seed: random ones, business-like ones, and whole organisations."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from kpicli.constraints.system import Equation, Fact, FactKind, System, system_of
from kpicli.formulas import Formula, evaluate, parse_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Bounds = tuple[Decimal | int | str | None, Decimal | int | str | None]


def seeded(seed: int) -> Random:
    """A source of numbers that are the same for the same seed."""
    return Random(seed)  # noqa: S311 - test data, no secrets


def equation(variable: str, text: str) -> Equation:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return Equation(variable, formula.root, text)


def fact(key: str, variable: str, bounds: Bounds, kind: FactKind = FactKind.GOAL) -> Fact:
    low, high = (None if bound is None else Decimal(bound) for bound in bounds)
    return Fact(key, variable, low, high, kind)


def system(
    definitions: Mapping[str, str], facts: Iterable[Fact], rows: Iterable[tuple[str, str]] = ()
) -> System:
    equations = [equation(name, text) for name, text in definitions.items()]
    built = system_of(equations, facts, [equation(*row) for row in rows])
    assert isinstance(built, System), built
    return built


def values_of(built: System, inputs: Mapping[str, Decimal]) -> dict[str, Decimal] | None:
    """The values of all variables, none if one is undefined."""
    values = dict(inputs)
    for each in built.definitions:
        formula = parse_formula(each.text)
        assert isinstance(formula, Formula)
        value = evaluate(formula, values)
        if value is None:
            return None
        values[each.variable] = value
    return values


def random_system(random: Random) -> System:
    """A few formulas over a few boxes, and goals near what some point reaches."""
    leaves = [f"x{number}" for number in range(random.randint(2, 5))]
    facts = [fact(leaf, leaf, _box(random)) for leaf in leaves]
    names, definitions = list(leaves), {}
    for number in range(random.randint(1, 4)):
        definitions[f"y{number}"] = _expression(random, names, random.randint(1, 3))
        names.append(f"y{number}")
    bare = system(definitions, facts)
    inputs = {each.variable: _inside(random, each) for each in facts}
    values = values_of(bare, inputs) or {}
    reached = [name for name in definitions if name in values and random.random() < 0.85]
    facts += [fact(f"goal-{name}", name, _goal(random, values[name])) for name in reached]
    return system(definitions, facts)


def _expression(random: Random, names: Sequence[str], depth: int) -> str:
    if depth == 0:
        if random.random() < 0.15:
            return str(random.choice([2, 3, "0.5", "1.5"]))
        return random.choice(names)
    parts = [_expression(random, names, depth - random.randint(1, depth)) for _ in range(4)]
    a, b, c, d = parts
    shapes = [
        f"({a} + {b})",
        f"({a} - {b})",
        f"({a} * {b})",
        f"({a} / {b})",
        f"min({a}, {b})",
        f"max({a}, {b}, {c})",
        f"({a}) ** 2",
        f"wavg({a}, {random.choice(names)}, {b}, {random.choice(names)})",
        f"(({a} - {b}) / ({c} + {d}))",
        f"abs({a} - {b})",
        f"({a}) ** 3",
    ]
    return random.choices(shapes, [4, 4, 5, 4, 1, 1, 2, 1, 1, 1, 1])[0]


def _box(random: Random) -> Bounds:
    low = random.choice([0, 0, 1, 2, 5, -5, -2])
    return low, low + random.choice([1, 2, 5, 10])


def _inside(random: Random, each: Fact) -> Decimal:
    assert each.low is not None
    assert each.high is not None
    return each.low + (each.high - each.low) * random.randint(0, 16) / 16


def _goal(random: Random, value: Decimal) -> Bounds:
    """A bound that the value misses about every other time."""
    size = max(abs(value), Decimal(1))
    bound = round(value + size * random.randint(-60, 120) / 50, 4)
    return random.choice([(bound, None), (None, -bound), (bound, bound + size / 10)])


_SHAPES = (
    "{a} / {b}",
    "{a} * {b}",
    "{a} * {b} - {c}",
    "({a} - {b}) / {a}",
    "{a} + {b} + {c}",
    "{a} * (1 - {s})",
    "{a} * {b} - {a} * {c}",
    "min({a}, {b})",
    "({a} * {s} + {b} * (1 - {s}))",
    "wavg({a}, {b}, {c}, {d})",
    "{a} - {b}",
    "{a} / ({b} + {c})",
)


_GREATEST = 10**18


def business_system(random: Random) -> System:
    """Drivers, six to twelve formulas that share them, and goals cut by 2 to 50 per cent."""
    drivers = {f"d{number}": _about(random) for number in range(random.randint(4, 7))}
    drivers |= {f"s{number}": Decimal(random.randint(2, 60)) / 100 for number in range(2)}
    definitions: dict[str, str] = {}
    names = [name for name in drivers if name[0] == "d"]
    for number in range(random.randint(6, 12)):
        chosen = dict(zip("abcd", random.sample(names, 4), strict=True))
        share = random.choice(["s0", "s1"])
        definitions[f"m{number}"] = random.choice(_SHAPES).format(**chosen, s=share)
        names.append(f"m{number}")
    facts = [fact(f"range-{name}", name, (0, None), FactKind.HARD) for name in drivers]
    facts += [fact(f"share-{name}", name, (0, 1), FactKind.HARD) for name in ("s0", "s1")]
    values = values_of(system(definitions, facts), drivers)
    if values is None or max(map(abs, values.values())) > _GREATEST:
        return business_system(random)
    facts += [_cut(random, name, value) for name, value in values.items() if random.random() < 0.7]
    return system(definitions, facts)


_RATIOS = ("{a} / {b}", "{a} / {b}", "{a} * {b}", "{a} / {b} * 100", "{a} * {b} / {c}", "{a} ** 2")


def ratio_system(random: Random) -> System:
    """A few amounts, some of them zero or free to be, ratios and products of them, and goals."""
    drivers = {f"d{number}": _about(random) for number in range(random.randint(2, 5))}
    if random.random() < 0.3:
        drivers["d0"] = Decimal(0)
    definitions: dict[str, str] = {}
    names = list(drivers)
    for number in range(random.randint(3, 8)):
        chosen = dict(zip("abc", random.choices(names, k=3), strict=True))
        definitions[f"m{number}"] = random.choice(_RATIOS).format(**chosen)
        if random.random() < 0.3:
            names.append(f"m{number}")
    least = random.choice([(0, None), (None, None), (-5, None), (1, None)])
    facts = [fact(f"range-{name}", name, least, FactKind.HARD) for name in drivers]
    values = values_of(system(definitions, facts), drivers)
    if values is None or max(map(abs, values.values())) > _GREATEST:
        return ratio_system(random)
    for name, value in values.items():
        if random.random() < (0.1 if name in drivers else 0.9):
            facts.append(_cut(random, name, value))
    return system(definitions, facts)


def _about(random: Random) -> Decimal:
    return Decimal(random.randint(10, 99)) * random.choice([1, 10, 100])


def _cut(random: Random, name: str, value: Decimal) -> Fact:
    """A goal that asks for more than the value, or leaves room."""
    change = Decimal(random.randint(2, 50)) / 100 * random.choice([1, -1, -1])
    bound = round(value + abs(value) * change, 6)
    kind = FactKind.ASSUMPTION if random.random() < 0.2 else FactKind.GOAL
    if random.random() < 0.5:
        return fact(f"goal-{name}", name, (bound, None), kind)
    return fact(f"goal-{name}", name, (None, round(value - abs(value) * change, 6)), kind)
