"""The engine against z3: neither may claim what the other refutes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from constraints.corpus import business_system, random_system, ratio_system, seeded
from kpicli.constraints.conflict import Verdict
from kpicli.constraints.feasibility import check_feasibility

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from kpicli.constraints.system import System

oracle = pytest.importorskip("constraints.oracle", exc_type=ImportError)


def verdict(system: System) -> Verdict:
    found = check_feasibility(system)
    if found.conflicts:
        return Verdict.CONFLICT
    verdicts = {component.verdict for component in found.components}
    return Verdict.UNDECIDED if Verdict.UNDECIDED in verdicts else Verdict.CONSISTENT


def compared(make: Callable[[Random], System], seeds: range) -> Counter[tuple[Verdict, Verdict]]:
    """How often which verdict meets which of the oracle's."""
    systems = [make(seeded(seed)) for seed in seeds]
    return Counter((verdict(each), oracle.oracle_verdict(each)) for each in systems)


def check(counts: Counter[tuple[Verdict, Verdict]], least_share: float) -> None:
    assert counts[Verdict.CONFLICT, Verdict.CONSISTENT] == 0
    assert counts[Verdict.CONSISTENT, Verdict.CONFLICT] == 0
    infeasible = sum(count for (_, theirs), count in counts.items() if theirs is Verdict.CONFLICT)
    assert infeasible > 0
    assert counts[Verdict.CONFLICT, Verdict.CONFLICT] >= least_share * infeasible


def test_random_systems_agree_with_the_oracle() -> None:
    check(compared(random_system, range(150)), 0.98)


def test_systems_of_ratios_agree_with_the_oracle() -> None:
    check(compared(ratio_system, range(150)), 0.98)


def test_business_systems_agree_with_the_oracle() -> None:
    check(compared(business_system, range(30)), 0.95)


@pytest.mark.large
def test_many_random_systems_agree_with_the_oracle() -> None:
    check(compared(random_system, range(1000, 2500)), 0.98)


@pytest.mark.large
def test_many_systems_of_ratios_agree_with_the_oracle() -> None:
    check(compared(ratio_system, range(1000, 2500)), 0.97)


@pytest.mark.large
def test_many_business_systems_agree_with_the_oracle() -> None:
    check(compared(business_system, range(1000, 1300)), 0.97)
