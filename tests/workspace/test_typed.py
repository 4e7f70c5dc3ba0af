from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.models.quantity import Quantity
from kpicli.models.target import Form, Target
from kpicli.workspace.typed import Refused, typed_target, typed_value


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("1.5k EUR", 1500, "EUR"), ("true", 1, ""), ("95%", 95, "%")]
)
def test_a_value(text: str, value: int, unit: str) -> None:
    assert typed_value(text) == Quantity(Decimal(value), unit, text)


def test_what_is_no_value_is_refused_with_a_remedy() -> None:
    refused = typed_value("many")
    assert isinstance(refused, Refused)
    assert refused.message == "`many` is not a number"
    assert (refused.help or "").startswith("write a number")


@pytest.mark.parametrize(
    ("data", "form"),
    [(">= 3", Form.AT_LEAST), ({"change": "3"}, Form.CHANGE), ("Be good", Form.PROSE)],
)
def test_a_target(data: object, form: Form) -> None:
    target = typed_target(data)
    assert isinstance(target, Target)
    assert target.form is form


@pytest.mark.parametrize("data", ["", ["3"], {"a": "3"}, {"target": "3", "commit": "soon"}, "9..3"])
def test_what_is_no_target_is_refused(data: object) -> None:
    assert isinstance(typed_target(data), Refused)
