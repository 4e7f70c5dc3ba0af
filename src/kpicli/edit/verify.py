"""Whether a changed goal file says what was meant, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpicli.edit.goal_file import GoalFile, line_of, read_goal_file
from kpicli.edit.new_actual import Refusal
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.documents import Value
    from kpicli.findings import Finding
    from kpicli.models.goal import Kpi
    from kpicli.source import Key
    from kpicli.workspace import Definition

_BY_HAND = "add the line by hand"


def differs_only_by(
    before: GoalFile, text: str, kpi: Definition[Kpi], key: str, wanted: Value
) -> Refusal | None:
    """The refusal of a text whose data differ from the old by more than one actual of a KPI.

    The new actual itself is refused where the format does not take it.
    """
    path = before.source.path
    after = read_goal_file(SourceFile(path, text))
    if after is None:
        return Refusal(
            f"the change would break `{path}`", _BY_HAND, path, line_of(before.source, kpi)
        )
    route = (*kpi.route.keys, "actuals", key)
    expected = _with(dict(before.data), route, wanted)
    if after.data != expected:
        return _unexpected(before, kpi, expected, dict(after.data))
    for finding in added(before.findings, after.findings):
        line = line_of(before.source, kpi)
        return Refusal(finding.message, finding.help, path, line, finding.rule.code)
    return None


def added(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that are more than there were of the same rule in the same words."""
    known = Counter((finding.rule.code, finding.message) for finding in before)
    for finding in after:
        known[finding.rule.code, finding.message] -= 1
        if known[finding.rule.code, finding.message] < 0:
            yield finding


def _with(data: Value, keys: Sequence[Key], wanted: Value) -> Value:
    """A copy of the data with another value where the keys lead; the rest stays shared."""
    if not keys:
        return wanted
    key, *rest = keys
    if isinstance(key, int) and isinstance(data, list):
        return [_with(part, rest, wanted) if i == key else part for i, part in enumerate(data)]
    below = data if isinstance(data, dict) else {}
    return {**below, str(key): _with(below.get(str(key)), rest, wanted)}


def _unexpected(before: GoalFile, kpi: Definition[Kpi], expected: Value, found: Value) -> Refusal:
    source = before.source
    for keys in _differences(expected, found, ()):
        other = next((part for part in before.kpis.values() if _leads_to(part, keys)), None)
        if other is not None and other.id != kpi.id:
            message = f"`{other.id}` takes its actuals from `{kpi.id}`, and would change too"
            remedy = f"give `{other.id}` actuals of its own, then record again"
            return Refusal(message, remedy, source.path, line_of(source, other))
    message = f"the actuals of `{kpi.id}` cannot be changed without changing something else"
    return Refusal(message, _BY_HAND, source.path, line_of(before.source, kpi))


def _leads_to(kpi: Definition[Kpi], keys: tuple[Key, ...]) -> bool:
    return keys[: len(kpi.route.keys)] == kpi.route.keys


def _differences(one: Value, other: Value, keys: tuple[Key, ...]) -> Iterator[tuple[Key, ...]]:
    """The ways to the first values that differ, as deep as both have the same shape."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _differences(one.get(key), other.get(key), (*keys, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differences(left, right, (*keys, index))
    else:
        yield keys
