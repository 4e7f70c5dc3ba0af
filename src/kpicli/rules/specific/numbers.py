"""The numbers of a KPI that a title may speak of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import parse_unit
from kpicli.models.target import Form

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.commitment import Scale

_WITH_NUMBER = (Form.VALUE, Form.CHANGE, Form.AT_LEAST, Form.AT_MOST)


NEAR = Decimal("0.02")
"""How far a change may be from another that is as good, as a share of it."""
_POINT = Decimal("0.5")


class KpiNumbers(Struct, frozen=True):
    """Baseline and target as numbers in the KPI's unit, none where they are not known.

    `others` are the outer levels and the interim targets, of which a title may speak as well.
    `is_share` says that the numbers are shares, counted in hundredths where `unit` is a per cent.
    """

    unit: str
    baseline: Decimal | None
    target: Decimal | None
    others: tuple[Decimal, ...] = ()
    is_share: bool = False

    @property
    def difference(self) -> Decimal | None:
        """From the baseline to the target."""
        if self.baseline is None or self.target is None:
            return None
        return self.target - self.baseline

    @property
    def is_percent(self) -> bool:
        """Whether a share is counted in hundredths."""
        return parse_unit(self.unit).is_percent


def has_number(kpi: Kpi) -> bool:
    """Whether the target of a KPI is a single number."""
    target = kpi.target
    return target is not None and target.form in _WITH_NUMBER and target.quantity is not None


def numbers_of(kpi: Definition[Kpi], workspace: Workspace) -> KpiNumbers | None:
    """The numbers of a KPI, none where its target is no single number."""
    target, scale = kpi.model.target, workspace.scale(kpi)
    if not has_number(kpi.model) or target is None or target.quantity is None:
        return None
    written = kpi.model.baseline.quantity if kpi.model.baseline else None
    baseline = scale.number(written) if written else None
    levels = (target.quantity, target.commit, target.stretch)
    number, *outer = (_number(level, target.form, scale, baseline) for level in levels)
    interim = (scale.number(part.quantity) for part in kpi.model.interim_targets)
    signs = {part.unit for part in (written, target.quantity) if part}
    unit = parse_unit(scale.unit)
    is_share = (bool(scale.unit) and unit.is_dimensionless) or (not scale.unit and "%" in signs)
    others = tuple(part for part in (*outer, *interim) if part is not None)
    return KpiNumbers(scale.unit, baseline, number, others, is_share)


def _number(
    level: Quantity | None, form: Form, scale: Scale, baseline: Decimal | None
) -> Decimal | None:
    if level is None:
        return None
    if form is not Form.CHANGE:
        return scale.number(level)
    return None if baseline is None else scale.change(level, baseline)


def is_near(value: Decimal, wanted: Decimal) -> bool:
    """Whether a change is as good as another: within half a per cent, or 2 % of it."""
    return abs(value - wanted) <= max(_POINT, abs(wanted) * NEAR)
