from __future__ import annotations

import pytest

from kpicli.rules.specific.claims import claim_of
from kpicli.rules.specific.signs import may_claim, may_go


@pytest.mark.parametrize(
    "title",
    [
        "Raise leads from 5 to 6",
        "Raise leads 5 → 6",
        "Raise leads 5 => 6",
        "Raise leads to 6",
        "Raise leads by half",
        "Raise leads by a factor of 2",
        "Double leads",
        "Grow leads 3x",
        "Raise leads FROM 5 to 6",
    ],
)
def test_a_title_with_a_claim_shows_it(title: str) -> None:
    assert claim_of(title, "en") is not None
    assert may_claim(title, "en")


@pytest.mark.parametrize(
    "title",
    [
        "Win 12 customers",
        "Keep the revenue of team 1329 where it belongs",
        "Raise revenue from renewals",
        "Stop 3 redoubled efforts",
        "Raise leads from 5 to 6. Keep them",
        "",
    ],
)
def test_a_title_without_any_sign_of_a_claim_is_not_read(title: str) -> None:
    assert not may_claim(title, "en")


@pytest.mark.parametrize(
    ("title", "goes"),
    [("Raise leads from 5 to 6", True), ("Raise leads 5 → 6", True), ("Raise leads by 6", False)],
)
def test_a_way_has_a_beginning(title: str, *, goes: bool) -> None:
    assert may_go(title, "en") is goes
