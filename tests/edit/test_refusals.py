"""What is not recorded, why, and where that stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kpicli.edit import Mode, NewActual

from .recording import recording, refusal

if TYPE_CHECKING:
    from pathlib import Path

_KPI = "kpis:\n  - {id: a, title: A, period: 2026, unit: days, range: 0..60, baseline: 5,%s}\n"


@pytest.mark.parametrize(
    ("key", "value", "rule", "said"),
    [
        ("2026-07-01", "5", "T108", "is of 2026-07-01, after 2026-06-30"),
        ("2026-Q3", "5", "T108", "which begins on 2026-07-01"),
        ("2026-06-30", "61", "M110", "outside the range of `a`, 0 to 60"),
        ("2026-06-30", "-1", "M110", "outside the range"),
        ("2026-06-30", "5 EUR", "M109", "5 EUR does not convert into the unit of `a`, days"),
        ("2026-06-30", "ten", "D002", "`ten` is not a number"),
        ("2026-06-30", "1e999999", "D002", "`1e999999` is past the limits of numbers"),
        ("2026-06-30", " ", "", "the value of `a` is missing"),
        ("2026-06-30", "5 days # no", "D002", "is not a number"),
        ("2026-06-30", "{value: 5}", "D002", "is not a number"),
        ("30.06.2026", "5", "", "`30.06.2026` is not a date or a period"),
        ("2026-05-31", "9", "", "`a` has a value for 2026-05 already: 8"),
        ("2026-05", "8", "", "`a` has a value for 2026-05 already: 8"),
    ],
)
def test_an_actual_that_is_wrong_is_refused(
    key: str, value: str, rule: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % " actuals: {2026-05: 8}", "utf-8")
    found = refusal(tmp_path, NewActual("a", key, value))
    assert said in found.message
    assert found.rule == rule


def test_a_value_that_is_wrong_in_another_goal_too_is_refused(tmp_path: Path) -> None:
    other = "  - {id: b, title: B, actuals: {2026-06-30: ten}}\n"
    (tmp_path / "goals.yaml").write_text(_KPI % " actuals: {2026-05: 8}" + other, "utf-8")
    found = refusal(tmp_path, NewActual("a", "2026-06-30", "ten"))
    assert (found.rule, found.message) == ("D002", "`actuals`: `ten` is not a number")


@pytest.mark.parametrize(
    ("key", "value"), [("2026-06-30", "60"), ("2026-06-30", "1 week"), ("2026-06", "0")]
)
def test_an_actual_at_the_edge_is_recorded(key: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % " actuals: {2026-05: 8}", "utf-8")
    assert not recording(tmp_path, NewActual("a", key, value)).refused


@pytest.mark.parametrize(
    ("key", "value"), [("2026-07-01", "5"), ("2026-06-30", "61"), ("2026-06-30", "5 EUR")]
)
def test_force_records_what_the_rules_call_an_error(key: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % " actuals: {2026-05: 8}", "utf-8")
    assert not recording(tmp_path, NewActual("a", key, value), mode=Mode.FORCED).refused


def test_force_records_no_word_for_a_number(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % "", "utf-8")
    assert refusal(tmp_path, NewActual("a", "2026-06", "ten"), Mode.FORCED).rule == "D002"


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (("confidence", "2"), "is not between 0 and 1"),
        (("status", "fine"), "is not one of"),
        (("note", " "), "the text is empty"),
    ],
)
def test_what_stands_beside_a_value_is_checked_too(
    extra: tuple[str, str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % "", "utf-8")
    found = refusal(tmp_path, NewActual("a", "2026-06", "5", (extra,)))
    assert (said in found.message, found.rule) == (True, "D002")


@pytest.mark.parametrize("status", ["closed", "dropped"])
def test_an_ended_goal_takes_no_actuals_unless_forced(status: str, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % f" status: {status}", "utf-8")
    new = NewActual("a", "2026-06", "5")
    assert refusal(tmp_path, new).message == f"the goal `a` is {status}"
    assert not recording(tmp_path, new, mode=Mode.FORCED).refused


SHARED = {
    "an alias": (
        (
            "kpis:\n  - id: b\n    title: B\n    actuals: &x {2026-01: 1}\n"
            "  - id: a\n    title: A\n    actuals: *x\n"
        ),
        "the `actuals` of `a` comes through an alias from line 4",
        4,
    ),
    "a merge": (
        (
            "kpis:\n  - &b\n    id: b\n    title: B\n    actuals: {2026-01: 1}\n"
            "  - <<: *b\n    id: a\n    title: A\n"
        ),
        "the `actuals` of `a` comes through a merge from line 5",
        5,
    ),
    "a merge into the map": (
        "meta: &m {2026-06: 1}\nkpis:\n  - id: a\n    title: A\n    actuals: {<<: *m}\n",
        "`a` has a value for 2026-06 already: 1",
        1,
    ),
    "an alias of others": (
        (
            "kpis:\n  - id: a\n    title: A\n    actuals: &x {2026-01: 1}\n"
            "  - id: b\n    title: B\n    actuals: *x\n"
        ),
        "`b` takes its actuals from `a`, and would change too",
        5,
    ),
    "a merge of others": (
        "kpis:\n  - &a\n    id: a\n    title: A\n  - <<: *a\n    id: b\n    title: B\n",
        "`b` takes its actuals from `a`, and would change too",
        6,
    ),
    "the whole goal": (
        "objectives:\n  - id: o\n    title: O\n    meta: &k [{id: a, title: A}]\n    kpis: *k\n",
        "the goal `a` comes through an alias from line 4",
        4,
    ),
}


@pytest.mark.parametrize(("text", "said", "line"), SHARED.values(), ids=SHARED)
def test_numbers_of_others_are_never_changed(
    text: str, said: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "goals.yaml").write_text(text, "utf-8")
    found = refusal(tmp_path, NewActual("a", "2026-06-30", "5"))
    assert said in found.message
    assert (found.path, found.line) == ("goals.yaml", line)


@pytest.mark.parametrize("value", ["*v", "&v 3", "|\n          3"])
def test_a_value_written_in_another_way_is_not_replaced(value: str, tmp_path: Path) -> None:
    text = (
        "kpis:\n  - id: a\n    title: A\n    meta: [&v 3]\n"
        f"    actuals:\n      2026-06-30: {value}\n    tags: [*v]\n"
    )
    (tmp_path / "goals.yaml").write_text(text, "utf-8")
    assert refusal(tmp_path, NewActual("a", "2026-06-30", "5"), Mode.FORCED).help


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("2026-06-30", "1,9", "the decimal sign is a point: write 1.9"),
        ("2026-06-30", "-1,9", "the decimal sign is a point: write -1.9"),
        ("2026-06-30", "ten", "write a number such as 50, 1.5k, 12M, 15% or 30 days"),
        ("30.06.2026", "5", "write 2026-06-30"),
        ("Jun 2026", "5", "write 2026-06"),
        ("06/05/2026", "5", "write a date such as 2026-01-31, or a period such as 2026-01 or"),
    ],
)
def test_the_remedy_says_how_to_write_it_where_only_one_thing_is_meant(
    key: str, value: str, remedy: str, tmp_path: Path
) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % "", "utf-8")
    assert (refusal(tmp_path, NewActual("a", key, value)).help or "").startswith(remedy)


def test_a_number_with_a_comma_between_its_digits_keeps_the_remedy_of_what_is_wrong(
    tmp_path: Path,
) -> None:
    (tmp_path / "goals.yaml").write_text(_KPI % "", "utf-8")
    found = refusal(tmp_path, NewActual("a", "2026-06", "1,500", (("confidence", "2"),)))
    assert "decimal sign" not in (found.help or "")


def test_an_empty_id_is_missing(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text("kpis: [{id: leads, title: A}]\n", "utf-8")
    assert refusal(tmp_path, NewActual("", "2026-06-30", "5")).message == "the id is missing"


def test_unknown_goals_get_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text("kpis: [{id: leads, title: A}]\n", "utf-8")
    found = refusal(tmp_path, NewActual("leds", "2026-06-30", "5"))
    assert (found.message, found.help) == ("there is no goal `leds`", "did you mean `leads`?")


def test_an_objective_has_no_actuals(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text("objectives: [{id: o, title: O}]\n", "utf-8")
    assert "is an objective" in refusal(tmp_path, NewActual("o", "2026-06-30", "5")).message


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text("kpis: [{id: a, title: A}]\n", "utf-8")
    file.chmod(0o444)
    found = refusal(tmp_path, NewActual("a", "2026-06-30", "5"))
    assert "may not be written" in found.message
