"""Numbers that were cut at a comma: what is left of them is found, and said to be that."""

from __future__ import annotations

import pytest

from kpicli.models.cut_off import COMMA_ENDS_VALUE, is_cut_off
from repository import load


@pytest.mark.parametrize("key", ["000", "820", "202", "820.5", "200 EUR", "500k", "000%"])
def test_the_rest_of_a_number_is_known(key: str) -> None:
    assert is_cut_off(key)


@pytest.mark.parametrize("key", ["2026", "2026-01", "20", "eur", "", "1", "123-4", 820, None])
def test_what_is_none(key: object) -> None:
    assert not is_cut_off(key)


@pytest.mark.parametrize("key", ["5", "50", "5 EUR", "50%", "1234", "820"])
def test_decimals_are_known_where_they_have_no_value(key: str) -> None:
    assert is_cut_off(key, has_value=False)


@pytest.mark.parametrize("key", ["2026-01", "1-2", "eur", "", "q1"])
def test_what_else_has_no_value(key: str) -> None:
    assert not is_cut_off(key, has_value=False)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("budget: {eur: 250,000}", "`budget`: `000` is no resource, and has no amount"),
        ("budget: {eur: 1,5}", "`budget`: `5` is no resource, and has no amount"),
        ("budget: {eur: 1,200,000 EUR}", "`budget`: `200` is no resource, and has no amount"),
        ("actuals: {2026-01: 1.100,5}", "`actuals`: `5` is not a date or a period"),
        ("interim_targets: {2026-Q1: 3,50 }", "`interim_targets`: `50` is not a date or a period"),
        ("actuals: {2026-Q1: {value: 3,5}}", "`actuals`: an actual has no key `5`"),
        (
            "target: {value: 3,5}",
            "`target`: a target cannot be a mapping with the keys `value`, `5`",
        ),
        ("target: 3,5", "there is no field `5` here"),
        ("actuals: {2026-Q1: 1,820}", "`actuals`: `820` is not a date or a period"),
        ("interim_targets: {2026-Q1: 1,820}", "`interim_targets`: `820` is not a date or a period"),
        ("actuals: {2026-Q1: {value: 1,820, note: x}}", "`actuals`: an actual has no key `820`"),
        (
            "baseline: {value: 1,800, date: 2025-12-31}",
            "`baseline`: a baseline has a `value` and may have a `date`",
        ),
        (
            "target: {commit: 1,000, target: 2000}",
            "`target`: a target cannot be a mapping with the keys `commit`, `000`, `target`",
        ),
        ("pace: {seasonal: [1,000, 3,000]}", "`pace`: `1, 000, 3, 000` are no shares"),
        ("target: 3,300", "there is no field `300` here"),
        ("note: 1,200", "there is no field `200` here"),
    ],
)
def test_a_comma_that_ended_a_value_is_named(fields: str, said: str) -> None:
    workspace, findings = load(f"kpis: [{{id: a, title: A, {fields}}}]\n")
    found = {part.message: part.help for part in findings}
    assert COMMA_ENDS_VALUE in (found[said] or "")
    assert workspace.broken_ids == {"a"}


def test_numbers_of_months_are_not_said_to_be_cut() -> None:
    _, findings = load("kpis: [{id: a, title: A, actuals: {1: 10, 2: 20}}]\n")
    assert [COMMA_ENDS_VALUE in (part.help or "") for part in findings] == [False, False]


@pytest.mark.parametrize(
    "fields",
    [
        'budget: {eur: "250,000"}',
        "budget: {eur: 250000, fte: }",
        "budget: {eur: 5, 3d_printers: 2}",
        'actuals: {2026-Q1: "1,820"}',
        "pace: {seasonal: [100, 200, 0, 0.05]}",
    ],
)
def test_what_is_written_without_one_is_fine(fields: str) -> None:
    workspace, findings = load(f"kpis: [{{id: a, title: A, {fields}}}]\n")
    assert findings == []
    assert workspace.goals.keys() == {"a"}
