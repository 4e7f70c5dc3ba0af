"""The numbers that a KPI writes, each with its place: for questions about their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.actual import CsvActuals
from kpicli.models.target import Form, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.actual import Actuals
    from kpicli.models.bounds import Bounds
    from kpicli.models.goal import Kpi
    from kpicli.models.quantity import Quantity
    from kpicli.source import Key
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class WrittenQuantity(Struct, frozen=True):
    """A number as it stands in the file: what it is in words, the field and the keys below it."""

    words: str
    quantity: Quantity
    field: str
    keys: tuple[Key, ...] = ()


def written_quantities(workspace: Workspace, kpi: Definition[Kpi]) -> Iterator[WrittenQuantity]:
    """The numbers of a KPI that are in its unit; of the actuals those with a unit, and ratios.

    A change in per cent is left out: it is a share of the baseline and has no unit of its own.
    """
    model = kpi.model
    yield from _of_target(model.target)
    if model.baseline is not None:
        keys = ("value",) if model.baseline.date else ()
        yield WrittenQuantity("baseline", model.baseline.quantity, "baseline", keys)
    for part in model.interim_targets:
        yield WrittenQuantity("interim target", part.quantity, "interim_targets", (part.key,))
    if model.tolerance is not None:
        yield WrittenQuantity("tolerance", model.tolerance, "tolerance")
    is_csv = isinstance(model.actuals, CsvActuals)
    actuals = actuals_of(workspace, kpi)
    for key, quantity in zip(actuals.keys, actuals.written):  # noqa: B905 - plain numbers are none
        if quantity.unit or is_ratio(quantity):
            yield WrittenQuantity("actual", quantity, "actuals", () if is_csv else (key,))


def is_ratio(quantity: Quantity) -> bool:
    """Whether a number is written as a ratio, such as `3:1`."""
    return ":" in quantity.text


def units_of(workspace: Workspace, kpi: Definition[Kpi]) -> tuple[str, ...]:
    """The units beside the numbers of `written_quantities`, empty ones and repeated ones too."""
    model, target = kpi.model, kpi.model.target
    units = _units_of_target(target) if target is not None else ()
    if model.baseline is not None:
        units = (*units, model.baseline.quantity.unit)
    if model.tolerance is not None:
        units = (*units, model.tolerance.unit)
    if model.interim_targets:
        units = (*units, *(part.quantity.unit for part in model.interim_targets))
    actuals = actuals_of(workspace, kpi)
    return (*units, *sorted(actuals.units)) if actuals.written else units


def _units_of_target(target: Target) -> tuple[str, ...]:
    form, quantity, commit, stretch = target.form, target.quantity, target.commit, target.stretch
    if quantity is not None and commit is None and stretch is None:  # as it is nearly always
        return () if quantity.unit == "%" and form is Form.CHANGE else (quantity.unit,)
    units = [level.unit for level in (quantity, commit, stretch) if level is not None]
    if form is Form.RANGE:
        units += [part.quantity.unit for part in written_bounds(target.bounds, "", "")]
    return tuple(unit for unit in units if form is not Form.CHANGE or unit != "%")


def actuals_of(workspace: Workspace, kpi: Definition[Kpi]) -> Actuals:
    """The actuals of a KPI as they were written, in its goal file or in its CSV file."""
    return workspace.csv_actuals.get(kpi.id) or kpi.model.inline_actuals


def written_bounds(bounds: Bounds | None, words: str, field: str) -> Iterator[WrittenQuantity]:
    """The numbers at the ends of a range, a benchmark or a target."""
    if bounds is None:
        return
    ends = dict.fromkeys(end for end in (bounds.low, bounds.high) if end is not None)
    for end in ends:
        yield WrittenQuantity(words, end, field)


def _of_target(target: Target | None) -> Iterator[WrittenQuantity]:
    if target is None:
        return
    if target.form is Form.RANGE:
        yield from written_bounds(target.bounds, "target", "target")
    levels = (("target", target.quantity), ("commit", target.commit), ("stretch", target.stretch))
    for level, quantity in levels:
        if quantity is None or (target.form is Form.CHANGE and quantity.unit == "%"):
            continue
        keys = () if level == "target" else (level,)
        yield WrittenQuantity(_LEVELS[level], quantity, "target", keys)


_LEVELS = {"target": "target", "commit": "level `commit`", "stretch": "level `stretch`"}
