"""The thresholds that a goal has of its own, and those that count."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import read
from kpicli.models.thresholds import OwnThresholds, Thresholds


def own(**fields: Any) -> OwnThresholds:  # noqa: ANN401 - as a file holds it
    return read(OwnThresholds, fields)


@pytest.mark.parametrize(
    ("fields", "on_track", "at_risk"),
    [
        ({}, "0.9", "0.7"),
        ({"on_track": "0.95"}, "0.95", "0.7"),
        ({"at_risk": "50%"}, "0.9", "0.5"),
        ({"on_track": "1", "at_risk": "1"}, "1", "1"),
        ({"on_track": "0.8", "at_risk": None}, "0.8", "0.7"),
        # What the settings say gives way where it would contradict the goal.
        ({"on_track": "0.6"}, "0.6", "0.6"),
        ({"at_risk": "0.95"}, "0.95", "0.95"),
    ],
)
def test_a_goal_goes_before_the_settings(
    fields: dict[str, Any], on_track: str, at_risk: str
) -> None:
    expected = Thresholds(Decimal(on_track), Decimal(at_risk))
    assert own(**fields).over(Thresholds()) == expected


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on_track": "0.6", "at_risk": "0.7"}, "`at_risk` (0.7) is above `on_track` (0.6)"),
        ({"on_track": "1.01"}, "the threshold `1.01` is not between 0 and 1"),
        ({"at_risk": "-0.1"}, "the threshold `-0.1` is not between 0 and 1"),
        ({"at_risk": "101%"}, "the threshold `101%` is not between 0 and 1"),
        ({"at_risk": "5 EUR"}, "the threshold `5 EUR` is not between 0 and 1"),
        ({"on_trak": "1"}, "Extra inputs are not permitted"),
    ],
)
def test_what_no_threshold_can_be_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        own(**fields)
    assert [part["msg"] for part in refusals_in(caught.value)] == [words]


@pytest.mark.parametrize("data", ["0.9", ["0.9"]])
def test_thresholds_are_a_mapping(data: object) -> None:
    with pytest.raises(ValidationError, match=r"is not a mapping of thresholds"):
        read(OwnThresholds, data)
