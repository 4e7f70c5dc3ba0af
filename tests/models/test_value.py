from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kpicli.models.build import read
from kpicli.models.choices import Lifecycle, Strength
from kpicli.models.contribution import Contribution
from kpicli.models.goal import Kpi
from kpicli.models.metric import Driver

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from kpicli.models.value import Value

WAYS: list[Callable[[type[Value], Any], Value]] = [
    read, lambda model, data: model.model_validate(data), lambda model, data: model(**data),
]  # fmt: skip
"""The ways that a value is made: at once, by pydantic, and in Python."""


@pytest.mark.parametrize("make", WAYS)
def test_a_value_holds_what_it_was_given_and_knows_the_defaults(
    make: Callable[[type[Kpi], Any], Kpi],
) -> None:
    kpi = make(Kpi, {"id": "a", "title": "A", "owner": None, "contributes_to": "b"})
    assert kpi.__dict__.keys() == {"id", "title", "contributes_to"} == kpi.model_fields_set
    assert kpi.contributes_to[0].__dict__ == {"goal": "b"}
    assert (kpi.owner, kpi.status, kpi.tags, kpi.budget) == (None, Lifecycle.ACTIVE, (), {})
    assert not kpi.inline_actuals


@pytest.mark.parametrize("make", WAYS)
def test_a_default_that_was_given_equals_one_that_was_not(
    make: Callable[[type[Driver], Any], Driver],
) -> None:
    shorter = read(Driver, {"metric": "a", "effect": "raises"})
    longer = make(Driver, {"metric": "a", "effect": "raises", "strength": "medium"})
    assert shorter == longer
    assert hash(shorter) == hash(longer)
    assert shorter.model_fields_set != longer.model_fields_set


def test_values_of_other_kinds_or_parts_are_not_equal() -> None:
    link = read(Contribution, {"goal": "a"})
    assert link != read(Contribution, {"goal": "b"})
    assert link != read(Contribution, {"goal": "a", "weight": "2"})
    assert link != ("a", None, True)


def test_a_changed_copy_leaves_the_value_and_those_like_it_alone() -> None:
    drivers = [read(Driver, {"metric": name, "effect": "raises"}) for name in "ab"]
    changed = drivers[0].model_copy(update={"strength": Strength.WEAK})
    assert changed.strength is Strength.WEAK
    assert changed.model_fields_set == {"metric", "effect", "strength"}
    assert [part.strength for part in drivers] == [Strength.MEDIUM, Strength.MEDIUM]
    assert [part.model_fields_set for part in drivers] == [{"metric", "effect"}] * 2


def test_values_alike_share_the_names_of_what_they_were_given() -> None:
    one, other = (read(Driver, {"metric": name, "effect": "raises"}) for name in "ab")
    assert one.model_fields_set is other.model_fields_set


def test_a_pickled_value_knows_its_defaults_in_a_process_that_made_none() -> None:
    kpi = read(Kpi, {"id": "a", "title": "A"})
    assert pickle.loads(pickle.dumps(kpi)) == kpi  # noqa: S301 - our own
    program = f"import pickle; print(pickle.loads({pickle.dumps(kpi)!r}).status)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"active"


def test_a_value_is_shown_by_what_it_was_given() -> None:
    driver = read(Driver, {"metric": "a", "effect": "raises"})
    assert repr(driver) == "Driver(metric='a', effect=<Effect.RAISES: 'raises'>)"
