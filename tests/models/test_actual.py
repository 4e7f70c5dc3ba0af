from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from kpicli.models.actual import Actual, CsvActuals, actuals_from
from kpicli.models.choices import ReportedStatus
from kpicli.models.period import Period
from kpicli.models.quantity import Quantity
from kpicli.models.read_actuals import actuals_of


def one(key: str, part: Any) -> Actual:  # noqa: ANN401 - as a file holds it
    found = actuals_of({key: part})
    assert not isinstance(found, CsvActuals)
    return found[0]


def places_of_errors(data: Any) -> list[tuple[int | str, ...]]:  # noqa: ANN401 - as a file holds it
    with pytest.raises(ValidationError) as caught:
        actuals_of(data)
    return [part["loc"] for part in caught.value.errors()]


def test_a_value_on_a_day() -> None:
    assert one("2026-01-31", "12") == Actual(
        "2026-01-31", date(2026, 1, 31), Quantity(Decimal(12), "", "12")
    )


def test_a_value_of_a_period() -> None:
    assert one("2026-Q1", "12").when == Period("2026-Q1")


def test_a_value_with_all_that_may_be_said_of_it() -> None:
    part = {"value": "29", "confidence": "70%", "status": "at_risk", "note": "Slow", "by": "dana"}
    found = one("2026-02-28", part)
    assert found.value.value == 29
    assert found[3:] == (Decimal("0.7"), ReportedStatus.AT_RISK, "Slow", "dana")


@pytest.mark.parametrize(
    ("text", "value"), [("true", 1), ("True", 1), ("FALSE", 0), ("false", 0), ("60%", 60)]
)
def test_deliverables_are_done_or_not_or_in_part(text: str, value: int) -> None:
    assert one("2026-01", text).value.value == value


@pytest.mark.parametrize(("text", "meant"), [("yes", "true"), ("No", "false"), ("ja", "true")])
def test_yes_and_no_are_written_as_true_and_false(text: str, meant: str) -> None:
    with pytest.raises(ValidationError, match="is not a number") as caught:
        actuals_of({"2026-01": text})
    (part,) = caught.value.errors()
    assert part["ctx"]["help"] == f"write {meant}, or a share such as 60%"


@pytest.mark.parametrize(
    ("text", "share"), [("0", "0"), ("1", "1"), ("0.7", "0.7"), (".7", "0.7"), ("70.5%", "0.705")]
)
def test_confidence_is_a_share(text: str, share: str) -> None:
    assert one("2026-01", {"value": "1", "confidence": text}).confidence == Decimal(share)


@pytest.mark.parametrize("confidence", ["1.1", "-0.1", "101%", "high", "0.5 EUR", "", []])
def test_what_is_no_confidence(confidence: object) -> None:
    assert places_of_errors({"2026-01": {"value": "1", "confidence": confidence}}) == [("2026-01",)]


@pytest.mark.parametrize("text", ["12", "12.50", "007", "3%", "true", "2k", "-5"])
def test_actuals_keep_what_is_written(text: str) -> None:
    data = {"2026-01": "1", "2026-02": {"value": text, "note": "Slow"}, "2026-03": "3"}
    found = actuals_of(data)
    assert not isinstance(found, CsvActuals)
    assert [part.value.text for part in found] == ["1", text, "3"]
    assert [part.value for part in found] == [*found.quantities]
    assert [part.value.value for part in found] == [*found.values]
    assert found == actuals_from(found)
    assert hash(found) == hash(actuals_from(found))
    assert [*found[1:]] == [*found][1:]


def test_only_other_than_plain_numbers_are_kept_as_written() -> None:
    plain, units = actuals_of({"2026-01": "1.0"}), actuals_of({"2026-01": "1", "2026-02": "3%"})
    assert not isinstance(plain, CsvActuals)
    assert not isinstance(units, CsvActuals)
    assert (plain.written, plain.units) == ((), frozenset())
    assert [part.text for part in units.written] == ["1", "3%"]
    assert units.units == {"%"}


def test_the_same_number_in_another_text_is_another_actual() -> None:
    assert actuals_of({"2026-01": "1.0"}) != actuals_of({"2026-01": "1.00"})
    assert actuals_of({"2026-01": "1.0"}) != "1.0"


def test_nothing_on_a_day_counts_as_absent() -> None:
    assert actuals_of({"2026-01": None, "2026-02": {"value": "1", "note": None}}) == actuals_from(
        [Actual("2026-02", Period("2026-02"), Quantity(Decimal(1), "", "1"))]
    )


def test_every_wrong_day_and_value_is_named() -> None:
    data: dict[str, Any] = {"2026-01": "1", "soon": "1", "later": None, "2026-02": "TBD"}
    assert places_of_errors({**data, "2026-03": []}) == [
        ("soon",), ("later",), ("2026-02",), ("2026-03",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [{}, {"value": None}, {"note": "x"}, {"value": "1", "notes": "x"}, {"value": "1", "": None}],
)
def test_what_is_no_actual(part: object) -> None:
    assert places_of_errors({"2026-01": part}) == [("2026-01",)]


@pytest.mark.parametrize("data", [None, "12", ["12"], []])
def test_actuals_are_a_map(data: object) -> None:
    with pytest.raises(ValueError, match="map from dates"):
        actuals_of(data)


def test_actuals_in_a_file() -> None:
    found = actuals_of({"csv": "a.csv", "date": "month", "value": "5"})
    assert found == CsvActuals(csv="a.csv", date="month", value="5")


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ({"csv": "a.csv"}, [("date",), ("value",)]),
        ({"csv": None, "date": "d", "value": "v"}, [("csv",)]),
        ({"csv": "a.csv", "date": "d", "value": "v", "sep": None}, [("sep",)]),
        ({"csv": "a.csv", "date": "d", "value": "v", "2026-01": "1"}, [("2026-01",)]),
    ],
)
def test_what_is_no_csv(data: object, places: object) -> None:
    assert places_of_errors(data) == places
