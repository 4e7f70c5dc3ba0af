"""Metrics that formulas and drivers connect, and which such clusters are alike but for their names.

Teams that copy a goal from each other copy its metrics and formulas. What depends on these alone
has then to be found out once, and holds for every other team under its own names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.shape import shape_of
from kpicli.workspace.formula_slopes import unit_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from kpicli.formulas import Formula
    from kpicli.models.metric import Driver
    from kpicli.workspace.workspace import Workspace


class Cluster(Struct, frozen=True, eq=False):
    """Metrics that have to do with each other, directly or through others, in the order of ids.

    Clusters of one `kind` are alike: the first metrics of both are defined alike, the second ones
    too, and so on. Nothing is said of the KPIs on them.
    """

    metrics: tuple[str, ...]
    kind: int


def clusters_of(workspace: Workspace) -> Mapping[str, Cluster]:
    """The cluster of each metric that any other moves or is moved by; the rest has none."""
    return workspace.remembered(_clusters)


def _clusters(workspace: Workspace) -> dict[str, Cluster]:
    kinds: dict[Hashable, int] = {}
    found: dict[str, Cluster] = {}
    for metrics in _connected(_neighbours(workspace)):
        kind = kinds.setdefault(_traits(workspace, metrics), len(kinds))
        found |= dict.fromkeys(metrics, Cluster(metrics, kind))
    return found


def _neighbours(workspace: Workspace) -> dict[str, list[str]]:
    """For each metric those that it names and those that name it."""
    metrics = workspace.metrics
    moved = (*workspace.metrics_with("formula"), *workspace.metrics_with("drivers"))
    found: dict[str, list[str]] = {}
    for key, metric in {metric.id: metric for metric in moved}.items():
        for name in _named(metric.model.formula, metric.model.drivers):
            if name in metrics:
                found.setdefault(key, []).append(name)
                found.setdefault(name, []).append(key)
    return found


def _named(formula: Formula | None, drivers: tuple[Driver, ...]) -> tuple[str, ...]:
    names = formula.names if formula else ()
    return (*names, *[driver.metric for driver in drivers]) if drivers else names


def _connected(neighbours: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for start in neighbours:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for key in part:
            for name in neighbours[key]:
                if name not in seen:
                    seen.add(name)
                    part.append(name)
        yield tuple(sorted(part))


def _traits(workspace: Workspace, metrics: tuple[str, ...]) -> Hashable:
    """All that a cluster's metrics are defined by, with their places for their names."""
    places = {key: place for place, key in enumerate(metrics)}
    traits = tuple([_traits_of(workspace, key, places) for key in metrics])
    # The names of quantities sort like those of their metrics but where one begins with another.
    is_alone = any(later.startswith(name) for name, later in pairwise(metrics))
    return (*traits, metrics) if is_alone else traits


def _traits_of(workspace: Workspace, key: str, places: Mapping[str, int]) -> Hashable:
    metric = workspace.metrics[key]
    model = metric.model
    formula = model.formula
    return (
        formula and (shape_of(formula), *[places.get(name, name) for name in formula.names]),
        tuple([_driver_traits(driver, places) for driver in model.drivers]),
        model.unit,
        unit_text(workspace, metric),
        model.aggregation,
        model.range,
        model.benchmark and (model.benchmark.value, model.benchmark.certainty),
    )


def _driver_traits(driver: Driver, places: Mapping[str, int]) -> Hashable:
    return places.get(driver.metric, driver.metric), driver.effect, driver.strength
