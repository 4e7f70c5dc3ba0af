"""Options that are read at once are what pydantic makes of the same table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.fields.checked import checked
from kpicli.fields.read import built
from kpicli.fields.value import fields_of
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from kpicli.rules.rule import RuleOptions

OPTIONS = sorted(
    {rule.Options for rule in RULES if rule.Options.fields}, key=lambda one: one.__qualname__
)
VALUES = st.sampled_from(
    [True, False, "en", "weekly", "3", ""]
    + [*range(-1, 11), 100]
    + [Decimal(text) for text in ("0.05", "0.2", "1", "2.5", "120", "-1", "NaN")]
)


def test_there_are_options() -> None:
    assert len(OPTIONS) > 20


@pytest.mark.parametrize("options", OPTIONS, ids=lambda one: one.__qualname__)
@given(data=st.data())
def test_options_read_at_once_are_what_pydantic_makes(
    options: type[RuleOptions], data: st.DataObject
) -> None:
    table = data.draw(st.dictionaries(st.sampled_from(fields_of(options)), VALUES))
    found = built(options, table, {})
    if found is not None:
        made = checked(options, table)
        assert (vars(found.model), found.model.given) == (vars(made), made.given)
