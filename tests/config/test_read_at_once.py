"""Settings that are read at once are what pydantic makes of the same tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.config.settings import (
    CalendarSettings,
    CheckSettings,
    ConnectionSettings,
    FileSettings,
    FixSettings,
    HistorySettings,
    Settings,
    StatusSettings,
)
from kpicli.fields.checked import checked
from kpicli.fields.read import built
from kpicli.fields.value import fields_of

if TYPE_CHECKING:
    from kpicli.fields.value import Value

TABLES = (
    FileSettings, CalendarSettings, CheckSettings, StatusSettings, FixSettings, HistorySettings,
    ConnectionSettings,
)  # fmt: skip

SCALARS = st.sampled_from(
    [True, False, 0, 1, 4, 12, 13, -1, "start", "end", "okr", "z3", "error", "archive/**", "!", ""]
    + [Decimal(text) for text in ("0.5", "0.9", "1", "1.0", "1.5", "-0.1", "NaN", "Infinity")]
)
PARTS = (
    SCALARS
    | st.lists(SCALARS, max_size=2)
    | st.dictionaries(
        st.sampled_from(["S", "*.yaml", "!", "smart"]),
        SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.just("most"), SCALARS),
        max_size=2,
    )
)


def tables(model: type[Value]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of the settings with right and wrong values, mostly of known keys."""
    keys = st.sampled_from([*fields_of(model), *fields_of(model), "colour"])
    return st.dictionaries(keys, PARTS, max_size=3)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@given(data=st.data())
def test_a_table_read_at_once_is_what_pydantic_makes(
    model: type[Value], data: st.DataObject
) -> None:
    table = data.draw(tables(model))
    found = built(model, table, {})
    if found is not None:
        made = checked(model, table)
        assert (vars(found.model), found.model.given) == (vars(made), made.given)


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"files": {"exclude": ["archive/**"]}, "calendar": {"fiscal_year_start": 4}},
        {"check": {"select": ["C"], "severity": {"S101": "info"}, "fail_on": "warning"}},
        {"check": {"per_file_ignores": {"a/*": ["S"]}, "options": {"S101": {"most": 3}}}},
        {"status": {"preset": "okr", "on_track": Decimal("0.8")}, "fix": {"key_order": True}},
        {"connections": {"erp": {"url": "sqlite://"}}, "history": {"main": "trunk"}},
    ],
)
def test_usual_settings_need_no_pydantic(table: dict[str, Any]) -> None:
    assert built(Settings, table, {}) is not None
