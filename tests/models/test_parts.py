from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import read
from kpicli.models.choices import ChangedField, Direction, Lifecycle, PaceShape
from kpicli.models.goal import Kpi, Objective
from kpicli.models.metric import Metric
from kpicli.models.organisation import Tension


def kpi(**fields: Any) -> Kpi:  # noqa: ANN401 - as a file holds it
    return read(Kpi, {"id": "a", "title": "A", **fields})


def refused(**fields: Any) -> list[tuple[tuple[int | str, ...], str]]:  # noqa: ANN401 - as above
    with pytest.raises(ValidationError) as caught:
        kpi(**fields)
    return [(part["loc"], part["msg"]) for part in refusals_in(caught.value)]


def places(**fields: Any) -> list[tuple[int | str, ...]]:  # noqa: ANN401 - as above
    return [place for place, _ in refused(**fields)]


@pytest.mark.parametrize(
    ("written", "goals"),
    [
        ("a", ["a"]),
        (["a", "b"], ["a", "b"]),
        ({"goal": "a"}, ["a"]),
        (["a", {"goal": "b", "weight": "2"}], ["a", "b"]),
        ([], []),
        (None, []),
    ],
)
def test_links(written: object, goals: list[str]) -> None:
    assert [link.goal for link in kpi(contributes_to=written).contributes_to] == goals


def test_a_link_with_weight_that_does_not_count() -> None:
    (link,) = kpi(contributes_to={"goal": "a", "weight": "1.5", "rollup": "FALSE"}).contributes_to
    assert (link.weight, link.rollup) == (Decimal("1.5"), False)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ({"goal": None}, ("contributes_to", 0, "goal")),
        ({"weight": "2"}, ("contributes_to", 0, "goal")),
        ([["a"]], ("contributes_to", 0)),
        ([None], ("contributes_to", 0)),
        ([{"goal": "a", "weight": "2 EUR"}], ("contributes_to", 0, "weight")),
        ([{"goal": "a", "rollup": "no"}], ("contributes_to", 0, "rollup")),
        ([{"goal": "a", "wieght": None}], ("contributes_to", 0, "wieght")),
    ],
)
def test_what_is_no_link(written: object, place: tuple[int | str, ...]) -> None:
    assert places(contributes_to=written) == [place]


def test_baselines() -> None:
    plain, dated = kpi(baseline="32").baseline, kpi(baseline={"value": "32", "date": "2025-12-31"})
    assert plain
    assert dated.baseline
    assert (plain.quantity.value, plain.date) == (Decimal(32), None)
    assert (dated.baseline.quantity.value, dated.baseline.date) == (Decimal(32), date(2025, 12, 31))


@pytest.mark.parametrize(
    "written",
    ["TBD", [], {}, {"value": None}, {"value": "3", "day": None}],
)
def test_what_is_no_baseline(written: object) -> None:
    assert places(baseline=written) == [("baseline",)]


def test_interim_targets_in_their_order() -> None:
    found = kpi(interim_targets={"2026-Q2": "20", "2026-03-31": "10", "2026-Q3": None})
    assert [(part.key, part.quantity.value) for part in found.interim_targets] == [
        ("2026-Q2", Decimal(20)),
        ("2026-03-31", Decimal(10)),
    ]


def test_every_wrong_interim_target_is_named() -> None:
    written = {"soon": None, "2026-Q1": "TBD", "2026-Q2": "1"}
    assert places(interim_targets=written) == [
        ("interim_targets", "soon"),
        ("interim_targets", "2026-Q1"),
    ]


@pytest.mark.parametrize(
    ("written", "pace"),
    [
        ("step", PaceShape.STEP),
        ("geometric", PaceShape.GEOMETRIC),
        (None, PaceShape.LINEAR),
        ({"seasonal": ["0.1", "0.2", "70%"]}, None),
        ({"seasonal": ["1", "0", "2"]}, (1, 0, 2)),
    ],
)
def test_paces(written: object, pace: object) -> None:
    if pace is None:
        assert places(pace=written) == [("pace",)]
    else:
        assert kpi(pace=written).pace == pace


@pytest.mark.parametrize(
    "written",
    [
        "fast",
        [],
        {},
        {"seasonal": None},
        {"seasonal": []},
        {"seasonal": "1"},
        {"seasonal": ["1", "-1", "2"]},
        {"seasonal": ["0", "0"]},
        {"seasonal": ["1"], "other": None},
    ],
)
def test_what_is_no_pace(written: object) -> None:
    assert places(pace=written) == [("pace",)]


@pytest.mark.parametrize(
    ("written", "agreed"),
    [
        ("finance", {"finance": None}),
        (["finance", "sales"], {"finance": None, "sales": None}),
        ({"finance": "2026-01-14", "sales": None}, {"finance": date(2026, 1, 14), "sales": None}),
    ],
)
def test_agreements(written: object, agreed: object) -> None:
    assert kpi(agreed_by=written).agreed_by == agreed


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ({"finance": "yes"}, ("agreed_by", "finance")),
        ({"": None}, ("agreed_by", "")),
        ([["a"]], ("agreed_by", 0)),
        (["a", None], ("agreed_by", 1)),
    ],
)
def test_what_is_no_agreement(written: object, place: tuple[int | str, ...]) -> None:
    assert places(agreed_by=written) == [place]


