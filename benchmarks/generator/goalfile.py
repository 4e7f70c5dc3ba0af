"""A unit's goal file as text: comments, defaults, objectives and the KPIs nested in them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.catalogue import AIMS, CONTRACTS, REMARKS
from generator.defects import spoiled
from generator.kpis import Fields, Place, fields_of
from generator.series import Series, series_of
from generator.slots import generator_for

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from generator.organisation import Unit
    from generator.slots import Slot

_IN_CSV = 3
_CSV_EVERY = 10


def goal_file(unit: Unit, slots: Sequence[Slot], contracts: Series, seed: int) -> Iterator[str]:
    """The lines of the file, without line ends; `contracts` are those of the unit."""
    rng = generator_for(seed, "goals", unit.number)
    yield f"# {unit.title}: goals for FY2026, agreed in the planning round."
    yield "# Changes go through a pull request that the owner of the goal above reviews."
    yield f"defaults: {{team: {unit.id}, period: FY2026, cadence: monthly}}"
    yield ""
    yield "objectives:"
    numbered = enumerate(slots)
    for aim, group in groupby(numbered, key=lambda pair: pair[1].perspective):
        members = list(group)
        yield from _objective(unit, aim, rng)
        for place, slot in members:
            guardrail = members[-1][1].id if place == members[0][0] else ""
            yield from _kpi(unit, place, slot, guardrail, contracts, rng)


def csv_path(unit: Unit) -> str:
    """The path of the CSV file with the unit's contracts, from the goal file; empty if none."""
    return f"actuals/{unit.id}.csv" if unit.number % _CSV_EVERY == _IN_CSV else ""


def _objective(unit: Unit, aim: str, rng: random.Random) -> Iterator[str]:
    yield ""
    yield f"  # What counts for {unit.title} here was discussed in March."
    yield f"  - id: {unit.id}.{aim}"
    yield f"    title: {rng.choice(AIMS[aim])}"
    yield f"    owner: {unit.people[0]}"
    yield f"    perspective: {aim}"
    if unit.parent:
        yield f"    contributes_to: {unit.parent}.{aim}"
    yield "    kpis:"


def _kpi(
    unit: Unit, place: int, slot: Slot, guardrail: str, contracts: Series, rng: random.Random
) -> Iterator[str]:
    is_contracts = slot.measure is CONTRACTS
    where = Place(
        id=slot.id,
        owner=unit.people[place % len(unit.people)],
        perspective=slot.perspective,
        serves=slot.serves,
        guardrail=guardrail if guardrail != slot.id else "",
        metric=slot.metric,
        segment=unit.id if slot.metric and unit.level == "team" else "",
        rollup="sum" if is_contracts and unit.level != "team" else "",
    )
    series = contracts if is_contracts else series_of(slot.measure, rng)
    fields = fields_of(where, slot.measure, series, rng)
    if slot.defect:
        fields = spoiled(fields, slot.defect)
    if is_contracts and csv_path(unit):
        fields["actuals"] = f"{{csv: {csv_path(unit)}, date: month, value: contracts}}"
    yield from _lines(fields, rng)


def _lines(fields: Fields, rng: random.Random) -> Iterator[str]:
    if rng.randrange(2):
        yield f"      # {rng.choice(REMARKS).capitalize()}."
    lead = "      - "
    for key, text in fields.items():
        remark = f"  # {rng.choice(REMARKS)}" if key == "target" and rng.randrange(2) else ""
        first, *block = text.split("\n")
        yield f"{lead}{key}:{' ' if first else ''}{first}{remark}"
        yield from (f"        {line}" for line in block)
        lead = "        "
