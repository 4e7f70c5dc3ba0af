from __future__ import annotations

import pytest

from kpicli.workspace.unknown_contributors import unknown_contributors
from repository import load

TOP = "objectives: [{id: top, title: Top}]\n"


def unknown(text: str) -> tuple[str, ...]:
    loaded, _ = load(TOP + text)
    return unknown_contributors(loaded.goals["top"], loaded)


def test_what_is_understood_is_known() -> None:
    assert unknown("kpis: [{id: a, title: A, contributes_to: top}]") == ()


@pytest.mark.parametrize(
    "kpi",
    [
        "{id: a, title: A, contributes_to: top, weight: heavy}",
        "{id: a, title: A, contributes_to: [top, {goal: top}], weight: heavy}",
        "{id: a, title: A, contributes_to: {goal: top, weight: heavy}}",
        "{id: a, title: A, contribute_to: top}",
        "{id: a, title: A, contribute_to: top, metric: m}",
    ],
)
def test_a_contributor_that_is_not_understood(kpi: str) -> None:
    assert unknown(f"metrics: [{{id: m}}]\nkpis: [{kpi}]") == ("a",)


def test_a_nested_one() -> None:
    loaded, _ = load("objectives: [{id: top, title: Top, kpis: [{id: a, target: [1]}]}]")
    assert unknown_contributors(loaded.goals["top"], loaded) == ("a",)


def test_a_second_definition_counts_with_nothing() -> None:
    first = "{id: a, title: A, contributes_to: top}"
    assert unknown(f"kpis: [{first}, {first}]") == ("a",)


@pytest.mark.parametrize(
    "second", ["contributes_to: top, status: draft", "contributes_to: {goal: top, rollup: false}"]
)
def test_a_second_definition_that_would_not_count(second: str) -> None:
    kpis = f"[{{id: a, title: A}}, {{id: a, title: A, {second}}}]"
    assert unknown(f"kpis: {kpis}") == ()


def test_a_draft_with_a_misspelled_link_would_not_count() -> None:
    assert unknown("kpis: [{id: a, title: A, contribute_to: top, status: draft}]") == ()


def test_a_metric_serves_nothing() -> None:
    assert unknown("metrics: [{id: a, unit: [1], contributes_to: top}]") == ()
