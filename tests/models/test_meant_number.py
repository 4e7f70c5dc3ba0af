from __future__ import annotations

import pytest

from kpicli.models.meant_number import how_to_write
from kpicli.models.quantity import parse_quantity

POINT = "the decimal sign is a point: "


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("49,5", f"{POINT}write 49.5"),
        ("-0,5", f"{POINT}write -0.5"),
        ("118,5k", f"{POINT}write 118.5k"),
        ("12,5 %", f"{POINT}write 12.5 %"),
        ("€1.234,50", f"{POINT}write €1234.50"),
        ("1.234,567", f"{POINT}write 1234.567"),
        ("15.000,00", f"{POINT}write 15000.00"),
        ("1 100,50 €", f"{POINT}write 1100.50 €"),
        ("1\u202f100,50 €", f"{POINT}write 1100.50 €"),
        ("1,2 Mio. EUR", f"{POINT}write 1.2 Mio EUR"),
        ("16.000.000", "write 16000000"),
        ("16.000.000 EUR", "write 16000000 EUR"),
        ("1'100", "write 1100"),
        ("1’100’000.5", "write 1100000.5"),  # noqa: RUF001 - as Excel writes it
        ("7 Mio. EUR", "write 7 Mio EUR"),
        ("10.-", "write 10"),
        ("10,–", "write 10"),  # noqa: RUF001 - as on price tags
        ("“12”", "write 12"),
        ("„1,5“", f"{POINT}write 1.5"),
        ("–5", "write -5"),  # noqa: RUF001 - as Word writes it
        ("—€5", "write -€5"),
    ],
)
def test_what_is_meant_for_a_number_is_told(text: str, remedy: str) -> None:
    assert parse_quantity(text) is None
    assert how_to_write(text) == remedy


@pytest.mark.parametrize(
    "text",
    ["", "ten", "n/a", "-", "1,2,3", "12.5.3", "1.23.456", "ca. 12", "12/5", "31.01.2026", "."],
)
def test_what_may_mean_anything_is_left(text: str) -> None:
    assert how_to_write(text) is None
