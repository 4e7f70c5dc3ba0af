"""Formulas in which a metric has another id and is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.normal import normal_form
from kpicli.formulas.tree import Name, postorder

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.workspace import Definition, Workspace


def in_names_of(old: Workspace, before: Formula, new: Workspace, after: Formula) -> Formula:
    """A formula with the ids that its metrics had before, where they were renamed.

    A metric was renamed where one of the formula is gone, another has come, and title, unit,
    formula, source and aggregation are the same. A KPI that defines its metric is one as well.
    """
    gone = [name for name in before.names if name not in new.metrics]
    come = [name for name in after.names if name not in old.metrics]
    earlier: dict[str, str] = {}
    for name in come:
        is_now = _facts(new.metrics.get(name))
        were = [past for past in gone if is_now and _facts(old.metrics.get(past)) == is_now]
        if len(were) == 1 and were[0] not in earlier.values():
            earlier[name] = were[0]
    return _renamed(after, earlier) if earlier else after


def _facts(metric: Definition[Metric | Kpi] | None) -> tuple[Hashable, ...]:
    """What makes a metric what it is but its id; nothing without a title."""
    if metric is None or not metric.model.title:
        return ()
    model = metric.model
    formula = normal_form(model.formula.root) if model.formula else None
    return model.title, model.unit or "", formula, str(model.source), model.aggregation


def _renamed(formula: Formula, names: Mapping[str, str]) -> Formula:
    text = formula.text
    found = [node for node in postorder(formula.root) if isinstance(node, Name)]
    for node in sorted(found, key=lambda node: node.span.start, reverse=True):
        text = text[: node.span.start] + names.get(node.id, node.id) + text[node.span.end :]
    parsed = parse_formula(text)
    return parsed if isinstance(parsed, Formula) else formula
