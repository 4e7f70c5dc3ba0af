"""Whatever a file holds, a model takes it or refuses it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kpicli.fields.checked import checked
from kpicli.fields.value import Value, fields_of
from kpicli.models.boolean import boolean_of
from kpicli.models.bounds import bounds_of
from kpicli.models.goal import Defaults
from kpicli.models.number import number_of
from kpicli.models.period import date_of, period_of, when_of
from kpicli.models.quantity import quantity_of
from kpicli.models.read_actuals import actuals_of, value_of
from kpicli.models.sections import DEFAULTS, SECTIONS
from kpicli.models.target import target_of
from kpicli.models.text import id_of, text_of
from models.arbitrary import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: tuple[Callable[[Any], object], ...] = (
    actuals_of, value_of, boolean_of, number_of, date_of, period_of, when_of, quantity_of,
    bounds_of, target_of, id_of, text_of,
)  # fmt: skip
MODELS: dict[str, type[Value]] = {**SECTIONS, DEFAULTS: Defaults}


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(data=DATA)
def test_a_reader_takes_data_or_raises_a_value_error(
    read: Callable[[Any], object],
    data: Any,  # noqa: ANN401 - as a file holds it
) -> None:
    try:
        read(data)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - not every draw is refused


@pytest.mark.parametrize("section", MODELS)
@given(data=st.data())
def test_a_model_takes_data_or_raises_a_validation_error(section: str, data: st.DataObject) -> None:
    model = MODELS[section]
    item = data.draw(st.dictionaries(st.sampled_from(fields_of(model)), DATA, max_size=5))
    whole = {"id": "x", "title": "X", "between": ["a", "b"], "reason": "r", **item}
    try:
        checked(model, {key: part for key, part in whole.items() if key in fields_of(model)})
    except ValidationError as error:
        for part in error.errors():
            assert part["loc"], "it says at which field"
            assert part["msg"]