def test_a_budget_without_a_value_is_absent() -> None:
    budget = kpi(budget={"eur": "250k", "fte": None}).budget
    assert {name: quantity.value for name, quantity in budget.items()} == {"eur": 250_000}


def test_the_record_of_changes() -> None:
    (change,) = kpi(
        target_changes=[{"date": "2026-05-02", "from": "200", "to": "120", "reason": "New law"}]
    ).target_changes
    assert (change.field, change.before, change.after) == (ChangedField.TARGET, "200", "120")


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"direction": "up"}, ("direction",), "not one of increase, decrease"),
        ({"status": "actve"}, ("status",), "`actve` is not one of"),
        ({"id": "New Clients"}, ("id",), "small letters"),
        ({"id": "a" * 101}, ("id",), "101 characters"),
        ({"title": ""}, ("title",), "empty"),
        ({"title": ["a"]}, ("title",), "found a list"),
        ({"weight": None, "tags": [None]}, ("tags", 0), "found nothing"),
        ({"weight": "2 EUR"}, ("weight",), "has a unit"),
        ({"reviewed": "soon"}, ("reviewed",), "not a date"),
        ({"drivers": {"metric": "a"}}, ("drivers",), "tuple"),
    ],
)
def test_a_refusal_says_what_and_where(
    fields: dict[str, Any], place: tuple[int | str, ...], words: str
) -> None:
    ((found, message),) = refused(**fields)
    assert found == place
    assert words in message


@pytest.mark.parametrize(
    ("data", "near"),
    [
        ("New Clients", "new_clients"),
        ("sales.New-Clients", "sales.new_clients"),
        ("Qualität: Büro", "qualitat_buro"),
        ("2026", None),
    ],
)
def test_a_wrong_id_comes_with_the_right_one(data: str, near: str | None) -> None:
    with pytest.raises(ValidationError) as caught:
        kpi(id=data)
    context = refusals_in(caught.value)[0]["ctx"]
    assert context["help"] == (near and f"write it as `{near}`")


def test_a_key_without_a_value_is_absent() -> None:
    assert kpi(status=None, direction=None, pace=None) == kpi()
    assert kpi(status=None).given == {"id", "title"}


@pytest.mark.parametrize(
    ("status", "over", "draft"),
    [
        ("active", False, False),
        ("draft", False, True),
        ("closed", True, False),
        ("dropped", True, False),
    ],
)
def test_the_life_of_a_goal(status: str, over: bool, draft: bool) -> None:  # noqa: FBT001 - a table's columns
    goal = read(Objective, {"id": "a", "title": "A", "status": status})
    assert (goal.status, goal.is_over, goal.is_draft) == (Lifecycle(status), over, draft)


@pytest.mark.parametrize(
    ("direction", "sign"),
    [
        ("increase", 1),
        ("at_least", 1),
        ("complete", 1),
        ("decrease", -1),
        ("at_most", -1),
        ("within", 0),
    ],
)
def test_the_sign_of_a_direction(direction: str, sign: int) -> None:
    assert Direction(direction).sign == sign


@pytest.mark.parametrize("written", [">= 25", {"value": ">= 25"}])
def test_a_benchmark_may_be_its_value_alone(written: object) -> None:
    metric = read(Metric, {"id": "a", "benchmark": written})
    assert metric.benchmark
    assert metric.benchmark.value.low
    assert metric.benchmark.value.low.value == 25


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("a +", "cannot be read"),
        ("", "cannot be read"),
        ("__import__('os')", "cannot be read"),
        ("a" * 4001, "at most 4000"),
        (["a"], "found a list"),
    ],
)
def test_what_is_no_formula(formula: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read(Metric, {"id": "a", "formula": formula})


@pytest.mark.parametrize("between", ["a", ["a"], []])
def test_a_tension_is_between_two_goals(between: object) -> None:
    with pytest.raises(ValidationError):
        read(Tension, {"between": between, "reason": "r"})


def test_a_goal_is_named_once_in_what_it_serves() -> None:
    twice = [(("contributes_to", 1), "`a` is named twice")]
    assert refused(contributes_to=["a", "a"]) == twice
    assert refused(contributes_to=["a", {"goal": "a", "weight": "2"}, "b"]) == twice
    assert len(kpi(contributes_to=["a", "A", "a.b"]).contributes_to) == 3


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ({"value": "ten"}, ["value"]),
        ({"value": "32", "date": "12/31/2025"}, ["date"]),
        ({"value": "ten", "date": "soon"}, ["value", "date"]),
    ],
)
def test_what_is_wrong_in_a_baseline_stands_at_its_key(
    written: dict[str, str], wrong: list[str]
) -> None:
    assert places(baseline=written) == [("baseline", key) for key in wrong]
