"""The catalogue of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.findings.severity import severity_role
from kpicli.render.json_text import json_text
from kpicli.render.text import cut, escaped, wrapped
from kpicli.render.theme import Role
from kpicli.rules.page import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.render.json_text import Json
    from kpicli.render.theme import Style
    from kpicli.rules.rule import Rule

SCHEMA = "kpi.rules/v1"
_LEAST_SUMMARY = 24


def rules_table(rules: Sequence[type[Rule]], style: Style) -> str:
    """A line for each rule: code, name, severity, certainty, and what it does, cut to the width.

    Where the width leaves no room for what it does, that stands in lines of its own.
    """
    widths = _widths(rules)
    lines = [line for rule in rules for line in _lines(rule, widths, style)]
    return "".join(f"{line}\n" for line in (*lines, "", counted(len(rules), "rule")))


def rules_json(rules: Sequence[type[Rule]]) -> str:
    """The document `kpi.rules/v1`: a promise to other programs. Keys are only ever added."""
    return json_text({"schema": SCHEMA, "rules": [rule_object(rule) for rule in rules]})


def rule_object(rule: type[Rule]) -> dict[str, Json]:
    """One rule as the object of its own that the list holds."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "certainty": rule.certainty.value,
        "summary": summary_of(rule),
    }


def _widths(rules: Sequence[type[Rule]]) -> tuple[int, int, int, int]:
    return (
        max((len(rule.code) for rule in rules), default=0),
        max((len(rule.name) for rule in rules), default=0),
        max((len(rule.severity) for rule in rules), default=0),
        max((len(rule.certainty) for rule in rules), default=0),
    )


def _lines(rule: type[Rule], widths: tuple[int, int, int, int], style: Style) -> Iterator[str]:
    summary = escaped(summary_of(rule))
    taken = sum(widths) + 2 * (len(widths) - 1)
    room = style.columns - taken - 2
    if room >= _LEAST_SUMMARY:
        yield f"{_row(rule, widths, style)}  {cut(summary, room, style.symbols.ellipsis)}"
        return
    if taken <= style.columns:
        yield _row(rule, widths, style).rstrip(" ")
    else:
        yield from _narrow(rule, style)
    yield from (f"    {line}" for line in wrapped(summary, style.columns - 4))


def _row(rule: type[Rule], widths: tuple[int, int, int, int], style: Style) -> str:
    code, name, severity, certainty = widths
    return "  ".join(
        (
            style.paint(Role.CODE, f"{rule.code:<{code}}"),
            style.paint(Role.STRONG, f"{rule.name:<{name}}"),
            style.paint(severity_role(rule.severity), f"{rule.severity:<{severity}}"),
            style.paint(Role.DIM, f"{rule.certainty:<{certainty}}"),
        )
    )


def _narrow(rule: type[Rule], style: Style) -> Iterator[str]:
    yield from code_and_name(rule, style)
    severity = style.paint(severity_role(rule.severity), rule.severity)
    certainty = style.paint(Role.DIM, rule.certainty)
    if len(f"    {rule.severity}  {rule.certainty}") <= style.columns:
        yield f"    {severity}  {certainty}"
    else:
        yield from (f"    {severity}", f"    {certainty}")


def code_and_name(rule: type[Rule], style: Style) -> Iterator[str]:
    """A rule's code and its name, which goes on in the next line where the width is too small."""
    indent = " " * (len(rule.code) + 2)
    first, *rest = wrapped(rule.name, style.columns - len(indent))
    yield f"{style.paint(Role.CODE, rule.code)}  {style.paint(Role.STRONG, first)}"
    yield from (indent + style.paint(Role.STRONG, line) for line in rest)
