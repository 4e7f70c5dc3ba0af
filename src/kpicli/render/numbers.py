"""Numbers for people."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal

_PLACES = 4
_ALMOST = "0.9999"
EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
"""For roundings: a number of a goal file has at most a hundred digits before its point."""
_FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_EVEN)
_LEAST_EXPONENT, _MOST_EXPONENT = -6, 15
_SCALES = ((9, "bn"), (6, "M"))
_THOUSANDS = range(4, 6)


def number_text(value: Decimal) -> str:
    """A number without an exponent, in groups of thousands: `1,150,000`, `0.3333`.

    It shows up to four decimals, of a number below 1 four digits from the first that is not 0. No
    number below 1 is shown as 1, since that would say of a score that nothing is missing.
    """
    places = _PLACES if not value or abs(value) >= 1 else _PLACES - 1 - value.adjusted()
    rounded = value.quantize(Decimal(1).scaleb(-places), context=EXACT)
    text = f"{rounded:,f}".rstrip("0").rstrip(".")
    if text == "1" and value < 1:
        return _ALMOST
    return "0" if text in {"-0", ""} else text


def short_number_text(value: Decimal) -> str:
    """The same for tables: from a million on four digits and `M` or `bn`, as in `12.09M`.

    What is too large or too small for that has an exponent, as in `1.2e30`.
    """
    if value and not _LEAST_EXPONENT <= value.adjusted() < _MOST_EXPONENT:
        digits = _FOUR_DIGITS.create_decimal(value)
        return f"{number_text(digits.scaleb(-digits.adjusted()))}e{digits.adjusted()}"
    for scale, suffix in _SCALES:
        if value.adjusted() >= scale:
            return f"{number_text(_scaled(value, scale))}{suffix}"
    return number_text(value)


def compact_number_text(value: Decimal) -> str:
    """The same where room is short: from ten thousand on with `k`, as in `116.6k`."""
    if not value or value.adjusted() not in _THOUSANDS:
        return short_number_text(value)
    return f"{number_text(_scaled(value, 3))}k"


def percent_text(fraction: Decimal) -> str:
    """A fraction as whole percent, rounded towards 0: 100 % is said of nothing less."""
    percent = (fraction * 100).to_integral_value(ROUND_DOWN)
    return f"{number_text(percent)} %"


def quantity_text(value: Decimal, unit: str) -> str:
    """A number with its unit behind it, if there is one: `29 client`, `95 %`."""
    return f"{number_text(value)} {unit}" if unit else number_text(value)


def _scaled(value: Decimal, scale: int) -> Decimal:
    return _FOUR_DIGITS.create_decimal(value.scaleb(-scale, context=EXACT))
