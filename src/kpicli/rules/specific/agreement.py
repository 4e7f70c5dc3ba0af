"""Whether the numbers of a title are those of its KPI."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.formulas import parse_unit
from kpicli.formulas.nouns import count_noun
from kpicli.models.quantity import Quantity, amount_text
from kpicli.rules.specific.claims import Claim, Way
from kpicli.workspace.commitment import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.rules.specific.amounts import Amount
    from kpicli.rules.specific.numbers import KpiNumbers

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_SCALES = tuple(map(Decimal, ("1", "1e3", "1e-3", "1e6", "1e-6")))
_OF_SHARES = (*_SCALES, Decimal("0.01"), _HUNDRED)
_ROUGHLY = Decimal("0.1")
_POINT, _RELATIVE = Decimal("0.5"), Decimal("0.02")
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"})
_SHARED_SIGNS = {"$": _DOLLARS, "¥": {"JPY", "CNY"}, "£": {"GBP", "EGP", "GIP", "FKP"}}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the KPI says instead, in words after `and`, the fields that say so, and a remedy."""

    words: str
    fields: tuple[str, ...]
    help: str


def disagreement(claim: Claim, kpi: KpiNumbers, *, is_led: bool) -> Disagreement | None:
    """Where a claim and a KPI disagree; none where they agree and where nobody can tell.

    `is_led` says that the title begins with a verb which the claim belongs to.
    """
    if claim.way is Way.FROM_TO:
        return _from_to(claim, kpi, is_led=is_led)
    if not is_led or claim.is_about:
        return None
    if claim.way is Way.TO:
        return _to(claim.amount, kpi)
    if claim.way is Way.TIMES:
        return _times(claim.amount, kpi)
    return _by(claim.amount, kpi)


def agrees(claim: Claim, kpi: KpiNumbers) -> bool:
    """Whether the size of the change is the one that the title claims, whichever way it goes."""
    if claim.is_about or claim.way is Way.FROM_TO:
        return False
    if claim.way is Way.TO:
        values = _values(claim.amount, kpi)
        return bool(values) and _is_any(kpi.target, claim.amount, values[:1])
    if claim.way is Way.TIMES or claim.amount.unit not in {"%", "pp"}:
        return False
    relative = _relative(kpi)
    return relative is not None and _is_near(abs(relative), claim.amount.value)


# From a value to another, and to a value


def _from_to(claim: Claim, kpi: KpiNumbers, *, is_led: bool) -> Disagreement | None:
    start, end = claim.start, claim.amount
    assert start
    is_known = (kpi.baseline is not None, kpi.target is not None and not claim.is_about)
    if not any(is_known):
        return None
    if _is_other_currency(end, kpi):
        return _currency(claim, kpi)
    pairs = [pair for begun in _starts(start, end) for pair in _pairs(begun, end, kpi)]
    if not pairs:
        return None
    fits = [_fit(begun, ended, claim, kpi) for begun, ended in pairs]
    if any(all(fit) for fit in fits):
        return None
    best = max(fits, key=sum)
    has_anchor = sum(best) > sum(not known for known in is_known) and _is_anchored(best, kpi)
    if not (has_anchor or (all(is_known) and _is_sure(end, kpi, is_led=is_led))):
        return None
    wrong = tuple(
        field for field, fit in zip(("baseline", "target"), best, strict=True) if not fit
    )
    return _differs(wrong, kpi)


def _starts(start: Amount, end: Amount) -> tuple[Amount, ...]:
    """`from 1 to 1.5M` may begin at one million."""
    if end.scale == 1 or start.scale > 1:
        return (start,)
    scaled = replace(start, value=start.value * end.scale, step=start.step * end.scale)
    return start, scaled


def _pairs(start: Amount, end: Amount, kpi: KpiNumbers) -> Iterable[tuple[Amount, Amount]]:
    starts, ends = _values(start, kpi), _values(end, kpi)
    return zip(starts, ends, strict=True) if len(starts) == len(ends) else ()


def _fit(start: Amount, end: Amount, claim: Claim, kpi: KpiNumbers) -> tuple[bool, bool]:
    """Whether baseline and target are what the title says; what is not known fits."""
    ends = (kpi.target, *kpi.others)
    return (
        kpi.baseline is None or _is_same(kpi.baseline, start),
        kpi.target is None
        or claim.is_about
        or any(_is_same(value, end) for value in ends if value is not None),
    )


def _is_anchored(fit: tuple[bool, bool], kpi: KpiNumbers) -> bool:
    """Whether the end that agrees proves that both speak of one quantity; zero proves nothing."""
    numbers = (kpi.baseline, kpi.target)
    return any(number for number, fits in zip(numbers, fit, strict=True) if fits)


