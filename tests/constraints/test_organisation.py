from __future__ import annotations

import pytest

from constraints.corpus import seeded
from constraints.organisation import Organisation, organisation
from kpicli.constraints.conflict import Verdict
from kpicli.constraints.feasibility import check_feasibility


def found_goals(made: Organisation) -> set[frozenset[str]]:
    conflicts = check_feasibility(made.system).conflicts
    return {
        frozenset(key for key in conflict.facts if not key.startswith("range-"))
        for conflict in conflicts
    }


@pytest.mark.parametrize("seed", [0, 1])
def test_exactly_the_conflicts_of_an_organisation_are_found(seed: int) -> None:
    made = organisation(seeded(seed), metrics=2000, conflicts=12)
    assert found_goals(made) == made.injected


@pytest.mark.parametrize("seed", [0, 1])
def test_an_organisation_without_conflicts_is_consistent(seed: int) -> None:
    made = organisation(seeded(seed), metrics=2000, conflicts=0)
    found = check_feasibility(made.system)
    assert found.conflicts == ()
    assert {component.verdict for component in found.components} == {Verdict.CONSISTENT}


@pytest.mark.large
@pytest.mark.parametrize("seed", range(2, 22))
def test_the_same_of_twenty_organisations(seed: int) -> None:
    made = organisation(seeded(seed), metrics=2000, conflicts=12)
    assert found_goals(made) == made.injected
    calm = organisation(seeded(seed), metrics=2000, conflicts=0)
    assert check_feasibility(calm.system).conflicts == ()
