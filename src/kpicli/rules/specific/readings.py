"""The amounts of a title in the unit of its KPI."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.formulas import parse_unit
from kpicli.formulas.nouns import count_noun
from kpicli.models.quantity import Quantity
from kpicli.workspace.commitment import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.rules.specific.amounts import Amount
    from kpicli.rules.specific.numbers import KpiNumbers

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_SCALES = tuple(map(Decimal, ("1", "1e3", "1e-3", "1e6", "1e-6")))
_OF_SHARES = (*_SCALES, Decimal("0.01"), _HUNDRED)
_ROUGHLY = Decimal("0.1")
_JUST_BELOW = Decimal("0.999")
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"})
_SHARED_SIGNS = {"$": _DOLLARS, "¥": {"JPY", "CNY"}, "£": {"GBP", "EGP", "GIP", "FKP"}}
_TIMES = {"s", "month"}


class Reading(Struct, frozen=True):
    """An amount in the KPI's unit, and the scales that people leave out, one first."""

    exact: Amount
    scales: tuple[Decimal, ...]

    def values(self) -> Iterator[Amount]:
        """The amount at every scale."""
        return (times_scale(self.exact, scale) for scale in self.scales)


def values_of(amount: Amount, kpi: KpiNumbers) -> list[Amount]:
    """The amount as a number of the KPI at every scale; none where it does not convert."""
    reading = reading_of(amount, kpi)
    return list(reading.values()) if reading else []


def reading_of(amount: Amount, kpi: KpiNumbers) -> Reading | None:
    """What an amount may be in the KPI's unit, none where its own unit does not convert."""
    if not amount.unit:
        return Reading(amount, _OF_SHARES)
    unit = _kpi_currency(amount.unit, kpi.unit) or amount.unit
    if unit in {"x", "pp"} or (unit == "%" and kpi.unit and not kpi.is_share):
        return None
    if not kpi.unit:
        return Reading(amount, (Decimal("0.01"), _ONE) if unit == "%" else _SCALES)
    if not is_measured(unit) and _is_same_noun(unit, kpi.unit):
        return Reading(amount, _SCALES)
    return _converted(amount, unit, kpi.unit)


def _converted(amount: Amount, unit: str, into: str) -> Reading | None:
    scale = Scale(into)
    value = scale.number(Quantity(amount.value, unit, ""))
    step = scale.number(Quantity(amount.step, unit, ""))
    if value is None or step is None:
        return None
    exact = replace(amount, value=value, step=step)
    return Reading(exact, _SCALES if parse_unit(unit).is_currency else (_ONE,))


def times_scale(amount: Amount, scale: Decimal) -> Amount:
    """The amount in a unit of that many."""
    if scale is _SCALES[0]:
        return amount
    return replace(amount, value=amount.value * scale, step=amount.step * scale)


def _is_same_noun(words: str, unit: str) -> bool:
    """`new clients` counts what the unit `client` counts."""
    noun = count_noun(unit).split()[-1:]
    return any([count_noun(word)] == noun for word in words.split())


def is_same(value: Decimal, amount: Amount) -> bool:
    """Whether a value is the amount, which may be rounded to the digits that it shows."""
    room = min(amount.step, abs(amount.value) * _ROUGHLY) if amount.value else Decimal(0)
    return abs(value - amount.value) <= room * _JUST_BELOW


def is_measured(unit: str) -> bool:
    """Whether a unit is of money or time, which a title would name."""
    parsed = parse_unit(unit)
    return parsed.is_currency or any(symbol in _TIMES for symbol, _ in parsed.symbols)


def _kpi_currency(unit: str, kpi_unit: str) -> str:
    """The KPI's own currency where a sign such as `$` may stand for it."""
    symbols = parse_unit(kpi_unit).symbols
    return next((code for code, _ in symbols if code in _SHARED_SIGNS.get(unit, ())), "")


def is_other_currency(amount: Amount, kpi: KpiNumbers) -> bool:
    """Whether the amount is money, and of another currency than the KPI."""
    if _kpi_currency(amount.unit, kpi.unit):
        return False
    own, other = parse_unit(amount.unit), parse_unit(kpi.unit)
    return own.is_currency and other.is_currency and own.symbols != other.symbols