def _is_sure(amount: Amount, kpi: KpiNumbers, *, is_led: bool) -> bool:
    """Whether the title speaks of the KPI's quantity though neither end agrees."""
    if amount.is_rate or not is_led:
        return False
    unit = parse_unit(kpi.unit)
    if amount.unit:
        return bool(kpi.unit)
    return not kpi.is_share and (not kpi.unit or not _is_measured(kpi.unit)) and not unit.is_currency


def _is_measured(unit: str) -> bool:
    """Whether a unit is of money or time, which a title would name."""
    parsed = parse_unit(unit)
    return parsed.is_currency or any(symbol in {"s", "month"} for symbol, _ in parsed.symbols)


def _to(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    if kpi.target is None or amount.is_rate or _is_other_currency(amount, kpi):
        return None
    values = _values(amount, kpi)
    known = [value for value in (kpi.target, *kpi.others) if value is not None]
    if not values or any(_is_same(value, part) for value in known for part in values):
        return None
    if amount.unit and not kpi.unit and amount.unit != "%":
        return None
    if not amount.unit and (kpi.is_share or _is_measured(kpi.unit)):
        return None
    return _differs(("target",), kpi)


def _values(amount: Amount, kpi: KpiNumbers) -> list[Amount]:
    """The amount in the KPI's unit, at every scale that people leave out."""
    if not amount.unit:
        return [_times_scale(amount, scale) for scale in _OF_SHARES]
    unit = _kpi_currency(amount.unit, kpi.unit) or amount.unit
    if unit == "x":
        return []
    if unit == "pp" or (unit == "%" and kpi.unit and not kpi.is_share):
        return []
    if not kpi.unit:
        scales = (Decimal("0.01"), _ONE) if unit == "%" else _SCALES
        return [_times_scale(amount, scale) for scale in scales]
    if not _is_measured(unit) and _is_same_noun(unit, kpi.unit):
        return [_times_scale(amount, scale) for scale in _SCALES]
    return _converted(amount, unit, kpi.unit)


def _converted(amount: Amount, unit: str, into: str) -> list[Amount]:
    scale = Scale(into)
    value = scale.number(Quantity(amount.value, unit, ""))
    step = scale.number(Quantity(amount.step, unit, ""))
    if value is None or step is None:
        return []
    exact = replace(amount, value=value, step=step)
    scales = _SCALES if parse_unit(unit).is_currency else (_ONE,)
    return [_times_scale(exact, scale) for scale in scales]


def _times_scale(amount: Amount, scale: Decimal) -> Amount:
    return replace(amount, value=amount.value * scale, step=amount.step * scale)


def _is_same_noun(words: str, unit: str) -> bool:
    """`new clients` counts what the unit `client` counts."""
    noun = count_noun(unit).split()[-1:]
    return any([count_noun(word)] == noun for word in words.split())


def _is_same(value: Decimal, amount: Amount) -> bool:
    """Whether a value is the amount, which may be rounded to the digits that it shows."""
    room = min(amount.step, abs(amount.value) * _ROUGHLY) if amount.value else Decimal(0)
    return abs(value - amount.value) <= room * Decimal("0.999")


def _is_any(value: Decimal | None, amount: Amount, values: Iterable[Amount]) -> bool:
    return value is not None and any(_is_same(value, part) for part in values) and bool(amount.unit)


# Currencies


def _kpi_currency(unit: str, kpi_unit: str) -> str:
    """The KPI's own currency where a sign such as `$` may stand for it."""
    symbols = parse_unit(kpi_unit).symbols
    return next((code for code, _ in symbols if code in _SHARED_SIGNS.get(unit, ())), "")


def _is_other_currency(amount: Amount, kpi: KpiNumbers) -> bool:
    if _kpi_currency(amount.unit, kpi.unit):
        return False
    own, other = parse_unit(amount.unit), parse_unit(kpi.unit)
    return own.is_currency and other.is_currency and own.symbols != other.symbols


def _currency(claim: Claim, kpi: KpiNumbers) -> Disagreement | None:
    """The same numbers in another currency; other numbers may be a conversion."""
    end, scale = claim.amount, parse_unit(kpi.unit).scale
    factor = Decimal(scale.denominator) / Decimal(scale.numerator)
    if kpi.target is None or not _is_same(kpi.target, _times_scale(end, factor)):
        return None
    return Disagreement(
        f"its numbers are in {kpi.unit}",
        ("target",),
        "write the same currency in both",
    )


# By a difference, and to a multiple


def _by(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    difference, relative = kpi.difference, _relative(kpi)
    if amount.unit == "%":
        return _by_percent(amount, kpi, relative) if relative is not None else None
    if difference is None:
        return None
    if amount.unit == "pp" or (count_noun(amount.unit) == "point" and kpi.is_share):
        return _by_points(amount, kpi) if kpi.is_share else None
    if relative is not None and not amount.unit and _is_near(abs(relative), amount.value):
        return None
    if kpi.is_share or (amount.unit and not kpi.unit) or _is_other_currency(amount, kpi):
        return None
    if not amount.unit and _is_measured(kpi.unit):
        return None
    sizes = [abs(difference), *(abs(other - _zero(kpi.baseline)) for other in kpi.others)]
    values = _values(amount, kpi)
    if not values or amount.is_rate or _has_same(sizes, values):
        return None
    return _changes(kpi, relative)


def _has_same(sizes: Iterable[Decimal], values: list[Amount]) -> bool:
    return any(_is_same(size, part) for size in sizes for part in values)


def _by_percent(amount: Amount, kpi: KpiNumbers, relative: Decimal) -> Disagreement | None:
    wanted = amount.value
    if any(_is_near(abs(part), wanted) for part in (relative, *_other_relatives(kpi))):
        return None
    points = _points(kpi)
    if points is not None and _is_near(abs(points), wanted):
        number = _short(abs(points))
        return Disagreement(
            f"its target is {number} percentage points {_side(kpi)}, "
            f"which is {_short(abs(relative))}%",
            ("target", "baseline"),
            f"write `{number} pp` (= {_short(abs(relative))}%) in the title, or correct the target",
        )
    return _changes(kpi, relative)


def _by_points(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    points = _points(kpi)
    if points is None or _is_same(abs(points), amount):
        return None
    others = ((other - _zero(kpi.baseline)) * _to_points(kpi) for other in kpi.others)
    if any(_is_same(abs(other), amount) for other in others):
        return None
    return Disagreement(
        f"its target is {_short(abs(points))} percentage points {_side(kpi)}",
        ("target", "baseline"),
        _REMEDY,
    )


def _times(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    if kpi.target is not None and kpi.target == amount.value:
        return None
    relative = _relative(kpi)
    if relative is None or not amount.value:
        return None
    wanted = (amount.value, _ONE / amount.value, amount.value + 1)
    ratios = [_ONE + part / _HUNDRED for part in (relative, *_other_relatives(kpi))]
    if any(abs(ratio - part) <= part * _RELATIVE for ratio in ratios for part in wanted):
        return None
    return _changes(kpi, relative)


def _relative(kpi: KpiNumbers) -> Decimal | None:
    """The change in per cent of the baseline."""
    if kpi.difference is not None and kpi.baseline:
        return kpi.difference / abs(kpi.baseline) * _HUNDRED
    is_relative = kpi.change is not None and kpi.change.unit == "%"
    return kpi.change.value if kpi.change and is_relative else None


def _other_relatives(kpi: KpiNumbers) -> list[Decimal]:
    if not kpi.baseline:
        return []
    return [(part - kpi.baseline) / abs(kpi.baseline) * _HUNDRED for part in kpi.others]


def _points(kpi: KpiNumbers) -> Decimal | None:
    if not kpi.is_share or kpi.difference is None:
        return None
    return kpi.difference * _to_points(kpi)


def _to_points(kpi: KpiNumbers) -> Decimal:
    return _ONE if kpi.is_percent else _HUNDRED


def _is_near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= max(_POINT, abs(wanted) * _RELATIVE)


def _zero(value: Decimal | None) -> Decimal:
    return value if value is not None else Decimal(0)


# Words

_REMEDY = "correct the title or the `target`, whichever is out of date"


def _differs(fields: tuple[str, ...], kpi: KpiNumbers) -> Disagreement:
    numbers = {"baseline": kpi.baseline, "target": kpi.target}
    parts = [
        f"its {field} is {amount_text(number.normalize(), kpi.unit)}"
        for field in fields
        if (number := numbers[field]) is not None
    ]
    named = " or ".join(("the title", *(f"`{field}`" for field in fields)))
    return Disagreement(" and ".join(parts), fields, f"correct {named}")


def _changes(kpi: KpiNumbers, relative: Decimal | None) -> Disagreement:
    if kpi.difference is None or relative is None:
        size = amount_text(abs(kpi.difference), kpi.unit) if kpi.difference else "no change"
        if relative is not None:
            size = f"{_short(abs(relative))}%"
    else:
        size = f"{_short(abs(relative))}%"
    return Disagreement(f"its target is {size} {_side(kpi)}", ("target", "baseline"), _REMEDY)


def _side(kpi: KpiNumbers) -> str:
    down = kpi.difference < 0 if kpi.difference is not None else bool(kpi.change and kpi.change.value < 0)
    base = f" of {amount_text(kpi.baseline.normalize(), kpi.unit)}" if kpi.baseline is not None else ""
    return f"{'below' if down else 'above'} the baseline{base}"


def _short(number: Decimal) -> str:
    """A number at one digit after the point, where it has any."""
    rounded = number.quantize(Decimal("0.1")).normalize()
    return format(rounded, "f")


