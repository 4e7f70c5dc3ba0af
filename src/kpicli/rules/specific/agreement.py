"""Whether the numbers of a title are those of its KPI."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.formulas import parse_unit
from kpicli.rules.specific.claims import Claim, Way
from kpicli.rules.specific.differences import by_difference, relative_change, to_multiple
from kpicli.rules.specific.disagreements import Disagreement, differs
from kpicli.rules.specific.numbers import is_near
from kpicli.rules.specific.readings import (
    is_measured,
    is_other_currency,
    is_same,
    reading_of,
    times_scale,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.rules.specific.amounts import Amount
    from kpicli.rules.specific.numbers import KpiNumbers


def disagreement(claim: Claim, kpi: KpiNumbers, *, is_led: bool) -> Disagreement | None:
    """Where a claim and a KPI disagree; none where they agree and where nobody can tell.

    `is_led` says that the title begins with a verb which the claim belongs to.
    """
    if claim.way is Way.FROM_TO:
        return _from_to(claim, kpi, is_led=is_led)
    if not is_led or claim.is_about or not _begins_at(claim.start, kpi):
        return None
    if claim.way is Way.TO:
        return _to(claim.amount, kpi)
    if claim.way is Way.TIMES:
        return to_multiple(claim.amount, kpi)
    return by_difference(claim.amount, kpi)


def agrees(claim: Claim, kpi: KpiNumbers) -> bool:
    """Whether the size of the change is the one that the title claims, whichever way it goes."""
    if claim.is_about or claim.way is Way.FROM_TO:
        return False
    if claim.way is Way.TO:
        values = values_of(claim.amount, kpi)
        return bool(values) and _is_any(kpi.target, claim.amount, values[:1])
    if claim.way is Way.TIMES or claim.amount.unit != "%":
        return False
    relative = relative_change(kpi)
    return relative is not None and is_near(abs(relative), claim.amount.value)


def _begins_at(start: Amount | None, kpi: KpiNumbers) -> bool:
    """Whether the baseline is what a difference is taken from; where none is named, it is."""
    if start is None:
        return True
    return kpi.baseline is not None and any(
        _is_meant(kpi.baseline, part) for part in values_of(start, kpi)
    )


def _from_to(claim: Claim, kpi: KpiNumbers, *, is_led: bool) -> Disagreement | None:
    start, end = claim.start, claim.amount
    assert start
    is_known = (kpi.baseline is not None, kpi.target is not None and not claim.is_about)
    if not any(is_known):
        return None
    if is_other_currency(end, kpi):
        return _currency(claim, kpi)
    fits: list[tuple[bool, bool]] = []
    for begun, ended in chain.from_iterable(_pairs(one, end, kpi) for one in _starts(start, end)):
        fits.append(_fit(begun, ended, claim, kpi))
        if all(fits[-1]):
            return None
    if not fits:
        return None
    best = max(fits, key=sum)
    has_anchor = sum(best) > sum(not known for known in is_known) and _is_anchored(best, kpi)
    is_signed = start.value < 0 or end.value < 0
    is_sure = all(is_known) and not is_signed and _is_sure(end, kpi, is_led=is_led)
    if not (has_anchor or is_sure):
        return None
    wrong = tuple(field for field, fit in zip(("baseline", "target"), best, strict=True) if not fit)
    return differs(wrong, kpi)


def _starts(start: Amount, end: Amount) -> tuple[Amount, ...]:
    """`from 1 to 1.5M` may begin at one million."""
    if end.scale == 1 or start.scale > 1:
        return (start,)
    scaled = replace(start, value=start.value * end.scale, step=start.step * end.scale)
    return start, scaled


def _pairs(start: Amount, end: Amount, kpi: KpiNumbers) -> Iterator[tuple[Amount, Amount]]:
    begun, ended = reading_of(start, kpi), reading_of(end, kpi)
    if begun is None or ended is None or begun.scales != ended.scales:
        return
    yield from zip(begun.values(), ended.values(), strict=True)


def _fit(start: Amount, end: Amount, claim: Claim, kpi: KpiNumbers) -> tuple[bool, bool]:
    """Whether baseline and target are what the title says; what is not known fits."""
    ends = (kpi.target, *kpi.others)
    return (
        kpi.baseline is None or _is_meant(kpi.baseline, start),
        kpi.target is None
        or claim.is_about
        or any(_is_meant(value, end) for value in ends if value is not None),
    )


def _is_meant(value: Decimal, amount: Amount) -> bool:
    """Whether an amount is a value, which may be a loss, a deficit or a debt without its sign."""
    return is_same(abs(value).copy_sign(amount.value) if amount.value else value, amount)


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
    return not kpi.is_share and (not kpi.unit or not is_measured(kpi.unit)) and not unit.is_currency


def _to(amount: Amount, kpi: KpiNumbers) -> Disagreement | None:
    if kpi.target is None or amount.is_rate or is_other_currency(amount, kpi):
        return None
    values = values_of(amount, kpi)
    known = (kpi.target, *kpi.others)
    if not values or any(_is_meant(value, part) for value in known for part in values):
        return None
    if amount.unit and not kpi.unit and amount.unit != "%":
        return None
    if not amount.unit and (kpi.is_share or is_measured(kpi.unit)):
        return None
    return differs(("target",), kpi)


def _currency(claim: Claim, kpi: KpiNumbers) -> Disagreement | None:
    """The same numbers in another currency; other numbers may be a conversion."""
    end, scale = claim.amount, parse_unit(kpi.unit).scale
    factor = Decimal(scale.denominator) / Decimal(scale.numerator)
    if kpi.target is None or not is_same(kpi.target, times_scale(end, factor)):
        return None
    return Disagreement(
        f"its numbers are in {kpi.unit}",
        ("target",),
        "write the same currency in both",
    )


def _is_any(value: Decimal | None, amount: Amount, values: Iterable[Amount]) -> bool:
    return value is not None and any(is_same(value, part) for part in values) and bool(amount.unit)
