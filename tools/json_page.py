"""The reference of the JSON documents: their keys, taken from what the program prints."""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sessions import Step, run_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE = "docs/reference/json.md"
_INTRODUCTION = """\
# The JSON documents

<!-- written by tools/docs.py from what the commands print for the examples -->

`--format json` prints one document, whose first key, `schema`, names its kind and version. Within a
version keys are only ever added, so read the keys that you know and pass over the others. A key
without a value is null. Numbers are exact decimals; dates are texts such as `2026-09-01`; lines and
columns count from 1. Text is verbatim. The same files, day and options give the same bytes.

`kpi schema check` and `kpi schema report` print the JSON Schemas of `kpi.check/v1` and
`kpi.report/v1`, with what each key means; they take keys that they do not name.

Below are the keys with the kinds of values that occur in the examples of this project.
"""
_STAGE = (
    'cp -R "$ROOT/examples/misaligned" . && cd misaligned && export KPI_AS_OF=2025-01-02',
    "git init --quiet && git add . && git commit --quiet --message Goals",
    "export KPI_AS_OF=2025-09-01",
    "sed -i 's/target: 12,000/target: 11,500/' sales/goals.yaml",
)
_ACME = '--root "$ROOT/examples/acme" --as-of 2026-09-01'
_COMMANDS = (
    ("kpi check",),
    ("kpi report", f"kpi report {_ACME} --since 2026-06-01 --preset okr"),
    ("kpi show sales.orders", f"kpi show finance.receivable_days {_ACME}"),
    ("kpi why sales.orders", f"kpi why acme.growth {_ACME}"),
    ("kpi whatif sales.orders=4000", "kpi whatif 'sales.orders.target=11000'"),
    ("kpi review", f"kpi review {_ACME}"),
    ("kpi tree", f"kpi tree {_ACME}"),
    ("kpi diff HEAD",),
    ("kpi log sales.orders",),
    ("kpi rules",),
)
"""For each document the commands whose output is taken together."""
_KINDS = {str: "text", int: "number", float: "number", bool: "boolean", type(None): "null"}
_WIDTH = 28


def json_page(root: Path) -> dict[str, str]:
    """The page by its path."""
    stage = [Step(_PAGE, 0, script) for script in _STAGE]
    shown = [
        Step(_PAGE, 0, f"{command} --format json 2> /dev/null", (0, 1), shown=True)
        for command in chain(*_COMMANDS)
    ]
    documents = map(json.loads, run_steps(root, [*stage, *shown]))
    sections = (_section(group, list(islice(documents, len(group)))) for group in _COMMANDS)
    rest = "`kpi.export/v1` is described under [import and export](../import-export.md).\n"
    return {_PAGE: "\n".join((_INTRODUCTION, *sections, rest))}


def _section(commands: tuple[str, ...], documents: list[dict[str, Any]]) -> str:
    name = " ".join(commands[0].split()[:2])
    keys = "\n".join(_lines(documents, 0))
    return f"## {documents[0]['schema']}\n\n`{name} --format json`\n\n```text\n{keys}\n```\n"


def _lines(tables: list[dict[str, Any]], depth: int) -> Iterator[str]:
    """The keys of equal tables, each with the kinds of its values, and what is below it."""
    for key in dict.fromkeys(key for table in tables for key in table):
        values = [table[key] for table in tables if key in table]
        yield f"{'  ' * depth + key:{_WIDTH}} {_kinds(values)}".rstrip()
        yield from _lines(list(_tables(values)), depth + 1)


def _kinds(values: list[Any]) -> str:
    found = {_kind(value) for value in values}
    if any(kind.startswith("list of") for kind in found):
        found.discard("list")
    return " or ".join(sorted(found, key=lambda kind: (kind == "null", kind)))


def _kind(value: Any) -> str:  # noqa: ANN401 - any part of a JSON document
    if isinstance(value, list):
        inner = _kinds(value).partition(" ")[0]
        return f"list of {inner}s" if value else "list"
    return "table" if isinstance(value, dict) else _KINDS[type(value)]


def _tables(values: list[Any]) -> Iterator[dict[str, Any]]:
    for value in values:
        if isinstance(value, dict):
            yield value
        if isinstance(value, list):
            yield from _tables(value)
