"""What a KPI says where its title says something else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.quantity import amount_text

if TYPE_CHECKING:
    from kpicli.rules.specific.numbers import KpiNumbers


class Disagreement(Struct, frozen=True):
    """What the KPI says instead, in words after `and`, the fields that say so, and a remedy."""

    words: str
    fields: tuple[str, ...]
    help: str


REMEDY = "correct the title or the `target`, whichever is out of date"


def differs(fields: tuple[str, ...], kpi: KpiNumbers) -> Disagreement:
    """The fields of a KPI that hold other numbers."""
    numbers = {"baseline": kpi.baseline, "target": kpi.target}
    parts = [
        f"its {field} is {amount_text(number.normalize(), kpi.unit)}"
        for field in fields
        if (number := numbers[field]) is not None
    ]
    named = " or ".join(("the title", *(f"`{field}`" for field in fields)))
    return Disagreement(" and ".join(parts), fields, f"correct {named}")


def changes(kpi: KpiNumbers, relative: Decimal | None) -> Disagreement:
    """By how much the target differs from the baseline."""
    size = (
        f"{short(abs(relative))}%"
        if relative is not None
        else amount_text(abs(kpi.difference or Decimal(0)).normalize(), kpi.unit)
    )
    return Disagreement(f"its target is {size} {side(kpi)}", ("target", "baseline"), REMEDY)


def side(kpi: KpiNumbers) -> str:
    """On which side of the baseline the target lies."""
    way = "below" if kpi.difference is not None and kpi.difference < 0 else "above"
    baseline = amount_text((kpi.baseline or Decimal(0)).normalize(), kpi.unit)
    return f"{way} the baseline of {baseline}"


def short(number: Decimal) -> str:
    """A number at one digit after the point, where it has any."""
    return f"{number:.1f}".removesuffix(".0")
