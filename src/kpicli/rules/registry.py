"""All rules, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicli.rules.rule import Rule

RULES: tuple[type[Rule], ...] = ()
