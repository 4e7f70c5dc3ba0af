"""Values and targets of KPIs, as they are typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.cli.output import Failure
from kpicli.documents import parse
from kpicli.models.bounds import Bounds
from kpicli.models.goal import Kpi
from kpicli.models.quantity import Quantity
from kpicli.models.target import Form, Target
from kpicli.render.text import escaped
from kpicli.source import SourceFile
from kpicli.workspace.supposed import Supposition, supposed
from kpicli.workspace.typed import Refused, typed_target, typed_value

if TYPE_CHECKING:
    from kpicli.workspace import Definition, Workspace

_SHARES = {"%", "pp"}


def value_of_text(workspace: Workspace, kpi: Definition[Kpi], text: str) -> Decimal:
    """A value as a number in the unit of its KPI.

    Raises:
        Failure: if it is no value, or does not convert.
    """
    quantity = typed_value(text)
    if isinstance(quantity, Refused):
        raise Failure(escaped(quantity.message), quantity.help)
    return _number(workspace, kpi, quantity)


def _number(workspace: Workspace, kpi: Definition[Kpi], quantity: Quantity) -> Decimal:
    number = workspace.scale(kpi).number(quantity)
    if number is None:
        unit = escaped(workspace.unit(kpi))
        written = escaped(quantity.text.strip())
        raise Failure(
            f"`{written}` does not convert into the unit of `{kpi.id}`, {unit}",
            f"write it in {unit}",
        )
    return number


def target_of_text(workspace: Workspace, kpi: Definition[Kpi], text: str) -> Target:
    """A target in any of its forms, in the unit of its KPI.

    Raises:
        Failure: if it is none, does not convert, or does not tell what the KPI commits to.
    """
    target = typed_target(_read(text))
    if isinstance(target, Refused):
        raise Failure(escaped(target.message), target.help)
    if target.form is Form.PROSE:
        raise Failure(
            f"`{escaped(text)}` is a target in words, from which nothing can be computed",
            "write a target such as 50, +20%, '>= 95%', 45..55 or complete",
        )
    target = _in_unit(workspace, kpi, target)
    changed = supposed(workspace, Supposition(targets={kpi.id: target}))
    if changed.commitment(changed.goals[kpi.id]) is None:  # type: ignore[arg-type]  # it is a KPI
        raise _unclear(kpi, target, text)
    return target


def _unclear(kpi: Definition[Kpi], target: Target, text: str) -> Failure:
    if target.form is Form.CHANGE and kpi.model.baseline is None:
        return Failure(
            f"`{escaped(text)}` is a change, and `{kpi.id}` has no baseline to change from",
            "write the value itself, such as '>= 50'",
        )
    return Failure(
        f"the target `{escaped(text)}` does not fit `{kpi.id}`: which way is better is not clear",
        f"write '>= {escaped(text)}' or '<= {escaped(text)}'"
        if target.form is Form.VALUE
        else "write a target in the direction of the KPI",
    )


def _read(text: str) -> object:
    """A scalar as it is, and a mapping as YAML reads it."""
    if not text.startswith("{"):
        return text
    document, findings = parse(SourceFile("target", f"target: {text}"))
    if document is None or findings:
        raise Failure(
            f"`{escaped(text)}` is not a mapping that YAML can read",
            "write '{commit: 40, target: 50, stretch: 65}'",
        )
    return document.data["target"]


def _in_unit(workspace: Workspace, kpi: Definition[Kpi], target: Target) -> Target:
    """The target in the unit of the KPI, so that its own unit says nothing new.

    A KPI without a metric's unit takes that of its target, and its actuals are in it.
    """

    def converted(quantity: Quantity | None) -> Quantity | None:
        if quantity is None or (target.form is Form.CHANGE and quantity.unit == "%"):
            return quantity
        number = _number(workspace, kpi, quantity)
        if quantity.unit in _SHARES:
            return quantity
        return replace(quantity, value=number, unit=workspace.unit(kpi))

    bounds = target.bounds
    return replace(
        target,
        quantity=converted(target.quantity),
        bounds=bounds and Bounds(converted(bounds.low), converted(bounds.high), bounds.strict),
        commit=converted(target.commit),
        stretch=converted(target.stretch),
    )
