"""What is built at once is what pydantic makes of the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kpicli.documents import Boolean, Number
from kpicli.fields.checked import checked
from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import built, read
from kpicli.fields.value import Value, fields_of, types_of
from kpicli.models.actual import CsvActuals
from kpicli.models.contribution import Contribution
from kpicli.models.goal import Defaults, Kpi
from kpicli.models.metric import Benchmark, Driver, Source
from kpicli.models.parts import TargetChange
from kpicli.models.sections import DEFAULT_FIELDS, SECTIONS
from kpicli.models.thresholds import OwnThresholds
from models.arbitrary import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

MODELS: tuple[type[Value], ...] = (
    *SECTIONS.values(), Defaults, CsvActuals, Contribution, Benchmark, Driver, Source,
    TargetChange, OwnThresholds,
)  # fmt: skip

QUANTITIES = [Number("50"), "1.5k", "€1.2M", "15%", "04", "-3", "2 "]
TEXTS = ["a", "team.b", Number("12"), Boolean("true"), "FY2026"]
GOOD: dict[str, list[Any]] = {
    "id": ["a", "a.b", Boolean("true")],
    "segment": ["a.b"],
    "period": ["FY2026", Number("2026"), "2026-01-01/2026-03-31"],
    "cadence": ["weekly"],
    "perspective": ["customer"],
    "thresholds": [{"on_track": "0.9"}, {}, {"on_track": "0.5", "at_risk": "0.6"}],
    "agreed_by": ["a", ["a", "b", "a"], {"a": None, "b": "2026-01-31"}],
    "level": ["team"],
    "contributes_to": [
        "a", ["a", {"goal": "b", "weight": "2", "rollup": None}], {"goal": "a", "rollup": "false"},
        ["a", "b"], [Number("1"), "b"], [],
    ],
    "weight": [Number("0.3")],
    "indicator": ["leading"],
    "budget": [{"eur": "1.2M", "fte": None}, {}],
    "status": ["closed"],
    "target_changes": [[{"date": "2026-01-31", "from": Number("5"), "to": ["6"]}], []],
    "reviewed": ["2026-01-31"],
    "rollup": ["sum", "min", "false"],
    "metric": ["m"],
    "baseline": [*QUANTITIES, {"value": "3", "date": "2025-12-31"}],
    "target": [*QUANTITIES, ">= 3", "1..2", "complete", "do it", {"change": "-3"},
               {"commit": "1", "target": "2", "stretch": "3"}],
    "interim_targets": [{"2026-Q1": "3", "2026-06-30": None}],
    "pace": ["linear", {"seasonal": ["1", "2"]}],
    "tolerance": ["3"],
    "direction": ["increase"],
    "actuals": [
        {"2026-01-31": Number("3"), "2026-02": "true"},
        {"2026-01-31": {"value": "3", "note": "x", "confidence": "70%"}, "2026-02-28": "4"},
        {"2026-01-31": {"value": "3"}, "2026-02-28": None},
        {"csv": "a.csv", "date": "d", "value": "v"},
        {},
    ],
    "aggregation": ["sum"],
    "formula": ["a / b"],
    "range": ["0..100", ">= 3"],
    "benchmark": [">= 25", {"value": "25", "source": "s", "certainty": "fact"}],
    "drivers": [[{"metric": "a", "effect": "raises"}], []],
    "source": ["s", {"connection": "c", "sql": "s.sql", "date": "d"}],
    "value": QUANTITIES,
    "date": ["2026-01-31"],
    "as_of": ["2026-01-31"],
    "until": ["2026-01-31"],
    "certainty": ["fact"],
    "effect": ["lowers"],
    "strength": ["strong", "0.3"],
    "between": [["a", "b"], ["a"]],
    "on_track": ["0.9", "80%"],
    "at_risk": ["0.7", "95%"],
    "field": ["target"],
    "meta": [{"a": [None]}, "x"],
}  # fmt: skip
LISTS = [*TEXTS, ["a", "b"], []]
UNKNOWN = ("colour", "kpis", "before")


def good(key: str) -> st.SearchStrategy[Any]:
    """Parts that a field with this key may have, in one model at least."""
    lists = LISTS if key in {"tags", "stakeholders", "guardrails"} else TEXTS
    return st.sampled_from(GOOD.get(key, lists))


@st.composite
def mappings(draw: st.DrawFn, model: type[Value]) -> dict[str, Any]:
    """Mostly good data of a model: the required fields and some others, seldom something wrong."""
    known = fields_of(model)
    required = [field.key or name for name, field in model.fields.items() if field.is_required]
    others = draw(st.lists(st.sampled_from(known), max_size=8))
    keys = draw(st.permutations([*dict.fromkeys((*required, *others))]))
    data = {key: draw(good(key)) for key in keys}
    if draw(st.integers(0, 2)) == 0:
        data[draw(st.sampled_from((*known, *UNKNOWN)))] = draw(DATA)
    if data and draw(st.integers(0, 9)) == 0:
        del data[draw(st.sampled_from([*data]))]
    return data


def exactly(value: object) -> object:
    """A value with the types of all its parts, and the fields that it was given."""
    if isinstance(value, Value):
        parts = {name: exactly(getattr(value, name)) for name in value.fields}
        return type(value), value.given, value.__dict__.keys(), parts
    if isinstance(value, tuple | list):
        return type(value), [exactly(part) for part in value]
    if isinstance(value, dict):
        return type(value), [(type(key), key, exactly(part)) for key, part in value.items()]
    return type(value), value


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(data=st.data())
def test_what_is_built_is_what_pydantic_makes(model: type[Value], data: st.DataObject) -> None:
    mapping = data.draw(mappings(model))
    found = built(model, mapping, {})
    if found is None:
        return
    made = checked(model, mapping)
    assert exactly(found.model) == exactly(made)
    assert found.model == made
    assert not found.inherited


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(data=st.data())
def test_what_is_refused_is_refused_in_the_words_of_pydantic(
    model: type[Value], data: st.DataObject
) -> None:
    mapping = data.draw(mappings(model) | st.dictionaries(st.sampled_from(UNKNOWN), DATA) | DATA)
    assert outcome(lambda: read(model, mapping)) == outcome(lambda: checked(model, mapping))


def outcome(make: Callable[[], Value]) -> object:
    """What a function makes, or why it is refused."""
    try:
        return exactly(make())
    except ValidationError as error:
        return refusals_in(error)


@given(own=mappings(Kpi), shared=mappings(Defaults))
def test_defaults_count_where_the_mapping_gives_nothing(
    own: dict[str, Any], shared: dict[str, Any]
) -> None:
    try:
        defaults = read(Defaults, shared)
    except ValidationError:
        return
    found = built(Kpi, own, vars(defaults))
    if found is None:
        return
    given_by_own = {key for key, part in own.items() if part is not None}
    assert found.inherited == defaults.given - given_by_own
    both = {**own, **{name: shared[name] for name in found.inherited}}
    assert exactly(found.model) == exactly(checked(Kpi, both))


@pytest.mark.parametrize("key", [key for key in fields_of(Kpi) if key not in {"id", "thresholds"}])
def test_every_good_field_of_a_kpi_is_built_without_pydantic(key: str) -> None:
    goods = [part for part in GOOD.get(key, TEXTS) if (key, part) not in OF_OTHERS]
    data = [{"id": "a", "title": "A", key: part} for part in goods]
    assert None not in [built(Kpi, mapping, {}) for mapping in data]


OF_OTHERS = [("rollup", "false"), ("source", "s")]


def test_what_is_required_and_what_is_unknown_is_left_to_pydantic() -> None:
    assert built(Kpi, {"id": "a"}, {}) is None
    assert built(Kpi, {"id": "a", "title": "A", "colour": None}, {}) is None
    assert built(Kpi, {"id": "a", "title": "A", "owner": None}, {}) is not None
    assert built(TargetChange, {"date": "2026-01-31", "before": "5"}, {}) is None


def test_what_contradicts_itself_is_left_to_pydantic() -> None:
    assert built(OwnThresholds, {"on_track": "0.9"}, {}) is not None
    assert built(OwnThresholds, {"on_track": "0.5", "at_risk": "0.6"}, {}) is None


def test_defaults_have_no_part_that_a_kpi_reads_otherwise() -> None:
    own, shared = types_of(Kpi), types_of(Defaults)
    assert all(own[name] == shared[name] for name in DEFAULT_FIELDS)
