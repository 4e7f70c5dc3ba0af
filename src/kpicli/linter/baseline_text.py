"""A baseline as the text of its file, and back."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.linter.key import Key
from kpicli.rules.names import current_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.linter.baseline import Baseline

SCHEMA = "kpi.baseline/v1"
_FAMILY = "kpi.baseline/"
_REMEDY = "name another file, or write it anew with --write-baseline alone"


class BaselineError(Struct, frozen=True):
    """Why a text is no baseline, in words that follow the file's name, and what to do."""

    message: str
    help: str


def baseline_text(baseline: Baseline) -> str:
    """The baseline as JSON, sorted, with a line for each key, so that it differs by lines."""
    entries = ",\n".join(f"    {_entry(key, count)}" for key, count in sorted((+baseline).items()))
    listed = f"[\n{entries}\n  ]" if entries else "[]"
    return f'{{\n  "schema": {json.dumps(SCHEMA)},\n  "findings": {listed}\n}}\n'


def parse_baseline(text: str) -> Baseline | BaselineError:
    """The baseline that a text holds. Rules that were renamed have their names of today."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return BaselineError("is not JSON", _REMEDY)
    schema = content.get("schema") if isinstance(content, dict) else None
    if not (isinstance(schema, str) and schema.startswith(_FAMILY)):
        return BaselineError("is not a baseline of kpi", _REMEDY)
    if schema != SCHEMA:
        return BaselineError(f"has the form `{schema}`, this is `{SCHEMA}`", "update kpi")
    try:
        return _counts(content["findings"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return BaselineError("has an entry that cannot be read", _REMEDY)


def _entry(key: Key, count: int) -> str:
    about: dict[str, Any] = {"goals": key.goals} if key.goals else {"path": key.path}
    field = {"field": key.field} if key.field else {}
    number = {"count": count} if count > 1 else {}
    return json.dumps({"rule": key.rule, **about, **field, **number})


def _counts(entries: Iterable[dict[str, Any]]) -> Baseline:
    counts: Baseline = Counter()
    for key, count in map(_read, entries):
        counts[key] += count
    return counts


def _read(entry: dict[str, Any]) -> tuple[Key, int]:
    """The key and count of an entry. Raises ValueError or a kin for what is none."""
    goals, path = entry.get("goals", []), entry.get("path", "")
    key = Key(current_name(entry["rule"]), tuple(goals), path, entry.get("field", ""))
    count = entry.get("count", 1)
    words = [key.rule, *key.goals, key.path, key.field]
    if not isinstance(goals, list) or not all(isinstance(word, str) for word in words):
        raise TypeError("names are texts")
    if type(count) is not int or count < 1 or bool(goals) == bool(path):
        raise ValueError("an entry counts findings of some goals or of a file")
    return key, count
