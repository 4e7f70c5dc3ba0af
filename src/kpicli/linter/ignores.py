"""Which rules are off for which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import LOADING_RULES
from kpicli.linter.select import matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.linter.select import ActiveRule

_ALWAYS_ON = frozenset(rule.name for rule in LOADING_RULES)


class Ignores:
    """The `per_file_ignores`: globs with the rules that are off for the files they match."""

    def __init__(self, rules: Sequence[ActiveRule], ignores: Mapping[str, Sequence[str]]) -> None:
        self._specs = []
        if not ignores:
            return
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories ignore nothing so

        for glob, selectors in ignores.items():
            names = {
                active.rule.name
                for active in rules
                if any(matches(type(active.rule), selector) for selector in selectors)
            }
            self._specs.append((GitIgnoreSpec.from_lines([glob]), names - _ALWAYS_ON))

    def has(self, path: str, rule: str) -> bool:
        """Whether the rule is off for the file."""
        return any(rule in names and spec.match_file(path) for spec, names in self._specs)
