"""The rules as the settings have them."""

from __future__ import annotations

import json
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.findings.severity import severity_role
from kpicli.render.json_text import json_text
from kpicli.render.rules_table import SCHEMA, code_and_name, rule_object
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.linter.configured import ConfiguredRule, Origin
    from kpicli.render.json_text import Json
    from kpicli.render.theme import Style

_INDENT = " " * 6
_OTHER_COLUMNS = len("D001    off  warning")


def configured_table(rules: Sequence[ConfiguredRule], style: Style) -> str:
    """A line for each rule: code, name, on or off, severity; below it what is set, and where."""
    width = max(len(part.rule.name) for part in rules)
    lines = [line for part in rules for line in _lines(part, width, style)]
    on = sum(part.is_on for part in rules)
    return "".join(
        f"{line}\n" for line in (*lines, "", f"{on} of {counted(len(rules), 'rule')} on")
    )


def configured_json(rules: Sequence[ConfiguredRule]) -> str:
    """The document `kpi.rules/v1` with a key `config` in each rule. Keys are only ever added."""
    objects = [{**rule_object(part.rule), "config": _config(part)} for part in rules]
    return json_text({"schema": SCHEMA, "rules": objects})


def _lines(part: ConfiguredRule, width: int, style: Style) -> Iterator[str]:
    rule = part.rule
    switch = style.paint(Role.GOOD, "on ") if part.is_on else style.paint(Role.DIM, "off")
    name = style.paint(Role.STRONG, f"{rule.name:<{width}}")
    severity = style.paint(severity_role(part.severity), part.severity)
    if width + _OTHER_COLUMNS <= style.columns:
        yield f"{style.paint(Role.CODE, rule.code)}  {name}  {switch}  {severity}"
    else:
        yield from code_and_name(rule, style)
        yield f"{_INDENT}{switch}  {severity}"
    for words in _settings(part):
        wrap = wrapped(escaped(words), max(style.columns - len(_INDENT), 1))
        yield from (f"{_INDENT}{line}" for line in wrap)


def _settings(part: ConfiguredRule) -> Iterator[str]:
    if part.on_origin:
        yield f"{'on' if part.is_on else 'off'}: {_where(part.on_origin)}"
    if part.severity_origin:
        yield f"severity {part.severity}: {_where(part.severity_origin)}"
    for glob, origin in part.ignored_for:
        yield f"off for {glob}: {_where(origin)}"
    for option in part.options:
        value = json.dumps(option.value, ensure_ascii=False, default=str)
        yield f"{option.name} = {value}: {_where(option.origin)}"


def _where(origin: Origin) -> str:
    return f"{origin.path}:{origin.line} ({origin.selector or 'not selected'})"


def _config(part: ConfiguredRule) -> dict[str, Json]:
    return {
        "on": part.is_on,
        "on_set": _origin(part.on_origin),
        "severity": part.severity.value,
        "severity_set": _origin(part.severity_origin),
        "ignored_for": [
            {"glob": glob, "set": _origin(origin)} for glob, origin in part.ignored_for
        ],
        "options": [
            {"name": option.name, "value": _plain(option.value), "set": _origin(option.origin)}
            for option in part.options
        ],
    }


def _origin(origin: Origin | None) -> Json:
    if origin is None:
        return None
    return {"path": origin.path, "line": origin.line, "selector": origin.selector}


def _plain(value: object) -> Json:
    """A value of a TOML file as JSON has it; a date becomes text."""
    match value:
        case bool() | int() | str():
            return value
        case float() if isfinite(value):
            return Decimal(str(value))
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
    return str(value)
