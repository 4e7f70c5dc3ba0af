"""What `kpi whatif` is to suppose, as it is typed: `NAME=VALUE` and `NAME.target=TARGET`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.cli.numbers import target_of_text, value_of_text
from kpicli.cli.output import Failure
from kpicli.cli.unknown_goal import unknown_goal
from kpicli.models.goal import Kpi
from kpicli.models.target import Target
from kpicli.render.text import escaped
from kpicli.workspace.definition import by_id
from kpicli.workspace.supposed import Supposition

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.workspace import Definition, Workspace

_TARGET = ".target"


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
            targets[kpi.id] = target_of_text(workspace, kpi, value)
            continue
        kpis = _measured(session, name)
        if name not in workspace.goals:
            notes.append(f"`{name}` stands for {_listed(kpis)}")
        else:
            notes += _others(workspace, kpis[0])
        for kpi in kpis:
            _refuse_twice(name, kpi.id, values)
            values[kpi.id] = value_of_text(workspace, kpi, value)
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
    current = sorted((kpi for kpi in kpis if _is_now(workspace, kpi)), key=by_id)
    if not current:
        raise Failure(
            f"no active KPI on the metric `{name}` has the day {workspace.as_of} in its period",
            "name a day with --as-of on which one runs",
        )
    return current


def _listed(kpis: Iterable[Definition[Kpi]]) -> str:
    return ", ".join(f"`{kpi.id}`" for kpi in kpis)


def _others(workspace: Workspace, kpi: Definition[Kpi]) -> Iterator[str]:
    """A note on the goals of the same quantity, which may be meant as well."""
    key = workspace.quantity_key(kpi)
    same = workspace.kpis_by_quantity.get(key, ()) if key else ()
    others = [other for other in same if other.id != kpi.id]
    if key and others:
        yield f"`{kpi.id}` alone has the other value, not {_listed(others)} on the same metric"


def _is_now(workspace: Workspace, kpi: Definition[Kpi]) -> bool:
    period = workspace.period(kpi)
    return period is None or period.start <= workspace.as_of <= period.end


def _kpi(session: Session, name: str) -> Definition[Kpi]:
    workspace = session.workspace
    if name in workspace.metrics and name not in workspace.goals:
        raise Failure(f"`{name}` is a metric, which has no target", "name a KPI on it")
    if name not in workspace.goals:
        words = f"there is no goal or metric `{escaped(name)}`"
        failure = unknown_goal(session, name, words, {*workspace.goals, *workspace.metrics})
        raise Failure(failure.message, failure.remedy or "`kpi tree` shows the goals")
    goal = session.goal(name)
    if not isinstance(goal.model, Kpi):
        raise Failure(
            f"`{name}` is an objective, whose score follows from what contributes to it",
            "name a KPI below it; `kpi tree` shows them",
        )
    return goal  # type: ignore[return-value]  # checked above
