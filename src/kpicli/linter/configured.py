"""What the settings make of each rule, and where they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.fields.read import read
from kpicli.findings import LOADING_RULES
from kpicli.linter.select import is_selected, matches, options_key, strongest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpicli.config.settings import CheckSettings
    from kpicli.findings import Severity
    from kpicli.rules.rule import Rule

    Find = Callable[[tuple[str, ...]], tuple[str, int]]

_ALWAYS_ON = frozenset(rule.name for rule in LOADING_RULES)


class Origin(Struct, frozen=True):
    """Where a setting stands: file, line from 1, and the selector there that means the rule."""

    path: str
    line: int
    selector: str = ""


class Option(Struct, frozen=True):
    """An option with a value other than its default, as it is written in the settings."""

    name: str
    value: object
    origin: Origin


class ConfiguredRule(Struct, frozen=True):
    """A rule as the settings have it; without an origin something is as it is by default."""

    rule: type[Rule]
    is_on: bool
    on_origin: Origin | None
    severity: Severity
    severity_origin: Origin | None
    ignored_for: tuple[tuple[str, Origin], ...]
    """Globs of files that it does not run on."""
    options: tuple[Option, ...]


def configured(
    rules: Sequence[type[Rule]], settings: CheckSettings, find: Find
) -> tuple[ConfiguredRule, ...]:
    """The rules as settings without mistakes have them; `find` gives file and line of a setting."""
    return tuple(_configured(rule, settings, find) for rule in rules)


def _configured(rule: type[Rule], settings: CheckSettings, find: Find) -> ConfiguredRule:
    is_fixed = rule.name in _ALWAYS_ON
    severity = None if is_fixed else strongest(rule, settings.severity)
    return ConfiguredRule(
        rule,
        is_selected(rule, settings),
        None if is_fixed else _switch(rule, settings, find),
        settings.severity[severity] if severity else rule.severity,
        Origin(*find(("check", "severity", severity)), severity) if severity else None,
        () if is_fixed else tuple(_ignored(rule, settings, find)),
        tuple(_options(rule, settings, find)),
    )


def _switch(rule: type[Rule], settings: CheckSettings, find: Find) -> Origin | None:
    """The setting that turns a rule on or off."""
    selector, key = strongest(rule, settings.select), "select"
    if selector and not is_selected(rule, settings):
        selector, key = strongest(rule, settings.ignore), "ignore"
    if key not in settings.given:
        return None
    return Origin(*find(("check", key)), selector or "")


def _ignored(rule: type[Rule], settings: CheckSettings, find: Find) -> Iterator[tuple[str, Origin]]:
    for glob, selectors in settings.per_file_ignores.items():
        selector = next((part for part in selectors if matches(rule, part)), None)
        if selector:
            yield glob, Origin(*find(("check", "per_file_ignores", glob)), selector)


def _options(rule: type[Rule], settings: CheckSettings, find: Find) -> Iterator[Option]:
    key = options_key(rule, settings.options)
    if key is None:
        return
    given, defaults = read(rule.Options, settings.options[key]), rule.Options()
    for name, value in settings.options[key].items():
        if getattr(given, name) != getattr(defaults, name):
            yield Option(name, value, Origin(*find(("check", "options", key, name)), key))
