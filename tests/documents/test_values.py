import pickle
from decimal import Decimal

import pytest

from kpicli.documents import Boolean, Document, Number, Plain, Value, parse, plain
from kpicli.documents.values import resolve
from kpicli.source import SourceFile


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "12",
        "-3",
        "+4",
        "012",
        "0o17",
        "0x1F",
        "0xff",
        "1.5",
        "-1.5",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "1.5e+10",
        "-.5e1",
        "00.10",
        ".inf",
        "-.inf",
        "+.INF",
        ".Inf",
        ".nan",
        ".NaN",
        ".NAN",
    ],
)
def test_numbers_of_the_core_schema_keep_their_text(text: str) -> None:
    value = resolve(text)
    assert type(value) is Number
    assert value == text


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_booleans_of_the_core_schema_keep_their_text(text: str) -> None:
    value = resolve(text)
    assert type(value) is Boolean
    assert value == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nulls_are_none(text: str) -> None:
    assert resolve(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "yes",
        "off",
        "y",
        "n",
        "NO",
        "tRUE",
        "nULL",
        "012:30",
        "2026-01-31",
        "1_000",
        "0b11",
        "0o8",
        "0xg",
        "-0x1F",
        "+0o7",
        "1e",
        "e1",
        ".",
        "+",
        "-",
        "+.",
        "-.nan",
        ".infinity",
        "1.2.3",
        "1.5k",
        "15%",
        "+20%",
        "45..55",
        "1,000",
        "٣",
        "1e1.5",
        "0X1F",
        "0O7",
        "~~",
        "--",
        "<<",
    ],
)
def test_everything_else_is_the_very_text(text: str) -> None:
    assert type(resolve(text)) is str


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("012", 12),
        ("-3", -3),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.50", Decimal("1.50")),
        ("1e3", Decimal(1000)),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("-.INF", Decimal("-Infinity")),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("no", "no"),
        ("[1, {a: true}]", [1, {"a": True}]),
        ("9" * 5000, Decimal("9" * 5000)),
        ("1e99999999999999999999", "1e99999999999999999999"),
    ],
)
def test_plain_turns_texts_into_python_values(text: str, value: Plain) -> None:
    found = plain(_data(f"a: {text}")["a"])
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("value", [Number("012"), Boolean("TRUE"), "x"])
def test_a_text_that_was_sent_to_another_process_is_what_it_was(value: str) -> None:
    sent = pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - our own
    assert (type(sent), sent) == (type(value), value)


def test_plain_knows_what_is_not_a_number() -> None:
    found = plain(_data("a: .nan")["a"])
    assert isinstance(found, Decimal)
    assert found.is_nan()


def _data(text: str) -> dict[str, Value]:
    document, findings = parse(SourceFile("goals.yaml", text))
    assert findings == []
    assert isinstance(document, Document)
    return document.data
