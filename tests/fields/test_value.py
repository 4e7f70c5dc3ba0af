from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from kpicli.fields.checked import checked
from kpicli.fields.field import Field
from kpicli.fields.read import read
from kpicli.fields.value import Value, with_parts
from kpicli.models.choices import Lifecycle, Strength
from kpicli.models.contribution import Contribution
from kpicli.models.goal import Kpi
from kpicli.models.metric import Driver

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


WAYS: list[Callable[[type[Value], Any], Value]] = [read, checked]
"""The ways that a value is made of data: at once, and by pydantic."""


@pytest.mark.parametrize("make", WAYS)
def test_a_value_holds_what_it_was_given_and_knows_the_defaults(
    make: Callable[[type[Kpi], Any], Kpi],
) -> None:
    kpi = make(Kpi, {"id": "a", "title": "A", "owner": None, "contributes_to": "b"})
    assert kpi.__dict__.keys() == {"id", "title", "contributes_to"} == kpi.given
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
    assert shorter.given != longer.given


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="names are kept by the class anyway")
def test_values_of_a_kind_keep_the_names_of_their_parts_together() -> None:
    drivers = [read(Driver, {"metric": name, "effect": "raises"}) for name in "ab"]
    of_its_own = dict(vars(drivers[1]))
    assert sys.getsizeof(vars(drivers[1])) < sys.getsizeof(of_its_own)


def test_values_of_other_kinds_or_parts_are_not_equal() -> None:
    link = read(Contribution, {"goal": "a"})
    assert link != read(Contribution, {"goal": "b"})
    assert link != read(Contribution, {"goal": "a", "weight": "2"})
    assert link != ("a", None, True)


def test_a_changed_copy_leaves_the_value_and_those_like_it_alone() -> None:
    drivers = [read(Driver, {"metric": name, "effect": "raises"}) for name in "ab"]
    changed = with_parts(drivers[0], {"strength": Strength.WEAK})
    assert changed.strength is Strength.WEAK
    assert changed.given == {"metric", "effect", "strength"}
    assert [part.strength for part in drivers] == [Strength.MEDIUM, Strength.MEDIUM]
    assert [part.given for part in drivers] == [{"metric", "effect"}] * 2


def test_values_alike_share_the_names_of_what_they_were_given() -> None:
    one, other = (read(Driver, {"metric": name, "effect": "raises"}) for name in "ab")
    assert one.given is other.given


def test_a_pickled_value_knows_its_defaults_in_a_process_that_made_none() -> None:
    kpi = read(Kpi, {"id": "a", "title": "A"})
    assert pickle.loads(pickle.dumps(kpi)) == kpi  # noqa: S301 - our own
    program = f"import pickle; print(pickle.loads({pickle.dumps(kpi)!r}).status)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"active"


def test_a_value_is_shown_by_what_it_was_given() -> None:
    driver = read(Driver, {"metric": "a", "effect": "raises"})
    assert repr(driver) == "Driver(metric='a', effect=<Effect.RAISES: 'raises'>)"


class Sized(Value):
    """A value with limits."""

    name: str = Field(description="what it is called")
    size: int = Field(3, ge=1, lt=10, description="how large it is")
    notes: dict[str, str] = Field(default_factory=dict, description="what there is to say")


def test_a_value_made_in_python_takes_its_parts_as_they_are() -> None:
    value = Sized(name="a", size=4)
    assert (value.name, value.size, value.notes) == ("a", 4, {})
    assert value.given == {"name", "size"}
    assert value == read(Sized, {"name": "a", "size": 4})
    with pytest.raises(TypeError):
        Sized()
    with pytest.raises(TypeError):
        Sized(name="a", colour="red")


def test_a_name_with_a_type_has_to_be_a_field() -> None:
    with pytest.raises(TypeError, match="`size` of Plain is no field"):

        class Plain(Value):
            size: int = 3


def test_so_it_is_where_types_are_no_texts() -> None:
    source = "class Plain(Value):\n    size: int = 3"
    code = compile(source, "plain.py", "exec", dont_inherit=True)
    with pytest.raises(TypeError, match="`size` of Plain is no field"):
        exec(code, {"Value": Value, "__name__": "plain"})  # noqa: S102 - without `__future__`


def test_nobody_changes_a_value_or_a_shared_default() -> None:
    value = Sized(name="a")
    with pytest.raises(AttributeError, match="`size` stays"):
        value.size = 5
    with pytest.raises(AttributeError, match="`name` stays"):
        del value.name
    with pytest.raises(TypeError):
        value.notes["a"] = "b"


@pytest.mark.parametrize("make", WAYS)
@pytest.mark.parametrize("size", [0, 10, -1, "3", True, 2.5, None, [1]])
def test_what_is_beyond_a_limit_or_no_number_is_refused(
    make: Callable[[type[Sized], Any], Sized], size: object
) -> None:
    assert make(Sized, {"name": "a", "size": 9}).size == 9
    if size is None:
        assert make(Sized, {"name": "a", "size": size}).size == 3
    elif size == "3" or size is True:
        assert make(Sized, {"name": "a", "size": size}).size == int(size)
    else:
        with pytest.raises(ValidationError):
            make(Sized, {"name": "a", "size": size})
