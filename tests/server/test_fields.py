"""Fields by the keys that lead to them."""

from __future__ import annotations

import pytest

from kpicli.server.fields import Fields

FIELDS = Fields()


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("", "kpis"),
        ("defaults", "owner"),
        ("kpis", "target"),
        ("objectives kpis", "metric"),
        ("kpis contributes_to", "goal"),
        ("kpis target", "stretch"),
        ("kpis actuals 2026-01-31", "confidence"),
        ("metrics drivers", "effect"),
        ("tensions", "between"),
    ],
)
def test_a_mapping_has_fields(keys: str, name: str) -> None:
    assert name in FIELDS.of(keys.split())


@pytest.mark.parametrize("keys", ["kpis title", "kpis meta", "nothing", "kpis budget eur", "tags"])
def test_what_is_no_mapping_has_none(keys: str) -> None:
    assert not FIELDS.of(keys.split())


def test_an_objective_has_no_target() -> None:
    assert "target" not in FIELDS.of(["objectives"])


def test_a_field_says_what_it_takes() -> None:
    direction = FIELDS.field(["kpis", "direction"])
    assert direction is not None
    assert direction.choices[:2] == ("increase", "decrease")
    assert direction.note == "which way is better, where target and baseline do not tell"
    title = FIELDS.field(["kpis", "title"])
    assert title is not None
    assert (title.takes, title.is_required) == (("text",), True)


def test_words_that_are_no_words_are_not_offered() -> None:
    status = FIELDS.field(["kpis", "actuals", "2026-01", "status"])
    value = FIELDS.field(["kpis", "actuals", "2026-01", "value"])
    assert status is not None
    assert value is not None
    assert "None" not in status.choices
    assert value.choices == ("true", "false")


@pytest.mark.parametrize("keys", [[], ["kpis", "titel"], ["x", "y"]])
def test_there_is_no_such_field(keys: list[str]) -> None:
    assert FIELDS.field(keys) is None
