"""What `kpi whatif` is to suppose, as it is typed: `NAME=VALUE` and `NAME.target=TARGET`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from kpicli.cli.output import Failure
from kpicli.documents import parse
from kpicli.findings import did_you_mean
from kpicli.models.actual import value_of
from kpicli.models.bounds import Bounds
from kpicli.models.goal import Kpi
from kpicli.models.quantity import Quantity
from kpicli.models.target import Form, Target, target_of
from kpicli.render.text import escaped
from kpicli.source import SourceFile
from kpicli.workspace.supposed import Supposition, supposed

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.workspace import Definition, Workspace

_TARGET = ".target"
_SHARES = {"%", "pp"}


def supposition_of(session: Session, texts: Sequence[str]) -> tuple[Supposition, tuple[str, ...]]:
    """What assignments suppose, and notes on which KPIs a metric stands for.

    A metric stands for the active KPIs on it whose period has the as-of date.

    Raises:
        Failure: if one cannot be read, names nothing, does not convert, or comes twice.
    """
    values: dict[str, Decimal] = {}
    targets: dict[str, Target] = {}
    notes: list[str] = []
    workspace = session.workspace
    for text in texts:
        name, value = _parted(text)
        if _is_target(workspace, name):
            kpi = _kpi(session, name.removesuffix(_TARGET))
            _refuse_twice(name, kpi.id, targets)
            targets[kpi.id] = _target(workspace, kpi, value)
            continue
        kpis = _measured(session, name)
        if name not in workspace.goals:
            notes.append(f"`{name}` stands for {', '.join(f'`{kpi.id}`' for kpi in kpis)}")
        for kpi in kpis:
            _refuse_twice(name, kpi.id, values)
            values[kpi.id] = _value(workspace, kpi, value)
    return Supposition(values, targets), tuple(notes)


def _parted(text: str) -> tuple[str, str]:
    name, sign, value = (part.strip() for part in text.partition("="))
    if name and sign and value:
        return name, value
    raise Failure(
        f"`{escaped(text)}` has no `=` with something on both sides",
        "write NAME=VALUE or NAME.target=TARGET, such as leads=120",
    )


def _is_target(workspace: Workspace, name: str) -> bool:
    is_known = name in workspace.goals or name in workspace.metrics
    return name.endswith(_TARGET) and not is_known


def _refuse_twice(name: str, key: str, found: dict[str, Decimal] | dict[str, Target]) -> None:
    if key in found:
        what = "target" if name.endswith(_TARGET) else "value"
        raise Failure(f"`{key}` gets a {what} twice", "name it once")


def _measured(session: Session, name: str) -> list[Definition[Kpi]]:
    """The KPIs that a name gives a value: the one itself, or those on the metric."""
    workspace = session.workspace
    if name in workspace.goals or name not in workspace.metrics:
        kpi = _kpi(session, name)
        if not _is_now(workspace, kpi):
            raise Failure(
                f"the period of `{name}` does not have the day {workspace.as_of}",
                "name a day of its period with --as-of",
            )
        return [kpi]
    groups = workspace.kpis_by_quantity.items()
    kpis = [kpi for key, group in groups if key.metric == name for kpi in group]
    current = sorted((kpi for kpi in kpis if _is_now(workspace, kpi)), key=lambda kpi: kpi.id)
    if not current:
        raise Failure(
            f"no active KPI on the metric `{name}` has the day {workspace.as_of} in its period",
            "name a day with --as-of on which one runs",
        )
    return current


def _is_now(workspace: Workspace, kpi: Definition[Kpi]) -> bool:
    period = workspace.period(kpi)
    return period is None or period.start <= workspace.as_of <= period.end


def _kpi(session: Session, name: str) -> Definition[Kpi]:
    workspace = session.workspace
    if name in workspace.metrics and name not in workspace.goals:
        raise Failure(f"`{name}` is a metric, which has no target", "name a KPI on it")
    if name not in workspace.goals and name not in workspace.broken_ids:
        known = {*workspace.goals, *workspace.metrics}
        remedy = did_you_mean(name, known) or "`kpi tree` shows the goals"
        raise Failure(f"there is no goal or metric `{escaped(name)}`", remedy)
    goal = session.goal(name)
    if not isinstance(goal.model, Kpi):
        raise Failure(
            f"`{name}` is an objective, whose score follows from what contributes to it",
            "name a KPI below it; `kpi tree` shows them",
        )
    return goal  # type: ignore[return-value] - checked above


def _value(workspace: Workspace, kpi: Definition[Kpi], text: str) -> Decimal:
    try:
        quantity = value_of(text)
    except PydanticCustomError as error:
        raise _refused(error) from error
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


def _target(workspace: Workspace, kpi: Definition[Kpi], text: str) -> Target:
    try:
        target = target_of(_read(text))
    except PydanticCustomError as error:
        raise _refused(error) from error
    if target.form is Form.PROSE:
        raise Failure(
            f"`{escaped(text)}` is a target in words, from which nothing can be computed",
            "write a target such as 50, +20%, '>= 95%', 45..55 or complete",
        )
    target = _in_unit(workspace, kpi, target)
    changed = supposed(workspace, Supposition(targets={kpi.id: target}))
    if changed.commitment(changed.goals[kpi.id]) is None:  # type: ignore[arg-type] - it is a KPI
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
        return quantity._replace(value=number, unit=workspace.unit(kpi))

    bounds = target.bounds
    return target._replace(
        quantity=converted(target.quantity),
        bounds=bounds and Bounds(converted(bounds.low), converted(bounds.high), bounds.strict),
        commit=converted(target.commit),
        stretch=converted(target.stretch),
    )


def _refused(error: PydanticCustomError) -> Failure:
    context = error.context or {}
    remedy = context.get("help")
    return Failure(escaped(str(context.get("message", error))), str(remedy) if remedy else None)
