"""Systems with other bounds in the same facts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from constraints.corpus import business_system, fact, seeded, system
from kpicli.constraints.conflict import Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.pattern import pattern_of

if TYPE_CHECKING:
    from random import Random

    from kpicli.constraints.system import Fact


def test_other_bounds_are_judged_on_the_same_network() -> None:
    wanted = fact("wanted", "leads", (40, None))
    facts = [fact("spend", "spend", (0, 1000)), fact("cost", "cost", (20, None)), wanted]
    built = system({"leads": "spend / cost"}, facts)
    pattern = pattern_of(built)
    assert pattern.admits(built.facts)
    more = [
        replace(each, low=Decimal(60)) if each.key == "wanted" else each for each in built.facts
    ]
    assert not pattern.admits(more)


def test_what_a_pattern_admits_is_consistent_in_the_engine_too() -> None:
    random, admitted = seeded(1), 0
    for _ in range(120):
        built = business_system(random)
        facts = tuple(_changed(random, each) for each in built.facts)
        if pattern_of(built).admits(facts):
            found = check_feasibility(replace(built, facts=facts))
            assert not found.conflicts
            assert {part.verdict for part in found.components} == {Verdict.CONSISTENT}
            admitted += 1
    assert 5 < admitted < 115


def test_equations_of_which_nothing_is_asked_leave_nothing_open() -> None:
    assert pattern_of(system({"a": "b + 1"}, [])).admits(())


def _changed(random: Random, each: Fact) -> Fact:
    low = each.low and each.low * Decimal(random.choice(("0.1", "0.4", "1.1")))
    high = each.high and each.high * Decimal(random.choice(("0.9", "3", "9")))
    return replace(each, low=low, high=high)
