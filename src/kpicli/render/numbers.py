"""Numbers for people."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

_PLACES = 4
# A number of a goal file has at most a hundred digits before its point.
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)


def number_text(value: Decimal) -> str:
    """A number without an exponent, in groups of thousands: `1,150,000`, `0.3333`.

    It shows up to four decimals, of a number below 1 four digits from the first that is not 0.
    """
    places = _PLACES if not value or abs(value) >= 1 else _PLACES - 1 - value.adjusted()
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    text = f"{rounded:,f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def quantity_text(value: Decimal, unit: str) -> str:
    """A number with its unit behind it, if there is one: `29 client`, `95 %`."""
    return f"{number_text(value)} {unit}" if unit else number_text(value)
