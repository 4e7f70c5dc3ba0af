"""What a YAML block of the documentation is: a goal file, a part of one, or steps of a CI job."""

from __future__ import annotations

from textwrap import indent
from typing import Any

from ruamel.yaml import YAML

from kpicli.fields.value import fields_of
from kpicli.models.goal import Kpi
from kpicli.models.sections import DEFAULTS, SECTIONS

_KEYS = frozenset({DEFAULTS, *SECTIONS})
_FIELDS = frozenset(fields_of(Kpi))
_FRAME = "kpis:\n  - id: example\n    title: An example\n"


def data_of(text: str) -> Any:  # noqa: ANN401 - whatever YAML may hold
    """The data of a YAML text.

    Raises:
        YAMLError: where it is none.
    """
    return YAML(typ="safe", pure=True).load(text)


def is_goal_text(text: str) -> bool:
    """Whether a block is a goal file, or fields of a KPI."""
    data = data_of(text)
    return isinstance(data, dict) and (_KEYS.issuperset(data) or _FIELDS.issuperset(data))


def goal_file(text: str) -> str:
    """A block as a whole goal file: fields of a KPI stand in one."""
    if _KEYS.issuperset(data_of(text)):
        return text
    return _FRAME + indent(text, "    ")


def commands_of_ci(text: str) -> list[str]:
    """The commands of a GitHub or GitLab snippet in order."""
    return list(_commands(data_of(text)))


def _commands(data: Any) -> list[str]:  # noqa: ANN401 - whatever YAML may hold
    if isinstance(data, list):
        return [command for part in data for command in _commands(part)]
    if not isinstance(data, dict):
        return []
    found: list[str] = []
    for key, value in data.items():
        if key in {"run", "script"}:
            lines = [value] if isinstance(value, str) else value
            found += [part for line in lines for part in line.splitlines()]
        else:
            found += _commands(value)
    return found
