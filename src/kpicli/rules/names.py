"""From the names that people write to rules: names, codes, and names that rules once had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.rules.registry import RENAMED, RULES

if TYPE_CHECKING:
    from kpicli.rules.rule import Rule

_RULES = {key: rule for rule in RULES for key in (rule.name, rule.code)}


def current_name(name: str) -> str:
    """The name that a rule has today, where it was renamed; any other text as it is."""
    return RENAMED.get(name, name)


def rule_named(name: str) -> type[Rule] | None:
    """The rule with a name, a code or a former name; none if there is none."""
    return _RULES.get(current_name(name))


def known_names() -> tuple[str, ...]:
    """The names and codes of all rules, for suggestions."""
    return tuple(_RULES)
