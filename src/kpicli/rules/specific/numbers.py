"""The numbers of a KPI that a title may speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import parse_unit
from kpicli.models.target import Form
from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.commitment import Scale

_WITH_NUMBER = {Form.VALUE, Form.CHANGE, Form.AT_LEAST, Form.AT_MOST}
_DIGIT = re.compile("[0-9]")


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


class WordForWord(Struct, frozen=True):
    """The question which live KPIs have titles that end with their numbers as they are written.

    Most titles with numbers do, and need not be read.
    """

    language: str

    def __call__(self, workspace: Workspace) -> frozenset[str]:
        """The ids of these KPIs."""
        titles = workspace.groups.kpis_by_title
        kpis = (kpi for title, kpis in titles.items() if _DIGIT.search(title) for kpi in kpis)
        return frozenset([kpi.id for kpi in kpis if is_word_for_word(kpi.model, self.language)])


def is_word_for_word(kpi: Kpi, language: str) -> bool:
    """Whether the title ends with the numbers of the KPI, just as they are written.

    These are the baseline, a word, and the target, or "by" and a change in per cent, whose sign
    may be left to the verb.
    """
    target, baseline = kpi.target, kpi.baseline
    if target is None or target.quantity is None:
        return False
    if target.form is Form.CHANGE:
        return _is_change(kpi.title, target.quantity, language)
    if baseline is None or target.form is not Form.VALUE:
        return False
    if " " in target.text or not kpi.title.endswith(f" {target.text}"):
        return False
    begin = kpi.title.rpartition(" ")[0].rpartition(" ")[0]
    return begin.endswith(f" {baseline.quantity.text}")


def _is_change(title: str, change: Quantity, language: str) -> bool:
    size = change.text.lstrip("+-")
    if change.unit != "%" or not size[:-1].isdecimal() or not title.endswith(size):
        return False
    by = vocabulary(language)["claims"]["by"][0]
    return title.endswith(f" {by} {size}")


def numbers_of(kpi: Definition[Kpi], workspace: Workspace) -> KpiNumbers | None:
    """The numbers of a KPI, none where its target is no single number."""
    target, scale = kpi.model.target, workspace.scale(kpi)
    if target is None or target.form not in _WITH_NUMBER or target.quantity is None:
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
