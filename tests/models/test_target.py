from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.bounds import bounds_of, parse_bounds
from kpicli.models.target import Form, Target, parse_target, target_of


@pytest.mark.parametrize(
    ("text", "form", "number", "unit"),
    [
        ("50", Form.VALUE, "50", ""),
        ("-300", Form.VALUE, "-300", ""),
        ("-€300", Form.VALUE, "-300", "€"),
        ("15%", Form.VALUE, "15", "%"),
        ("+20%", Form.CHANGE, "20", "%"),
        ("-10%", Form.CHANGE, "-10", "%"),
        ("\u221210 %", Form.CHANGE, "-10", "%"),
        ("+5pp", Form.CHANGE, "5", "pp"),
        ("-2 pp", Form.CHANGE, "-2", "pp"),
        ("+300", Form.CHANGE, "300", ""),
        ("+€1.5k", Form.CHANGE, "1500", "€"),
        (">= 95%", Form.AT_LEAST, "95", "%"),
        (">=95%", Form.AT_LEAST, "95", "%"),
        ("≥ 95 %", Form.AT_LEAST, "95", "%"),
        ("<= 30 days", Form.AT_MOST, "30", "days"),
        ("> -5", Form.AT_LEAST, "-5", ""),
        ("< 30", Form.AT_MOST, "30", ""),
    ],
)
def test_a_target_with_one_number(text: str, form: Form, number: str, unit: str) -> None:
    target = parse_target(text)
    assert target.form is form
    assert target.quantity is not None
    assert (target.quantity.value, target.quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "strict"),
    [
        (">= 95%", "95", None, False),
        ("> 95%", "95", None, True),
        ("<= 30", None, "30", False),
        ("< 30", None, "30", True),
        ("45..55", "45", "55", False),
        ("45 .. 55", "45", "55", False),
        ("-5..-1", "-5", "-1", False),
        ("1k..2k", "1000", "2000", False),
        ("0..", "0", None, False),
        ("..100", None, "100", False),
    ],
)
def test_bounds(text: str, low: str | None, high: str | None, strict: bool) -> None:  # noqa: FBT001 - a table's column
    bounds = parse_bounds(text)
    assert bounds is not None
    found = [None if end is None else end.value for end in (bounds.low, bounds.high)]
    assert found == [None if end is None else Decimal(end) for end in (low, high)]
    assert bounds.strict is strict


@pytest.mark.parametrize(
    ("text", "units"),
    [("45..55%", ["%", "%"]), ("45%..55", ["%", "%"]), ("1 day..2 weeks", ["day", "weeks"])],
)
def test_the_unit_of_one_end_is_that_of_the_other(text: str, units: list[str]) -> None:
    bounds = parse_bounds(text)
    assert bounds is not None
    assert [end and end.unit for end in (bounds.low, bounds.high)] == units


@pytest.mark.parametrize(
    "text",
    ["", "50", "..", ">=", ">= TBD", "=> 5", ">= 5 <= 6", "1..2..3", "5-6", "a..b", "0..TBD"],
)
def test_what_has_no_bounds(text: str) -> None:
    assert parse_bounds(text) is None


@pytest.mark.parametrize("text", ["complete", "Complete", " COMPLETE "])
def test_a_deliverable(text: str) -> None:
    assert parse_target(text).form is Form.COMPLETE


@pytest.mark.parametrize(
    "text", ["TBD", "X%", "At or above 95%", "completed", "50 or so", "1.2.3", "250,0000", "true"]
)
def test_prose_is_kept_as_it_is(text: str) -> None:
    assert parse_target(text) == Target(Form.PROSE, text)


@pytest.mark.parametrize(
    ("data", "form", "commit", "number", "stretch"),
    [
        ({"commit": "40", "target": "50", "stretch": "65"}, Form.VALUE, "40", "50", "65"),
        ({"target": "50"}, Form.VALUE, None, "50", None),
        ({"commit": None, "target": "50", "stretch": "65"}, Form.VALUE, None, "50", "65"),
        ({"commit": ">= 90%", "target": ">= 95%"}, Form.AT_LEAST, "90", "95", None),
        ({"commit": "90%", "target": ">= 95%"}, Form.AT_LEAST, "90", "95", None),
        ({"commit": "-5%", "target": "-10%", "stretch": "-15%"}, Form.CHANGE, "-5", "-10", "-15"),
        (
            {"commit": {"change": "-200"}, "target": {"change": "-300"}},
            Form.CHANGE,
            "-200",
            "-300",
            None,
        ),
        ({"change": "-300"}, Form.CHANGE, None, "-300", None),
        ({"value": "-10%"}, Form.VALUE, None, "-10", None),
    ],
)
def test_targets_as_mappings(
    data: dict[str, Any], form: Form, commit: str | None, number: str, stretch: str | None
) -> None:
    target = target_of(data)
    levels = [level and level.value for level in (target.commit, target.quantity, target.stretch)]
    assert target.form is form
    assert levels == [level and Decimal(level) for level in (commit, number, stretch)]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        " ",
        [],
        ["50"],
        {},
        {"commit": "40"},
        {"commit": "40", "target": None},
        {"target": "50", "strech": "65"},
        {"target": "50", "strech": None},
        {"target": {"target": "50"}},
        {"target": {"commit": "40", "target": "50"}},
        {"target": ["50"]},
        {"commit": "TBD", "target": "50"},
        {"commit": "40..45", "target": "50"},
        {"commit": "complete", "target": "complete"},
        {"commit": "+10%", "target": "50"},
        {"commit": "40", "target": "+50"},
        {"change": None},
        {"change": "TBD"},
        {"change": "-300", "target": "5"},
        {"change": "-300", "target": None},
        {"value": "5", "change": "5"},
        "55..45",
    ],
)
def test_what_is_no_target(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        target_of(data)


@pytest.mark.parametrize(
    "data",
    ["1e400", "<= 1e400", "> -1e100", "0..1e400", "1e400..", {"commit": "1e400", "target": "5"}],
)
def test_a_target_past_the_limits_of_numbers_is_no_words(data: object) -> None:
    with pytest.raises(ValueError, match=r"`-?1e[14]00` is past the limits of numbers"):
        target_of(data)


@pytest.mark.parametrize("text", ["more than 1e400", "1e400 or so, if we can", "much..more"])
def test_words_about_large_numbers_are_words(text: str) -> None:
    assert target_of(text).form is Form.PROSE


def test_a_backward_range_of_different_units_is_left_to_the_units() -> None:
    assert target_of("50 days..2 months").form is Form.RANGE


@pytest.mark.parametrize(("text", "ends"), [("5", ["5", "5"]), (">= 0", ["0", None])])
def test_a_single_number_as_bounds_is_that_value(text: str, ends: list[str | None]) -> None:
    bounds = bounds_of(text)
    assert [end and end.text for end in (bounds.low, bounds.high)] == ends


@pytest.mark.parametrize("data", [None, "", "TBD", "2..1", [], {"low": "1"}, ">= x"])
def test_what_is_no_range(data: object) -> None:
    with pytest.raises(ValueError, match="range"):
        bounds_of(data)


@given(st.text(max_size=60) | st.text(alphabet="0123456789.<>=+-%pk ", max_size=20))
def test_every_text_is_a_target_of_some_form(text: str) -> None:
    target = parse_target(text)
    assert target.text == text
    assert (target.form is Form.PROSE) == (
        target.quantity is None and target.bounds is None and target.form is not Form.COMPLETE
    )
